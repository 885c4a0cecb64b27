"""``goldenthread migrate``, ``desk-user`` and ``serve``: the moderators' desk made, its first person, its pages."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import CommandError
from flows.commands.exits import ALL

if TYPE_CHECKING:
    from flows.commands.group import Commands

ROLES = ("writer", "moderator", "manager", "lead", "administrator")


def add(commands: Commands) -> None:
    """Add the three."""
    migrate = commands.add_parser("migrate", help="make or renew the desk's database")
    migrate.add_argument("--settings", type=Path, help="the desk's settings file (desk.yaml unless given)")
    migrate.set_defaults(run=_migrate)
    user = commands.add_parser("desk-user", help="add a person to the desk; the password is asked for, or piped in")
    user.add_argument("username")
    user.add_argument("--name", required=True, help="the person's own name")
    user.add_argument("--role", action="append", required=True, choices=ROLES, help="may be given more than once")
    user.add_argument("--team", default="")
    user.add_argument("--agency", default="", help="education, health or social_care, for the SEN panel")
    user.add_argument("--email", default="")
    user.add_argument("--settings", type=Path)
    user.set_defaults(run=_user)
    serve = commands.add_parser("serve", help="the desk's web pages")
    serve.add_argument("--host", default="127.0.0.1", help="127.0.0.1 unless given: this computer alone")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--processes", type=int, default=1, help="as many as processors for a whole council")
    serve.add_argument("--settings", type=Path)
    serve.set_defaults(run=_serve)


def _migrate(given: argparse.Namespace) -> int:
    from moderation.database.engine import Database
    from moderation.database.migrate import migrate
    from moderation.settings import load_settings

    database = Database(load_settings(given.settings).database_url)
    try:
        sys.stdout.write(f"The desk's database is up to date (revision {migrate(database)}).\n")
    finally:
        database.close()
    return ALL


def _user(given: argparse.Namespace) -> int:
    from moderation import people
    from moderation.database.engine import Database
    from moderation.database.migrate import check_up_to_date
    from moderation.permissions import COMMAND_LINE
    from moderation.settings import load_settings

    database = Database(load_settings(given.settings).database_url)
    try:
        check_up_to_date(database)
        with database.writing() as session:
            people.create_user(
                session, COMMAND_LINE, given.username, name=given.name, roles=given.role, password=_password(),
                team=given.team, agency=given.agency, email=given.email,
            )  # fmt: skip
    finally:
        database.close()
    sys.stdout.write(f"{given.name} can sign in as {given.username}.\n")
    return ALL


def _password() -> str:
    """Typed twice at a terminal, else one line of standard input. Never an argument: those can be read by others."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Password again: "):
        raise CommandError("user.password_twice", "The two passwords are not the same.")
    return first


def _serve(given: argparse.Namespace) -> int:
    from flows.serve import serve
    from moderation.settings import load_settings

    if not 1 <= given.processes <= 64:
        raise CommandError("serve.processes", "--processes must be 1 to 64.")
    if not 0 <= given.port <= 65535:
        raise CommandError("serve.port", "--port must be 0 to 65535.")
    serve(load_settings(given.settings), host=given.host, port=given.port, processes=given.processes)
    return ALL
