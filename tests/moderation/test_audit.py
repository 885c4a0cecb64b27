"""The log tells its first broken entry, whatever somebody with the database in their hands did to it."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from moderation import audit
from moderation.database.engine import Database
from moderation.permissions import COMMAND_LINE
from tests.moderation.build import NOW


def written(database: Database, number: int = 6) -> list[str]:
    """So many entries; the newest hash after each."""
    heads = []
    for i in range(number):
        with database.writing() as session:
            audit.append(session, COMMAND_LINE, "case.opened", f"GT-{i}", {"number": i}, now=NOW)
            heads.append(audit.head(session))
    return heads


def tampered(database: Database, statements: Sequence[str]) -> None:
    """What somebody does who may do everything: they take the guards off first."""
    postgres = database.engine.dialect.name == "postgresql"
    with database.engine.begin() as connection:
        if postgres:
            connection.execute(text("ALTER TABLE audit_log DISABLE TRIGGER USER"))
        else:
            for trigger in ("audit_log_update", "audit_log_delete", "audit_log_replace", "audit_log_head"):
                connection.execute(text(f"DROP TRIGGER {trigger}"))
        for statement in statements:
            connection.execute(text(statement))


def verified(database: Database, known_head: str = "") -> audit.Verified:
    with database.reading() as session:
        return audit.verify(session, known_head=known_head)


def test_an_untouched_log_holds_and_an_old_hash_is_still_in_it(database: Database) -> None:
    heads = written(database)
    found = verified(database, heads[2])
    assert (found.holds, found.entries, found.head) == (True, 6, heads[-1])


@pytest.mark.parametrize(
    ("statements", "broken_at", "why"),
    [
        (["UPDATE audit_log SET actor = 'nobody' WHERE id = 3"], 3, "Entry 3 was changed"),
        (["UPDATE audit_log SET details = '{\"number\": 9}' WHERE id = 5"], 5, "Entry 5 was changed"),
        (["UPDATE audit_log SET action = 'x' WHERE id IN (2, 4)"], 2, "Entry 2 was changed"),
        (["DELETE FROM audit_log WHERE id = 3"], 4, "Entry 3 is missing"),
        (["DELETE FROM audit_log WHERE id = 1"], 2, "Entry 1 is missing"),
        (["UPDATE audit_log SET hash = 'f' WHERE id = 6"], 6, "Entry 6 was changed"),
        (["DELETE FROM audit_log WHERE id = 3", "UPDATE audit_log SET id = id - 1 WHERE id > 3"], 3, "Entry 3 was changed"),
    ],
    ids=["who", "what", "two", "taken out", "the first", "hash", "taken out and closed up"],
)  # fmt: skip
def test_the_first_broken_entry_is_named(database: Database, statements: list[str], broken_at: int, why: str) -> None:
    written(database)
    tampered(database, statements)
    found = verified(database)
    assert not found.holds
    assert found.broken_at == broken_at
    assert found.why.startswith(why)


def test_a_whole_new_chain_does_not_follow_the_old_one(desk: Database) -> None:
    written(desk)
    # Somebody who knows how hashes are made writes entry 4 anew, hash and all: entry 5 gives it away.
    with desk.reading() as session:
        entry = session.get(audit.AuditEntry, 4)
        session.expunge(entry)
        entry.actor = "nobody"
        forged = audit._hash(entry)
    tampered(desk, [f"UPDATE audit_log SET actor = 'nobody', hash = '{forged}' WHERE id = 4"])  # noqa: S608  (a hash of our own)
    found = verified(desk)
    assert (found.broken_at, found.why) == (5, "Entry 5 does not follow the one before it.")


@pytest.mark.parametrize("left", [5, 4, 0])
def test_a_cut_off_end_is_seen_without_a_hash_kept_elsewhere(database: Database, left: int) -> None:
    written(database)
    tampered(database, [f"DELETE FROM audit_log WHERE id > {left}"])  # noqa: S608  (a number of our own)
    found = verified(database)
    assert (found.holds, found.entries, found.broken_at) == (False, left, left + 1)
    assert found.why == "The end was cut off: 6 entries were written."


def test_a_new_end_in_place_of_one_cut_off_is_seen(database: Database) -> None:
    written(database)
    tampered(database, ["DELETE FROM audit_log WHERE id > 5"])
    with database.writing() as session:  # the guards are off, and so is the trigger that keeps the head
        audit.append(session, COMMAND_LINE, "case.opened", "GT-other", now=NOW)
    found = verified(database)
    assert (found.holds, found.why) == (False, "The record of the newest entry tells of another log.")


def test_who_forges_the_head_too_is_seen_by_whoever_wrote_the_newest_hash_down(database: Database) -> None:
    heads = written(database)
    off = "ALTER TABLE audit_head DISABLE TRIGGER USER"
    if database.engine.dialect.name == "sqlite":
        off = "DROP TRIGGER audit_head_update"
    forged = f"UPDATE audit_head SET entries = 4, hash = '{heads[3]}'"  # noqa: S608  (a hash of our own)
    tampered(database, ["DELETE FROM audit_log WHERE id > 4", off, forged])
    assert verified(database).holds
    found = verified(database, heads[-1])
    assert (found.broken_at, found.known_head_found, found.holds) == (None, False, False)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_head SET entries = 2",
        "UPDATE audit_head SET entries = entries + 1",
        "UPDATE audit_head SET hash = 'f'",
        "DELETE FROM audit_head",
        "INSERT INTO audit_head (id, entries, hash) VALUES (2, 0, 'f')",
    ],
)
def test_the_database_lets_nobody_change_the_head(database: Database, statement: str) -> None:
    written(database, 3)
    with pytest.raises(DBAPIError, match="kept by the database"), database.engine.begin() as connection:
        connection.execute(text(statement))
    assert verified(database).holds


def test_a_role_that_may_only_append_keeps_the_log_and_cannot_cut_it(postgres: Callable[[], str]) -> None:
    url = postgres()
    owner = Database(url)
    written(owner, 2)
    with owner.engine.begin() as connection:
        for statement in (
            "DROP ROLE IF EXISTS desk_app",
            "CREATE ROLE desk_app LOGIN",
            "GRANT USAGE ON SCHEMA public TO desk_app",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO desk_app",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO desk_app",
            "REVOKE UPDATE, DELETE ON audit_log FROM desk_app",
            "REVOKE INSERT, UPDATE, DELETE ON audit_head, alembic_version FROM desk_app",
        ):
            connection.execute(text(statement))
    application = Database(url.replace("//gt@", "//desk_app@"))
    written(application, 2)
    assert verified(application).entries == 4
    for statement in (
        "DELETE FROM audit_log",
        "TRUNCATE audit_log",
        "ALTER TABLE audit_log DISABLE TRIGGER USER",
        "DROP TRIGGER audit_log_head ON audit_log",
        "UPDATE audit_head SET entries = 1",
    ):
        with (
            pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
            application.engine.begin() as connection,
        ):
            connection.execute(text(statement))
    assert verified(owner).holds
    with owner.engine.begin() as connection:
        connection.execute(text("DROP OWNED BY desk_app"))
        connection.execute(text("DROP ROLE desk_app"))
    application.close()
    owner.close()


def test_an_empty_log_holds(desk: Database) -> None:
    assert verified(desk) == audit.Verified(0, audit.BEGINNING)
