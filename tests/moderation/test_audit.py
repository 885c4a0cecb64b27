"""The log tells its first broken entry, whatever somebody with the database in their hands did to it."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text

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
            for trigger in ("audit_log_update", "audit_log_delete", "audit_log_replace"):
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


def test_a_cut_off_end_is_seen_by_whoever_wrote_the_newest_hash_down(database: Database) -> None:
    heads = written(database)
    tampered(database, ["DELETE FROM audit_log WHERE id > 4"])
    assert verified(database).holds
    found = verified(database, heads[-1])
    assert (found.broken_at, found.known_head_found, found.holds) == (None, False, False)


def test_an_empty_log_holds(desk: Database) -> None:
    assert verified(desk) == audit.Verified(0, audit.BEGINNING)
