"""What stands on one PDF page: runs of text with their boxes and looks, ruling lines, pictures.

PDFium gives all of it at some six milliseconds a page. It is not safe between threads: one process each.
"""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.readers.pdf.added import added_to
from extractors.readers.pdf.marks import Page, Rule, View
from extractors.readers.pdf.words import hidden_of, page_words, runs_of

THIN = 2.5  # points; a path thinner than this is a rule
SHORT = 8.0  # points; a shorter rule is a tick or an underline's end


def read_page(document: pdfium.PdfDocument, number: int) -> Page:
    """Page ``number`` (counted from 1), closed again before this returns."""
    page = document[number - 1]
    try:
        words = page.get_textpage()
        try:
            found = page_words(words)
            view = _view(page, found.turn) if found.words else shown_view(page)
            rules, shades, pictured = _drawn(page, view)
            added = added_to(document, page, view)
            runs, struck = runs_of(found, view, [*(r for r in rules if r.top == r.bottom), *added.strokes])
        finally:
            words.close()
        hidden = tuple(hidden_of(found, view))
        return Page(
            number, view.width, view.height, tuple(runs), rules, shades, pictured, hidden, struck, found.unreadable,
            added.words, added.comments, (view.turn - 90 * raw.FPDFPage_GetRotation(page)) % 360,
        )  # fmt: skip
    finally:
        page.close()


def shown_view(page: pdfium.PdfPage) -> View:
    """The page as a PDF reader shows it."""
    return _view(page, 90 * raw.FPDFPage_GetRotation(page))


def _view(page: pdfium.PdfPage, turn: int) -> View:
    edges = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(edges))
    return View(edges.left, edges.bottom, edges.right, edges.top, turn)


def _drawn(page: pdfium.PdfPage, view: View) -> tuple[tuple[Rule, ...], tuple[Rule, ...], float]:
    rules: list[Rule] = []
    shades: list[Rule] = []
    pictured = 0.0
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        box = Rule(*view.box(*_bounds(thing)))
        wide, high = box.right - box.left, box.bottom - box.top
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictured += wide * high / (view.width * view.height)
        elif wide < THIN and high > SHORT:
            middle = (box.left + box.right) / 2
            rules.append(Rule(middle, box.top, middle, box.bottom))
        elif high < THIN and wide > SHORT:
            middle = (box.top + box.bottom) / 2
            rules.append(Rule(box.left, middle, box.right, middle))
        elif wide > SHORT and high > SHORT:
            _boxed(thing, box, rules, shades)
    return tuple(rules), tuple(shades), min(1.0, pictured)


def _bounds(thing: pdfium.PdfObject) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a drawn thing on its page. What stands in a form is told in the form's own space."""
    left, bottom, right, top = thing.get_bounds()
    holder = thing.container
    while holder is not None:
        matrix = holder.get_matrix()
        corners = [matrix.on_point(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
        holder = holder.container
    return left, bottom, right, top


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
