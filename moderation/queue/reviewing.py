"""A review from its first line to its submission: taken, held by a lease, given back or submitted."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from moderation import audit
from moderation.clock import utc_now
from moderation.database.tables import Case, Review, Version
from moderation.errors import NotFoundError, NotNowError, NotPermittedError, UnfinishedError
from moderation.forms import EHCP_FORM, form_lines
from moderation.permissions import Action, Actor, may, may_see, require
from moderation.queue.access import assessment_of, get_case, move, newest_draft, newest_version
from moderation.settings import DEFAULTS, DeskSettings
from moderation.states import ReviewKind, ReviewState, State


def start_review(
    session: Session,
    actor: Actor,
    reference: str,
    *,
    settings: DeskSettings = DEFAULTS,
    now: dt.datetime | None = None,
) -> Review:
    """Take a case to review it, or go on with one's own review. A case at second review is read by another person
    than the first. Raises ``NotNowError`` where somebody else holds it.
    """
    require(actor, Action.REVIEW)
    if actor.id is None:
        raise NotPermittedError("A review needs a person.")
    at = now or utc_now()
    case = get_case(session, actor, reference, change=True)
    version = newest_version(session, case)
    lapse_overdue(session, case=case, now=at)
    reviews = list(session.scalars(select(Review).where(Review.version_id == version.id)))
    mine = next((r for r in reviews if r.reviewer_id == actor.id and r.kind != ReviewKind.CONSENSUS), None)
    if mine and mine.state == ReviewState.OPEN:
        return mine
    kind = _kind_to_start(case, actor, mine, reviews)
    draft = newest_draft(session, version)
    if draft is None:
        raise NotNowError("case.no_draft", "The documents could not be assessed, so there is no draft to review.")
    if mine is None:
        mine = Review(
            case_id=case.id, version_id=version.id, draft_id=draft.id, reviewer_id=actor.id, kind=kind.value,
            state=ReviewState.OPEN.value, seed=secrets.randbelow(2**31), hidden_share=settings.hidden_share, started_at=at,
        )  # fmt: skip
        session.add(mine)
    mine.state = ReviewState.OPEN.value
    mine.lease_until = at + dt.timedelta(hours=settings.lease_hours)
    if kind is ReviewKind.FIRST:
        move(case, State.IN_REVIEW, now=at)
    session.flush()
    audit.append(session, actor, "review.started", case.reference, {"review": mine.id, "kind": kind.value}, now=at)
    return mine


def get_review(session: Session, actor: Actor, review_id: int, *, own: bool = False) -> Review:
    """A review. One's own at any time; another's only once submitted, and not while one's own reading of the same
    version is open, or while one may still be its second reader. Raises ``NotFoundError``.
    """
    # One query for what every caller needs: a page of a review is asked for many times a minute.
    review = session.get(Review, review_id, options=(joinedload(Review.case), joinedload(Review.draft)))
    if review is None or not may_see(actor, review.case):
        raise NotFoundError
    if review.reviewer_id == actor.id:
        return review
    if own or not may(actor, Action.COMPARE) or review.state != ReviewState.SUBMITTED or _reads(session, actor, review):
        raise NotFoundError
    if _may_be_second(actor, review.case) and not _has_read(session, actor, review.version_id):
        raise NotFoundError
    return review


def reviews_of(session: Session, actor: Actor, reference: str) -> list[Review]:
    """The reviews of the newest version that they may see: their own, and others' as ``get_review`` allows."""
    case = get_case(session, actor, reference)
    query = select(Review).where(Review.version_id == newest_version(session, case).id).order_by(Review.id)
    found = list(session.scalars(query))
    blind = any(r.reviewer_id == actor.id and r.state in (ReviewState.OPEN, ReviewState.LAPSED) for r in found)
    done = any(r.reviewer_id == actor.id and r.state == ReviewState.SUBMITTED for r in found)
    others = may(actor, Action.COMPARE) and not blind and (done or not _may_be_second(actor, case))
    return [r for r in found if r.reviewer_id == actor.id or (others and r.state == ReviewState.SUBMITTED)]


def renew_lease(
    session: Session, actor: Actor, review_id: int, *, settings: DeskSettings = DEFAULTS, now: dt.datetime | None = None
) -> dt.datetime:
    """Hold the case for longer. Returns until when."""
    review = _own_open(session, actor, review_id)
    until = (now or utc_now()) + dt.timedelta(hours=settings.lease_hours)
    hold_until(session, review, until)
    return until


def hold_until(session: Session, review: Review, until: dt.datetime) -> None:
    """Move a lease's end. It is no change that could collide with another, so the revision stays."""
    session.execute(update(Review).where(Review.id == review.id).values(lease_until=until))


def give_back(session: Session, actor: Actor, review_id: int, *, now: dt.datetime | None = None) -> None:
    """Give a case back to the queue; the answers so far are kept for when one returns."""
    review = _own_open(session, actor, review_id)
    _lapse(review, now or utc_now())
    audit.append(session, actor, "review.given_back", review.case.reference, {"review": review.id}, now=now)


