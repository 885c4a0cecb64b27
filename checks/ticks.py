"""Questions of a form that are answered by a tick or by Yes and No.

The ticked box decides, wherever it stands; an empty box says nothing. "Agreed? ☐ Yes ☒ No" is no agreement, though
the word stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TICKED = r"(?:[☒☑✓✔⊠🗹]|\[ ?[xX✓✔] ?\]|\( ?[xX✓✔] ?\))"
_EMPTY = r"(?:[☐□❑⬜]|\[ *\]|\( *\)|_+)"
_MARK = rf"(?:{_TICKED}|{_EMPTY})"
_BEFORE = rf"{_MARK}\s*(?:Yes|No)\b(?:[\s/|,]*{_MARK}\s*(?:Yes|No)\b)?"
_AFTER = rf"\b(?:Yes|No)\s*{_MARK}(?:[\s/|,]*\b(?:Yes|No)\s*{_MARK})?"
_PLAIN = r"(?<=[:?\n])[ \t]*(?:Yes|No)\b(?![ /]*(?:(?:Yes|No)\b|[☒☑✓✔⊠🗹☐□❑⬜\[(]))"
_CHOICE = re.compile(rf"{_BEFORE}|{_AFTER}|{_PLAIN}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ticked:
    """A question and its answer (None: no box is ticked), at characters ``start`` to ``end`` of the text."""

    question: str
    yes: bool | None
    start: int
    end: int


def ticked(text: str) -> Iterator[Ticked]:
    """The questions of a text that are answered by a tick, or by Yes or No alone."""
    last = 0
    for m in _CHOICE.finditer(text):
        asked = text[last : m.start()].rstrip(" \t\n:?")
        begin = max(asked.rfind("\n"), asked.rfind(". "), asked.rfind("; ")) + 1
        yield Ticked(asked[begin:].strip(), _answer(m[0].strip()), last + begin, m.end())
        last = m.end()


def _answer(choice: str) -> bool | None:
    if not re.search(_MARK, choice):
        return choice.lower() == "yes"
    first = re.match(_MARK, choice)
    pattern = rf"({_TICKED})\s*(Yes|No)\b" if first else rf"\b(Yes|No)\s*({_TICKED})"
    found = re.search(pattern, choice, re.IGNORECASE)
    return None if found is None else "yes" in (found[1].lower(), found[2].lower())
