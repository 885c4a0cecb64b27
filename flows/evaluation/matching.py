"""Which item of an assessment is which item of the truth, and whether two quotes speak of the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from flows.evaluation.tally import Tally

TRUTH_HELD, GOT_HELD = 0.85, 0.45  # least share of the truth's words found, and of the found words that are the truth's
ALIKE = 88  # of 100, from which two quotes are the same


def words(text: str | None) -> list[str]:
    """The words of a text, lower case, without punctuation."""
    return re.findall(r"[a-z0-9]+", (text or "").lower())


def word_tally(got: str, truth: str) -> Tally:
    """Words of a text against the true text, as bags."""
    found, wanted = Counter(words(got)), Counter(words(truth))
    return Tally((found & wanted).total(), found.total(), wanted.total())


def pair_items(truth: Sequence[str], got: Sequence[str]) -> dict[int, int]:
    """One-to-one pairs of the truth's items and those found, the most alike first: index of truth to index of got."""
    bags = [Counter(words(text)) for text in got]
    pairs = []
    for i, wanted in enumerate(Counter(words(text)) for text in truth):
        for j, bag in enumerate(bags):
            both = (wanted & bag).total()
            a, b = both / max(1, wanted.total()), both / max(1, bag.total())
            if a >= TRUTH_HELD and b >= GOT_HELD:
                pairs.append((a * b, i, j))
    matched: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    return matched


def same_words(one: str, other: str) -> bool:
    """Whether one quote holds the other, or nearly."""
    a, b = " ".join(words(one)), " ".join(words(other))
    return bool(a and b) and (a in b or b in a or fuzz.partial_ratio(a, b) >= ALIKE)
