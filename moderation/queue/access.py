"""A case by its reference, for those who may see it; and its newest version and draft."""

from __future__ import annotations

import datetime as dt
import secrets
from functools import lru_cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from checks.assessment import Assessment
from moderation.database.tables import Case, Draft, Version
from moderation.errors import NotFoundError, NotNowError
from moderation.keeping import Newest
from moderation.permissions import Actor, may_see, visible
from moderation.states import NEXT, WORDS, State

LETTERS = "23456789BCDFGHJKLMNPQRSTVWXYZ"  # no vowels, and nothing read as something else


def new_reference(session: Session) -> str:
    """A reference that is free, cannot be guessed and says nothing of the child ("GT-7KQ4-M2XB")."""
    while True:
        drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
        reference = f"GT-{drawn[:4]}-{drawn[4:]}"
        if not session.scalar(select(Case.id).where(Case.reference == reference)):
            return reference


def get_case(session: Session, actor: Actor, reference: str, *, change: bool = False) -> Case:
    """A case to look at or, with ``change``, held for this transaction. Raises ``NotFoundError`` where there is
    none or it is not theirs to see.
    """
    query = select(Case).where(Case.reference == reference)
    case = session.scalar(query.with_for_update(of=Case) if change else query)
    if case is None or not may_see(actor, case):
        raise NotFoundError
    return case


def newest_version(session: Session, case: Case) -> Version:
    """The newest version of a case."""
    version = session.scalars(
        select(Version).where(Version.case_id == case.id).order_by(Version.number.desc()).limit(1)
    ).first()
    if version is None:
        raise NotFoundError
    return version


def newest_draft(session: Session, version: Version) -> Draft | None:
    """The newest draft of a version; None where its documents could not be assessed."""
    return session.scalars(
        select(Draft).where(Draft.version_id == version.id).order_by(Draft.id.desc()).limit(1)
    ).first()


def assessment_of(draft: Draft) -> Assessment:
    """A draft as values. Drafts never change, so the newest few are kept in memory once read: the text, a fifth of a
    megabyte, is fetched from the database only where its digest is not known yet.
    """
    return _PARSED.get(draft.sha256, lambda: Assessment.model_validate_json(draft.assessment))


def move(case: Case, state: State, *, now: dt.datetime, reason: str = "") -> None:
    """Put a case into another state. Raises ``NotNowError`` where that may not follow."""
    if state not in NEXT[State(case.state)]:
        raise NotNowError("case.state", f"This cannot be done now: the plan is at “{WORDS[State(case.state)]}”.")
    case.state = state.value
    case.state_since = now
    case.state_reason = reason
    case.changed_at = now


def count_states(session: Session, actor: Actor) -> dict[State, int]:
    """How many cases that they may see stand in each state."""
    return {State(row[0]): row[1] for row in session.execute(_states_query(actor))}


@lru_cache(maxsize=1024)
def _states_query(actor: Actor) -> Select[str, int]:
    return select(Case.state, func.count()).where(visible(actor)).group_by(Case.state)


# Some 0.4 MB each: as many as a council's moderators have open on one day.
_PARSED: Newest[Assessment] = Newest(256)
