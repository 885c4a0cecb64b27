"""The golden thread as a picture: each need, the outcomes it should lead to, the provision that meets it.

One strand a need, read from left to right, so that no lines cross. A broken strand is dashed, red and says
so in words; what hangs loose stands at the foot. Plain SVG without scripts, fonts or ids, so that several
can stand in one page. ``reports.thread_words.thread_in_words`` is its text equivalent.
"""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.thread_words import LOOSE, NO_OUTCOME, NO_PROVISION, SECTIONS, Held, Strand, strands
from reports.words import short

if TYPE_CHECKING:
    from collections.abc import Callable

    from checks.assessment import Assessment

WIDTH = 1000
_BOX, _LEFT = 290, (0, 355, 710)  # a box's width, and where the three columns stand
_LINE, _PAD, _GAP, _STRAND = 18, 10, 10, 26  # line height, inside a box, between boxes, between strands
_LETTERS, _MOST = 40, 150  # characters that fit a line; characters of an item that are shown
_HEADS = ("Need", "Outcome: the change that is sought", "Provision: what will be done")
_INK, _GOLD, _BLUE, _RED = "#0b0c0c", "#8a6100", "#1d70b8", "#b10e1e"
_FILL = {"B": "#e8f1f8", "C": "#e5f3ee", "D": "#f3ecf6", "E": "#fff7e0", "F": "#f3f2f1", "": "#ffffff"}


@dataclass(frozen=True, slots=True)
class _Box:
    """A box to draw: its lines of text (the first is bold), whether it marks a break."""

    lines: tuple[str, ...]
    fill: str
    broken: bool = False
    link: str = ""
    tip: str = ""

    @property
    def height(self) -> int:
        return len(self.lines) * _LINE + 2 * _PAD


def thread_picture(assessment: Assessment, *, link: Callable[[str], str] | None = None) -> str:
    """The picture as one ``<svg>`` element. ``link`` gives the address an item's box leads to, by the item's id."""
    thread = strands(assessment)
    to = link or (lambda _: "")
    y, parts = 34, [_heads()]
    for strand in thread.each:
        drawn, height = _strand(strand, y, to)
        parts += drawn
        y += height + _STRAND
    if thread.loose:
        parts.append(_text(0, y + 14, "Hanging loose", bold=True))
        y += 30
        for i in range(0, len(thread.loose), 3):
            row = [
                _box(held, "E" if held.id.startswith("E") else "F", to, note=LOOSE) for held in thread.loose[i : i + 3]
            ]
            parts += [_draw(box, left, y) for box, left in zip(row, _LEFT, strict=False)]
            y += max(box.height for box in row) + _GAP
    if not thread.each:
        parts.append(_text(0, y + 14, "No need was found in Sections B, C and D."))
        y += 30
    title = "The golden thread of this plan"
    said = f"{thread.summary} The same is given in words beside the picture."
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {y}' width='100%' role='img' "
        f"aria-label='{html.escape(f'{title}. {said}', quote=True)}' font-family='Arial, sans-serif' font-size='14'>"
        f"<title>{title}</title><desc>{html.escape(said)}</desc>"
        f"<rect width='{WIDTH}' height='{y}' fill='#ffffff'/>{''.join(parts)}</svg>"
    )


def _heads() -> str:
    return "".join(_text(x, 18, head, bold=True) for x, head in zip(_LEFT, _HEADS, strict=True))


def _strand(strand: Strand, top: int, to: Callable[[str], str]) -> tuple[list[str], int]:
    """The strand's drawing and its height."""
    need = _box(
        Held(strand.need.id, strand.need.text), strand.need.section, to, kind=SECTIONS.get(strand.need.section, "need")
    )
    outcomes = [_box(held, "E", to) for held in strand.outcomes] or [_break(NO_OUTCOME)]
    provision = [_box(held, "F", to) for held in strand.provision] or [_break(NO_PROVISION)]
    height = max(_tall(column) for column in ([need], outcomes, provision))
    drawn = []
    ends = [(top + height // 2, need)]
    for left, column in ((_LEFT[1], outcomes), (_LEFT[2], provision)):
        y, places = top + (height - _tall(column)) // 2, []
        for box in column:
            places.append((y + box.height // 2, box))
            drawn.append(_draw(box, left, y))
            y += box.height + _GAP
        drawn.insert(0, _tie(left, ends, places))
        ends = places
    return [*drawn, _draw(need, _LEFT[0], top + (height - need.height) // 2)], height


def _tall(column: list[_Box]) -> int:
    return sum(box.height + _GAP for box in column) - _GAP


def _tie(left: int, before: list[tuple[int, _Box]], after: list[tuple[int, _Box]]) -> str:
    """The thread between two columns: one spine, with a line from each box before and to each box after."""
    spine = left - 32
    start = left - (_LEFT[1] - _BOX)
    heights = [y for y, _ in (*before, *after)]
    lines = [_line(spine, min(heights), spine, max(heights), broken=all(b.broken for _, b in after))]
    lines += [_line(start, y, spine, y, broken=box.broken) for y, box in before]
    for y, box in after:
        lines.append(_line(spine, y, left, y, broken=box.broken))
        if not box.broken:
            lines.append(f"<path d='M{left - 9} {y - 5}L{left} {y}L{left - 9} {y + 5}Z' fill='{_GOLD}'/>")
    return "".join(lines)


def _line(x1: int, y1: int, x2: int, y2: int, *, broken: bool) -> str:
    colour, dash = (_RED, " stroke-dasharray='3 6'") if broken else (_GOLD, "")
    return f"<path d='M{x1} {y1}L{x2} {y2}' stroke='{colour}' stroke-width='3' fill='none'{dash}/>"


def _box(held: Held, kind_of: str, to: Callable[[str], str], *, kind: str = "", note: str = "") -> _Box:
    head = f"{held.id} {kind}".strip()
    body = textwrap.wrap(short(held.text, _MOST).replace(" …", "…"), _LETTERS)
    notes = tuple(textwrap.wrap(note, _LETTERS))
    tip = f"{held.text} (tied because: {held.because})" if held.because else held.text
    return _Box((head, *body, *notes), _FILL.get(kind_of, _FILL[""]), bool(note), to(held.id), tip)


def _break(words: str) -> _Box:
    mark, _, said = words.partition(": ")
    return _Box((mark, *textwrap.wrap(said[:1].upper() + said[1:], _LETTERS)), _FILL[""], broken=True)


def _draw(box: _Box, left: int, top: int) -> str:
    edge = f"stroke='{_RED}' stroke-width='2' stroke-dasharray='6 4'" if box.broken else f"stroke='{_BLUE}'"
    shape = f"<rect x='{left + 1}' y='{top}' width='{_BOX - 2}' height='{box.height}' rx='4' fill='{box.fill}' {edge}/>"
    lines = "".join(
        _text(left + _PAD, top + _PAD + 13 + i * _LINE, line, bold=not i, colour=_RED if box.broken and not i else _INK)
        for i, line in enumerate(box.lines)
    )
    drawn = f"<g>{f'<title>{html.escape(box.tip)}</title>' if box.tip else ''}{shape}{lines}</g>"
    return f"<a href='{html.escape(box.link, quote=True)}'>{drawn}</a>" if box.link else drawn


def _text(x: int, y: int, words: str, *, bold: bool = False, colour: str = _INK) -> str:
    weight = " font-weight='700'" if bold else ""
    return f"<text x='{x}' y='{y}' fill='{colour}'{weight}>{html.escape(words)}</text>"
