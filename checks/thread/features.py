"""What speaks for a link between a need and an outcome or an item of provision, as numbers.

Text without the child's name (it carries a likeness of its own), subject by kinds of need and support,
and what the layout ties: same row, same area, stated numbers, the section that answers the need's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from checks.words import load_words
from extractors.plan.areas import area_of
from extractors.plan.model import Need, Outcome, Plan, Provision
from models.similarity import Encoder, letters, words

Array = NDArray[np.float64]
FEATURES = (
    "words", "words_centred", "letters_centred", "rank_in_row", "rank_in_column",
    "kinds", "kinds_of_need", "kinds_centred", "no_kind", "same_area", "other_area",
    "same_row", "rows_but_other", "refers", "section_pair", "cross_section", "position", "kinds_rank", "single",
)  # fmt: skip
_PAIRS = {("B", "F"), ("C", "G"), ("D", "H1"), ("D", "H2"), ("B", "education"), ("C", "health"), ("D", "social_care")}
_DIGITS = re.compile(r"\d+")


def pair_features(
    plan: Plan, needs: Sequence[Need], others: Sequence[Outcome] | Sequence[Provision], *, encoder: Encoder = words
) -> Array:
    """An array of shape (needs, others, features), in the order of ``FEATURES``."""
    if not needs or not others:
        return np.zeros((len(needs), len(others), len(FEATURES)))
    texts = [_nameless(plan, _words_of(x)) for x in (*needs, *others)]
    n = len(needs)
    by_word, by_letter = _cosine(encoder(texts), n), _cosine(letters(texts), n)
    every = tuple(load_words("thread.subjects"))
    kinds = np.array([[kind in found for kind in every] for found in map(subjects, texts)], dtype=float)
    rarity = np.log((1 + len(texts)) / (1 + kinds.sum(axis=0)))
    weighted = kinds * rarity
    shared = np.asarray(weighted[:n] @ kinds[n:].T)
    total = weighted.sum(axis=1)
    of_need = shared / np.maximum(total[:n, None], 1e-9)
    union = total[:n, None] + total[None, n:] - shared
    jaccard = shared / np.maximum(union, 1e-9)
    layout = np.array([[_layout(need, other) for other in others] for need in needs], dtype=float)
    position = np.abs(_places(needs)[:, None] - _places(others)[None, :])
    rows = layout[:, :, 2]
    parts = [
        by_word, _centred(by_word), _centred(by_letter), _ranks(by_word, 1), _ranks(by_word, 0),
        jaccard, of_need, _centred(jaccard), (shared == 0).astype(float), layout[:, :, 0], layout[:, :, 1],
        rows, (rows.max(axis=1, keepdims=True) > rows).astype(float), layout[:, :, 3], layout[:, :, 4], layout[:, :, 5],
        position, _ranks(jaccard, 1), np.full(by_word.shape, 1.0 if len(others) == 1 else 0.0),
    ]  # fmt: skip
    return np.stack(parts, axis=2)


@lru_cache(maxsize=4096)
def subjects(text: str) -> frozenset[str]:
    """The kinds of need and support that a text speaks of, by the words of ``thread.subjects.yaml``."""
    return frozenset(kind for kind, pattern in load_words("thread.subjects").items() if pattern.search(text))


def _words_of(item: Need | Outcome | Provision) -> str:
    if isinstance(item, Provision):
        return item.whole
    if isinstance(item, Outcome):
        return "\n".join([item.text, *(s.text for s in item.steps)])
    return item.text


def _nameless(plan: Plan, text: str) -> str:
    for name in (*plan.child.first_names, *plan.child.name.split()):
        text = re.sub(rf"\b{re.escape(name)}\b", " ", text)
    return text


def _cosine(rows: Array, n: int) -> Array:
    return np.asarray(rows[:n] @ rows[n:].T)


def _centred(values: Array) -> Array:
    return np.asarray(values - values.mean(axis=1, keepdims=True) - values.mean(axis=0, keepdims=True) + values.mean())


def _ranks(values: Array, axis: int) -> Array:
    """1 for the best of a row (or column), falling to 0."""
    order = (-values).argsort(axis=axis, kind="stable").argsort(axis=axis, kind="stable")
    return np.asarray(1 / (1 + order))


def _places(items: Sequence[object]) -> Array:
    return np.linspace(0, 1, len(items)) if len(items) > 1 else np.zeros(len(items))


def _layout(need: Need, other: Outcome | Provision) -> tuple[float, ...]:
    area, theirs = _area(need.area, need.tie.block), _area(other.area, other.tie.block)
    same = bool(area and theirs and area & theirs)
    row = need.tie.row is not None and need.tie.row == other.tie.row
    named = {need.id, f"need {need.tie.number}"}
    refers = any(r in named or r.lower() in named for r in other.tie.refers) or other.id in need.tie.refers
    section = other.domain.value if isinstance(other, Outcome) else other.section
    pair = (need.section, section) in _PAIRS
    return (
        float(same),
        float(bool(area and theirs) and not same),
        float(row),
        float(refers),
        float(pair),
        float(not pair),
    )


def _area(area: str, block: str | None) -> frozenset[str]:
    """The areas an item's heading names; a heading may name two."""
    parts = [a for part in re.split(r"\s+/\s+|\s+and\s+(?=SEMH)", area) if (a := area_of(part))]
    if not parts and block and not _DIGITS.search(block):
        parts = [block]
    return frozenset(parts)
