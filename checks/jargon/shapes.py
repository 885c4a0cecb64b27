"""Terms that no list knows, told by their shape: capitals, names of tests, words built of Greek parts.

Capitals ("RCADS", "CAT4") stand for something; capitalised words that end in Test, Scales or Questionnaire name a
test; a condition named after somebody says nothing of what it does; a faculty and its work ("visual closure") are a
psychologist's pair; and a word such as "dysdiadochokinesis" or "polydipsia" is a doctor's, unless it is one
of the few that everybody knows (``medical_plain`` in ``forms/words/jargon.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.words import load_words

_CAPITALS = re.compile(
    r"\b(?:[A-Z]{2,6}(?:-[A-Z0-9]{1,3})?|[A-Z][a-z]?[A-Z][A-Za-z]?[A-Z]?)s?\b"
    r"|\b[A-Z][a-z]{1,2}[A-Z]{3,5}\b|\b[A-Z]{3,6}\d{1,2}\b|\b[A-Z]&[A-Z]\b"
)
_TEST = re.compile(
    r"\b(?!(?:The|An?|This|His|Her|Their|On|In|By|With) )[A-Z][\w’'-]+(?: (?:of|and|the|for|in|[A-Z][\w’'&-]+)){1,6}"
    r"(?<= (?:Test))s?\b"
    r"|\b(?!(?:The|An?|This|His|Her|Their|On|In|By|With) )[A-Z][\w’'-]+(?: (?:of|and|the|for|in|[A-Z][\w’'&-]+)){0,6}"
    r" (?:Scales?|Inventory|Inventories|Questionnaire|Battery|Matrices|Screener|Checklist|Measure)\b"
)
_TEST_OF = re.compile(
    r"\b(?:Test|Tests|Assessment|Scale|Scales|Inventory|Measure|Survey|Index) of [A-Z][\w-]+(?: (?:and|of|in|[A-Z][\w-]+)){0,5}(?<! and)(?<! of)(?<! in)"
)
_LONG = re.compile(r"\b[A-Za-z][a-z]{6,}\b|\b[Hh]yp(?:er|o)-[a-z]{4,}\b")
_NAMED_AFTER = re.compile(r"\b(?:syndrome|disease|palsy|malformation|dystrophy|anomaly|sequence)\b|\b\d+[pq]\d")


def shapes(text: str) -> Iterator[tuple[int, int]]:
    """Where a term of such a shape stands in a text, in no order; the same words may be met twice."""
    words = load_words("jargon")
    for pattern in (_TEST, _TEST_OF, _CAPITALS):
        for m in pattern.finditer(text):
            if not words["not_a_test"].search(m[0]):
                yield m.span()
    yield from (m.span() for m in words["faculty"].finditer(text))
    if _NAMED_AFTER.search(text):
        for m in words["named_after"].finditer(text):
            if not words["known_to_all"].fullmatch(m[0]):
                yield m.span()
    for m in _LONG.finditer(text):
        if words["medical"].fullmatch(m[0]) and not words["medical_plain"].fullmatch(m[0].removesuffix("s")):
            yield m.span()
