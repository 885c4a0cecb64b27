"""What stands on one PDF page: runs of text with their boxes and looks, ruling lines, pictures.

PDFium gives all of it at some six milliseconds a page. It is not safe between threads: one process each.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

THIN = 2.5  # points; a path thinner than this is a rule
SHORT = 8.0  # points; a shorter rule is a tick or an underline's end


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one look on one line; the box is in points from the page's top left corner. ``certainty`` is how
    sure text recognition is of them, 0 to 1.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: horizontal where ``top == bottom``, vertical where ``left == right``."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``pictured`` is the share of it that pictures cover, 0 to 1."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    shades: tuple[Rule, ...]
    pictured: float


def read_page(document: pdfium.PdfDocument, number: int) -> Page:
    """Page ``number`` (counted from 1), closed again before this returns."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        rules, shades, pictured = _drawn(page, width, height)
        words = page.get_textpage()
        try:
            runs = tuple(_bridged(_runs(words, height, [r for r in rules if r.top == r.bottom])))
        finally:
            words.close()
        return Page(number, width, height, runs, rules, shades, pictured)
    finally:
        page.close()


def _runs(words: pdfium.PdfTextPage, height: float, across: Sequence[Rule]) -> Iterator[Run]:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    for index in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(index)
        text = (
            words.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", " ").replace("\ufffe", "-")
        )
        strikes = _strikes(Rule(left, height - top, right, height - bottom), across)
        if strikes:
            text = _unstruck(words, (left, bottom, right, top), strikes)
        if not text.strip():
            if strikes:
                yield Run("", left, height - top, right, height - bottom, top - bottom, bold=False, italic=False)
            continue
        at = raw.FPDFText_GetCharIndexAtPos(words, left + 0.5, (top + bottom) / 2, 3.0, 3.0)
        if at < 0:  # a comma stands low
            at = raw.FPDFText_GetCharIndexAtPos(words, left + 0.5, bottom + 2.0, 3.0, 3.0)
        size, bold, italic = top - bottom, False, False
        if at >= 0:
            size = raw.FPDFText_GetFontSize(words, at)
            raw.FPDFText_GetFontInfo(words, at, name, 128, ctypes.byref(flags))
            font = name.value.decode("latin-1").lower()
            bold = "bold" in font or "black" in font or raw.FPDFText_GetFontWeight(words, at) >= 600
            italic = "italic" in font or "oblique" in font
        ends = " " if text[-1].isspace() else ""  # the space before another look belongs to this run
        yield Run(text.strip() + ends, left, height - top, right, height - bottom, size, bold, italic)


def _bridged(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs that have words. One beside words struck out reaches over their place, so that no gap stays there."""
    before: Run | None = None
    for run in runs:
        if run.text:
            if before:
                yield _own(before, run)
            before = run
        elif (
            before and abs(before.bottom - run.bottom) < before.size / 2 and abs(run.left - before.right) < before.size
        ):
            before = replace(before, right=max(before.right, run.right))
    if before:
        yield before


def _own(run: Run, after: Run) -> Run:
    """A run without the next run's first letter, which PDFium gives to both where a slanted or bold one leans over it."""
    first = after.text[:1]
    touch = abs(run.right - after.left) < 0.25 * run.size and abs(run.bottom - after.bottom) < run.size / 2
    return replace(run, text=run.text[:-1]) if touch and run.text[-2:] == f" {first}" else run


def _strikes(box: Rule, across: Sequence[Rule]) -> list[Rule]:
    """The rules that run through the middle of a run's letters: words struck out are words taken back."""
    tall = box.bottom - box.top
    return [
        r
        for r in across
        if box.top + 0.3 * tall < r.top < box.top + 0.72 * tall and box.left - 3 <= r.left and r.right <= box.right + 3
    ]


def _unstruck(words: pdfium.PdfTextPage, box: tuple[float, float, float, float], strikes: Sequence[Rule]) -> str:
    """A run's text without the characters that are struck through."""
    left, bottom, right, top = box
    at = raw.FPDFText_GetCharIndexAtPos(words, left + 0.5, (top + bottom) / 2, 3.0, 3.0)
    kept = []
    for index in range(max(at, 0), words.count_chars()):
        x0, y0, x1, y1 = words.get_charbox(index)
        if x0 > right + 0.5 or y1 < bottom - 1 or y0 > top + 1:
            break
        middle = (x0 + x1) / 2
        if middle <= right and not any(s.left - 0.5 <= middle <= s.right + 0.5 for s in strikes):
            kept.append(chr(raw.FPDFText_GetUnicode(words, index)))
    return "".join(kept).replace("\r", "").replace("\n", " ")


def _drawn(page: pdfium.PdfPage, width: float, height: float) -> tuple[tuple[Rule, ...], tuple[Rule, ...], float]:
    rules: list[Rule] = []
    shades: list[Rule] = []
    pictured = 0.0
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        box = Rule(left, height - top, right, height - bottom)
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictured += (right - left) * (top - bottom) / (width * height)
        elif right - left < THIN and top - bottom > SHORT:
            middle = (left + right) / 2
            rules.append(Rule(middle, box.top, middle, box.bottom))
        elif top - bottom < THIN and right - left > SHORT:
            middle = (box.top + box.bottom) / 2
            rules.append(Rule(box.left, middle, box.right, middle))
        elif right - left > SHORT and top - bottom > SHORT:
            _boxed(thing, box, rules, shades)
    return tuple(rules), tuple(shades), min(1.0, pictured)


def _boxed(thing: pdfium.PdfObject, box: Rule, rules: list[Rule], shades: list[Rule]) -> None:
    """A drawn rectangle is four rules where its outline is stroked, shading where it is filled."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
    if stroke.value:
        rules.append(Rule(box.left, box.top, box.right, box.top))
        rules.append(Rule(box.left, box.bottom, box.right, box.bottom))
        rules.append(Rule(box.left, box.top, box.left, box.bottom))
        rules.append(Rule(box.right, box.top, box.right, box.bottom))
    if fill.value and _tinted(thing):
        shades.append(box)


def _tinted(thing: pdfium.PdfObject) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(thing, *(ctypes.byref(c) for c in (red, green, blue, alpha)))
    return min(red.value, green.value, blue.value) < 250
