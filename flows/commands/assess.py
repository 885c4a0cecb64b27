"""``goldenthread assess``: a folder of cases, as a batch."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import CommandError
from flows.commands.exits import ALL, NOTHING, SOME_FAILED
from flows.commands.progress import ToldProgress

if TYPE_CHECKING:
    from flows.batch import After, Progress
    from flows.commands.group import Commands
    from flows.inbox import CaseInput
    from flows.queueing import Desk


def add(commands: Commands) -> None:
    """Add ``assess``."""
    assess = commands.add_parser("assess", help="assess a folder of cases")
    assess.add_argument("source", help="a folder, or any address that fsspec reads (s3://, sftp://, abfs://)")
    assess.add_argument("--out", type=Path, required=True)
    assess.add_argument("--workers", type=int, help="worker processes (as many as processors unless given)")
    queue = assess.add_mutually_exclusive_group()
    queue.add_argument(
        "--queue", nargs="?", const="", metavar="DATABASE-URL",
        help="also put the results into the moderators' queue, in the database of the desk's settings or this one "
        "(done anyway where the settings name a database)",
    )  # fmt: skip
    queue.add_argument("--no-queue", action="store_true", help="leave the moderators' queue alone")
    assess.set_defaults(run=_assess)


def _assess(given: argparse.Namespace) -> int:
    from flows.batch import assess_source

    if given.workers is not None and given.workers < 1:
        raise CommandError("workers.none", "--workers must be 1 or more.")
    desk = _desk(given)
    with desk or nullcontext():
        done = assess_source(
            given.source, given.out, carry=_carry, progress=ToldProgress(), workers=given.workers,
            after=_told_filling(desk) if desk else None,
        )  # fmt: skip
    for failure in done.failures:
        sys.stderr.write(f"{failure['case']}, {failure['file']}: {failure['reason']} [{failure['code']}]\n")
    sys.stdout.write(
        f"{len(done.assessed)} of {len(done.results)} cases are assessed ({done.fresh} in this run). "
        f"Look in {given.out}:\n  batch.xlsx for all of them, trends.html for the picture, "
        "cases/<case>/checklist.docx for each pre-filled form.\n"
    )
    if not done.assessed:
        return NOTHING
    return SOME_FAILED if done.failures else ALL


def _desk(given: argparse.Namespace) -> Desk | None:
    """The desk to fill, if any. Settings that name none cost nothing but looking for them."""
    from moderation.settings import load_settings

    if given.no_queue or (given.queue is None and not load_settings().names_a_database):
        return None
    from flows.queueing import chosen_desk

    return chosen_desk(given.queue)


def _told_filling(desk: Desk) -> After:
    def fill(cases: Sequence[CaseInput], results: Mapping[str, dict[str, Any]], out: Path) -> list[dict[str, str]]:
        queued = desk.fill(cases, results, out)
        sys.stdout.write(queued.sentence() + "\n")
        return queued.failures

    return fill


def _carry(cases: Sequence[CaseInput], out: Path, progress: Progress, workers: int | None) -> list[dict[str, Any]]:
    """Prefect's part, imported only when there is work: it costs a second."""
    from flows.prefect_batch import carry

    return carry(cases, out, progress, workers)
