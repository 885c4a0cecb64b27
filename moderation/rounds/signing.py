"""Sign-offs before issue: step 1b by the SEN team, step 2a by education, health and social care at the panel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation.database.tables import Case
from moderation.permissions import Action, Actor, require, visible
from moderation.queue.deciding import panel_left
from moderation.states import State

SEN_TEAM, PANEL_STEP = "1b", "2a"


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A plan that waits for signatures: at which step, and whose are wanted ("sen_team" at step 1b)."""

    reference: str
    step: str
    wanted: tuple[str, ...]
    since: dt.datetime


def unsigned(session: Session, actor: Actor) -> list[Unsigned]:
    """The plans that the actor may see and that wait for a signature, the longest waiting first."""
    require(actor, Action.SEE_CASES)
    states = [State.SUBMITTED.value, State.SIGNED_OFF.value]
    query = select(Case).where(visible(actor), Case.state.in_(states)).order_by(Case.state_since, Case.id)
    found = []
    for case in session.scalars(query):
        if case.state == State.SUBMITTED:
            found.append(Unsigned(case.reference, SEN_TEAM, ("sen_team",), case.state_since))
        elif left := panel_left(session, case):
            found.append(Unsigned(case.reference, PANEL_STEP, left, case.state_since))
    return found


def may_be_issued(session: Session, case: Case) -> bool:
    """Whether all four signatures stand under the newest version."""
    return case.state == State.SIGNED_OFF and not panel_left(session, case)
