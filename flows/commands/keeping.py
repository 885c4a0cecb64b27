"""``goldenthread erase``, ``retain``, ``export-child``: what is held goes, or is given out."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import CommandError
from flows.commands.exits import ALL

if TYPE_CHECKING:
    from flows.commands.group import Commands

SETTINGS = "the desk's settings file (desk.yaml unless given)"


def add(commands: Commands) -> None:
    """Add the three."""
    erase = commands.add_parser("erase", help="erase a case from the desk, for good")
    erase.add_argument("reference", help="such as GT-7KQ4-M2XB")
    erase.add_argument("--reason", choices=("asked", "mistake"), required=True)
    erase.add_argument("--dry-run", action="store_true", help="say what would go, and keep it")
    erase.add_argument("--settings", type=Path, help=SETTINGS)
    erase.set_defaults(run=_erase)
    retain = commands.add_parser("retain", help="erase what has been kept long enough, by the settings (retention)")
    retain.add_argument("--dry-run", action="store_true", help="say what would go, and keep it")
    retain.add_argument("--settings", type=Path, help=SETTINGS)
    retain.set_defaults(run=_retain)
    child = commands.add_parser("export-child", help="write all that is held on a child into a zip")
    who = child.add_mutually_exclusive_group(required=True)
    who.add_argument("--reference", default="", help="of any case of the child")
    who.add_argument("--name", default="", help="the child's name as the plan has it, with --born")
    child.add_argument("--born", default="", help="the child's date of birth")
    child.add_argument("--out", type=Path, required=True, help="the zip to write")
    child.add_argument("--settings", type=Path, help=SETTINGS)
    child.set_defaults(run=_export_child)


class _OnlyLooking(Exception):  # noqa: N818  (no error: it takes a dry run back)
    """Takes back what a dry run did."""


def _erase(given: argparse.Namespace) -> int:
    from flows.desk_at import desk_at
    from moderation import retention
    from moderation.permissions import COMMAND_LINE

    with desk_at(given.settings) as (database, _):
        with contextlib.suppress(_OnlyLooking), database.writing() as session:
            gone = retention.erase_case(session, COMMAND_LINE, given.reference, reason=given.reason)
            if given.dry_run:
                raise _OnlyLooking
        if not given.dry_run:
            database.forget()
    says = "would be erased" if given.dry_run else "is erased"
    sys.stdout.write(
        f"{gone.reference} {says}: {gone.versions} versions, {gone.files} files, {gone.reviews} reviews. "
        "Copies in backups and in folders of a batch are not touched.\n"
    )
    return ALL


def _retain(given: argparse.Namespace) -> int:
    from flows.desk_at import desk_at
    from moderation import retention
    from moderation.permissions import COMMAND_LINE

    with desk_at(given.settings) as (database, settings):
        with database.reading() as session:
            due = retention.due_for_erasure(session, COMMAND_LINE, settings.retention)
        for one in due:
            sys.stdout.write(f"{one.reference}: {one.why}\n")
        if given.dry_run:
            sys.stdout.write(f"{len(due)} cases would be erased.\n")
            return ALL
        with database.writing() as session:
            erased = retention.erase_due(session, COMMAND_LINE, settings.retention)
        database.forget()
    sys.stdout.write(f"{len(erased)} cases are erased.\n")
    return ALL


def _export_child(given: argparse.Namespace) -> int:
    from extractors.dates import parse_date
    from flows.desk_at import desk_at
    from moderation import retention
    from moderation.permissions import COMMAND_LINE

    born = parse_date(given.born) if given.born else None
    if given.name and born is None:
        raise CommandError("child.born", "Give the date of birth too, such as --born 2016-03-01.")
    with desk_at(given.settings) as (database, _), database.writing() as session:
        export = retention.export_child(session, COMMAND_LINE, reference=given.reference, name=given.name, born=born)
        given.out.write_bytes(export.data)
        given.out.chmod(0o600)
    sys.stdout.write(f"{given.out} holds {', '.join(export.references)} with {export.files} files.\n")
    return ALL
