"""Words that text recognition ran together ("andmental", "SectionD", "Year6"), told apart again.

A title that reads "Myhealth needs" would not be known for one. Words are parted only where the rest of the
document uses both halves, so that "classroom" and "understanding" stay whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

# Words that often lose the space after them, and that begin few longer words.
_LITTLE = frozenset("and my of the their from that this which are have will with our your or to is in for".split())
_CLOSED = frozenset("self out hold draw come side line take put wards ward ever fore form mat port".split())
_BEGINNINGS = frozenset("under over inter counter super multi after where every other grand black child house".split())
_POINT = re.compile(
    r"(?<=[a-z]{2})([.;:!?])(?=[A-Z])|(?<=[a-z]{2}):(?=\d)|(?<=[a-z]{2}),(?=[A-Za-z])|(?<=[a-z])\)(?=[A-Za-z])"
)
_SPOTS = re.compile(r"^[•·▪●◦■□](?:\s*[•·▪●◦■□])+\s*")  # one bullet read twice
_LISTED = re.compile(r"^([•·▪●◦■□]|\(?\d{1,2}[.)])(?=[A-Z])")  # "•Glue ear", "11.By July"
_BEFORE_FIGURE = re.compile(r"\b([A-Za-z]{2,}[a-z])(?=\d{1,4}\b)")  # "Year6", "to16"
_AFTER_FIGURE = re.compile(r"\b(\d{1,4})(?=[a-z]{4,})")  # "22words"
_INNER_CAPITAL = re.compile(r"\b([A-Za-z]*[a-z]{2})([A-Z][a-z]*)\b")  # "SectionD", "fromWinifred"
_CAPITALS = re.compile(r"\b(SECTION|APPENDIX)(?=[A-K][12]?\b)")  # "SECTIONA"
_INITIAL = re.compile(r"\b((?:Mrs?|Ms|Miss|Dr|Prof)\.? [A-Z])(?=[A-Z][a-z]{2,})")  # "Mrs JFenn"
_ARTICLE = re.compile(r"\bA([a-z]{4,})\b")  # "Aplace at a club"
_WHOLE = frozenset(
    "bout bove broad cross cute drift gain head like live lone long loud maze mend mount part ride rise round rouse side "
    "sleep stray thirst ton tone vail venue verse void wait wake ward ware wash way while".split()
)  # after an A these are one word: "Away", "Along"
_LETTERS = re.compile(
    r"\b(sections? ?)([A-K][12]?)( ?)(and|&|to)( ?)(?=[A-K][12]?\b)", re.IGNORECASE
)  # "Sections Eand F"
_WORD = re.compile(r"[A-Za-z]+")


def part_words(texts: Sequence[str]) -> list[str]:
    """The lines of one document, in order, with words that were run together parted."""
    eased = [_ease(text) for text in texts]
    known = Counter(w.lower() for text in eased for w in _WORD.findall(text))
    eased = [_ARTICLE.sub(lambda m: _article(m, known), text) for text in eased]
    return [_WORD.sub(lambda m: _part(m[0], known), _INNER_CAPITAL.sub(lambda m: _capital(m, known), t)) for t in eased]


def _ease(text: str) -> str:
    text = _SPOTS.sub("• ", text)
    text = _INITIAL.sub(r"\1 ", text)
    text = _LETTERS.sub(r"\1\2 \4 ", text)
    text = _CAPITALS.sub(r"\1 ", _LISTED.sub(r"\1 ", text))
    text = _POINT.sub(lambda m: m[0] + " ", text)
    return _AFTER_FIGURE.sub(r"\1 ", _BEFORE_FIGURE.sub(r"\1 ", text))


def _article(found: re.Match[str], known: Counter[str]) -> str:
    rest = found[1]
    apart = rest not in _WHOLE and known[rest] and known[found[0].lower()] == 1
    return f"A {rest}" if apart else found[0]


def _capital(found: re.Match[str], known: Counter[str]) -> str:
    left, right = found[1], found[2]
    parted = known[left.lower()] and (len(right) == 1 or known[right.lower()])
    return f"{left} {right}" if parted else found[0]


def _part(word: str, known: Counter[str]) -> str:
    if len(word) < 6 or known[word.lower()] > 2:
        return word
    return next((f"{word[:at]} {word[at:]}" for at in _places(word.lower(), known)), word)


def _places(word: str, known: Counter[str]) -> Iterable[int]:
    """Where a word may be parted, the likeliest first."""
    for at in range(2, len(word) - 3):
        left, right = word[:at], word[at:]
        if left in _LITTLE and right not in _CLOSED and known[right] >= 1 and len(right) >= 4:
            yield at
    for at in range(5, len(word) - 4):
        left, right = word[:at], word[at:]
        if len(word) >= 11 and left not in _BEGINNINGS and known[left] >= 2 and known[right] >= 2:
            yield at
