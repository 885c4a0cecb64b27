"""``goldenthread check``: one plan, or one case's folder, at once."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import ALL, SOME_FAILED

if TYPE_CHECKING:
    from flows.commands.group import Commands


def add(commands: Commands) -> None:
    """Add ``check``."""
    check = commands.add_parser("check", help="assess one plan, or a folder with one plan and its advice, at once")
    check.add_argument("path", type=Path)
    check.add_argument("--out", type=Path, help="also write the case's files here")
    check.set_defaults(run=_check)


def _check(given: argparse.Namespace) -> int:
    from checks.assess import Judges  # `--help` should answer at once
    from flows.batch import make_writable
    from flows.case import check_case
    from flows.inbox import one_case
    from flows.limits import limited_memory
    from flows.summary import summary

    case = one_case(given.path)
    judges = Judges.load()
    if given.out:
        make_writable(given.out)
    with limited_memory():
        assessment, read, failures = check_case(case, judges)
    sys.stdout.write(summary(assessment))
    for failure in failures:
        sys.stderr.write(f"{failure.file}: {failure.reason} [{failure.code}]\n")
    if given.out:
        from flows.batch_files import write_failures
        from reports.case import write_case

        folder = given.out / "cases" / case.name
        write_case(assessment, read, judges, {f.name: f for f in case.files}, folder)
        write_failures([{"case": case.name, **asdict(f)} for f in failures], given.out)
        sys.stdout.write(f"\nThe pre-filled form and the other files are in {folder}\n")
    return SOME_FAILED if failures else ALL
