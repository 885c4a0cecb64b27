"""How often people agree with the drafts, and with each other: rows for reports and learning, and their figures.

Where a draft was hidden, the first answer counts: it alone was given unled. Rows name no child and no person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation.database.tables import Answer, Case, Draft, Review, User, Version
from moderation.permissions import Action, Actor, require, visible
from moderation.states import ReviewKind, ReviewState


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One answer beside its draft.

    ``form`` is "ehcp" or "advice"; ``document`` the advice's number in its case. ``group`` is the reviewer's agency
    (else their team); ``reviewer`` tells reviewers apart without naming them. ``program`` is what drafted it.
    """

    reference: str
    version: int
    form: str
    document: int | None
    line: str
    group: str
    reviewer: int
    kind: str
    at: dt.datetime
    team: str
    primary_need: str
    placement_type: str
    age_group: str
    draft: str | None
    confidence: float
    answer: str
    saw_draft: bool
    changed_after: bool
    program: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """One line as two moderators answered it without seeing each other's answer."""

    reference: str
    version: int
    form: str
    line: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Agreement over some pairs of values. ``exact`` and ``within_one`` are shares (0 to 1), None without pairs;
    ``within_one`` and ``kappa`` (quadratic weights) rest on the ``scored`` pairs where both are numbers.
    ``kappa`` is None where there are no scores, or all are the same.
    """

    pairs: int
    exact: float | None
    scored: int
    within_one: float | None
    kappa: float | None


def agreement_rows(
    session: Session, actor: Actor, *, since: dt.datetime | None = None, until: dt.datetime | None = None
) -> list[AgreementRow]:
    """Every answer of every submitted review, oldest first. A line that the program left to people has ``draft``
    None. Raises ``NotPermittedError``.
    """
    require(actor, Action.SEE_AGREEMENT)
    query = (
        select(Answer, Review, Case, Version.number, User.agency, User.team, Draft.versions)
        .join(Review, Answer.review_id == Review.id)
        .join(Case, Review.case_id == Case.id)
        .join(Version, Review.version_id == Version.id)
        .join(User, Review.reviewer_id == User.id)
        .join(Draft, Review.draft_id == Draft.id)
        .where(
            visible(actor),
            Review.kind.in_([ReviewKind.FIRST.value, ReviewKind.SECOND.value]),
            Review.submitted_at.is_not(None),
            Answer.value.is_not(None),
        )
        .order_by(Answer.answered_at, Answer.id)
    )
    if since:
        query = query.where(Review.submitted_at >= since)
    if until:
        query = query.where(Review.submitted_at < until)
    return [_row(*found) for found in session.execute(query)]


def pair_rows(session: Session, actor: Actor) -> list[PairRow]:
    """Every line that two moderators answered, before they settled anything."""
    require(actor, Action.SEE_AGREEMENT)
    query = (
        select(Case.reference, Version.number, Review.version_id, Review.kind, Answer.form, Answer.line, Answer.value)
        .join(Review, Answer.review_id == Review.id)
        .join(Case, Review.case_id == Case.id)
        .join(Version, Review.version_id == Version.id)
        .where(
            visible(actor),
            Review.state == ReviewState.SUBMITTED.value,
            Review.kind.in_([ReviewKind.FIRST.value, ReviewKind.SECOND.value]),
            Answer.value.is_not(None),
        )
        .order_by(Review.id, Answer.id)
    )
    found = session.execute(query).all()
    first = {(v, form, line): str(value) for _, _, v, kind, form, line, value in found if kind == ReviewKind.FIRST}
    return [
        PairRow(reference, number, form, line, first[v, form, line], str(value))
        for reference, number, v, kind, form, line, value in found
        if kind == ReviewKind.SECOND and (v, form, line) in first
    ]


def figures(pairs: Iterable[tuple[str, str]]) -> Figures:
    """The figures of pairs of values, such as draft and answer."""
    pairs = list(pairs)
    scores = [(int(a), int(b)) for a, b in pairs if a.isdecimal() and b.isdecimal()]
    return Figures(
        pairs=len(pairs),
        exact=_share(a == b for a, b in pairs),
        scored=len(scores),
        within_one=_share(abs(a - b) <= 1 for a, b in scores),
        kappa=quadratic_kappa(scores),
    )


def draft_figures(rows: Iterable[AgreementRow], *, saw_draft: bool | None = None) -> Figures:
    """How people agree with the drafts: all of them, or only where the draft was seen, or hidden."""
    kept = (r for r in rows if saw_draft is None or r.saw_draft is saw_draft)
    return figures((r.draft, r.answer) for r in kept if r.draft is not None)


def quadratic_kappa(scores: Sequence[tuple[int, int]]) -> float | None:
    """Cohen's kappa with quadratic weights: 1 less the observed over the expected squared distance."""
    if not scores:
        return None
    count = len(scores)
    observed = sum((a - b) ** 2 for a, b in scores) / count
    # The mean of (a - b)² over every a with every b.
    squares = sum(a * a + b * b for a, b in scores) / count
    expected = squares - 2 * sum(a for a, _ in scores) * sum(b for _, b in scores) / count**2
    return 1 - observed / expected if expected else None


def _share(hits: Iterable[bool]) -> float | None:
    told = list(hits)
    return sum(told) / len(told) if told else None


def _row(
    answer: Answer, review: Review, case: Case, version: int, agency: str, team: str, versions: dict[str, object]
) -> AgreementRow:
    form, _, document = answer.form.partition(":")
    given = answer.value if answer.saw_draft else answer.first_value
    return AgreementRow(
        case.reference, version, form, int(document) if document else None, answer.line, agency or team,
        review.reviewer_id, review.kind, answer.answered_at, case.team, case.primary_need, case.placement_type,
        case.age_group, answer.draft_value, answer.draft_confidence, given or answer.value or "", answer.saw_draft,
        given != answer.value, str(versions.get("program", "")),
    )  # fmt: skip
