"""Text for a cell of a spreadsheet or a CSV file, so that no program takes a document's words for a formula."""

from __future__ import annotations

import re

LONGEST = 32_000  # characters that a spreadsheet's cell may hold
_RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # and their full-width forms
_FORBIDDEN = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_cell(text: str) -> str:
    """Text as a spreadsheet's cell can hold it: no control characters, not too long."""
    return _FORBIDDEN.sub("", text)[:LONGEST]


def csv_cell(value: object) -> str:
    """A value as text for a CSV file. Words that a spreadsheet would calculate get an apostrophe before them."""
    if value is None:
        return ""
    text = plain_cell(str(value))
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text.lstrip(" \n").startswith(_RISKY) or text.startswith(_RISKY) else text
