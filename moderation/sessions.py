"""Sign-ins on the web: one for each browser, kept in the database so that leaving ends it at once, everywhere."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from moderation.clock import utc_now
from moderation.database.tables import User, WebSession
from moderation.permissions import Actor, Role
from moderation.settings import DEFAULTS, DeskSettings

SEEN_EVERY = dt.timedelta(minutes=5)  # how exactly the last use is noted: each note is a write


def open_session(session: Session, user: User, *, now: dt.datetime | None = None) -> str:
    """Begin a sign-in. Returns the secret for the browser's cookie; only its digest is kept."""
    at = now or utc_now()
    token = secrets.token_urlsafe(32)
    session.add(
        WebSession(key=_digest(token), user_id=user.id, epoch=user.session_epoch, started_at=at, seen_at=at)
    )  # fmt: skip
    session.flush()
    return token


def signed_in_by(
    session: Session, token: str, *, settings: DeskSettings = DEFAULTS, now: dt.datetime | None = None
) -> tuple[Actor, bool] | None:
    """Whose sign-in a cookie's secret is, and whether it is time to note its use (``note_seen``).

    None where it is unknown, ended, too old or unused for too long, or its person is switched off.
    """
    at = now or utc_now()
    found = session.execute(_WHOSE, {"key": _digest(token)}).first()
    if found is None:
        return None
    ended = found.epoch != found.session_epoch or not found.active
    too_old = at - found.started_at > dt.timedelta(hours=settings.session_hours)
    unused = at - found.seen_at > dt.timedelta(minutes=settings.session_idle_minutes)
    if ended or too_old or unused:
        return None
    roles = frozenset(Role(r) for r in found.roles)
    actor = Actor(found.id, found.username, found.display_name, roles, found.team, found.agency)
    return actor, at - found.seen_at > SEEN_EVERY


# Built once, and of columns alone: it is asked for with every request.
_WHOSE = (
    select(
        User.id, User.username, User.display_name, User.roles, User.team, User.agency, User.active, User.session_epoch,
        WebSession.epoch, WebSession.started_at, WebSession.seen_at,
    )
    .join(WebSession, WebSession.user_id == User.id)
    .where(WebSession.key == bindparam("key"))
)  # fmt: skip


def note_seen(session: Session, token: str, *, now: dt.datetime | None = None) -> None:
    """Note that a sign-in is in use."""
    session.execute(update(WebSession).where(WebSession.key == _digest(token)).values(seen_at=now or utc_now()))


def close_session(session: Session, token: str) -> None:
    """End a sign-in: its cookie is worth nothing from here on."""
    session.execute(delete(WebSession).where(WebSession.key == _digest(token)))


def forget_old(session: Session, *, settings: DeskSettings = DEFAULTS, now: dt.datetime | None = None) -> None:
    """Take away the sign-ins that time has ended."""
    at = now or utc_now()
    too_old = WebSession.started_at < at - dt.timedelta(hours=settings.session_hours)
    unused = WebSession.seen_at < at - dt.timedelta(minutes=settings.session_idle_minutes)
    session.execute(delete(WebSession).where(or_(too_old, unused)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
