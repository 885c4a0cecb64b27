"""How alike two wordings are in subject: which share of one's telling words the other holds.

Rare words tell more than common ones (inverse document frequency over the case's own items), and words
for the same thing count as one (``advice.same.yaml``). Chosen over plain TF-IDF cosine because an ask is
often one clause of a longer item of the plan, and must not be punished for its length.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from checks.words import load_words

_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
_ENDINGS = (
    *("isations", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "ities", "ity", "ness"),
    *("ists", "ist", "ically", "ical", "ies", "ied", "ers", "er", "ed", "es", "ly", "al", "s", "e", "y"),
)
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_REASON = re.compile(
    r",? (?:so that|so as to|because|since it|since the|in order (?:to|that)|as (?:he|she|they) (?:is|has|needs)|which (?:is|will|would))\b"
)
SHORTEST_CORE = 3  # words
SHORTEST_STEM = 4
SAME_START = 6  # letters; stems that begin alike so far are one word
HEAD, HEAD_WEIGHT = 3, 1.5  # an ask's first words name it, and tell more
PHRASE = 0.25  # what a shared rare pair of neighbouring words adds


@dataclass(frozen=True, slots=True)
class Subject:
    """The telling words of a text in order, without the child's names."""

    words: tuple[str, ...]

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words."""
        return frozenset(zip(self.words, self.words[1:], strict=False))


class Wording:
    """Compares texts of one case. ``names`` are the child's, which tell nothing."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        self._names = frozenset(n.lower() for n in names)
        subjects = [self.subject(t) for t in texts]
        self._count = len(subjects)
        self._held = Counter(w for s in subjects for w in set(s.words))

    def subject(self, text: str) -> Subject:
        """The telling words of a text."""
        return Subject(tuple(w for w in _subject_words(text) if w not in self._names))

    def weight(self, word: str) -> float:
        """How much a word tells: high for one that few of the case's items hold."""
        return math.log(1 + (self._count + 1) / (self._held.get(word, 0) + 0.5))

    def coverage(self, ask: Subject, answer: Subject) -> float:
        """0 to 1: the share of what the ask's words tell that the answer holds."""
        wanted = {w: self.weight(w) for w in ask.words}
        for word in ask.words[:HEAD]:
            wanted[word] *= HEAD_WEIGHT if wanted[word] else 1.0
        total = sum(wanted.values())
        if not total:
            return 0.0
        held = set(answer.words)
        starts = {w[:SAME_START] for w in held if len(w) >= SAME_START}
        met = sum(v for w, v in wanted.items() if w in held or (len(w) >= SAME_START and w[:SAME_START] in starts))
        phrase = PHRASE if ask.pairs & answer.pairs else 0.0
        return min(1.0, met / total + phrase)


def core(text: str) -> str:
    """An ask without what stands in brackets and why it is asked for."""
    cut = _BRACKETS.sub(" ", text)
    return _REASON.split(cut)[0] if len(_REASON.split(cut)[0].split()) >= SHORTEST_CORE else cut


@lru_cache(maxsize=20_000)
def _subject_words(text: str) -> tuple[str, ...]:
    words = text.lower().replace("’", "'").replace("‑", "-")
    for key, pattern in load_words("advice.same").items():
        words = pattern.sub(f" {key} ", words)
    words = load_words("advice.idle")["idle"].sub(" ", words)
    return tuple(_stem(w) for w in _WORD.findall(words) if len(w) > 1)


def _stem(word: str) -> str:
    word = word.removesuffix("'s").strip("'-")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word