def note_overall(
    session: Session, actor: Actor, review_id: int, *, rating: str, comment: str, now: dt.datetime | None = None
) -> Review:
    """The whole-plan rating and the general remark. Raises ``ChangedMeanwhileError`` on a collision."""
    review = _own_open(session, actor, review_id)
    review.rating, review.comment = rating.strip(), comment.strip()
    session.flush()
    audit.append(session, actor, "review.overall", review.case.reference, {"review": review.id}, now=now)
    return review


def submit_review(session: Session, actor: Actor, review_id: int, *, now: dt.datetime | None = None) -> Review:
    """Submit a review whose every line of the plan's form has an answer or a comment.

    Raises ``UnfinishedError`` with the lines that have neither. The forms of the advice may be left out.
    """
    at = now or utc_now()
    review = _own_open(session, actor, review_id)
    case = get_case(session, actor, review.case.reference, change=True)
    done = {a.line for a in review.answers if a.form == EHCP_FORM and (a.value is not None or a.comment)}
    left = tuple(line for line in form_lines(EHCP_FORM, assessment_of(review.draft)) if line not in done)
    if left:
        raise UnfinishedError(left)
    review.state, review.submitted_at, review.lease_until = ReviewState.SUBMITTED.value, at, None
    move(case, State.SUBMITTED, now=at)
    session.flush()
    audit.append(session, actor, "review.submitted", case.reference, {"review": review.id, "kind": review.kind}, now=at)
    return review


def lapse_overdue(session: Session, *, case: Case | None = None, now: dt.datetime | None = None) -> int:
    """Give back every case whose lease ran out. Returns how many. No answer is lost."""
    at = now or utc_now()
    query = select(Review).where(Review.state == ReviewState.OPEN.value, Review.lease_until < at)
    if case is not None:
        query = query.where(Review.case_id == case.id)
    overdue = list(session.scalars(query.with_for_update(of=Review, skip_locked=True)))
    for review in overdue:
        _lapse(review, at)
        audit.append(session, _CLOCK, "review.lapsed", review.case.reference, {"review": review.id}, now=at)
    session.flush()
    return len(overdue)


_CLOCK = Actor(None, "lease", "Lease", frozenset())


def _lapse(review: Review, at: dt.datetime) -> None:
    review.state, review.lease_until = ReviewState.LAPSED.value, None
    if review.case.state == State.IN_REVIEW and review.kind == ReviewKind.FIRST:
        move(review.case, State.QUEUED, now=at)


def _kind_to_start(case: Case, actor: Actor, mine: Review | None, reviews: list[Review]) -> ReviewKind:
    """Which reading this would be. Raises ``NotNowError`` where none can begin."""
    state = State(case.state)
    if state is State.QUEUED:
        if case.assigned_to_id not in (None, actor.id) and not may(actor, Action.ASSIGN):
            raise NotNowError("case.assigned", "This plan has been given to somebody else.")
        return ReviewKind.FIRST
    if state is State.SECOND_REVIEW:
        if mine and mine.kind == ReviewKind.FIRST:
            raise NotNowError("case.second", "You have read this plan. The second review is another person's.")
        if case.assigned_to_id not in (None, actor.id) and not may(actor, Action.ASSIGN):
            raise NotNowError("case.assigned", "This plan has been given to somebody else.")
        if any(r.kind == ReviewKind.SECOND and r.state == ReviewState.OPEN for r in reviews):
            raise NotNowError("case.held", "Somebody else is reading this plan now.")
        return ReviewKind.SECOND
    if state is State.IN_REVIEW:
        raise NotNowError("case.held", "Somebody else is reading this plan now.")
    raise NotNowError("case.state", "This plan is not waiting for a review.")


def _own_open(session: Session, actor: Actor, review_id: int) -> Review:
    review = get_review(session, actor, review_id, own=True)
    if review.state != ReviewState.OPEN:
        raise NotNowError("review.not_open", "This review is not open. Open the plan again from the queue.")
    return review


def _reads(session: Session, actor: Actor, other: Review) -> bool:
    query = select(Review.id).where(
        Review.version_id == other.version_id,
        Review.reviewer_id == actor.id,
        Review.state.in_([ReviewState.OPEN.value, ReviewState.LAPSED.value]),
    )
    return session.scalar(query) is not None


def _may_be_second(actor: Actor, case: Case) -> bool:
    """Whether the second reading of a case could be theirs. Those who hand out plans oversee both readings."""
    return case.state == State.SECOND_REVIEW and may(actor, Action.REVIEW) and not may(actor, Action.ASSIGN)


def _has_read(session: Session, actor: Actor, version_id: int) -> bool:
    query = select(Review.id).where(
        Review.version_id == version_id,
        Review.reviewer_id == actor.id,
        Review.state == ReviewState.SUBMITTED.value,
    )
    return session.scalar(query) is not None


def version_of(session: Session, review: Review) -> Version:
    """The version that a review reads."""
    return session.get_one(Version, review.version_id)
