"""What good looks like, line by line, in the authority's own words."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation import audit
from moderation.clock import utc_now
from moderation.database.tables import LineGuidance
from moderation.errors import ChangedMeanwhileError, NotPermittedError
from moderation.forms import values_of
from moderation.permissions import Action, Actor, require

LONGEST = 4000


def guidance(session: Session, form: str) -> dict[str, LineGuidance]:
    """The guidance of a form ("ehcp" or "advice"), by line."""
    return {g.line: g for g in session.scalars(select(LineGuidance).where(LineGuidance.form == form))}


def set_guidance(
    session: Session,
    actor: Actor,
    form: str,
    line: str,
    text: str,
    *,
    expected_revision: int = 0,
    now: dt.datetime | None = None,
) -> LineGuidance:
    """Write a line's guidance. Raises ``NotFoundError`` for an unknown line, ``ChangedMeanwhileError`` where
    somebody else wrote it since it was read.
    """
    require(actor, Action.EDIT_GUIDANCE)
    if actor.id is None:
        raise NotPermittedError("Guidance needs a person who stands for it.")
    values_of("advice:0" if form == "advice" else form, line)
    kept = session.get(LineGuidance, (form, line))
    if (kept.revision if kept else 0) != expected_revision:
        raise ChangedMeanwhileError
    if kept is None:
        kept = LineGuidance(form=form, line=line)
        session.add(kept)
    kept.text, kept.changed_by_id, kept.changed_at = text.strip()[:LONGEST], actor.id, now or utc_now()
    session.flush()
    audit.append(session, actor, "guidance.changed", f"{form}:{line}", now=now)
    return kept
