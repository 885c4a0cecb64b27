"""Puts a batch's results on the moderators' desk: documents, draft and the files made of them, case by case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checks.assessment import Assessment
from extractors.errors import CommandError, GoldenThreadError
from extractors.readers.mail import attachments
from flows.inbox import CaseInput
from moderation.database.engine import Database
from moderation.database.migrate import make_ready
from moderation.errors import ChangedMeanwhileError
from moderation.permissions import COMMAND_LINE
from moderation.queue import Added, add_case, add_failure
from moderation.settings import DeskSettings, load_settings

MAIL = {".eml": "eml", ".msg": "msg"}
NOT_FOR_THE_DESK = frozenset({"assessment.json", "failures.json"})  # the draft is kept as such
TRIES = 3


@dataclass(slots=True)
class Queued:
    """What became of a batch's cases on the desk: how many were new, the same and so on, and what failed."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, str]] = field(default_factory=list)

    def sentence(self) -> str:
        """What to tell whoever ran it."""
        told = {
            "new": "new in the queue",
            "new_version": "a new draft of a plan that was there",
            "redrafted": "drafted anew",
            "same": "there already",
        }
        parts = [f"{self.outcomes[k]} {words}" for k, words in told.items() if self.outcomes[k]]
        return "On the moderators' desk: " + (", ".join(parts) or "nothing") + "."


class Desk:
    """The desk that a batch fills. ``url`` overrides the settings' database."""

    def __init__(self, settings: DeskSettings, url: str = "") -> None:
        self._settings = settings
        self._database = Database(url or settings.database_url)
        make_ready(self._database)
        self._database.close()  # no open connection may pass to the worker processes of a batch

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def fill(self, cases: Sequence[CaseInput], results: Mapping[str, Mapping[str, Any]], out: Path) -> Queued:
        """Put every case of a batch on the desk; what is there already stays one entry. ``results`` by case."""
        queued = Queued()
        for case in cases:
            try:
                queued.outcomes[self._put(case, results[case.name], out).outcome] += 1
            except GoldenThreadError as error:
                queued.failures.append({"case": case.name, "file": "", "code": error.code, "reason": error.sentence})
        return queued

    def _put(self, case: CaseInput, result: Mapping[str, Any], out: Path) -> Added:
        for attempt in range(TRIES):
            try:
                return self._put_once(case, result, out)
            except ChangedMeanwhileError:
                if attempt == TRIES - 1:
                    raise
        raise AssertionError

    def _put_once(self, case: CaseInput, result: Mapping[str, Any], out: Path) -> Added:
        documents = {f.name: f.read_bytes() for f in case.files}
        with self._database.writing() as session:
            if not result["assessed"]:
                first = result["failures"][0]
                return add_failure(
                    session, COMMAND_LINE, case.name, documents, code=first["code"], sentence=first["reason"]
                )
            folder = out / "cases" / case.name
            assessment = Assessment.model_validate_json((folder / "assessment.json").read_text(encoding="utf-8"))
            files = {f.name: f.read_bytes() for f in sorted(folder.iterdir()) if f.name not in NOT_FOR_THE_DESK}
            return add_case(
                session, COMMAND_LINE, assessment, documents | _attached(case, assessment, documents),
                outputs={name: data for name, data in files.items() if name not in documents},
                settings=self._settings,
            )  # fmt: skip


def chosen_desk(queue: str | None, *, never: bool = False) -> Desk | None:
    """The desk to fill: of the URL given, of the settings for "", and for None only where the settings name one.

    Raises ``CommandError`` for what is no URL, ``DeskError`` for settings or a database that cannot be used.
    """
    if never:
        return None
    if queue and "://" not in queue:
        raise CommandError(
            "queue.url", "After --queue comes the address of a database (sqlite:///desk.db) or another option."
        )
    settings = load_settings()
    if queue is None and not settings.names_a_database:
        return None
    return Desk(settings, queue or "")


def _attached(case: CaseInput, assessment: Assessment, given: Mapping[str, bytes]) -> dict[str, bytes]:
    """The documents that came in an e-mail: the assessment names them, the folder does not."""
    wanted = {d.file for d in assessment.documents} - set(given)
    found: dict[str, bytes] = {}
    for file in case.files:
        if wanted and (kind := MAIL.get(file.suffix.lower())):
            found |= {name: data for name, data in attachments(file, kind) if name in wanted}
    return found
