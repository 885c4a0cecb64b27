"""One case from its files to its finished folder: what a worker does, and what ``check`` does at once."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from checks.assess import Judges, assess
from checks.assessment import Assessment
from extractors.case import Case
from extractors.errors import GoldenThreadError
from extractors.readers import read
from extractors.reading import Failure, Reader, read_case
from flows.inbox import CaseInput
from reports.case import write_case

FELLED = "took too long or too much memory to read, so it was left out. Save it afresh and try again."


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a case: assessed (``fresh`` or as it stood from an earlier run), with its failures."""

    case: str
    assessed: bool
    fresh: bool = True
    failures: tuple[Failure, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values, to cross from a worker."""
        return asdict(self)


def check_case(
    given: CaseInput, judges: Judges, *, reader: Reader = read
) -> tuple[Assessment, Case, tuple[Failure, ...]]:
    """Read (by ``reader``) and assess a case. Raises ``GoldenThreadError``."""
    told = read_case(given.name, given.files, given.facts, reader=reader)
    now = dt.datetime.now(tz=dt.UTC).replace(microsecond=0)
    felled = tuple(Failure(f.name, "reader.killed", f"{f.name} {FELLED}") for f in given.unread)
    return assess(told.case, judges, now=now), told.case, (*told.failures, *felled)


def assess_case(given: CaseInput, judges: Judges, out: Path, *, reader: Reader = read) -> Done:
    """Assess a case into ``out/cases/<case>``; nothing is done twice over the same files and program."""
    if done := standing(given, judges, out):
        return done
    folder = out / "cases" / given.name
    try:
        assessment, case, failures = check_case(given, judges, reader=reader)
    except GoldenThreadError as error:
        names = given.files[0].name if len(given.files) == 1 else given.name
        return Done(given.name, False, failures=(Failure(names, error.code, error.sentence),))
    assessment = assessment.model_copy(update={"versions": {**assessment.versions, "inputs": given.fingerprint}})
    originals = {f.name: f for f in given.files}
    write_case(assessment, case, judges, originals, folder, failures=[asdict(f) for f in failures])
    return Done(given.name, True, failures=failures)


def standing(given: CaseInput, judges: Judges, out: Path) -> Done | None:
    """What an earlier run left for these very inputs and this very program; none where it is to be done."""
    folder = out / "cases" / given.name
    try:
        versions = json.loads((folder / "assessment.json").read_text(encoding="utf-8"))["versions"]
    except (OSError, ValueError, KeyError):
        return None
    if versions != {**judges.versions, "inputs": given.fingerprint}:
        return None
    return Done(given.name, True, fresh=False, failures=_kept_failures(folder))


def _kept_failures(folder: Path) -> tuple[Failure, ...]:
    file = folder / "failures.json"
    if not file.exists():
        return ()
    return tuple(Failure(**entry) for entry in json.loads(file.read_text(encoding="utf-8")))
