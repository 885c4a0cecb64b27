"""Brings a database to the newest shape of its tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from moderation.database.engine import Database
from moderation.errors import DeskError

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> str:
    """Make or renew the tables; does nothing where they are up to date. Returns the revision reached."""
    config = _config()
    with database.engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return _newest(config)


def make_ready(database: Database) -> None:
    """Make the tables of an empty database. Raises ``DeskError`` where there are tables of another shape: renewing
    those is for a person to start.
    """
    with database.engine.connect() as connection:
        empty = MigrationContext.configure(connection).get_current_revision() is None
    if empty:
        migrate(database)
    check_up_to_date(database)


def check_up_to_date(database: Database) -> None:
    """Raises ``DeskError`` where the tables are not of this program's shape."""
    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != _newest(_config()):
        raise DeskError("database.old", "The database is not up to date. Run: goldenthread migrate")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _newest(config: Config) -> str:
    return ScriptDirectory.from_config(config).get_current_head() or ""
