"""The database: both kinds have the same tables, and refuse what must not be."""

import datetime as dt

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text, update
from sqlalchemy.exc import DatabaseError, StatementError

from moderation import queue
from moderation.database.base import Base
from moderation.database.engine import Database
from moderation.database.migrate import check_up_to_date, migrate
from moderation.database.tables import Case, Draft
from moderation.errors import DeskError
from tests.moderation.build import NOW, assessment, documents
from tests.moderation.conftest import staff


def test_the_migrations_make_exactly_the_tables_that_the_program_knows(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    before = migrate(database)
    assert migrate(database) == before
    check_up_to_date(database)


def test_a_database_without_tables_is_told_to_be_migrated(tmp_path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with pytest.raises(DeskError) as told:
        check_up_to_date(database)
    assert told.value.code == "database.old"
    database.close()


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log"])
def test_the_database_refuses_to_change_the_audit_log(database: Database, statement: str) -> None:
    staff(database)
    with database.engine.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
        connection.execute(text(statement))


def test_sqlite_refuses_to_replace_an_entry_of_the_log(desk: Database) -> None:
    staff(desk)
    replace = (
        "INSERT OR REPLACE INTO audit_log SELECT id, at, 'nobody', action, subject, details, previous, hash"
        " FROM audit_log WHERE id = 1"
    )
    with desk.engine.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
        connection.execute(text(replace))


def test_the_database_refuses_to_change_a_draft(database: Database) -> None:
    people = staff(database)
    with database.writing() as session:
        queue.add_case(session, people.manager, assessment(), documents())
    with database.engine.connect() as connection, pytest.raises(DatabaseError, match="never changed"):
        connection.execute(update(Draft).values(assessment="{}"))


def test_moments_come_back_in_utc_whatever_zone_they_were_given_in(database: Database) -> None:
    people = staff(database)
    summer = dt.timezone(dt.timedelta(hours=1))
    given = dt.datetime(2026, 7, 1, 0, 30, tzinfo=summer)
    with database.writing() as session:
        queue.add_case(session, people.manager, assessment(), documents(), now=given)
    with database.reading() as session:
        case = session.query(Case).one()
        assert case.added_at == given
        assert case.added_at.utcoffset() == dt.timedelta(0)


def test_a_moment_without_a_zone_is_refused(desk: Database, people_of) -> None:
    with desk.writing() as session:
        queue.add_case(session, people_of.manager, assessment(), documents())
    with desk.reading() as session, pytest.raises(StatementError, match="zone"):
        session.execute(update(Case).values(added_at=dt.datetime(2026, 1, 1)))  # noqa: DTZ001


def test_errors_of_the_database_do_not_show_a_plans_words(desk: Database, people_of) -> None:
    with desk.writing() as session:
        queue.add_case(session, people_of.manager, assessment(), documents(), now=NOW)
    with desk.reading() as session, pytest.raises(DatabaseError) as told:
        session.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "Amina finds reading hard"})
    assert "Amina" not in str(told.value)


def test_a_database_of_another_kind_is_refused_in_plain_words() -> None:
    with pytest.raises(DeskError, match="SQLite"):
        Database("mysql://somewhere/desk")
