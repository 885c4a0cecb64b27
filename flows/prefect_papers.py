"""The board's papers on their dates, as a Prefect flow: deployments stand in ``prefect.yaml``."""

from __future__ import annotations

import logging
from pathlib import Path

from prefect import flow

from flows.papers import source_of, today, write_paper
from reports.board import last_complete

log = logging.getLogger("goldenthread.papers")


@flow(name="board-report", persist_result=False, log_prints=False)
def board_report(kind: str, out: str) -> int:
    """Write the paper of the last ``kind`` (two-months, quarter, year) that is over; how many files."""
    now = today()
    with source_of(None, None) as source:
        written = write_paper(source, kind, last_complete(kind, now), Path(out), made=now)
    log.info("board report: %d files", len(written))
    return len(written)
