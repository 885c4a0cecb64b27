"""What a manager decides of a case: who reads it, whether twice, signed off, returned or not to be assessed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation import audit
from moderation.clock import utc_now
from moderation.database.tables import Case, Review, SignOff, User
from moderation.errors import DeskError, NotFoundError, NotNowError, NotPermittedError
from moderation.notices import note
from moderation.permissions import Action, Actor, Role, may, require
from moderation.queue.access import get_case, move, newest_version
from moderation.queue.consensus import unsettled
from moderation.states import ReviewState, State

PANEL = ("education", "health", "social_care")  # who signs at step 2a (framework, 4.5)


def assign(
    session: Session, actor: Actor, reference: str, user_id: int | None, *, now: dt.datetime | None = None
) -> Case:
    """Give a case to a moderator, or (None) to nobody in particular. They are told."""
    require(actor, Action.ASSIGN)
    at = now or utc_now()
    case = get_case(session, actor, reference, change=True)
    if user_id is not None:
        user = session.get(User, user_id)
        if user is None or not user.active or not {Role.MODERATOR, Role.MANAGER} & set(user.roles):
            raise NotFoundError("There is no such moderator.")
        note(session, user, "assigned", case.reference, now=at)
    case.assigned_to_id = user_id
    case.changed_at = at
    audit.append(session, actor, "case.assigned", case.reference, {"to": user_id}, now=at)
    return case


def ask_second_review(
    session: Session, actor: Actor, reference: str, user_id: int | None = None, *, now: dt.datetime | None = None
) -> Case:
    """Have a submitted case read by a second moderator, who does not see the first's answers before submitting."""
    require(actor, Action.ASK_SECOND_REVIEW)
    at = now or utc_now()
    case = get_case(session, actor, reference, change=True)
    submitted = _submitted(session, case)
    if len(submitted) > 1:
        raise NotNowError("case.read_twice", "Two people have read this plan already.")
    if user_id is not None and any(r.reviewer_id == user_id for r in submitted):
        raise NotNowError("case.same_reader", "The second review is another person's.")
    move(case, State.SECOND_REVIEW, now=at)
    case.assigned_to_id = None
    audit.append(session, actor, "case.second_review", case.reference, now=at)
    return assign(session, actor, reference, user_id, now=at) if user_id is not None else case


def sign_off(
    session: Session, actor: Actor, reference: str, *, comment: str = "", now: dt.datetime | None = None
) -> Case:
    """Sign a submitted case off (step 1b). Where two people read it, their differences must be settled first."""
    require(actor, Action.SIGN_OFF)
    at = now or utc_now()
    case = get_case(session, actor, reference, change=True)
    if left := unsettled(session, newest_version(session, case)):
        raise NotNowError("case.unsettled", f"The two moderators differ on {len(left)} lines. Settle them first.")
    move(case, State.SIGNED_OFF, now=at)
    _sign(session, actor, case, "1b", "sen_team", comment, at)
    return case


def sign_at_panel(
    session: Session, actor: Actor, reference: str, *, agency: str, comment: str = "", now: dt.datetime | None = None
) -> Case:
    """Sign for education, health or social care at the SEN panel (step 2a). A manager may sign for any agency, as
    the panel's minutes say; others for their own.
    """
    require(actor, Action.SIGN_AT_PANEL)
    at = now or utc_now()
    if agency not in PANEL:
        raise DeskError("panel.agency", "The panel signs for education, health and social care.")
    if not may(actor, Action.SIGN_OFF) and actor.agency != agency:
        raise NotPermittedError("You sign for your own agency only.")
    case = get_case(session, actor, reference, change=True)
    if case.state != State.SIGNED_OFF:
        raise NotNowError("panel.early", "The SEN team signs the plan off first.")
    _sign(session, actor, case, "2a", agency, comment, at)
    return case


def panel_left(session: Session, case: Case) -> tuple[str, ...]:
    """Which agencies have not signed the newest version yet. None left, and signed off: it may be issued."""
    version = newest_version(session, case)
    signed = set(session.scalars(select(SignOff.agency).where(SignOff.version_id == version.id, SignOff.step == "2a")))
    return tuple(agency for agency in PANEL if agency not in signed)


def return_to_author(
    session: Session, actor: Actor, reference: str, *, reason: str, now: dt.datetime | None = None
) -> Case:
    """Send a case back to its writer, with what to do. The writer is told."""
    require(actor, Action.RETURN)
    case = _end(session, actor, reference, State.RETURNED, reason, now or utc_now())
    if case.added_by_id is not None and (writer := session.get(User, case.added_by_id)):
        note(session, writer, "returned", case.reference, now=now)
    return case


def could_not_assess(
    session: Session, actor: Actor, reference: str, *, reason: str, now: dt.datetime | None = None
) -> Case:
    """Say that a case cannot be assessed, and why."""
    require(actor, Action.RETURN)
    return _end(session, actor, reference, State.COULD_NOT_ASSESS, reason, now or utc_now())


def requeue(session: Session, actor: Actor, reference: str, *, now: dt.datetime | None = None) -> Case:
    """Put a case back into the queue, whatever became of it. An open review of it is kept as given back."""
    require(actor, Action.ASSIGN)
    at = now or utc_now()
    case = get_case(session, actor, reference, change=True)
    if case.state == State.WITH_WRITER:
        raise NotFoundError
    move(case, State.QUEUED, now=at)
    _close_open(session, case, ReviewState.LAPSED)
    audit.append(session, actor, "case.requeued", case.reference, now=at)
    return case


def _end(session: Session, actor: Actor, reference: str, state: State, reason: str, at: dt.datetime) -> Case:
    if not reason.strip():
        raise DeskError("case.reason", "Give the reason: the writer needs to know what to do.")
    case = get_case(session, actor, reference, change=True)
    open_reviews = _open(session, case)
    if not may(actor, Action.ASSIGN) and not any(r.reviewer_id == actor.id for r in open_reviews):
        raise NotNowError("case.not_yours", "Open the plan for review first.")
    move(case, state, now=at, reason=reason.strip())
    _close_open(session, case, ReviewState.CLOSED)
    audit.append(session, actor, f"case.{state.value}", case.reference, now=at)
    return case


def _sign(session: Session, actor: Actor, case: Case, step: str, agency: str, comment: str, at: dt.datetime) -> None:
    if actor.id is None:
        raise NotPermittedError("A signature needs a person.")
    version = newest_version(session, case)
    again = session.scalar(
        select(SignOff).where(SignOff.version_id == version.id, SignOff.step == step, SignOff.agency == agency)
    )
    if again is None:
        again = SignOff(version_id=version.id, step=step, agency=agency, by_id=actor.id, at=at)
        session.add(again)
    again.by_id, again.comment, again.at = actor.id, comment.strip(), at
    session.flush()
    audit.append(session, actor, "case.signed", case.reference, {"step": step, "agency": agency}, now=at)


def _submitted(session: Session, case: Case) -> list[Review]:
    version = newest_version(session, case)
    query = select(Review).where(Review.version_id == version.id, Review.state == ReviewState.SUBMITTED.value)
    return list(session.scalars(query))


def _open(session: Session, case: Case) -> list[Review]:
    query = select(Review).where(Review.case_id == case.id, Review.state == ReviewState.OPEN.value)
    return list(session.scalars(query))


def _close_open(session: Session, case: Case, state: ReviewState) -> None:
    for review in _open(session, case):
        review.state, review.lease_until = state.value, None
