"""``goldenthread trends`` and ``board-report``: pages and papers from the desk's database, or from a batch's folder."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import CommandError
from flows.commands.exits import ALL

if TYPE_CHECKING:
    from flows.commands.group import Commands


def add(commands: Commands) -> None:
    """Add both."""
    trends = commands.add_parser("trends", help="the trends page for any period, compared with the one before")
    trends.add_argument("--out", type=Path, required=True, help="the page to write, as trends.html")
    trends.add_argument("--period", help="2026-09/2026-10, 2026-Q3 or 2026 (the last twelve months unless given)")
    trends.add_argument("--compare-with", metavar="PERIOD", help="another period than the one just before")
    trends.add_argument("--batch", type=Path, help="take the plans of this output folder instead of the desk's")
    trends.add_argument("--settings", type=Path, help="the desk's settings file (desk.yaml unless given)")
    trends.set_defaults(run=_trends)
    board = commands.add_parser("board-report", help="the board's paper for a period, as Word and PDF")
    board.add_argument("--period", required=True, help="2026-09/2026-10, 2026-Q3 or 2026")
    board.add_argument("--out", type=Path, required=True, help="the folder to write to")
    board.add_argument("--batch", type=Path, help="take the plans of this output folder instead of the desk's")
    board.add_argument("--settings", type=Path, help="the desk's settings file (desk.yaml unless given)")
    board.set_defaults(run=_board)


def _trends(given: argparse.Namespace) -> int:
    from checks.forms.changes import plan_form
    from flows.papers import source_of, today
    from reports.board import read_period
    from reports.trends import write_trends
    from reports.trends.compare import Period

    now = today()
    period = read_period(given.period)[1] if given.period else Period(now - dt.timedelta(days=364), now)
    before = read_period(given.compare_with)[1] if given.compare_with else period.before
    with source_of(given.batch, given.settings) as source:
        records, past = source.records(period), source.records(before)
    if not records:
        raise CommandError("trends.nothing", f"No plan of {period.words} is there. Give another --period.")
    given.out.parent.mkdir(parents=True, exist_ok=True)
    write_trends(records, given.out, before=past or None, period=period, form=plan_form())
    sys.stdout.write(f"{len(records)} plans of {period.words}, {len(past)} of {before.words}. Open {given.out}\n")
    return ALL


def _board(given: argparse.Namespace) -> int:
    from flows.papers import source_of, today, write_paper
    from reports.board import read_period

    kind, period = read_period(given.period)
    with source_of(given.batch, given.settings) as source:
        written = write_paper(source, kind, period, given.out, made=today())
    sys.stdout.write("".join(f"Written: {path}\n" for path in written))
    return ALL
