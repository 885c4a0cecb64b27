"""People's answers beside the drafts: one saved at a time, none ever overwritten unseen.

A random share of the lines hides its draft until the moderator has answered it: only so can be told whether
people agree with the program or merely follow it (engineering notes, "Scores, agreement, abstaining").
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checks.assessment import AnswerEntry
from moderation import audit
from moderation.clock import utc_now
from moderation.database.tables import Answer, Review
from moderation.errors import ChangedMeanwhileError, NotNowError
from moderation.forms import as_kept, checked_value, drafts_of, form_lines, forms_of
from moderation.permissions import Action, Actor, require
from moderation.queue.access import assessment_of
from moderation.queue.reviewing import get_review, hold_until
from moderation.settings import DEFAULTS, DeskSettings
from moderation.states import ReviewState


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """One line of a review as its moderator may see it.

    ``hidden``   the draft is not shown yet; then ``draft`` is None.
    ``revision`` what a change must name as the state it changes; 0 before the first answer.
    """

    form: str
    line: str
    hidden: bool
    draft: AnswerEntry | None
    value: str | None = None
    comment: str = ""
    revision: int = 0
    answered_at: dt.datetime | None = None

    @property
    def answered(self) -> bool:
        """Whether there is an answer, or a comment in its place."""
        return self.value is not None or bool(self.comment)


class AnswerChangedError(ChangedMeanwhileError):
    """Another device saved another answer to the line first: what stands now, so that both can be shown."""

    def __init__(self, standing: LineAnswer) -> None:
        super().__init__("This line was answered meanwhile. Look at what stands now, then save again.")
        self.standing = standing


class _Given(Protocol):
    """What stands in a line: an ``Answer``, or a row with these columns of one."""

    value: str | None
    first_value: str | None
    comment: str
    revision: int
    answered_at: dt.datetime


def review_lines(
    session: Session, actor: Actor, review_id: int, *, only: Collection[str] | None = None
) -> tuple[LineAnswer, ...]:
    """Every line of every form of a review (or of some forms), in order, with drafts hidden where they must be."""
    review = get_review(session, actor, review_id)
    assessment = assessment_of(review.draft)
    # Columns, not entities: this is read with every page of a review.
    given = {(row.form, row.line): row for row in session.execute(_GIVEN, {"review": review.id})}
    lines: list[LineAnswer] = []
    for form in forms_of(assessment):
        if only is not None and form not in only:
            continue
        drafts = drafts_of(form, assessment)
        hidden = _hidden(review, form, drafts)
        lines += [
            _line(form, line, line in hidden, drafts[line], cast("_Given | None", given.get((form, line))))
            for line in form_lines(form, assessment)
        ]
    return tuple(lines)


_GIVEN = select(
    Answer.form, Answer.line, Answer.value, Answer.first_value, Answer.comment, Answer.revision, Answer.answered_at
).where(Answer.review_id == bindparam("review"))


def save_answer(
    session: Session,
    actor: Actor,
    review_id: int,
    form: str,
    line: str,
    *,
    value: str | None,
    comment: str = "",
    expected_revision: int = 0,
    settings: DeskSettings = DEFAULTS,
    now: dt.datetime | None = None,
) -> LineAnswer:
    """Save the answer to one line, and hold the case for longer. ``value`` None keeps a comment alone, or takes an
    answer back. Saving what stands already is no change.

    Returns the line as it now stands: a hidden draft is shown from here on. Raises ``AnswerChangedError`` where
    the line is no longer at ``expected_revision``, ``DeskError`` for a value that the line does not take, and
    ``NotNowError`` once the review is submitted or closed. A review whose lease ran out still takes answers.
    """
    require(actor, Action.REVIEW)
    at = now or utc_now()
    review = get_review(session, actor, review_id, own=True)
    if review.state not in (ReviewState.OPEN, ReviewState.LAPSED):
        raise NotNowError("review.not_open", "This review is not open any more, so nothing was saved.")
    assessment = assessment_of(review.draft)
    if value is not None:
        value = checked_value(form, line, value, assessment)
    drafts = drafts_of(form, assessment)
    hidden = line in _hidden(review, form, drafts)
    draft = drafts[line]
    standing = _standing(session, review, form, line)
    comment = comment.strip()
    if standing and (standing.value, standing.comment) == (value, comment):
        return _line(form, line, hidden, draft, standing)
    if (standing.revision if standing else 0) != expected_revision:
        raise AnswerChangedError(_line(form, line, hidden, draft, standing))
    if standing is None:
        saved = _first(session, review, form, line, draft, hidden, value, comment, at)
    else:
        saved = _next(session, standing, value, comment, at)
    if saved is None:
        raise AnswerChangedError(_line(form, line, hidden, draft, _standing(session, review, form, line)))
    _hold(session, review, settings, at)
    details: dict[str, audit.Detail] = {"review": review.id, "form": form, "line": line, "value": value}
    audit.append(session, actor, "answer.saved", review.case.reference, details, now=at)
    return _line(form, line, hidden, draft, saved)


def hidden_lines(seed: int, share: float, form: str, lines: Sequence[str]) -> frozenset[str]:
    """The lines of a form whose draft is hidden: ``share`` of them (0 to 1), the same for the same seed."""
    drawn = random.Random(f"{seed} {form}")  # noqa: S311  (a draw that can be repeated, not a secret)
    return frozenset(drawn.sample(list(lines), round(share * len(lines))))


def _hidden(review: Review, form: str, drafts: dict[str, AnswerEntry]) -> frozenset[str]:
    # A line that the program left to people has nothing to hide.
    drafted = [line for line, draft in drafts.items() if draft.answer is not None]
    return hidden_lines(review.seed, review.hidden_share, form, drafted)


def _line(form: str, line: str, hidden: bool, draft: AnswerEntry, given: _Given | None) -> LineAnswer:
    still_hidden = hidden and (given is None or given.first_value is None)
    shown = None if still_hidden else draft
    if given is None:
        return LineAnswer(form, line, still_hidden, shown)
    return LineAnswer(
        form, line, still_hidden, shown, given.value, given.comment, given.revision, given.answered_at
    )  # fmt: skip


def _standing(session: Session, review: Review, form: str, line: str) -> Answer | None:
    query = select(Answer).where(Answer.review_id == review.id, Answer.form == form, Answer.line == line)
    return session.scalar(query.execution_options(populate_existing=True))


def _first(
    session: Session, review: Review, form: str, line: str, draft: AnswerEntry, hidden: bool, value: str | None,
    comment: str, at: dt.datetime,
) -> Answer | None:  # fmt: skip
    answer = Answer(
        review_id=review.id, form=form, line=line, value=value, first_value=value, comment=comment,
        saw_draft=not hidden, draft_value=as_kept(draft.answer), draft_confidence=draft.confidence, answered_at=at,
        revision=1,
    )  # fmt: skip
    if session.get_bind().dialect.name == "sqlite":  # one writer at a time: nobody came between
        session.add(answer)
        session.flush()
        return answer
    try:
        with session.begin_nested():
            session.add(answer)
    except IntegrityError:  # another device was first, by a hair
        return None
    return answer


def _next(session: Session, standing: Answer, value: str | None, comment: str, at: dt.datetime) -> Answer | None:
    first = standing.first_value if standing.first_value is not None else value
    changed = session.execute(
        update(Answer)
        .where(Answer.id == standing.id, Answer.revision == standing.revision)
        .values(value=value, comment=comment, first_value=first, answered_at=at, revision=standing.revision + 1)
        .returning(Answer.id)
        .execution_options(synchronize_session=False)
    ).first()
    if changed is None:
        return None
    session.refresh(standing)
    return standing


def _hold(session: Session, review: Review, settings: DeskSettings, at: dt.datetime) -> None:
    """Renew the lease once half of it is used."""
    length = dt.timedelta(hours=settings.lease_hours)
    if review.state == ReviewState.OPEN and (review.lease_until is None or review.lease_until - at < length / 2):
        hold_until(session, review, at + length)
