"""Notes as highlights in a copy of a PDF draft: the words coloured, the note opened by a click or a touch.

PDFium draws nothing itself here; it adds annotations that every PDF reader shows. It is not safe between threads:
one process each.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import Block, Box, Document, LineBox
from extractors.readers.pdf.marks import View
from extractors.readers.pdf.page import shown_view
from reports.margin.notes import Note, Notes, Span

AUTHOR = "Golden Thread"
COLOURS = {"high": (255, 170, 120), "medium": (255, 220, 100), "low": (190, 225, 170)}
ICON = 20.0  # points, the side of the summary's icon
_SLACK = 1.5  # points by which a character may stand outside its line's box


def annotate_pdf(original: Path, document: Document, notes: Notes, path: Path, *, made: dt.datetime) -> int:
    """Write a copy of ``original`` with a highlight for each note and the summary at the top. How many were set."""
    opened = pdfium.PdfDocument(original)
    try:
        by_page: dict[int, list[tuple[Note, list[tuple[Span, Box]]]]] = defaultdict(list)
        for note in notes.each:
            lines = list(_lines(document.blocks[note.span.block], note.span))
            if lines:
                by_page[lines[0][1].page].append((note, [line for line in lines if line[1].page == lines[0][1].page]))
        for number in sorted({1, *by_page}):
            page = opened[number - 1]
            try:
                _page(page, by_page.get(number, []), document, notes if number == 1 else None, made)
            finally:
                page.close()
        opened.save(path)
    finally:
        opened.close()
    return sum(map(len, by_page.values()))


def _lines(block: Block, span: Span) -> Iterator[tuple[Span, Box]]:
    """The parts of a span, line by line, each with the line's box."""
    for line in block.lines:
        start, end = max(line.start, span.start), min(line.end, span.end)
        if start < end:
            yield Span(block.index, start, end), _cut(line.box, line.start, line.end, start, end)


def _cut(box: Box, first: int, last: int, start: int, end: int) -> Box:
    """A line's box cut to some of its characters, as if all were equally wide: for scans, and to begin with."""
    width = (box.right - box.left) / max(1, last - first)
    return Box(box.page, box.left + (start - first) * width, box.top, box.left + (end - first) * width, box.bottom)


def _page(
    page: pdfium.PdfPage,
    told: list[tuple[Note, list[tuple[Span, Box]]]],
    document: Document,
    summary: Notes | None,
    made: dt.datetime,
) -> None:
    words = page.get_textpage()
    try:
        view = shown_view(page)
        letters = _letters_of(words) if told else []
        for note, lines in told:
            block = document.blocks[note.span.block]
            boxes = [_exact(letters, view, block, span) or _edges(box, view) for span, box in lines]
            _highlight(page, boxes, note, made)
        if summary:
            _icon(page, "\n".join(summary.summary), made)
    finally:
        words.close()


_Edges = tuple[float, float, float, float]  # left, bottom, right, top in the file's own space
_Letter = tuple[str, _Edges]


def _edges(box: Box, view: View) -> _Edges:
    return view.back(box.left, box.top, box.right, box.bottom)


def _letters_of(words: pdfium.PdfTextPage) -> list[_Letter]:
    """Every letter of the page that shows, with its edges."""
    signs = ((index, chr(raw.FPDFText_GetUnicode(words, index))) for index in range(words.count_chars()))
    return [(sign, words.get_charbox(index)) for index, sign in signs if not sign.isspace() and sign != "\x00"]


def _exact(page: list[_Letter], view: View, block: Block, span: Span) -> _Edges | None:
    """The edges of some characters of a line, from the page's own letters; None for a scan or where they differ."""
    line = next(li for li in block.lines if li.start <= span.start < li.end)
    left, bottom, right, top = _edges(line.box, view)
    letters = [
        (sign, edges)
        for sign, edges in page
        if left - _SLACK <= (edges[0] + edges[2]) / 2 <= right + _SLACK
        and bottom - _SLACK <= (edges[1] + edges[3]) / 2 <= top + _SLACK
    ]
    at = _found("".join(sign for sign, _ in letters), block.text, line, span)
    if at is None:
        return None
    found = [edges for _, edges in letters[at : at + len(_squeezed(block.text[span.start : span.end]))]]
    x0, y0 = min(e[0] for e in found), min(e[1] for e in found)
    x1, y1 = max(e[2] for e in found), max(e[3] for e in found)
    if right - left < top - bottom:  # the line runs up or down the page
        return min(left, x0), y0, max(right, x1), y1
    return x0, min(bottom, y0), x1, max(top, y1)


def _found(letters: str, text: str, line: LineBox, span: Span) -> int | None:
    """Where a span's letters begin among those of its line, before which a bullet or a number may stand."""
    before, wanted = _squeezed(text[line.start : span.start]), _squeezed(text[span.start : span.end])
    begins = letters.find(_squeezed(text[line.start : line.end]))
    if begins >= 0 and wanted:
        return begins + len(before)
    places = [m.start() for m in re.finditer(re.escape(wanted), letters)] if wanted else []
    return min(places, key=lambda place: abs(place - len(before)), default=None)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _highlight(page: pdfium.PdfPage, boxes: list[_Edges], note: Note, made: dt.datetime) -> None:
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT)
    try:
        edges = (min(b[0] for b in boxes), max(b[3] for b in boxes), max(b[2] for b in boxes), min(b[1] for b in boxes))
        raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(*edges))
        for left, bottom, right, top in boxes:
            quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
            raw.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
        raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *COLOURS[note.severity], 160)
        _say(annotation, "\n".join(note.paragraphs), made)
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _icon(page: pdfium.PdfPage, text: str, made: dt.datetime) -> None:
    """A note in the top right corner of the page."""
    view = shown_view(page)
    left, bottom, right, top = view.back(view.width - ICON * 1.5, ICON / 2, view.width - ICON / 2, ICON * 1.5)
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_TEXT)
    try:
        raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(left, top, right, bottom))
        raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *COLOURS["medium"], 255)
        _say(annotation, text, made)
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _say(annotation: raw.FPDF_ANNOTATION, text: str, made: dt.datetime) -> None:
    raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
    for key, value in (("Contents", text), ("T", AUTHOR), ("M", f"D:{made:%Y%m%d%H%M%S}Z")):
        data = (value + "\x00").encode("utf-16-le")
        wide = ctypes.cast(ctypes.create_string_buffer(data), ctypes.POINTER(ctypes.c_ushort))
        raw.FPDFAnnot_SetStringValue(annotation, key.encode(), wide)
