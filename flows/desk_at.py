"""The desk that a command works at: its settings and its database, opened and let go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from moderation.database.engine import Database
from moderation.database.migrate import check_up_to_date
from moderation.settings import DeskSettings, load_settings


@contextmanager
def desk_at(settings: Path | None) -> Iterator[tuple[Database, DeskSettings]]:
    """The database and settings. Raises ``DeskError`` where they cannot be used or are of another shape."""
    loaded = load_settings(settings)
    database = Database(loaded.database_url)
    try:
        check_up_to_date(database)
        yield database, loaded
    finally:
        database.close()
