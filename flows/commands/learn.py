"""``goldenthread learn``: anchors and confidence refitted from people's answers, and taken back."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import CommandError
from flows.commands.exits import ALL, NOTHING

if TYPE_CHECKING:
    from checks.forms.form import Form
    from flows.commands.group import Commands


def add(commands: Commands) -> None:
    """Add ``learn``."""
    learn = commands.add_parser(
        "learn", help="refit anchors and confidence from people's answers, or take that back (--undo)"
    )
    learn.add_argument(
        "answers", type=Path, nargs="?", help="a table (CSV): case, line, answer and, where known, moderator, blind"
    )
    learn.add_argument("--results", type=Path, help="the folder with the assessments of the same cases")
    learn.add_argument("--out", type=Path, help="where versions are kept (else the configuration's learning.folder)")
    learn.add_argument("--undo", action="store_true", help="take back the version in force")
    learn.add_argument("--use", metavar="VERSION", help="put a kept version in force, such as learnt-2")
    learn.add_argument("--dry", action="store_true", help="only tell what would be learnt")
    learn.set_defaults(run=_learn)


def _learn(given: argparse.Namespace) -> int:
    from checks.forms.authority import current

    authority = current()
    folder = given.out or (authority.folder / authority.learning.folder if authority.learning.folder else None)
    if folder is None:
        raise CommandError(
            "learn.where", "Say where versions are kept: --out, or learning.folder in the configuration."
        )
    if given.undo or given.use:
        return _taken_back(folder, given.use)
    if given.answers is None or given.results is None:
        raise CommandError("learn.what", "Name the table of answers, and with --results the folder of the assessments.")
    return _learnt(given, folder)


def _taken_back(folder: Path, use: str | None) -> int:
    from checks.learning.keep import undo, use_version

    if use:
        use_version(folder, use)
        sys.stdout.write(f"{use} is in force.\n")
        return ALL
    name, before = undo(folder)
    stands = f"{before} is in force again" if before else "the form's own anchors stand again"
    sys.stdout.write(f"{name} is taken back; {stands}.\n")
    return ALL


def _learnt(given: argparse.Namespace, folder: Path) -> int:
    from checks.forms.authority import current
    from checks.forms.changes import with_anchors
    from checks.forms.learnt import in_force
    from checks.learning.keep import keep
    from checks.learning.records import read_answers, records_of, scored
    from checks.learning.relearn import relearn
    from checks.learning.told import told, too_little

    limits = current().learning
    form = _own_form()
    standing = in_force(folder)
    if standing and standing.form == form.form:
        form = with_anchors(form, standing)
    answers = read_answers(given.answers, form)
    records, missing = records_of(answers, given.results, form)
    if missing:
        sys.stderr.write(f"Without an assessment in {given.results}, and left out: {len(missing)} of the cases.\n")
    plans = len({row.case for row in scored(records)})
    if plans < limits.least_plans:
        sys.stdout.write(too_little(plans, limits.least_plans))
        return NOTHING
    found = relearn(records, form, least_answers=limits.least_answers_a_line)
    sys.stdout.write(told(found))
    if given.dry:
        sys.stdout.write("\nNothing was kept (--dry).\n")
        return ALL
    kept = keep(found, form.form, folder, source=given.answers.name, today=dt.datetime.now(tz=dt.UTC).date())
    sys.stdout.write(
        f"\n{kept.name} is in force: new anchors for {len(found.anchors)} lines. It is used wherever the "
        f"configuration's learning.folder names {folder}. To take it back: goldenthread learn --undo --out {folder}\n"
    )
    return ALL


def _own_form() -> Form:
    """The plan's form without what the configuration's folder has learnt: the folder named here may be another."""
    from checks.forms.changes import plan_form

    return plan_form(learnt=False)
