"""Sentences of a report as spans, blanks at their ends left out."""

from __future__ import annotations

from models.sentences import spans


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as spans of characters, trimmed; none is empty."""
    return [trimmed for s, e in spans(text) if (trimmed := _trim(text, s, e))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else None
