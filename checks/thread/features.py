"""What speaks for a link between a need and an outcome or an item of provision, as numbers.

Text without the child's name (it carries a likeness of its own), the kinds of need and support that both
speak of (``checks.thread.kinds``), how near their words are in meaning (``models.nearness``), and what the
layout ties: same row, same area, stated numbers, the section that answers the need's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from checks.thread.kinds import lexicon
from checks.thread.stated import named, names_of, rows_beside
from extractors.plan.areas import area_of
from extractors.plan.model import Need, Outcome, Plan, Provision
from models.nearness import counterparts
from models.ranker import ranks
from models.sentences import sentences
from models.similarity import Encoder, letters, words

Array = NDArray[np.float64]
FEATURES = (
    "words", "words_centred", "letters_centred", "words_rank_in_row", "words_rank_in_column",
    "kinds", "kinds_centred", "kinds_rank_in_row", "kinds_rank_in_column", "groups", "groups_centred",
    "best_kind", "best_kind_count", "of_other_covered", "of_need_covered", "no_kind", "same_phrases",
    "item_before", "few_words_in_other", "few_words_in_need",
    "same_area", "other_area", "same_row", "row_but_other", "row_without_kind", "refers", "section_pair", "section_apart",
    "position", "only_one",
    "through_outcome", "through_other",
    "of_need_near", "of_other_near", "near_rank_in_row", "near_rank_in_column",
    "by_way", "by_way_centred", "by_way_rank_in_row", "by_way_rank_in_column",
)  # fmt: skip
_PAIRS = {("B", "F"), ("C", "G"), ("D", "H1"), ("D", "H2"), ("B", "education"), ("C", "health"), ("D", "social_care")}
_DIGITS = re.compile(r"\d+")
_TINY = 1e-9
_OF_KINDS, _KEEN = 0.6, 6.0  # of the likeness of outcome and item: the share of kinds; how much the likest outweighs
_APART = "illness and treatment"  # a group whose kinds are not near one another: asthma is not epilepsy
_NO_KIND = FEATURES.index("no_kind") - FEATURES.index("kinds")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The kinds that a text speaks of: how often each (a first sentence counts twice), and the phrases met."""

    counts: tuple[tuple[str, int], ...]
    phrases: frozenset[str]


def pair_features(
    plan: Plan,
    needs: Sequence[Need],
    others: Sequence[Outcome] | Sequence[Provision],
    *,
    aims: Array | None = None,
    encoder: Encoder = words,
) -> Array:
    """An array of shape (needs, others, features), in the order of ``FEATURES``.

    ``aims``, shape (needs, outcomes), holds the chance of each of the plan's outcomes to follow from each need: in
    many councils' forms provision stands beside the outcome that it serves and reaches its need only by way of that.
    """
    if not needs or not others:
        return np.zeros((len(needs), len(others), len(FEATURES)))
    texts = [_nameless(plan, words_of(x)) for x in (*needs, *others)]
    n = len(needs)
    by_word, by_letter = _cosine(encoder(texts), n), _cosine(letters(texts), n)
    said = [spoken(text) for text in texts]
    beside = rows_beside(needs, others)
    each: tuple[Outcome | Provision, ...] = tuple(others)
    layout = np.array([[_layout(n, o, row) for o, row in zip(each, beside, strict=True)] for n in needs], dtype=float)
    rows = layout[:, :, 2]
    shape = by_word.shape
    kinds = _by_kind(said, n, others)
    no_kind = kinds[_NO_KIND]
    through = _through(needs, plan.outcomes, others, aims)
    of_need, of_other = counterparts(texts, n)
    parts = [
        by_word, _centred(by_word), _centred(by_letter), ranks(by_word, 1), ranks(by_word, 0), *kinds,
        layout[:, :, 0], layout[:, :, 1], rows, (rows.max(axis=1, keepdims=True) > rows).astype(float),
        rows * no_kind,
        named(needs, others).astype(float), layout[:, :, 3], _apart(needs, others),
        np.abs(_places(needs)[:, None] - _places(others)[None, :]), np.full(shape, float(len(others) == 1)),
        through, through.max(axis=0, keepdims=True) - through,
        _centred(of_need), _centred(of_other), ranks(of_need + of_other, 1), ranks(of_need + of_other, 0),
        *_by_way(plan, others, aims, shape),
    ]  # fmt: skip
    return np.stack([np.broadcast_to(part, shape) for part in parts], axis=2)


