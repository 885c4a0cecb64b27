"""Subjects of need that a report names and a plan does not: conditions, symptoms, circumstances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checks.advice.literals import literals, may_hold
from checks.words import load_words
from extractors.advice.sentences import sentences

BEFORE, AFTER = 40, 50  # characters in which a negation reaches its subject
_CLAUSE = re.compile(r"[.;:()]|, (?:but|and|although)\b")


def concepts_in(text: str) -> frozenset[str]:
    """Every subject that the text names, as a difficulty or not."""
    return _named(text)


@lru_cache(maxsize=4_000)
def _named(text: str) -> frozenset[str]:
    lower, letters = text.lower(), literals("advice.concepts")
    words = load_words("advice.concepts")
    return frozenset(key for key, pattern in words.items() if may_hold(lower, letters[key]) and pattern.search(text))


def difficulties_in(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Each sentence that names a subject as a difficulty, with the subjects; "hearing normal" is none."""
    words = load_words("advice.concepts")
    for start, end in sentences(text):
        sentence = text[start:end]
        found = frozenset(
            key for key in _named(sentence) if any(not _negated(sentence, m) for m in words[key].finditer(sentence))
        )
        if found:
            yield start, end, found


def _negated(sentence: str, found: re.Match[str]) -> bool:
    words = load_words("advice.negated")
    before = _CLAUSE.split(sentence[max(0, found.start() - BEFORE) : found.start()])[-1]
    after = re.split(r"[.;]", sentence[found.end() : found.end() + AFTER])[0]
    reach = before.split()[-5:]
    return bool(words["before"].search(" ".join(reach)) or words["after"].search(after))


def well_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Each subject that the text says is well ("sleeps and eats well"), and the words that say so."""
    words, after = load_words("advice.concepts"), load_words("advice.negated")["well"]
    for key in _named(text):
        for found in words[key].finditer(text):
            at = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip(", "))
            follows = after.match(text, at)
            if follows:
                yield key, found.start(), follows.end()
