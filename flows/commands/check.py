"""``goldenthread check``: one plan, or one case's folder, at once.

The files are read in a worker process, as a batch's are, so that one that cannot be read to an end is given up and
told in a sentence.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.commands.exits import ALL, SOME_FAILED

if TYPE_CHECKING:
    from flows.commands.group import Commands
    from flows.inbox import CaseInput


def add(commands: Commands) -> None:
    """Add ``check``."""
    check = commands.add_parser("check", help="assess one plan, or a folder with one plan and its advice, at once")
    check.add_argument("path", type=Path)
    check.add_argument("--out", type=Path, help="also write the case's files here")
    check.set_defaults(run=_check)


def _check(given: argparse.Namespace) -> int:
    from extractors.errors import CaseError  # `--help` should answer at once
    from flows.inbox import one_case
    from flows.pool import run

    case = one_case(given.path)
    if given.out:
        from flows.batch import make_writable

        make_writable(given.out)
    (outcome,) = run([case], given.out or Path(), workers=1, work=_checked if given.out else _looked_at)
    if outcome.done is None:
        raise CaseError(outcome.code, outcome.sentence)
    if "summary" not in outcome.done:
        raise CaseError(outcome.done["code"], outcome.done["sentence"])
    sys.stdout.write(outcome.done["summary"])
    for failure in outcome.done["failures"]:
        sys.stderr.write(f"{failure['file']}: {failure['reason']} [{failure['code']}]\n")
    if given.out:
        from flows.batch_files import write_failures

        write_failures([{"case": case.name, **f} for f in outcome.done["failures"]], given.out)
        sys.stdout.write(f"\nThe pre-filled form and the other files are in {given.out / 'cases' / case.name}\n")
    return SOME_FAILED if outcome.done["failures"] else ALL


def _looked_at(case: CaseInput, out: Path) -> dict[str, Any]:
    """Assess a case, in a worker, and write nothing: the summary and failures, or the code and sentence of an error."""
    return _told(case, None)


def _checked(case: CaseInput, out: Path) -> dict[str, Any]:
    """The same, with the case's files written."""
    return _told(case, out)


def _told(case: CaseInput, out: Path | None) -> dict[str, Any]:
    from dataclasses import asdict

    from extractors.errors import GoldenThreadError
    from flows.case import check_case
    from flows.pool import judges, reader_for
    from flows.summary import summary

    try:
        assessment, read, failures = check_case(case, judges(), reader=reader_for(case))
    except GoldenThreadError as error:
        return {"code": error.code, "sentence": error.sentence}
    if out:
        from reports.case import write_case

        folder = out / "cases" / case.name
        write_case(assessment, read, judges(), {f.name: f for f in case.files}, folder)
    return {"summary": summary(assessment), "failures": [asdict(f) for f in failures]}
