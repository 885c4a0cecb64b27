"""What a person is told: kinds, numbers and references, and the desk's own address. Never a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from moderation.database.tables import Notice, User
from moderation.notices import KINDS
from moderation.settings import Notify

MOST_NAMED = 10  # references of one kind; the page behind the link has them all
DAY = dt.timedelta(hours=20)  # "once a day" although the clock that starts the command may be early


@dataclass(frozen=True, slots=True)
class Digest:
    """One person's message. ``notices`` are what it tells of."""

    user_id: int
    email: str
    notices: tuple[int, ...]
    counts: tuple[tuple[str, tuple[str, ...]], ...]
    link: str

    @property
    def subject(self) -> str:
        """Such as "3 plans wait for you"."""
        number = sum(len(references) for _, references in self.counts)
        return "1 thing waits for you at the moderators' desk" if number == 1 else f"{number} things wait for you at the moderators' desk"  # fmt: skip

    @property
    def summary(self) -> str:
        """A line for each kind, with references."""
        return "\n".join(line(kind, references) for kind, references in self.counts)


def digests(session: Session, settings: Notify, base_url: str, now: dt.datetime) -> list[Digest]:
    """The messages that are due: everybody's unsent notices; with "daily", not for whom heard today already."""
    query = select(Notice).join(User).where(Notice.sent_at.is_(None), User.active).order_by(Notice.user_id, Notice.id)
    waiting: dict[int, list[Notice]] = {}
    for notice in session.scalars(query):
        waiting.setdefault(notice.user_id, []).append(notice)
    heard = {}
    if settings.when == "daily":
        last = (
            select(Notice.user_id, func.max(Notice.sent_at)).where(Notice.sent_at.is_not(None)).group_by(Notice.user_id)
        )
        heard = {user: when for user, when in session.execute(last) if when and when > now - DAY}
    return [
        Digest(user_id, notices[0].user.email, tuple(n.id for n in notices), counted(notices), f"{base_url.rstrip('/')}/")
        for user_id, notices in waiting.items()
        if user_id not in heard
    ]  # fmt: skip


def counted(notices: Iterable[Notice]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """References by kind, in the kinds' own order, each once."""
    by_kind: dict[str, dict[str, None]] = {}
    for notice in notices:
        by_kind.setdefault(notice.kind, {})[notice.reference] = None
    return tuple((kind, tuple(by_kind[kind])) for kind in KINDS if kind in by_kind)


def line(kind: str, references: Sequence[str]) -> str:
    """As "Plans given to you to review: 2 (GT-7KQ4-M2XB, GT-2222-3333)"."""
    named = ", ".join(references[:MOST_NAMED]) + (", …" if len(references) > MOST_NAMED else "")
    return f"{KINDS[kind]}: {len(references)} ({named})"
