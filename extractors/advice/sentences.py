"""Sentences by their punctuation alone: enough for reports, and free of any model."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])[\"'’”)]*\s+(?=[\"'‘“(]?[A-Z0-9(])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|St|No|e\.g|i\.e|vs|approx|Rev|Inc|ref|Fig|hrs|mins|wk)|\b[A-Z])\.[\"'’”)]*\s+$"
)
LONGEST = 12  # characters of an abbreviation with what closes it


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as spans of characters, blanks at their ends left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        if "\n" not in end[0] and _ABBREVIATION.search(text[max(start, end.start() - LONGEST) : end.end()]):
            continue
        spans.append((start, end.start()))
        start = end.end()
    spans.append((start, len(text)))
    return [trimmed for s, e in spans if (trimmed := _trim(text, s, e))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else None
