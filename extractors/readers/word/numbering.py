"""Automatic list numbers: what a reader sees before a paragraph ("F3.", "•") and Word keeps apart."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from extractors.readers.word.styles import W, value

_PLACEHOLDER = re.compile(r"%(\d)")


class Numbering:
    """Counts the document's lists as they are met, in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {a.get(W + "abstractNumId", ""): a for a in root.iter(W + "abstractNum")}
        for num in root.iter(W + "num"):
            key, of = num.get(W + "numId", ""), value(num, "abstractNumId") or ""
            self._abstract[key] = of
            self._restarts[key] = {
                int(over.get(W + "ilvl", "0")): int(start)
                for over in num.iter(W + "lvlOverride")
                if (start := value(over, "startOverride")) is not None
            }
            if of in abstract:
                self._levels[key] = {
                    int(level.get(W + "ilvl", "0")): (
                        value(level, "numFmt") or "decimal",
                        value(level, "lvlText") or "",
                        int(value(level, "start") or 1),
                    )
                    for level in abstract[of].iter(W + "lvl")
                }

    def next_label(self, num_id: str, level: int) -> str:
        """The label of the next paragraph of a list; "" where the list is not defined."""
        levels = self._levels.get(num_id)
        if not levels or level not in levels:
            return ""
        kind, text, start = levels[level]
        if kind == "bullet":
            return "•"
        counts = self._counts[self._abstract[num_id]]
        for depth, first in self._restarts.pop(num_id, {}).items():
            counts[depth] = first - 1  # the list begins anew where this numbering is first met
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]

        def number(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            form, _, first = levels.get(depth, ("decimal", "", 1))
            return _written(counts.get(depth, first), form)

        return _PLACEHOLDER.sub(number, text)


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    return "" if form == "none" else str(number)


def _roman(number: int) -> str:
    written = ""
    for size, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= size:
            written += sign
            number -= size
    return written
