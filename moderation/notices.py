"""Notes that somebody should hear of something: a kind and a reference, to be sent by ``moderation.notify``."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from moderation.clock import utc_now
from moderation.database.tables import Notice, User

KINDS = {
    "assigned": "Plans given to you to review",
    "returned": "Plans returned to you",
    "signed_off": "Plans signed off",
    "second_review": "Plans that wait for a second review",
    "could_not_assess": "Plans that could not be assessed",
    "sample_drawn": "Samples drawn for moderation",
}


def note(session: Session, user: User, kind: str, reference: str, *, now: dt.datetime | None = None) -> None:
    """Note something for a person; it goes out with their next message."""
    if kind not in KINDS:
        raise ValueError("unknown kind of notice")
    session.add(Notice(user_id=user.id, kind=kind, reference=reference, made_at=now or utc_now()))
