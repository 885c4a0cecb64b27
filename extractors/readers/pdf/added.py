"""What people added to a finished PDF page: answers in form fields, words typed over it, comments, words struck out.

Answers and typed words are words of the page, in their place; a comment is nobody's words but its author's.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import Comment
from extractors.readers.pdf.marks import Rule, Run, View

SIZE = 11.0  # points: the size that a form's answers are taken to have
INSIDE = 2.0  # points between a field's edge and its words
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_TICKED = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_WRITTEN = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_REMARKS = (
    raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY,
    raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_CARET, raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_LINE,
    raw.FPDF_ANNOT_INK,
)  # fmt: skip
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")  # PDF 32000, 7.9.4


@dataclass(frozen=True, slots=True)
class Added:
    """What was added to one page: words in their places, comments, and strokes through the words under them."""

    words: tuple[Run, ...] = ()
    comments: tuple[Comment, ...] = ()
    strokes: tuple[Rule, ...] = ()


def added_to(document: pdfium.PdfDocument, page: pdfium.PdfPage, view: View) -> Added:
    """What was added to a page. The document's forms are opened already, where it has any."""
    words: list[Run] = []
    comments: list[Comment] = []
    strokes: list[Rule] = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        one = raw.FPDFPage_GetAnnot(page, index)
        if not one:
            continue
        try:
            if raw.FPDFAnnot_GetFlags(one) & _UNSEEN:
                continue
            kind = raw.FPDFAnnot_GetSubtype(one)
            if kind == raw.FPDF_ANNOT_WIDGET and document.formenv:
                words += _written(_answer(document.formenv, one), _box(one, view))
            elif kind == raw.FPDF_ANNOT_FREETEXT:
                words += _written(_said(one, b"Contents"), _box(one, view))
            elif kind in _REMARKS:
                if kind == raw.FPDF_ANNOT_STRIKEOUT:
                    strokes += _strokes(one, view)
                if text := _said(one, b"Contents").strip():
                    comments.append(Comment(_said(one, b"T"), _when(_said(one, b"M")), text))
        finally:
            raw.FPDFPage_CloseAnnot(one)
    return Added(tuple(words), tuple(comments), tuple(strokes))


def _box(one: object, view: View) -> tuple[float, float, float, float]:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(one, ctypes.byref(rect))
    return view.box(rect.left, rect.bottom, rect.right, rect.top)


def _said(one: object, key: bytes) -> str:
    """A text that an annotation carries; "" where it has none."""
    return _text(lambda held, size: raw.FPDFAnnot_GetStringValue(one, key, held, size))


def _text(ask: Callable[[Any, int], int]) -> str:
    """A text that PDFium gives in two calls: first its length in bytes, then its words."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    held = ctypes.create_string_buffer(size)
    ask(ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return held.raw[: size - 2].decode("utf-16-le", "replace")


def _answer(forms: pdfium.PdfFormEnv, one: object) -> str:
    """What a form's field holds: its words, or a box that is ticked or not."""
    kind = raw.FPDFAnnot_GetFormFieldType(forms, one)
    if kind in _TICKED:
        return "☒" if raw.FPDFAnnot_IsChecked(forms, one) else "☐"
    if kind not in _WRITTEN:
        return ""
    return _text(lambda held, size: raw.FPDFAnnot_GetFormFieldValue(forms, one, held, size))


def _written(text: str, box: tuple[float, float, float, float]) -> Iterator[Run]:
    """Words in a box, a run for each of their lines, spread over its height."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    left, top, right, bottom = box
    step = (bottom - top) / max(1, len(lines))
    for number, line in enumerate(lines):
        middle = top + step * (number + 0.5) if len(lines) > 1 or step < 3 * SIZE else top + SIZE
        yield Run(line, left + INSIDE, middle - SIZE / 2, right - INSIDE, middle + SIZE / 2, SIZE, False, False)


def _strokes(one: object, view: View) -> Iterator[Rule]:
    quad = raw.FS_QUADPOINTSF()
    for index in range(raw.FPDFAnnot_CountAttachmentPoints(one)):
        if raw.FPDFAnnot_GetAttachmentPoints(one, index, ctypes.byref(quad)):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            left, top, right, bottom = view.box(min(xs), min(ys), max(xs), max(ys))
            yield Rule(left, (top + bottom) / 2, right, (top + bottom) / 2)


def _when(told: str) -> dt.datetime | None:
    """The time of a remark, as its author's clock had it."""
    found = _DATE.match(told)
    if not found:
        return None
    year, month, day, *clock = (int(part) if part else None for part in found.groups())
    hour, minute, second = (part or 0 for part in clock)
    try:
        return dt.datetime(year or 1, month or 1, day or 1, hour, minute, second, tzinfo=dt.UTC)
    except ValueError:
        return None
