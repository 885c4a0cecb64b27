"""The desk's database: SQLite by default, PostgreSQL by URL, opened for reading or for writing.

SQLite takes one writer at a time. Each writing session begins with ``BEGIN IMMEDIATE``, so that writers wait
for each other in turn (busy timeout) rather than fail half-way; readers are never held up (WAL).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from moderation.errors import ChangedMeanwhileError, DeskError

BUSY_SECONDS = 30


class Database:
    """A database by its URL ("sqlite:///desk.db", "postgresql://...")."""

    def __init__(self, url: str) -> None:
        """Raises ``DeskError`` for a URL that is neither SQLite's nor PostgreSQL's, or whose driver is missing."""
        self.url = url
        self.engine = make_engine(url)
        # SQLite's waiters sleep for ever longer steps; within one process the next goes on at once.
        self._turn: AbstractContextManager[object] = Lock() if self.engine.name == "sqlite" else nullcontext()
        self._read = sessionmaker(self.engine, expire_on_commit=False)
        self._write = sessionmaker(self.engine.execution_options(writes=True), expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of things and changes nothing."""
        with self._read() as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose work is kept whole at its end, or not at all.

        Raises ``ChangedMeanwhileError`` where somebody else changed the same thing first.
        """
        with self._turn, self._write() as session:
            try:
                yield session
                session.commit()
            except (StaleDataError, IntegrityError) as error:
                session.rollback()
                raise ChangedMeanwhileError from error
            except BaseException:
                session.rollback()
                raise

    def forget(self) -> None:
        """After an erasure: nothing of it is left in SQLite's journal. PostgreSQL's own vacuum does as much."""
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def make_engine(url: str) -> Engine:
    """An engine with the settings each database needs; its errors never show a plan's words. Raises ``DeskError``."""
    parsed = make_url(url)
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            parsed,
            hide_parameters=True,
            pool_size=20,
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if kind == "postgresql":
        try:
            return create_engine(
                parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=10, hide_parameters=True
            )
        except ModuleNotFoundError as error:
            raise DeskError(
                "database.driver", "PostgreSQL needs the extra: install golden-thread[postgres]."
            ) from error
    raise DeskError("database.kind", "The database must be SQLite (sqlite:///file) or PostgreSQL (postgresql://...).")


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    # The driver must not begin transactions of its own: _begin_sqlite does.
    connection.isolation_level = None
    cursor = connection.cursor()
    # secure_delete: what is erased is overwritten, not only forgotten.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def reachable(database: Database) -> bool:
    """Whether the database answers."""
    try:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except OperationalError:
        return False
    return True
