"""A trained ranker over pairs: a logistic model whose weights stand in a JSON file, applied with numpy.

It knows nothing of plans: features in, chances out. Trained with scikit-learn by ``checks.thread.training``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights for named features, standardised by ``mean`` and ``scale``; ``threshold`` and ``first`` are
    the least chances for a link, and for a row's best one.
    """

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float
    first: float
    trained: str = ""

    def chances(self, features: Array) -> Array:
        """Chances, 0 to 1, for an array of shape (..., number of features)."""
        plain = (features - np.array(self.mean)) / np.array(self.scale)
        return np.asarray(1 / (1 + np.exp(-(plain @ np.array(self.weights) + self.bias))))

    def chosen(self, chances: Array) -> NDArray[np.bool_]:
        """Which pairs of a (rows, columns) array of chances are links."""
        if not chances.size:
            return np.zeros(chances.shape, dtype=bool)
        best = chances >= chances.max(axis=1, keepdims=True) - 1e-12
        return np.asarray((chances >= self.threshold) | (best & (chances >= self.first)))


def load_ranker(path: Path, name: str) -> Ranker:
    """The ranker of that name in a JSON file of rankers."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))[name]
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    return Ranker(**values)
