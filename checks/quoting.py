"""Choosing which words of an item to quote when the fault is something that is not there."""

from __future__ import annotations

import re

from checks.check import Mark

LONGEST = 240  # characters; more is no longer a quote that can be taken in
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\d)[^.!?\n]*)*[.!?]?")


def first_words(text: str, suggestion: str) -> Mark:
    """The item's first sentence, cut at a word where it is long."""
    found = _SENTENCE.match(text)
    end = found.end() if found else len(text)
    if end > LONGEST:
        end = text.rfind(" ", 0, LONGEST)
    end = max(end, min(len(text), 1))
    return Mark(0, end, text[:end], suggestion)
