"""``goldenthread notify`` and ``audit verify``: for the clock of the council's server to start."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import ALL, SOME_FAILED

if TYPE_CHECKING:
    from flows.commands.group import Commands

SETTINGS = "the desk's settings file (desk.yaml unless given)"


def add(commands: Commands) -> None:
    """Add both."""
    notify = commands.add_parser("notify", help="tell people what waits for them, as the settings say (once a day)")
    notify.add_argument("--dry-run", action="store_true", help="say how many would hear, and send nothing")
    notify.add_argument("--settings", type=Path, help=SETTINGS)
    notify.set_defaults(run=_notify)
    audit = commands.add_parser("audit", help="the desk's audit log")
    parts = audit.add_subparsers(required=True, metavar="PART")
    verify = parts.add_parser("verify", help="check that nothing in the log was changed, taken out or cut off")
    verify.add_argument("--head", default="", help="a hash that an earlier check told: it must still be there")
    verify.add_argument(
        "--kept",
        type=Path,
        metavar="FILE",
        help="a file kept elsewhere that holds the newest hash from one check to the next",
    )
    verify.add_argument("--settings", type=Path, help=SETTINGS)
    verify.set_defaults(run=_verify)


def _notify(given: argparse.Namespace) -> int:
    from flows.desk_at import desk_at
    from moderation.notify import tell_people
    from moderation.permissions import COMMAND_LINE

    with desk_at(given.settings) as (database, settings):
        if settings.notify.by == "none":
            sys.stdout.write("The settings name no way to tell people (notify: by), so nobody was told.\n")
            return ALL
        told = tell_people(database, COMMAND_LINE, settings, dry_run=given.dry_run)
    says = "would be" if given.dry_run else "were"
    sys.stdout.write(f"{told.people} people {says} told of {told.notices} things.\n")
    if told.without_address:
        sys.stdout.write(f"{told.without_address} people have no e-mail address at the desk.\n")
    for failure in told.failures:
        sys.stderr.write(f"{failure.sentence} [{failure.code}]\n")
    return SOME_FAILED if told.failures else ALL


def _verify(given: argparse.Namespace) -> int:
    from flows.desk_at import desk_at
    from moderation import audit

    kept = given.kept.read_text(encoding="ascii").strip() if given.kept and given.kept.exists() else ""
    with desk_at(given.settings) as (database, _), database.reading() as session:
        found = audit.verify(session, known_head=given.head or kept)
        if found.holds and given.head and kept:
            found = audit.verify(session, known_head=kept)
    if found.broken_at is not None:
        sys.stderr.write(
            f"The log is broken at entry {found.broken_at}. {found.why} "
            f"The {found.entries} entries before it hold. [audit.broken]\n"
        )
        return SOME_FAILED
    if not found.known_head_found:
        sys.stderr.write(
            "The log holds in itself, but the hash that was told before is not in it: its end was cut off, or it is "
            "another log. [audit.cut_off]\n"
        )
        return SOME_FAILED
    if given.kept:
        given.kept.write_text(f"{found.head}\n", encoding="ascii")  # only after a check that held
    sys.stdout.write(f"All {found.entries} entries hold. Write down the newest hash, for --head: {found.head}\n")
    return ALL
