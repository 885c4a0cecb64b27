"""Where trends and board papers take their plans from: the desk's database, or the output of a batch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from checks.assessment import Assessment
from checks.forms.changes import plan_form
from extractors.errors import CommandError
from moderation.database.engine import Database
from moderation.database.migrate import check_up_to_date
from moderation.permissions import COMMAND_LINE
from moderation.settings import load_settings
from moderation.trends import agreement_of, moderated_of, plan_records
from reports.board import Agreement, Given, Period, board_paper, write_pdf, write_word
from reports.trends import PlanRecord, record_of


class Source(Protocol):
    """Gives the plans of a period, and how people agreed with their drafts."""

    def records(self, period: Period) -> list[PlanRecord]:
        """One record for each plan."""

    def agreement(self, period: Period) -> tuple[list[Agreement], int]:
        """Agreement by group, and how many plans were moderated."""

    def moderated(self, period: Period) -> list[Given]:
        """What people answered."""


class DeskSource:
    """The desk's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def _all(self) -> list[PlanRecord]:
        with self._database.reading() as session:
            return plan_records(session, COMMAND_LINE)

    def records(self, period: Period) -> list[PlanRecord]:
        """The newest draft of each plan drafted in the period."""
        return [r for r in self._all if r.day in period]

    def agreement(self, period: Period) -> tuple[list[Agreement], int]:
        """Over the reviews that were submitted in the period."""
        with self._database.reading() as session:
            return agreement_of(session, COMMAND_LINE, period)

    def moderated(self, period: Period) -> list[Given]:
        """In reviews that were submitted in the period."""
        with self._database.reading() as session:
            return moderated_of(session, COMMAND_LINE, period)


class BatchSource:
    """The output folder of ``assess``."""

    def __init__(self, folder: Path) -> None:
        files = sorted((folder / "cases").glob("*/assessment.json"))
        if not files:
            raise CommandError("batch.missing", f"There is no batch in {folder}: it holds no cases/*/assessment.json.")
        self._all = [record_of(Assessment.model_validate_json(f.read_text(encoding="utf-8"))) for f in files]

    def records(self, period: Period) -> list[PlanRecord]:
        """The plans drafted in the period."""
        return [r for r in self._all if r.day in period]

    def agreement(self, period: Period) -> tuple[list[Agreement], int]:
        """A batch has no moderators."""
        return [], 0

    def moderated(self, period: Period) -> list[Given]:
        """A batch has no moderators."""
        return []


@contextmanager
def source_of(batch: Path | None, settings: Path | None) -> Iterator[Source]:
    """The batch's folder where one is named, else the desk. Raises ``CommandError`` or ``DeskError``."""
    if batch is not None:
        yield BatchSource(batch)
        return
    database = Database(load_settings(settings).database_url)
    try:
        check_up_to_date(database)
        yield DeskSource(database)
    finally:
        database.close()


def write_paper(source: Source, kind: str, period: Period, out: Path, *, made: dt.date) -> list[Path]:
    """Write a board paper as Word and PDF into a folder; the two files."""
    agreement, moderated = source.agreement(period)
    paper = board_paper(
        kind, period, source.records(period), source.records(period.before), form=plan_form(), made=made,
        agreement=agreement, moderated=moderated, given=source.moderated(period),
    )  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    stem = f"board-{kind}-{period.first:%Y-%m}"
    word, pdf = out / f"{stem}.docx", out / f"{stem}.pdf"
    for path, write in ((word, write_word), (pdf, write_pdf)):
        beside = path.with_name(f".part-{path.name}")
        write(paper, beside)
        beside.replace(path)
    return [word, pdf]


def today() -> dt.date:
    """The day in England."""
    return dt.datetime.now(tz=ZoneInfo("Europe/London")).date()
