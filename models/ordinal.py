"""Scores from a measure by anchors, and anchors from scores: a cumulative logit with few parameters.

The model: the chance that a person gives more than the k-th score, at a measure x of 0 to 1, is the logistic of
``slope * (x - anchor_k)``. Its anchors are the points at which people are divided evenly, so they are used just as
anchors that somebody wrote. Fitted by penalised likelihood: the anchors are held to those already there, as firmly
as so many answers would, so that little data changes little.

Source: McCullagh, "Regression models for ordinal data", J. R. Statist. Soc. B 42 (1980); quadratic weighted kappa
after Cohen, Psychological Bulletin 70 (1968).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

STEEP = 10.0  # the slope where nothing is known: a tenth of the scale on either side moves most people
SLOPE_SPREAD = 0.7  # of its logarithm, about STEEP's
ANCHOR_SPREAD = 0.15  # how far one answer's worth of belief lets an anchor lie from where it stood
GAP = 0.01  # the least distance between two anchors


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A fitted measure: ``anchors`` (rising, as many as there are steps) and ``slope``."""

    anchors: tuple[float, ...]
    slope: float

    def scores(self, x: Array) -> Ints:
        """Of each measure the score, 0 for the least."""
        return steps(x, self.anchors)

    def chances(self, x: Array) -> Array:
        """Of each measure the chance of each score; shape (len(x), scores)."""
        above = expit(self.slope * (np.asarray(x)[:, None] - np.array(self.anchors)[None, :]))
        full = np.concatenate([np.ones((len(x), 1)), above, np.zeros((len(x), 1))], axis=1)
        return np.asarray(full[:, :-1] - full[:, 1:])


def steps(x: Array, anchors: Sequence[float]) -> Ints:
    """Of each measure how many anchors it reaches."""
    return np.searchsorted(np.asarray(anchors), np.asarray(x) + 1e-9, side="right").astype(np.int64)


def fit(x: Array, y: Ints, prior: Sequence[float], *, weights: Array | None = None, held: float = 8.0) -> Ordinal:
    """Anchors for scores ``y`` (0 for the least) at measures ``x``, held to ``prior`` as firmly as ``held``
    answers would. ``weights`` say how much each answer counts.
    """
    before = np.asarray(prior, dtype=float)
    worth = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=float)

    def unpack(theta: Array) -> tuple[Array, float]:
        gaps = np.concatenate([[theta[0]], GAP + np.logaddexp(0.0, theta[1:-1])])
        return np.cumsum(gaps), float(np.exp(theta[-1]))

    def loss(theta: Array) -> float:
        anchors, slope = unpack(theta)
        chances = np.clip(Ordinal(tuple(anchors), slope).chances(x)[np.arange(len(x)), y], 1e-9, 1.0)
        far = held * float(np.sum((anchors - before) ** 2)) / (2 * ANCHOR_SPREAD**2)
        steep = float((theta[-1] - np.log(STEEP)) ** 2) / (2 * SLOPE_SPREAD**2)
        return float(-np.sum(worth * np.log(chances))) + far + steep

    gaps = np.maximum(np.diff(before) - GAP, 1e-4)
    start = np.concatenate([[before[0]], np.log(np.expm1(gaps)), [np.log(STEEP)]])
    found = minimize(loss, start, method="L-BFGS-B")
    anchors, slope = unpack(found.x)
    return Ordinal(tuple(float(min(1.0, max(0.0, a))) for a in anchors), slope)


def weighted_kappa(given: Ints, drafted: Ints, top: int) -> float:
    """Quadratic weighted kappa of two series of scores 0 to ``top``; 1.0 where all are alike."""
    n = len(given)
    if n == 0:
        return float("nan")
    table = np.zeros((top + 1, top + 1))
    np.add.at(table, (given, drafted), 1)
    apart = (np.arange(top + 1)[:, None] - np.arange(top + 1)[None, :]) ** 2
    chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / n
    expected = float((apart * chance).sum())
    return 1.0 - float((apart * table).sum()) / expected if expected else 1.0


def interval(
    groups: Sequence[object], figure: Callable[[Ints], float], *, draws: int = 500, seed: int = 1
) -> tuple[float, float]:
    """A 95% bootstrap interval of a figure over rows, drawn by whole groups (cases), since the lines of one case
    are no independent answers. ``figure`` takes row numbers.
    """
    names = list(dict.fromkeys(groups))
    rows = {name: np.array([i for i, g in enumerate(groups) if g == name], dtype=np.int64) for name in names}
    random = np.random.default_rng(seed)
    found = [
        figure(np.concatenate([rows[names[k]] for k in random.integers(0, len(names), len(names))]))
        for _ in range(draws)
    ]
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return float(low), float(high)


def shift(said: Array, held: Array, *, towards: float = 0.0, firmness: float = 4.0) -> float:
    """How much confidences ``said`` must be raised or lowered, in log-odds, to come true as often as ``held``
    tells (1 where people agreed, else 0); pulled ``towards`` a value as firmly as ``firmness`` says.
    """
    odds = np.log(np.clip(said, 1e-3, 1 - 1e-3) / (1 - np.clip(said, 1e-3, 1 - 1e-3)))
    b = towards
    for _ in range(50):
        chance = expit(odds + b)
        step = (float(np.sum(held - chance)) - firmness * (b - towards)) / (
            float(np.sum(chance * (1 - chance))) + firmness
        )
        b += max(-1.0, min(1.0, step))
        if abs(step) < 1e-6:
            break
    return float(b)
