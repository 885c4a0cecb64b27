"""From the chances of a ranker to links that are drawn: the plan's own word first, and no link by place alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from checks.thread.features import FEATURES, words_of
from checks.thread.stated import settled
from extractors.plan.model import Need, Outcome, Provision
from models.ranker import Ranker
from models.similarity import telling

Array = NDArray[np.float64]
THROUGH = 0.5  # chance from which on the outcome that an item serves speaks for the need that it follows from
_WORDS = 0.05  # likeness in words below which two texts share nothing
_SURE = 0.7  # chance from which on place is proof enough for an outcome: of made-up ones so linked 10 of 11 were right


def decide(
    ranker: Ranker,
    features: Array,
    needs: Sequence[Need],
    others: Sequence[Outcome] | Sequence[Provision],
    said: NDArray[np.bool_],
) -> tuple[Array, NDArray[np.bool_]]:
    """Chances and links, both of shape (needs, others); ``said`` is what the plan states in numbers."""
    chances = settled(ranker.chances(features), needs, others, said)
    if not chances.size:
        return chances, np.zeros(chances.shape, dtype=bool)
    sure = _SURE if isinstance(others[0], Outcome) else 1.0
    alike = (features[:, :, FEATURES.index("words")] >= _WORDS) & _share_words(needs, others)
    alone = _place_alone(features) & ~alike
    return chances, ranker.chosen(chances) & ~(alone & (chances < sure))


def _place_alone(features: Array) -> NDArray[np.bool_]:
    """Pairs for which nothing but place speaks, though either text is about something, each about something else.

    A moderator links by subject, not by place: a shared row, or being the only item of Section G beside the only
    need of C, is a hint of the thread and no proof.
    """
    said = {name: features[:, :, k] for k, name in enumerate(FEATURES)}
    both_speak = (said["few_words_in_need"] < 1) & (said["few_words_in_other"] < 1)
    spoken_for = (said["refers"] > 0) | (said["through_outcome"] >= THROUGH)
    return np.asarray(both_speak & ~spoken_for & (said["groups"] == 0))


def _share_words(needs: Sequence[Need], others: Sequence[Outcome] | Sequence[Provision]) -> NDArray[np.bool_]:
    """Pairs that have a word in common which tells what they are about: "adult" and "weekly" do not."""
    items: tuple[Outcome | Provision, ...] = tuple(others)
    ours, theirs = [telling(need.text) for need in needs], [telling(words_of(item)) for item in items]
    return np.array([[bool(a & b) for b in theirs] for a in ours])
