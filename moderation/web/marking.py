"""A section's words with what they bear: evidence for lines of the form, and findings, marked where they stand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

GRAVITY = ("high", "medium", "low", "evidence")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark. ``kind`` is "evidence" or a finding's severity. After them stands ``shown`` ("41"), which says
    ``label`` ("Line 41") to a screen reader and leads to ``link``.
    """

    quote: str
    anchor: str
    kind: str
    shown: str = ""
    label: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """The section as HTML, and the anchors of the marks that were found in it."""

    html: Markup
    found: frozenset[str]


def mark(text: str, marks: Sequence[Mark]) -> Marked:
    """The text, each line a paragraph, every character of it escaped, with marks around the quotes that occur."""
    placed = [(span, m) for m in marks if (span := find(text, m.quote))]
    paragraphs: list[Markup] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(_paragraph(line, start, placed))
        start += len(line) + 1
    return Marked(Markup("\n").join(paragraphs), frozenset(m.anchor for _, m in placed))


def find(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands, whatever white space its words stand in; None where it does not."""
    words = quote.replace("…", " ").split()
    if not words:
        return None
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return found.span() if found else None


def _paragraph(line: str, start: int, placed: Iterable[tuple[tuple[int, int], Mark]]) -> Markup:
    """One line, cut wherever a mark begins or ends; overlapping marks share a piece."""
    end = start + len(line)
    here = [(max(a, start), min(b, end), a, m) for (a, b), m in placed if a < end and b > start]
    cuts = sorted({start, end, *(c for a, b, _, _ in here for c in (a, b))})
    pieces = [Markup("<p>")]
    for left, right in itertools.pairwise(cuts):
        inside = [m for a, b, _, m in here if a <= left and b >= right]
        words = escape(line[left - start : right - start])
        if not inside:
            pieces.append(words)
            continue
        worst = min((m.kind for m in inside), key=GRAVITY.index)
        anchors = [m for a, _, first, m in here if first == left == a]
        ids = Markup("").join(
            Markup('<span id="{}" class="spot" tabindex="-1"></span>').format(m.anchor) for m in anchors
        )
        pieces.append(ids + Markup('<mark class="{}">{}</mark>').format(worst, words))
        ended = [m for _, b, _, m in here if b == right and m.link]
        pieces += [
            Markup('<a class="ref" href="{}" aria-label="{}">{}</a>').format(m.link, m.label, m.shown) for m in ended
        ]
    pieces.append(Markup("</p>"))
    return Markup("").join(pieces)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a text to mark; ``note`` is read out and shown on hovering."""

    start: int
    end: int
    kind: str
    note: str = ""


def cut(text: str, spans: Sequence[Span]) -> Markup:
    """A text, escaped, with marks on spans; line breaks kept."""
    inside = [s for s in spans if 0 <= s.start < s.end <= len(text)]
    cuts = sorted({0, len(text), *(s.start for s in inside), *(s.end for s in inside)})
    pieces = []
    for left, right in itertools.pairwise(cuts):
        words = Markup("<br>").join(escape(part) for part in text[left:right].split("\n"))
        over = [s for s in inside if s.start <= left and s.end >= right]
        if over:
            worst = min(over, key=lambda s: GRAVITY.index(s.kind))
            words = Markup('<mark class="{}" title="{}">{}</mark>').format(worst.kind, worst.note, words)
        pieces.append(words)
    return Markup("").join(pieces)
