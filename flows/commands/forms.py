"""``goldenthread read-form``: what moderators answered in a form that they filled in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import ALL, SOME_FAILED

if TYPE_CHECKING:
    from flows.commands.group import Commands


def add(commands: Commands) -> None:
    """Add ``read-form``."""
    read = commands.add_parser("read-form", help="read the answers out of a filled-in checklist or advice form")
    read.add_argument("file", type=Path, help="the form, as .docx or .odt")
    shape = read.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="as JSON")
    shape.add_argument("--csv", action="store_true", help="as CSV, one row a line of the form")
    read.set_defaults(run=_read_form)


def _read_form(given: argparse.Namespace) -> int:
    from checks.forms.changes import advice_form, plan_form
    from reports.readback.read import read_form
    from reports.readback.told import as_csv, as_json, as_words

    filled = read_form(given.file, (plan_form(), advice_form()))
    shape = as_json if given.json else as_csv if given.csv else as_words
    sys.stdout.write(shape(filled))
    return SOME_FAILED if any(a.not_understood for a in filled.answers) else ALL
