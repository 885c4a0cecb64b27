"""Whether a word in small letters is a word at all, or may be a name typed in haste."""

from __future__ import annotations

import re
from functools import cache

from moderation.anonymise.ordinary import is_ordinary
from moderation.anonymise.terms import terms

SHORTEST_SMALL = 4  # letters: shorter ones are abbreviations and sounds
ENDINGS = (
    "ly",
    "ily",
    "er",
    "ier",
    "est",
    "iest",
    "ing",
    "ed",
    "ied",
    "s",
    "es",
    "ies",
    "able",
    "ness",
    "less",
    "ful",
    "like",
    "wise",
    "ish",
)


@cache
def is_small_word(word: str) -> bool:
    """Whether a word in small letters is a word: of the dictionary, of the terms, or made of one by an ending."""
    known = terms().small_words | terms().words | terms().name_words
    if any(is_ordinary(w) or w in known for w in (word, word.removesuffix("'s"))):
        return True
    parts = [p for p in re.split(r"[-\u2010\u2011]", word) if p]
    if len(parts) > 1:
        return all(len(p) < SHORTEST_SMALL or is_small_word(p) for p in parts)
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3:
            bases = (stem, f"{stem}e", f"{stem}y", stem[:-1] if stem[-1] == stem[-2] else stem)
            if any(is_ordinary(b) or b in terms().small_words for b in bases):
                return True
    return False
