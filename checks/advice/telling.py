"""The words of a report by which a line of the advice form is shown: whole sentences, days as they are printed."""

from __future__ import annotations

import datetime as dt
import re

from checks.words import load_words
from extractors.advice.sentences import sentences
from extractors.dates import find_dates, in_words

LONGEST_QUOTE = 90  # characters of a sentence on either side of what was found
_STOP = re.compile(r"[.!?;]['\"’”)]*\s+|\n+")


def words_of(sign: str, text: str) -> str:
    """The words of a sign in a text with their sentence about them, "" where there are none."""
    found = load_words("advice.form")[sign].search(text)
    return _around(text, found.start(), found.end()) if found else ""


def _around(text: str, start: int, end: int) -> str:
    """The sentence in which some words stand, at most ``LONGEST_QUOTE`` characters of it on either side, whole words."""
    left = max((m.end() for m in _STOP.finditer(text, max(0, start - LONGEST_QUOTE), start)), default=-1)
    if left < 0:
        left = 0 if start <= LONGEST_QUOTE else text.find(" ", start - LONGEST_QUOTE, start) + 1 or start
    stop = _STOP.search(text, end, end + LONGEST_QUOTE)
    right = (
        stop.start() + len(stop[0].rstrip())
        if stop
        else len(text)
        if len(text) - end <= LONGEST_QUOTE
        else text.rfind(" ", end, end + LONGEST_QUOTE)
    )
    return text[left : max(right, end)].strip()


def as_printed(day: dt.date | None, text: str) -> str:
    """A day as the report prints it, else in words; "" for none."""
    if day is None:
        return ""
    if (words := in_words(day)) in text:
        return words
    found = next((f for f in find_dates(text) if f.date == day), None)
    return text[found.start : found.end] if found else words


def first_sentence(text: str) -> str:
    """A text's first sentence."""
    return next(iter(sentences_of(text)), "")


def sentences_of(text: str) -> list[str]:
    """A text's sentences."""
    return [text[s:e] for s, e in sentences(text)]
