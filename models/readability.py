"""Reading ease by the usual formulas: Flesch (1948) and Flesch and Kincaid (1975), syllables by rule.

Figures mislead on names, diagnoses and bullets: show a band and the hardest sentences, not a mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.sentences import sentences

_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_VOWELS = re.compile(r"[aeiouy]+")
LONG = 25  # words; GOV.UK asks for shorter sentences


@dataclass(frozen=True, slots=True)
class Ease:
    """Flesch reading ease (0 hard to 100 easy), US school grade, mean words a sentence, share over 25."""

    flesch: float
    grade: float
    mean: float
    long_share: float


def syllables(word: str) -> int:
    """The syllables of an English word, by its groups of vowels."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    count = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")) and count > 1:
        count -= 1
    if plain.endswith("ed") and not plain.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(1, count)


def ease(text: str) -> Ease | None:
    """The reading ease of a text; None under 50 words, where figures mean nothing."""
    parts = [words for s in sentences(text) if len(words := _WORD.findall(s)) > 2]
    total = sum(len(p) for p in parts)
    if total < 50:
        return None
    beats = sum(syllables(w) for p in parts for w in p) / total
    mean = total / len(parts)
    return Ease(
        round(206.835 - 1.015 * mean - 84.6 * beats, 1),
        round(0.39 * mean + 11.8 * beats - 15.59, 1),
        round(mean, 1),
        round(sum(len(p) > LONG for p in parts) / len(parts), 2),
    )


def reading_age(found: Ease) -> int:
    """The age at which most children read such a text: the school grade and five, 5 to 18."""
    return max(5, min(18, round(found.grade + 5)))


def hardest(text: str, number: int) -> list[str]:
    """The sentences that are hardest to read: long ones in long words."""
    scored = [
        (len(w) * sum(syllables(x) for x in w) / len(w), s)
        for s in sentences(text)
        if len(w := _WORD.findall(s)) > LONG
    ]
    return [s for _, s in sorted(scored, reverse=True)[:number]]
