"""Counts of right answers and the figures made from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """``right`` of ``said`` claims were right, out of ``true`` that there were to find."""

    right: int = 0
    said: int = 0
    true: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.said + other.said, self.true + other.true)

    @property
    def precision(self) -> float:
        """Share of the claims that are right; 1 where nothing was to be claimed and nothing was."""
        return self.right / self.said if self.said else float(not self.true)

    @property
    def recall(self) -> float:
        """Share of what there was to find that was found."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def weighted_kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Quadratic weighted kappa of paired scores (Cohen 1968); 1 where chance alone would agree on all."""
    if not pairs:
        return 0.0
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    chance = sum((a - b) ** 2 * first[a] * second[b] for a in first for b in second) / len(pairs) ** 2
    return 1 - seen / chance if chance else 1.0
