"""A desk for each test: SQLite always, PostgreSQL where a server can be started."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from moderation import people, queue
from moderation.database.engine import Database
from moderation.database.migrate import migrate
from moderation.permissions import COMMAND_LINE, Actor, actor_of
from tests.moderation.build import NOW, assessment, documents

PASSWORD = "correct horse battery"


def _server_programs() -> Path | None:
    found = shutil.which("initdb")
    candidates = [Path(found).resolve().parent] if found else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((p for p in candidates if (p / "initdb").exists() and (p / "postgres").exists()), None)


@contextlib.contextmanager
def _cluster() -> Iterator[str]:
    """A throwaway PostgreSQL server; yields its URL without a database."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = _server_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    # PostgreSQL refuses to run as root.
    user = {"user": "nobody", "extra_groups": []} if os.name == "posix" and os.getuid() == 0 else {}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="gt-pg-", ignore_cleanup_errors=True) as home:
        if user:
            shutil.chown(home, "nobody")
        data = Path(home) / "data"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "cwd": home, "text": True, **user}
        made = subprocess.run(
            [programs / "initdb", "-D", data, "-U", "gt", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"],
            check=False, **quiet,
        )  # fmt: skip
        if made.returncode:
            pytest.skip("PostgreSQL could not make a cluster here")
        options = ["-p", str(port), "-k", home, "-h", "127.0.0.1", "-c", "fsync=off"]
        with (Path(home) / "log").open("w") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, *options], **quiet | {"stdout": log, "stderr": log}
            )
            try:
                url = f"postgresql://gt@127.0.0.1:{port}"
                if not _answers(url, server):
                    pytest.skip("PostgreSQL did not start here")
                yield url
            finally:
                server.terminate()
                server.wait(20)


def _answers(url: str, server: subprocess.Popen[str]) -> bool:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:") + "/postgres")
    try:
        for _ in range(100):
            if server.poll() is not None:
                return False
            try:
                with engine.connect():
                    return True
            except OperationalError:
                time.sleep(0.1)
        return False
    finally:
        engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Makes a fresh, migrated PostgreSQL database and gives its URL."""
    with _cluster() as url:
        template = Database(f"{url}/postgres")
        with template.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CREATE DATABASE desk"))
            first = Database(f"{url}/desk")
            migrate(first)
            first.close()
            made = 0

            def fresh() -> str:
                nonlocal made
                made += 1
                connection.execute(text(f"CREATE DATABASE t{made} TEMPLATE desk"))
                return f"{url}/t{made}"

            yield fresh
        template.close()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty desk in each kind of database."""
    if request.param == "sqlite":
        path = tmp_path / "desk.db"
        shutil.copy(request.getfixturevalue("empty_sqlite"), path)
        database = Database(f"sqlite:///{path}")
    else:
        database = Database(request.getfixturevalue("postgres")())
    yield database
    database.close()


@pytest.fixture
def desk(empty_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty desk in SQLite, where the kind of database makes no difference."""
    path = tmp_path / "desk.db"
    shutil.copy(empty_sqlite, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@dataclass(frozen=True)
class Staff:
    """Everybody who works at the desk of a test."""

    writer: Actor
    other_writer: Actor
    moderator: Actor
    second: Actor
    manager: Actor
    south_manager: Actor
    lead: Actor
    administrator: Actor


def staff(database: Database) -> Staff:
    """Make the people of a desk. Only the moderator has a password: hashing takes its time on purpose."""
    with database.writing() as session:

        def made(username: str, role: str, name: str, **more: str) -> Actor:
            user = people.create_user(session, COMMAND_LINE, username, name=name, roles=[role], now=NOW, **more)
            return actor_of(user)

        return Staff(
            made("writer", "writer", "Jo Field", email="jo@example.org"),
            made("other", "writer", "Ola Nowak"),
            made("moderator", "moderator", "Mo Dean", password=PASSWORD, email="mo@example.org"),
            made("second", "moderator", "Sal Reed", agency="health"),
            made("manager", "manager", "Max Bell", team="North", email="max@example.org"),
            made("south", "manager", "Sue Court", team="South"),
            made("lead", "lead", "Lee Park"),
            made("admin", "administrator", "Ada Quill"),
        )


@pytest.fixture
def people_of(desk: Database) -> Staff:
    """The people of a SQLite desk."""
    return staff(desk)


@pytest.fixture
def waiting(desk: Database, people_of: Staff) -> str:
    """The reference of a case that waits for review, with one piece of advice."""
    with desk.writing() as session:
        return queue.add_case(
            session, people_of.manager, assessment(advice=True), documents(advice=True), now=NOW
        ).reference
