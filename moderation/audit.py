"""The audit log: appended to and never changed, each entry's hash covering the one before.

The database's own triggers refuse changes; the chain shows what somebody with the database in their hands has
done to it. The number of entries and the newest hash stand a second time in a table of one row that a trigger keeps, so
that a cut-off end is seen (``verify``). Whoever may drop triggers can forge that too: so the tables belong to a role
that the application does not sign in as, and the newest hash is kept elsewhere from check to check (``known_head``,
``audit verify --kept``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from moderation.clock import utc_now
from moderation.database.tables import AuditEntry, AuditHead
from moderation.permissions import Action, Actor, require

BEGINNING = "0" * 64
LOCK = 7_031_862  # any number that nothing else in the database locks
Detail = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the chain found. ``broken_at`` is the first entry that does not hold, else None, and ``why`` says
    what is wrong with it; ``head`` the newest hash that holds; ``known_head_found`` whether the hash kept elsewhere is still in the chain.
    """

    entries: int
    head: str
    broken_at: int | None = None
    known_head_found: bool = True
    why: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, taken out or cut off."""
        return self.broken_at is None and self.known_head_found


def append(
    session: Session,
    actor: Actor,
    action: str,
    subject: str,
    details: Mapping[str, Detail] | None = None,
    *,
    now: dt.datetime | None = None,
) -> None:
    """Append an entry within the session's own transaction: what is done and its entry stand or fall together.

    ``details`` holds references, numbers and form answers; never a child's name or words of a plan.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    last = session.execute(_NEWEST).first()
    number, previous = (last.id + 1, last.hash) if last else (1, BEGINNING)
    at = now or utc_now()
    entry = AuditEntry(
        id=number, at=at, actor=actor.username, action=action, subject=subject, details=dict(details or {}),
        previous=previous, hash="",
    )  # fmt: skip
    entry.hash = _hash(entry)
    # By columns rather than as an entity: an entry is written with everything that anyone does.
    session.execute(_APPEND, {name: getattr(entry, name) for name in _COLUMNS})


_COLUMNS = tuple(AuditEntry.__table__.columns.keys())
_APPEND = insert(AuditEntry.__table__)  # type: ignore[arg-type]  # (a mapped class's table is one)
_NEWEST = select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)


def verify(session: Session, *, known_head: str = "") -> Verified:
    """Walk the whole chain. ``known_head`` is a hash that was written down elsewhere before."""
    previous, number, found = BEGINNING, 0, not known_head
    query = select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000)
    # Closed even where it ends early: PostgreSQL keeps a cursor open for it.
    with closing(session.scalars(query)) as chain:
        for entry in chain:
            number += 1
            if wrong := _wrong(entry, number, previous):
                return Verified(number - 1, previous, broken_at=entry.id, known_head_found=found, why=wrong)
            previous = entry.hash
            found = found or previous == known_head
            session.expunge(entry)
    if wrong := _cut_off(session, number, previous):
        return Verified(number, previous, broken_at=number + 1, known_head_found=found, why=wrong)
    return Verified(number, previous, known_head_found=found)


def _cut_off(session: Session, number: int, newest: str) -> str:
    """What is wrong between the log and the record of its newest entry; "" where they agree."""
    recorded = session.get(AuditHead, 1, populate_existing=True)
    if recorded is None:
        return "The record of the newest entry is gone."
    if recorded.entries > number:
        return f"The end was cut off: {recorded.entries} entries were written."
    if (recorded.entries, recorded.hash) != (number, newest):
        return "The record of the newest entry tells of another log."
    return ""


def _wrong(entry: AuditEntry, number: int, previous: str) -> str:
    """What is wrong with an entry; "" where it holds."""
    if entry.id != number:
        return f"Entry {number} is missing."
    if entry.hash != _hash(entry):
        return f"Entry {number} was changed after it was written."
    if entry.previous != previous:
        return f"Entry {number} does not follow the one before it."
    return ""


def head(session: Session) -> str:
    """The newest hash, to be written down elsewhere."""
    return session.scalar(select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)) or BEGINNING


def entries(
    session: Session, actor: Actor, *, subject: str = "", who: str = "", page: int = 1, per_page: int = 50
) -> tuple[list[AuditEntry], int]:
    """A page of the log, newest first, and how many entries there are in all. Raises ``NotPermittedError``."""
    require(actor, Action.READ_AUDIT)
    query = select(AuditEntry)
    if subject:
        query = query.where(AuditEntry.subject == subject)
    if who:
        query = query.where(AuditEntry.actor == who)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page_query = query.order_by(AuditEntry.id.desc()).limit(per_page).offset((page - 1) * per_page)
    return list(session.scalars(page_query)), total


def _hash(entry: AuditEntry) -> str:
    told = [
        entry.id, entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"), entry.actor, entry.action,
        entry.subject, entry.details, entry.previous,
    ]  # fmt: skip
    canonical = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
