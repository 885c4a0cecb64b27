"""Sections told by the gist of a family's own titles, in a plan that prints no letters.

"How school will help Bruno" names no section, but among a dozen headings of its rank, most of them in the order of
the letters, it is Section F.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from extractors.document import Block
from extractors.plan.titles import Title, nameless

LONGEST = 16  # words of a title
FEWEST = 6  # sections that headings of one rank must name
ORDERED = 0.75  # share of them, at the least, that stand in the order of the letters
SURE = 0.84  # likeness that a gist counts for: under that of a title in known words
_WHOLE = re.compile(
    r"\b(?:ehcp?|education,? health,? (?:and|&) care)\b.*\bplan\b", re.IGNORECASE
)  # the plan's own title
_ORDER = "ABCDEFGHIJK"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = yaml.safe_load((Path(__file__).parent / "gist.yaml").read_text(encoding="utf-8"))
    return {letter: re.compile("|".join(f"(?:{p})" for p in kinds), re.IGNORECASE) for letter, kinds in data.items()}


def by_gist(blocks: Sequence[Block], known: Mapping[int, Title], names: frozenset[str]) -> dict[int, Title]:
    """``known`` titles with those that headings of their rank make by gist; ``known`` alone where they do not fit."""
    headings = [b for b in blocks if (b.level is not None or b.style.bold) and not b.label and b.cell is None]
    for rank in sorted({_rank(b) for b in headings}):
        found: dict[int, Title] = {}
        for block in headings:
            if _rank(block) == rank and not _WHOLE.search(block.text):
                title = known.get(block.index) or _titled(block.text, names)
                if title and not any(set(title.letters) & set(t.letters) for t in found.values()):
                    found[block.index] = title
        found = _needs_before_outcomes(found)
        if _fits([t.letters[0] for t in found.values()]):
            return {**known, **found}
    return dict(known)


def _needs_before_outcomes(found: Mapping[int, Title]) -> dict[int, Title]:
    """A title of help at home that stands before the outcomes is D, where no other title is: "Life at home, and help"."""
    letters = [t.letters for t in found.values()]
    if ("H",) not in letters or ("D",) in letters or ("E",) not in letters[letters.index(("H",)) :]:
        return dict(found)
    return {i: replace(t, letters=("D",)) if t.letters == ("H",) else t for i, t in found.items()}


def _rank(block: Block) -> tuple[int, int]:
    """What headings of one rank share: their level, and in print without levels their size; the highest first."""
    return (block.level if block.level is not None else 10, -round(block.style.size or 0))


def _titled(text: str, names: frozenset[str]) -> Title | None:
    plain = nameless(text.strip(" :"), names)
    if len(plain.split()) > LONGEST or plain.endswith("."):
        return None
    letter = next((x for x, pattern in _patterns().items() if pattern.search(plain)), None)
    return Title((letter,), SURE, False, text) if letter else None


def _fits(letters: Sequence[str]) -> bool:
    """Whether enough sections are named, most of them in the order of the letters."""
    longest: list[int] = []  # the longest run in order: for each length the lowest letter that can end it
    for place in (_ORDER.index(letter[0]) for letter in letters):
        at = bisect_right(longest, place)
        longest[at : at + 1] = [place]
    return len({x[0] for x in letters}) >= FEWEST and len(longest) >= ORDERED * len(letters)