@lru_cache(maxsize=4096)
def spoken(text: str) -> Spoken:
    """What a text speaks of. Its first sentence names its subject, so what stands there counts twice."""
    found = lexicon().phrases(text)
    counts = Counter({kind: len(phrases) for kind, phrases in found.items()})
    parts = sentences(text.strip())
    if len(parts) > 1:
        counts.update({kind: len(phrases) for kind, phrases in lexicon().phrases(parts[0]).items()})
    return Spoken(tuple(counts.items()), frozenset().union(*found.values()))


def kinds_shared(need: str, other: str) -> tuple[str, ...]:
    """The kinds that both texts speak of, the most spoken of first; where both say the same, the file's order."""
    ours, theirs = dict(spoken(need).counts), dict(spoken(other).counts)
    both = [kind for kind in lexicon().groups if kind in ours and kind in theirs]
    return tuple(sorted(both, key=lambda kind: -min(ours[kind], theirs[kind])))


def _by_kind(said: Sequence[Spoken], n: int, others: Sequence[Outcome | Provision]) -> list[Array]:
    """The features from "kinds" to "few_words_in_need"; rare kinds of the plan weigh more than common ones."""
    kinds = list(lexicon().groups)
    near = {kind: kind if group == _APART else group for kind, group in lexicon().groups.items()}
    groups = list(dict.fromkeys(near.values()))
    column = {kind: i for i, kind in enumerate(kinds)}
    counts = np.zeros((len(said), len(kinds)))
    for row, text in enumerate(said):
        for kind, number in text.counts:
            counts[row, column[kind]] = number
    counts = np.sqrt(counts)
    member = np.array([[near[kind] == group for group in groups] for kind in kinds], dtype=float)
    rarity = np.log((1 + len(said)) / (0.5 + (counts > 0).sum(axis=0)))
    shares = _unit(counts)
    weighted = shares * rarity
    alike = _cosine(_unit(weighted), n)
    grouped = _cosine(_unit(weighted @ member), n)
    there = (counts > 0).astype(float)
    mass = weighted.sum(axis=1)
    least = np.minimum(shares[:n, None], shares[None, n:]) * rarity
    most = np.minimum(counts[:n, None], counts[None, n:]) * rarity
    before = np.zeros_like(alike)
    for j in range(1, len(others)):
        if (others[j - 1].section, others[j - 1].area) == (others[j].section, others[j].area):
            before[:, j] = alike[:, j - 1] / (1 + counts[n + j].sum())  # "the programme" takes up the item above it
    return [
        alike, _centred(alike), ranks(alike, 1), ranks(alike, 0), grouped, _centred(grouped),
        least.max(axis=2), most.max(axis=2),
        (there[:n] @ weighted[n:].T) / (mass[None, n:] + _TINY), (weighted[:n] @ there[n:].T) / (mass[:n, None] + _TINY),
        (alike == 0).astype(float), _same_phrases(said, n),
        before, 1 / (1 + counts[n:].sum(axis=1))[None, :], 1 / (1 + counts[:n].sum(axis=1))[:, None],
    ]  # fmt: skip


def _same_phrases(said: Sequence[Spoken], n: int) -> Array:
    """Phrases of the list that stand in both texts, each by its rarity in the plan."""
    often = Counter(phrase for text in said for phrase in text.phrases)
    return np.array(
        [
            [sum(np.log((1 + len(said)) / often[p]) for p in need.phrases & other.phrases) for other in said[n:]]
            for need in said[:n]
        ],
        dtype=float,
    )


def words_of(item: Need | Outcome | Provision) -> str:
    """All the words of a need, of an outcome with its steps, or of provision with who and how often."""
    if isinstance(item, Provision):
        return item.whole
    if isinstance(item, Outcome):
        return "\n".join([item.text, *(s.text for s in item.steps)])
    return item.text


def _nameless(plan: Plan, text: str) -> str:
    for name in (*plan.child.first_names, *plan.child.name.split()):
        text = re.sub(rf"\b{re.escape(name)}\b", " ", text)
    return text


def _unit(rows: Array) -> Array:
    return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + _TINY))


