"""``goldenthread evaluate``: the program held against cases with known truth."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import ALL
from flows.commands.progress import ToldProgress

if TYPE_CHECKING:
    from flows.commands.group import Commands


def add(commands: Commands) -> None:
    """Add ``evaluate``."""
    evaluate = commands.add_parser("evaluate", help="hold the program against cases with known truth")
    evaluate.add_argument("folder", type=Path)
    evaluate.set_defaults(run=_evaluate)


def _evaluate(given: argparse.Namespace) -> int:
    from flows.evaluation.evaluate import evaluate

    sys.stdout.write(evaluate(given.folder, progress=ToldProgress()))
    return ALL
