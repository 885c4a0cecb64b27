"""Sentences by rule: fast enough for every plan, good enough for counting and quoting.

spaCy's parser splits a little better and costs two seconds to load; checks that need grammar use
``models.language`` instead.
"""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9]|\[[a-z])|\n+")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Prof|approx|e\.g|i\.e|vs|Yr|Sr|Jr)|\b[A-Z])\.$")


def sentences(text: str) -> list[str]:
    """The text's sentences, trimmed; a line break always ends one."""
    return [text[a:b].strip() for a, b in spans(text) if text[a:b].strip()]


def spans(text: str) -> list[tuple[int, int]]:
    """The sentences as spans of characters."""
    found, start = [], 0
    for end in _END.finditer(text):
        if "\n" not in end[0] and _ABBREVIATION.search(text[start : end.start()]):
            continue
        found.append((start, end.start()))
        start = end.end()
    if start < len(text):
        found.append((start, len(text)))
    return found
