"""Two moderators on one plan: where they differ, and what they settle on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from moderation import audit
from moderation.clock import utc_now
from moderation.database.tables import Answer, Review, Version
from moderation.errors import ChangedMeanwhileError, NotNowError, NotPermittedError
from moderation.forms import EHCP_FORM, checked_value
from moderation.permissions import Action, Actor, require
from moderation.queue.access import assessment_of, get_case, newest_version
from moderation.states import ReviewKind, ReviewState

Key = tuple[str, str]  # form, line


@dataclass(frozen=True, slots=True)
class Given:
    """What one moderator gave."""

    value: str | None
    comment: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One line as both moderators answered it. ``differs``: the two values are not the same. ``settled`` is what
    they agreed on since, with the revision to change it by.
    """

    form: str
    line: str
    draft: str | None
    first: Given
    second: Given
    settled: Given | None = None
    revision: int = 0

    @property
    def differs(self) -> bool:
        """Whether the two gave different values."""
        return self.first.value != self.second.value

    @property
    def open(self) -> bool:
        """Whether it still has to be settled."""
        return self.differs and self.settled is None


def compare(session: Session, actor: Actor, reference: str) -> tuple[Compared, ...]:
    """Every line that either moderator answered, in the order of the first's. Raises ``NotNowError`` before both
    have submitted, so that neither leads the other.
    """
    require(actor, Action.COMPARE)
    version = newest_version(session, get_case(session, actor, reference))
    compared = _compared(session, version)
    if compared is None:
        raise NotNowError("consensus.early", "Two submitted reviews are needed before they can be compared.")
    return compared


def settle(
    session: Session,
    actor: Actor,
    reference: str,
    form: str,
    line: str,
    *,
    value: str,
    comment: str = "",
    expected_revision: int = 0,
    now: dt.datetime | None = None,
) -> Answer:
    """Note what the two settled on for a line. Raises ``ChangedMeanwhileError`` where somebody noted it first."""
    require(actor, Action.SETTLE)
    if actor.id is None:
        raise NotPermittedError("Settling needs a person.")
    at = now or utc_now()
    case = get_case(session, actor, reference, change=True)
    version = newest_version(session, case)
    both = {(c.form, c.line): c for c in _compared(session, version) or ()}
    if (form, line) not in both:
        raise NotNowError("consensus.early", "Two submitted reviews are needed before they can be compared.")
    review = _consensus(session, version) or _begin(session, actor, version, at)
    value = checked_value(form, line, value, assessment_of(review.draft))
    answer = next((a for a in review.answers if (a.form, a.line) == (form, line)), None)
    if (answer.revision if answer else 0) != expected_revision:
        raise ChangedMeanwhileError
    if answer is None:
        draft = both[form, line].draft
        answer = Answer(
            form=form, line=line, first_value=value, saw_draft=True, draft_value=draft, draft_confidence=0.0, revision=0
        )
        review.answers.append(answer)
    answer.value, answer.comment, answer.answered_at = value, comment.strip(), at
    answer.revision += 1
    session.flush()
    details: dict[str, audit.Detail] = {"form": form, "line": line, "value": value}
    audit.append(session, actor, "consensus.settled", case.reference, details, now=at)
    return answer


def unsettled(session: Session, version: Version) -> tuple[Key, ...]:
    """The lines on which two submitted reviews still differ; empty where fewer than two are submitted."""
    return tuple((c.form, c.line) for c in _compared(session, version) or () if c.open)


def final_answers(session: Session, version: Version) -> Mapping[Key, Given]:
    """What people say of a version: what was settled, else the second's where there is one, else the first's.
    Where both agree, second and first are the same.
    """
    final: dict[Key, Given] = {}
    order = {ReviewKind.FIRST: 0, ReviewKind.SECOND: 1, ReviewKind.CONSENSUS: 2}
    reviews = [
        r for r in _reviews(session, version) if r.state == ReviewState.SUBMITTED or r.kind == ReviewKind.CONSENSUS
    ]
    for review in sorted(reviews, key=lambda r: order[ReviewKind(r.kind)]):
        final |= {(a.form, a.line): Given(a.value, a.comment) for a in review.answers}
    return final


def _compared(session: Session, version: Version) -> tuple[Compared, ...] | None:
    reviews = _reviews(session, version)
    submitted = [r for r in reviews if r.state == ReviewState.SUBMITTED and r.kind != ReviewKind.CONSENSUS]
    first = next((r for r in submitted if r.kind == ReviewKind.FIRST), None)
    second = next((r for r in submitted if r.kind == ReviewKind.SECOND), None)
    if first is None or second is None:
        return None
    settled = next((r for r in reviews if r.kind == ReviewKind.CONSENSUS), None)
    one, two, end = (_by_line(r) for r in (first, second, settled))
    nothing = Given(None, "")
    compared = []
    for key in dict.fromkeys((*one, *two)):
        # A form of advice that only one of them filled in is no difference.
        if key[0] != EHCP_FORM and not (key in one and key in two):
            continue
        a, b, c = one.get(key), two.get(key), end.get(key)
        compared.append(
            Compared(
                *key,
                draft=(a or b or _nothing()).draft_value,
                first=Given(a.value, a.comment) if a else nothing,
                second=Given(b.value, b.comment) if b else nothing,
                settled=Given(c.value, c.comment) if c else None,
                revision=c.revision if c else 0,
            )
        )
    return tuple(compared)


def _by_line(review: Review | None) -> dict[Key, Answer]:
    return {(a.form, a.line): a for a in review.answers} if review else {}


def _reviews(session: Session, version: Version) -> list[Review]:
    query = select(Review).where(Review.version_id == version.id).options(selectinload(Review.answers))
    return list(session.scalars(query.execution_options(populate_existing=True)))


def _consensus(session: Session, version: Version) -> Review | None:
    query = select(Review).where(Review.version_id == version.id, Review.kind == ReviewKind.CONSENSUS.value)
    return session.scalar(query)


def _begin(session: Session, actor: Actor, version: Version, at: dt.datetime) -> Review:
    first = next(
        r for r in _reviews(session, version) if r.kind == ReviewKind.FIRST and r.state == ReviewState.SUBMITTED
    )
    review = Review(
        case_id=version.case_id, version_id=version.id, draft_id=first.draft_id, reviewer_id=actor.id,
        kind=ReviewKind.CONSENSUS.value, state=ReviewState.OPEN.value, seed=0, hidden_share=0.0, started_at=at,
    )  # fmt: skip
    session.add(review)
    session.flush()
    return review


def _nothing() -> Answer:
    return Answer(draft_value=None)
