"""A trained ranker over pairs in two steps, whose weights stand in a JSON file and are applied with numpy.

First each pair by itself; then each pair against its rivals, the other pairs of its row and of its column
(a support that fits one need far better than any other is likelier meant for that one), and against its neighbours
(who writes a list beside another mostly keeps its order: what stands after the support for the second need is
for the second or third). It knows nothing of plans: features in, chances out. Trained with scikit-learn by ``checks.thread.training``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_FEW, _TINY = 3, 1e-9  # items fewer than which have no order to speak of
STANDING = ("odds", "lead_in_row", "lead_in_column", "rank_in_row", "rank_in_column", "best_of_row", "best_of_column")
ORDER = (
    "far_from_before", "far_from_after", "out_of_order", "before", "after", "same_as_before", "same_as_after",
)  # fmt: skip
RIVALRY = STANDING + ORDER


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over named features, standardised by ``mean`` and ``scale``."""

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def chances(self, features: Array) -> Array:
        """Chances, 0 to 1, for an array of shape (..., number of features)."""
        plain = (features - np.array(self.mean)) / np.array(self.scale)
        return np.asarray(1 / (1 + np.exp(-(plain @ np.array(self.weights) + self.bias))))


@dataclass(frozen=True, slots=True)
class Ranker:
    """``alone`` judges a pair, ``rivals`` weighs it against others; ``least``, ``row`` and ``column`` are the
    least chances for a link, for the best one of a row, and for the best one of a column.
    """

    alone: Logistic
    rivals: Logistic
    least: float
    row: float
    column: float
    trained: str = ""

    def chances(self, features: Array) -> Array:
        """Chances, 0 to 1, for an array of shape (rows, columns, number of features)."""
        if not features.size:
            return np.zeros(features.shape[:2])
        return self.rivals.chances(self.seconds(features))

    def seconds(self, features: Array) -> Array:
        """What the second step looks at: how a pair stands against its rivals, and its own features if it asks."""
        asked = self.rivals.features
        standing = rivalry(self.alone.chances(features))[:, :, [k for k, name in enumerate(RIVALRY) if name in asked]]
        return np.concatenate([standing, features], axis=2) if set(asked) - set(RIVALRY) else standing

    def chosen(self, chances: Array) -> NDArray[np.bool_]:
        """Which pairs of a (rows, columns) array of chances are links."""
        return chosen(chances, self.least, self.row, self.column)


def rivalry(chances: Array) -> Array:
    """How each pair of a (rows, columns) array stands against the others and to its neighbours, as ``RIVALRY`` says."""
    sure = np.clip(chances, 1e-4, 1 - 1e-4)
    odds = np.log(sure / (1 - sure))
    return np.stack(
        [
            odds,
            _lead(odds, 1),
            _lead(odds, 0),
            ranks(odds, 1),
            ranks(odds, 0),
            np.broadcast_to(odds.max(axis=1, keepdims=True), odds.shape),
            np.broadcast_to(odds.max(axis=0, keepdims=True), odds.shape),
            *_neighbours(chances),
        ],
        axis=2,
    )


def _neighbours(chances: Array) -> list[Array]:
    """How far each pair's row lies from the rows that the columns before and after it seem to belong to, as a share of
    all rows; how far outside of the two; and the chances of the pairs one step before and after, down or straight on.
    All of it counts as far as the whole list keeps the order.
    """
    rows, columns = chances.shape
    place = np.arange(rows)[:, None]
    likely = (chances * place).sum(axis=0) / (chances.sum(axis=0) + _TINY)
    unknown = np.full(1, np.nan)
    before, after = np.concatenate([unknown, likely[:-1]]), np.concatenate([likely[1:], unknown])
    first, last = np.where(np.isnan(before), -1.0, before), np.where(np.isnan(after), float(rows), after)
    outside = np.maximum(0.0, np.maximum(first - place, place - last))
    padded = np.zeros((rows + 2, columns + 2))
    padded[1:-1, 1:-1] = chances * (kept := _keeps_order(likely))
    straight_before, straight_after = padded[1:-1, :-2], padded[1:-1, 2:]
    return [
        kept * np.nan_to_num(np.abs(place - before)) / rows, kept * np.nan_to_num(np.abs(place - after)) / rows,
        kept * outside / rows,
        np.maximum(straight_before, padded[:-2, :-2]), np.maximum(straight_after, padded[2:, 2:]),
        straight_before, straight_after,
    ]  # fmt: skip


def _keeps_order(places: Array) -> float:
    """How far a list keeps the order of the other, 0 to 1: the correlation of its items' places there and here."""
    if len(places) < _FEW or places.std() < _TINY:
        return 0.0
    theirs, ours = places - places.mean(), np.arange(len(places)) - (len(places) - 1) / 2
    return max(0.0, float(theirs @ ours / np.sqrt((theirs @ theirs) * (ours @ ours))))


def chosen(chances: Array, least: float, row: float, column: float) -> NDArray[np.bool_]:
    """Pairs above ``least``, and the best of each row and column that reach their own marks."""
    if not chances.size:
        return np.zeros(chances.shape, dtype=bool)
    best_of_row = chances >= chances.max(axis=1, keepdims=True) - 1e-12
    best_of_column = chances >= chances.max(axis=0, keepdims=True) - 1e-12
    return np.asarray((chances >= least) | (best_of_row & (chances >= row)) | (best_of_column & (chances >= column)))


def ranks(values: Array, axis: int) -> Array:
    """1 for the best of a row (or column), then a half, a third and so on."""
    order = (-values).argsort(axis=axis, kind="stable").argsort(axis=axis, kind="stable")
    return np.asarray(1 / (1 + order))


def _lead(odds: Array, axis: int) -> Array:
    """For the best of a row (or column) its lead over the next; for the others how far they lie behind."""
    ordered = np.sort(odds, axis=axis)
    top = np.take(ordered, [-1], axis=axis)
    following = np.take(ordered, [-2 if odds.shape[axis] > 1 else -1], axis=axis)  # alone it leads by nothing
    return np.asarray(np.where(odds >= top - 1e-12, odds - following, odds - top))


def load_ranker(path: Path, name: str) -> Ranker:
    """The ranker of that name in a JSON file of rankers."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))[name]
    return Ranker(
        _logistic(data["alone"]), _logistic(data["rivals"]), data["least"], data["row"], data["column"], data["trained"]
    )


def _logistic(data: Mapping[str, Any]) -> Logistic:
    return Logistic(
        tuple(data["features"]), tuple(data["mean"]), tuple(data["scale"]), tuple(data["weights"]), data["bias"]
    )
