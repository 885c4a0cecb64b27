"""How near short texts are in meaning, word by word: each word's best counterpart in the other text.

"Press" and "switch", "cough" and "chest" share no letters that count; their vectors lie side by side. Each word's
vector is what the sentence encoder all-MiniLM-L6-v2 (Apache-2.0) makes of that word alone, cut to 128 numbers of one
byte: ``python -m models.nearness_made`` tells how. So a plan costs a few thousandths of a second where the encoder
itself would cost half a second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.similarity import STOP

Array = NDArray[np.float64]
ARTEFACT = Path(__file__).parent / "nearness.npz"
_WORD = re.compile(r"[a-z]{3,}")
_ENDINGS = ("s", "es", "ed", "ing", "ly", "d", "er", "ness")


@dataclass(frozen=True, slots=True)
class Vectors:
    """Words, each with its row of ``rows``: length one, as whole numbers from -127 to 127 before they are scaled."""

    place: dict[str, int]
    rows: NDArray[np.int8]

    def of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """A row of length one for each word; zero for a word that is not known, nor without its ending."""
        found = np.zeros((len(words), self.rows.shape[1]), dtype=np.float32)
        for k, word in enumerate(words):
            at = self._place(word)
            if at is not None:
                found[k] = self.rows[at]
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    def _place(self, word: str) -> int | None:
        if word in self.place:
            return self.place[word]
        return next(
            (self.place[w] for end in _ENDINGS if word.endswith(end) and (w := word.removesuffix(end)) in self.place),
            None,
        )


@cache
def vectors() -> Vectors:
    """The words and vectors of ``nearness.npz``."""
    with np.load(ARTEFACT, allow_pickle=False) as data:
        words = data["words"].tobytes().decode("ascii").split("\n")
        return Vectors({word: k for k, word in enumerate(words)}, data["rows"])


def counterparts(texts: Sequence[str], n: int) -> tuple[Array, Array]:
    """Two arrays of shape (n, texts after the first n): how much of each first text has a counterpart in each other,
    and how much of the other in the first. From 0 to 1; words that are rare among the texts weigh more.
    """
    bags = [list(dict.fromkeys(_words(text))) for text in texts]
    often = Counter(word for bag in bags for word in bag)
    place = {word: k for k, word in enumerate(often)}
    if not place:
        return np.zeros((n, len(texts) - n)), np.zeros((n, len(texts) - n))
    near = _near(list(place))
    rarity = np.log((1 + len(bags)) / np.array(list(often.values()), dtype=float))
    weights, best = np.zeros((len(bags), len(place))), np.zeros((len(bags), len(place)))
    for row, bag in enumerate(bags):
        if bag:
            at = [place[word] for word in bag]
            weights[row, at] = rarity[at] / (rarity[at].sum() or 1.0)
            best[row] = near[:, at].max(axis=1)
    return weights[:n] @ best[n:].T, best[:n] @ weights[n:].T


def nearest_words(one: str, other: str) -> tuple[str, str, float] | None:
    """The two words, one of each text, that are nearest without being one word; with how near, 0 to 1."""
    ours, theirs = (list(dict.fromkeys(_words(text))) for text in (one, other))
    both = {w for w in ours for v in theirs if w[:5] == v[:5]}
    ours, theirs = [w for w in ours if w not in both], [w for w in theirs if w[:5] not in {b[:5] for b in both}]
    if not ours or not theirs:
        return None
    near = vectors().of(ours) @ vectors().of(theirs).T
    i, j = np.unravel_index(int(near.argmax()), near.shape)
    return ours[i], theirs[j], float(near[i, j])


def _near(words: Sequence[str]) -> Array:
    rows = vectors().of(words)
    near = np.clip(rows @ rows.T, 0, 1).astype(float)
    np.fill_diagonal(near, 1.0)
    return np.asarray(near)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in STOP]
