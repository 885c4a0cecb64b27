"""How alike two wordings are in subject: which share of one's telling words the other holds.

Rare words tell more than common ones (inverse document frequency over the case's own items), and words
for the same thing count as one (``advice.same.yaml``). Chosen over plain TF-IDF cosine because an ask is
often one clause of a longer item of the plan, and must not be punished for its length.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from checks.advice.literals import literals, may_hold
from checks.words import load_words

_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
_ENDINGS = (
    *("isations", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "ities", "ity", "ness"),
    *("ists", "ist", "ically", "ical", "ies", "ied", "ers", "er", "ed", "es", "ly", "al", "s", "e", "y"),
)
_TITLED = re.compile(r"\b(?:(?:by|from|with) )?(?:Mrs?|Ms|Miss|Dr)\.? [A-Z][\w'’-]+")  # who does it, not what it is
_SHORT_PLURAL = re.compile(r"[a-z]{2}[a-rt-z]s(?<!us)(?<!is)")  # "hips", "jobs"
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
    """The telling words of a text in order, without the child's names; ``held`` each once, ``starts`` their beginnings,
    ``pairs`` the neighbours among them.
    """

    words: tuple[str, ...]
    held: frozenset[str]
    starts: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, words: tuple[str, ...]) -> Subject:
        """The subject that these words tell."""
        starts = frozenset(w[:SAME_START] for w in words if len(w) >= SAME_START)
        return cls(words, frozenset(words), starts, frozenset(itertools.pairwise(words)))

    @classmethod
    def together(cls, subjects: Iterable[Subject]) -> Subject:
        """The subject of several texts read as one; far cheaper than reading them again."""
        parts = list(subjects)
        return cls(
            tuple(w for s in parts for w in s.words),
            frozenset().union(*(s.held for s in parts)),
            frozenset().union(*(s.starts for s in parts)),
            frozenset().union(*(s.pairs for s in parts)),
        )


class Wording:
    """Compares texts of one case. ``names`` are the child's, which tell nothing."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        self._names = frozenset(w for n in names for w in (n.lower(), _stem(n.lower())))
        self._weights: dict[str, float] = {}
        subjects = [self.subject(t) for t in texts]
        self._count = len(subjects)
        self._held = Counter(w for s in subjects for w in set(s.words))

    def subject(self, text: str) -> Subject:
        """The telling words of a text."""
        return Subject.of(tuple(w for w in _subject_words(text) if w not in self._names))

    def weight(self, word: str) -> float:
        """How much a word tells: high for one that few of the case's items hold."""
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = math.log(1 + (self._count + 1) / (self._held.get(word, 0) + 0.5))
        return known

    def coverage(self, ask: Subject, answer: Subject) -> float:
        """0 to 1: the share of what the ask's words tell that the answer holds."""
        wanted = {w: self.weight(w) for w in ask.words}
        for word in ask.words[:HEAD]:
            wanted[word] *= HEAD_WEIGHT if wanted[word] else 1.0
        total = sum(wanted.values())
        if not total:
            return 0.0
        held, starts = answer.held, answer.starts
        met = sum(v for w, v in wanted.items() if w in held or (len(w) >= SAME_START and w[:SAME_START] in starts))
        phrase = PHRASE if ask.pairs & answer.pairs else 0.0
        return min(1.0, met / total + phrase)


def core(text: str) -> str:
    """An ask without what stands in brackets and why it is asked for."""
    cut = _BRACKETS.sub(" ", text)
    return _REASON.split(cut)[0] if len(_REASON.split(cut)[0].split()) >= SHORTEST_CORE else cut


def without_doer(text: str) -> str:
    """An ask without the words that say who does it and how they were trained, which are compared by themselves."""
    return _by_whom().sub(" ", text)


@lru_cache(maxsize=1)
def _by_whom() -> re.Pattern[str]:
    roles = load_words("provision.roles")["role"].pattern
    return re.compile(
        r"(?:\b(?:carried out|delivered|led|run|taught|given|provided|supervised|overseen|facilitated|managed) )?"
        r"\b(?:by|from|with) (?:an? |the |his |her |their |\w+ )?(?:[\w-]+ ){0,2}?"
        rf"(?:(?:{roles})|adults?|members? of staff|staff)\b"
        r"(?: (?:who|trained|qualified|with|in|of)\b[^,.;:]*)?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=20_000)
def _subject_words(text: str) -> tuple[str, ...]:
    words = _TITLED.sub(" ", text).lower().replace("’", "'").replace("‑", "-")
    letters = literals("advice.same")
    for key, pattern in load_words("advice.same").items():
        if may_hold(words, letters[key]):
            words = pattern.sub(f" {key} ", words)
    return tuple(stem for w in _WORD.findall(words) if len(w) > 1 for stem in _stems(w))


@lru_cache(maxsize=50_000)
def _stems(word: str) -> tuple[str, ...]:
    """The stem of a word, or those of a hyphened word's halves; none for a word that tells nothing."""
    idle = load_words("advice.idle")["idle"]
    if idle.fullmatch(word):
        return ()
    kept = [w for w in idle.sub(" ", word).split() if len(w.strip("-'")) > 1]
    return tuple(_stem(w) for w in kept)


def _stem(word: str) -> str:
    word = word.removesuffix("'s").strip("'-")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word[:-1] if _SHORT_PLURAL.fullmatch(word) else word
