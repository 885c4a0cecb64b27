"""Anchors and confidence refitted from people's answers, kept only where answers left out say that it helps.

Each line's anchors are fitted by ordinal regression (``models/ordinal.py``) on all cases but a tenth, in turn; the
left-out answers judge them. New anchors are taken only where they come nearer to people than the old ones did, on
cases that had no part in fitting them. Confidence is then moved to how often the drafts proved right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from checks.forms.form import Form, Line, Scored
from checks.learning.confidence import confidence_of, folds
from checks.learning.records import Record, Row, scored
from models.ordinal import Array, Ints, Ordinal, fit, interval, steps, weighted_kappa

SIGHTED = 0.5  # how much an answer counts that was given with the draft in sight: it leans towards the draft
BETTER = 0.98  # new anchors must bring the left-out squared error below this share of the old one
LEAST_KAPPA = 0.2  # under this, anchors could only move all plans to one middling score


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of drafts with people: how many answers, kappa with its 95% interval, exact, within one point."""

    answers: int
    kappa: float
    low: float
    high: float
    exact: float
    within_one: float


@dataclass(frozen=True, slots=True)
class LineLearnt:
    """What was learnt of one line. ``anchors`` is None where the old ones stay, and ``reason`` says why."""

    line: str
    answers: int
    before: Agreement
    after: Agreement
    anchors: tuple[float, ...] | None
    reason: str


@dataclass(frozen=True, slots=True)
class Relearnt:
    """All that was learnt: by line, in all, apart for blind answers; the confidence by line; its reliability."""

    plans: int
    lines: tuple[LineLearnt, ...]
    before: Agreement
    after: Agreement
    blind_before: Agreement | None
    blind_after: Agreement | None
    confidence: dict[str, float] = field(default_factory=dict)
    reliability: tuple[tuple[float, float, int], ...] = ()

    @property
    def anchors(self) -> dict[str, tuple[float, ...]]:
        """The new anchors, by line."""
        return {x.line: x.anchors for x in self.lines if x.anchors is not None}


def relearn(records: Sequence[Record], form: Form, *, least_answers: int) -> Relearnt:
    """Refit a form's anchors and confidence from answers with their drafts."""
    rows = list(scored(records))
    after = np.array([r.draft for r in rows], dtype=np.int64)
    of_line: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        of_line[row.line].append(i)
    learnt = []
    for line in form.lines:
        here = of_line.get(line.id, [])
        if line.draft.score is None or not here:
            continue
        one, left_out = _line(line, line.draft.score, [rows[i] for i in here], form, least_answers)
        learnt.append(one)
        if one.anchors is not None:
            after[here] = left_out
    before = np.array([r.draft for r in rows], dtype=np.int64)
    blind = [i for i, r in enumerate(rows) if r.blind]
    new = {id(r.record): int(a) for r, a in zip(rows, after, strict=True)}
    shifts_found, reliability = confidence_of(records, new)
    return Relearnt(
        plans=len({r.case for r in rows}),
        lines=tuple(learnt),
        before=agreement(rows, before, form),
        after=agreement(rows, after, form),
        blind_before=agreement([rows[i] for i in blind], before[blind], form) if blind else None,
        blind_after=agreement([rows[i] for i in blind], after[blind], form) if blind else None,
        confidence=shifts_found,
        reliability=reliability,
    )


def _line(line: Line, score: Scored, rows: Sequence[Row], form: Form, least: int) -> tuple[LineLearnt, Ints]:
    """One line: its anchors before and after, and its scores on left-out cases by the new ones."""
    low = form.score_scale.min
    x = np.array([r.measure for r in rows], dtype=float)
    y = np.array([r.score - low for r in rows], dtype=np.int64)
    worth = np.array([1.0 if r.blind else SIGHTED for r in rows])
    old = form.anchors_of(score)
    before = steps(x, old) + low
    standing = agreement(rows, before, form)
    if len(rows) < least:
        reason = f"{len(rows)} answers are too few; {least} are wanted"
        return LineLearnt(line.id, len(rows), standing, standing, None, reason), before
    left_out = _left_out(x, y, worth, old, [r.case for r in rows]) + low
    truth = y + low
    error = float(np.mean(worth * (left_out - truth) ** 2)), float(np.mean(worth * (before - truth) ** 2))
    after = agreement(rows, left_out, form)
    if after.kappa < LEAST_KAPPA:
        reason = "what it rests on does not tell people's scores apart, whatever the anchors"
        return LineLearnt(line.id, len(rows), standing, after, None, reason), before
    if error[0] > BETTER * error[1] or np.isclose(error[1], 0) or after.kappa < standing.kappa:
        return LineLearnt(line.id, len(rows), standing, after, None, "new anchors came no nearer to people"), before
    found = fit(x, y, old, weights=worth)
    anchors = tuple(round(a, 4) for a in found.anchors)
    return LineLearnt(line.id, len(rows), standing, after, anchors, "taken"), left_out


def _left_out(
    x: Array,
    y: Ints,
    worth: Array,
    old: Sequence[float],
    cases: Sequence[str],
) -> Ints:
    """Scores of each case by anchors fitted without it."""
    fold = folds(cases)
    drafted = np.zeros(len(x), dtype=np.int64)
    for number in set(fold):
        out = np.array([f == number for f in fold])
        if out.all():
            return steps(x, old)
        found: Ordinal = fit(x[~out], y[~out], old, weights=worth[~out])
        drafted[out] = found.scores(x[out])
    return drafted


def agreement(rows: Sequence[Row], drafted: Ints, form: Form) -> Agreement:
    """How far drafts agree with people's scores."""
    low, top = form.score_scale.min, form.score_scale.max - form.score_scale.min
    truth = np.array([r.score for r in rows], dtype=np.int64)
    if not len(rows):
        return Agreement(0, float("nan"), float("nan"), float("nan"), float("nan"), float("nan"))

    def kappa(chosen: Ints) -> float:
        return weighted_kappa(truth[chosen] - low, drafted[chosen] - low, top)

    least, most = interval([r.case for r in rows], kappa, draws=200)
    apart = np.abs(truth - drafted)
    every = np.arange(len(rows))
    return Agreement(len(rows), kappa(every), least, most, float(np.mean(apart == 0)), float(np.mean(apart <= 1)))
