"""``goldenthread assess``: a folder of cases, as a batch."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import CommandError
from flows.commands.exits import ALL, NOTHING, SOME_FAILED
from flows.commands.progress import ToldProgress

if TYPE_CHECKING:
    from flows.batch import Progress
    from flows.commands.group import Commands
    from flows.inbox import CaseInput


def add(commands: Commands) -> None:
    """Add ``assess``."""
    assess = commands.add_parser("assess", help="assess a folder of cases")
    assess.add_argument("source", help="a folder, or any address that fsspec reads (s3://, sftp://, abfs://)")
    assess.add_argument("--out", type=Path, required=True)
    assess.add_argument("--workers", type=int, help="worker processes (as many as processors unless given)")
    assess.set_defaults(run=_assess)


def _assess(given: argparse.Namespace) -> int:
    from flows.batch import assess_source

    if given.workers is not None and given.workers < 1:
        raise CommandError("workers.none", "--workers must be 1 or more.")
    done = assess_source(given.source, given.out, carry=_carry, progress=ToldProgress(), workers=given.workers)
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


def _carry(cases: Sequence[CaseInput], out: Path, progress: Progress, workers: int | None) -> list[dict[str, Any]]:
    """Prefect's part, imported only when there is work: it costs a second."""
    from flows.prefect_batch import carry

    return carry(cases, out, progress, workers)