def _cosine(rows: Array, n: int) -> Array:
    return np.asarray(rows[:n] @ rows[n:].T)


def _centred(values: Array) -> Array:
    return np.asarray(values - values.mean(axis=1, keepdims=True) - values.mean(axis=0, keepdims=True) + values.mean())


def _places(items: Sequence[object]) -> Array:
    return np.linspace(0, 1, len(items)) if len(items) > 1 else np.zeros(len(items))


def _layout(need: Need, other: Outcome | Provision, beside: str | None) -> tuple[float, ...]:
    """Same area, another area, same row, the sections answer one another."""
    area, theirs = _area(need.area, need.tie.block), _area(other.area, other.tie.block)
    same = bool(area and theirs and area & theirs)
    row = need.tie.row is not None and need.tie.row == beside
    section = other.domain.value if isinstance(other, Outcome) else other.section
    pair = (need.section, section) in _PAIRS
    return (float(same), float(bool(area and theirs) and not same), float(row), float(pair))


def _by_way(
    plan: Plan, others: Sequence[Outcome] | Sequence[Provision], aims: Array | None, shape: tuple[int, ...]
) -> list[Array]:
    """The thread gone through in words: an item is like an outcome, and the outcome follows from the need.

    "My hands cannot press or turn anything on a mixing desk" has no word of "a workstation run by eye-gaze"; the
    outcome "I will have mixed and released four tracks" has something of both.
    """
    if aims is None or not plan.outcomes or not isinstance(others[0], Provision):
        return [np.zeros(shape)] * 4
    texts = [_nameless(plan, words_of(x)) for x in (*plan.outcomes, *others)]
    n = len(plan.outcomes)
    like = _OF_KINDS * _by_kind([spoken(text) for text in texts], n, others)[0] + (1 - _OF_KINDS) * _cosine(
        words(texts), n
    )
    best = (aims[:, :, None] * like[None, :, :]).max(axis=1)
    weight = np.exp(_KEEN * like)
    shared = aims @ (weight / weight.sum(axis=0, keepdims=True))
    return [best, _centred(shared), ranks(best, 1), ranks(best, 0)]


def _apart(needs: Sequence[Need], others: Sequence[Outcome] | Sequence[Provision]) -> Array:
    """Whether a need of C or D meets what is for school, in a plan that has items of the need's own service too."""
    sections = [o.domain.value if isinstance(o, Outcome) else o.section for o in others]
    found = np.zeros((len(needs), len(others)))
    for i, need in enumerate(needs):
        own = {theirs for ours, theirs in _PAIRS if ours == need.section}
        if need.section in ("C", "D") and own & set(sections):
            found[i] = [float(section not in own) for section in sections]
    return found


def _through(
    needs: Sequence[Need],
    outcomes: Sequence[Outcome],
    others: Sequence[Outcome] | Sequence[Provision],
    aims: Array | None,
) -> Array:
    """For each need and item of provision the greatest chance that an outcome which the item serves is the need's."""
    found = np.zeros((len(needs), len(others)))
    if aims is None or not outcomes:
        return found
    blocks = Counter(outcome.tie.block for outcome in outcomes)
    for j, other in enumerate(others):
        if isinstance(other, Provision):
            served = [k for k, outcome in enumerate(outcomes) if _serves(other, outcome, blocks)]
            if served:
                found[:, j] = aims[:, served].max(axis=1)
    return found


def _serves(item: Provision, outcome: Outcome, blocks: Counter[str | None]) -> bool:
    """Whether the plan sets an item beside an outcome: names it, or puts both in one row, or in a block of its own."""
    if {r.lower() for r in item.tie.refers} & names_of(outcome):
        return True
    if item.tie.row is not None and item.tie.row == outcome.tie.row:
        return True
    block = outcome.tie.block
    return bool(block and block == item.tie.block and blocks[block] == 1 and _DIGITS.search(block))


def _area(area: str, block: str | None) -> frozenset[str]:
    """The areas an item's heading names; a heading may name two."""
    parts = [a for part in re.split(r"\s+/\s+|\s+and\s+(?=SEMH)", area) if (a := area_of(part))]
    if not parts and block and not _DIGITS.search(block):
        parts = [block]
    return frozenset(parts)
