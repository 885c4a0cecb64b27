"""A PDF becomes a ``Document``: words and boxes from PDFium, tables from ruling lines, scans by OCR."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import Block, BlockKind, Box, Cell, Change, Document, LineBox, Style, Warned, Where
from extractors.errors import ReadError
from extractors.readers.limits import PDF_PAGES, check_length
from extractors.readers.pdf import ocr
from extractors.readers.pdf.joins import part_words
from extractors.readers.pdf.layout import Element, Table, join_pages, page_elements, running_lines, stamped, usual_of
from extractors.readers.pdf.lines import Line, Paragraph, clean, cut_short
from extractors.readers.pdf.marks import Page, shown_box
from extractors.readers.pdf.page import read_page

FEW = 20  # characters; a page with fewer and a picture over half of it is a scan
PICTURED = 0.5
UNREADABLE = 0.2  # share of a page's letters without a meaning from which on its picture is read instead
LEAST_COVERAGE = 0.995
LEAST_PRINT = 300  # letters of plain print outside tables from which on their size is told apart
LAYER = 0.8  # how sure the words are taken to be that a scanner laid under its picture: it does not say
_LAST, _FIRST = re.compile(r"[^\W\d]+$"), re.compile(r"[^\W\d]+")
_NO_LETTER = re.compile(r"[\W_]+")
_BROKEN = re.compile(r"(\w+)-$")


def read_pdf(path: Path, *, file: str, sha256: str) -> Document:
    """Read a PDF. Raises ``ReadError`` for one that is encrypted, damaged or too long."""
    try:
        opened = pdfium.PdfDocument(str(path))
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(
                "pdf.encrypted", f"{file} has a password. Save a copy without one and try again."
            ) from error
        raise ReadError("pdf.damaged", f"{file} is damaged and could not be opened. Ask for the file again.") from error
    try:
        if len(opened) > PDF_PAGES:
            raise ReadError("pdf.too_long", f"{file} has more than {PDF_PAGES} pages, so it was not read.")
        if opened.get_formtype() != raw.FORMTYPE_NONE:
            opened.init_forms()
        pages = [read_page(opened, number) for number in range(1, len(opened) + 1)]
        return _document(opened, pages, file, sha256, path)
    except pdfium.PdfiumError as error:
        raise ReadError("pdf.damaged", f"{file} is damaged and could not be read. Ask for the file again.") from error
    finally:
        opened.close()


def _document(opened: pdfium.PdfDocument, pages: list[Page], file: str, sha256: str, path: Path) -> Document:
    scanned = [p for p in pages if _needs_recognition(p)]
    hidden = [" ".join(run.text for run in page.hidden) for page in pages if page.hidden and page not in scanned]
    for number, page in enumerate(pages):  # recognition sees what was added to a page in its picture
        if page.added and page not in scanned:
            pages[number] = replace(page, runs=(*page.runs, *page.added))
    certainties, warnings = _recognise(opened, pages, scanned, file)
    if hidden:
        warnings.append(Warned("read.hidden_text", f"{len(hidden)} pages hold words that they do not show; left out."))
    running = running_lines(pages)
    stamps, usual = stamped(pages), usual_of(pages)
    parts = [page_elements(page, running, stamps, usual) for page in pages]
    elements = join_pages([elements for elements, _ in parts], [p.width for p in pages])
    if any(isinstance(e, Table) and not e.ruled for e in elements):
        warnings.append(
            Warned(
                "read.layout_uncertain",
                "Some columns have no lines between them, so what stands beside what is not certain.",
            )
        )
    writer = _Writer(elements, pages)
    for _, aside in parts:
        for line in aside:
            where = Where.HEADER if line.top < pages[line.page - 1].height / 2 else Where.FOOTER
            writer.add(Paragraph([line]), None, where=where)
    check_length(path, sum(len(b.text) for b in writer.blocks))
    repeated = [e.repeated for e in elements if isinstance(e, Table)]
    there = _letters(run.text for page in pages for run in page.runs)
    held = _letters([*(b.text for b in writer.blocks), *repeated])
    covered = min(1.0, held / there) if there else 1.0
    if covered < LEAST_COVERAGE:
        warnings.append(Warned("read.partial", f"Only {covered:.1%} of the words in this file could be read in order."))
    if not any(b.text for b in writer.blocks):
        warnings.append(Warned("read.nothing", "No text was found in this file."))
    return Document(
        file=file,
        sha256=sha256,
        format="scan" if len(scanned) > len(pages) / 2 else "pdf",
        blocks=tuple(writer.blocks),
        pages=len(pages),
        hidden=tuple(hidden),
        comments=tuple(comment for page in pages for comment in page.comments),
        changes=tuple(Change("struck_through", "", None, text) for page in pages for text in page.struck),
        coverage=covered,
        partial=covered < LEAST_COVERAGE or not all(certainties),
        warnings=tuple(warnings),
    )


def _letters(texts: Iterable[str]) -> int:
    """How many letters and figures texts hold; list numbers and bullets that become labels hold none that count."""
    return len(_NO_LETTER.sub("", clean("".join(texts))))


def _recognise(
    opened: pdfium.PdfDocument, pages: list[Page], scanned: list[Page], file: str
) -> tuple[list[float], list[Warned]]:
    """Put recognised words into the scanned pages' places. Gives how sure each page's are, and what to tell."""
    if not scanned:
        return [], []
    count = f"{len(scanned)} scanned pages"
    if not ocr.available() and all(sum(len(r.text) for r in page.hidden) >= FEW for page in scanned):
        for page in scanned:
            runs = tuple(replace(run, certainty=LAYER) for run in page.hidden)
            pages[page.number - 1] = replace(page, runs=runs, hidden=())
        told = f"{count} were read by the scanner's own text recognition, which does not say how sure it is."
        return [LAYER] * len(scanned), [Warned("read.ocr", told)]
    reads = [ocr.read_page(opened, page, file) for page in scanned]
    _mend(pages, reads)
    warnings = []
    unread = sum(not read.certainty for read in reads)
    if unread:
        told = f"No words could be made out on {unread} scanned pages that are not blank."
        warnings.append(Warned("read.partial", told))
    worst = min(read.certainty for read in reads)
    told = f"{count} were read by text recognition (certainty {worst:.0%} or more)."
    return [read.certainty for read in reads], [*warnings, Warned("read.ocr", told)]


def _needs_recognition(page: Page) -> bool:
    """Whether a page shows words that the file does not tell: a picture of them, or letters without a meaning. Words that
    a scanner read itself and laid invisibly under its picture are nobody's to trust, and tell no rules or weights.
    """
    shown = sum(len(run.text) for run in page.runs)
    return (shown < FEW and page.pictured > PICTURED) or (shown >= FEW and page.unreadable > UNREADABLE)


def _mend(pages: list[Page], reads: Iterable[ocr.Recognised]) -> None:
    """Put the recognised pages in their places, with even type, and the words that recognition ran together parted by
    the words of all of them.
    """
    evened = ocr.even([read for read in reads if read.weights])
    texts = iter(part_words([run.text for page in evened for run in page.runs]))
    for page in evened:
        pages[page.number - 1] = replace(page, runs=tuple(replace(run, text=next(texts)) for run in page.runs))


class _Writer:
    """Turns elements into blocks."""

    def __init__(self, elements: Iterable[Element], pages: Sequence[Page]) -> None:
        self.blocks: list[Block] = []
        self._pages = pages
        held = list(elements)
        lines = [line for e in held for p in _paragraphs(e) for line in p.lines]
        self._whole = {w.lower() for line in lines for w in re.findall(r"[\w’']+", line.text)[1:-1]}
        self._vocabulary = {w.lower() for line in lines for w in re.findall(r"[\w’'-]+", line.text)}
        loose = [line for e in held if isinstance(e, Paragraph) for line in e.lines if not line.bold]
        self._usual = _usual_size(lines, 0) or 11.0
        self._usual_loose = _usual_size(loose, LEAST_PRINT) or self._usual  # tables are often set smaller
        tables = 0
        for element in held:
            if isinstance(element, Paragraph):
                self.add(element, None)
                continue
            for cell in sorted(element.cells, key=lambda c: (c.row, c.column)):
                place = Cell(tables, cell.row, cell.column, cell.row_span, cell.column_span)
                for paragraph in cell.paragraphs:
                    self.add(paragraph, place, shaded=cell.shaded)
            tables += 1

    def add(self, paragraph: Paragraph, cell: Cell | None, *, shaded: bool = False, where: Where = Where.BODY) -> None:
        """Add one paragraph as a block."""
        text, boxes = self._joined(paragraph)
        if not text.strip():
            return
        first = paragraph.lines[0]
        bold = all(line.bold for line in paragraph.lines)
        large = first.size > (self._usual if cell else self._usual_loose) * 1.12
        level = 1 if large and len(text) < 250 and not paragraph.label and where is Where.BODY else None
        kind = BlockKind.HEADING if level else BlockKind.LIST_ITEM if paragraph.label else BlockKind.PARAGRAPH
        self.blocks.append(
            Block(
                index=len(self.blocks),
                text=text,
                kind=kind,
                level=level if level else (0 if paragraph.label else None),
                label=paragraph.label,
                style=Style("", bold, all(line.italic for line in paragraph.lines), first.size, shaded),
                cell=cell,
                page=first.page,
                where=where,
                certainty=min(line.certainty for line in paragraph.lines),
                lines=boxes,
            )
        )

    def _joined(self, paragraph: Paragraph) -> tuple[str, tuple[LineBox, ...]]:
        """The lines as one text, words broken at a line's end mended, with each line's box."""
        text, boxes = "", []
        before: Line | None = None
        for line in paragraph.lines:
            broken = _BROKEN.search(text)
            after = re.match(r"[\w’']+", line.text)
            if broken and after:
                if (
                    broken[1] + after[0]
                ).lower() in self._vocabulary and f"{broken[1]}-{after[0]}".lower() not in self._vocabulary:
                    text = text[:-1]
            elif before and line.text[:1] not in ",;" and not self._cut(before, line, paragraph.right):
                text += " "
            start = len(text)
            text += line.text
            boxes.append(LineBox(start, len(text), self._box(line)))
            before = line
        return text, tuple(boxes)

    def _box(self, line: Line) -> Box:
        edges = shown_box(self._pages[line.page - 1], line.left, line.top, line.right, line.bottom)
        return Box(line.page, *edges)

    def _cut(self, before: Line, line: Line, right: float) -> bool:
        """Whether a line ends in the middle of a word, without a hyphen, as in a column narrower than the word."""
        end, start = _LAST.search(before.text), _FIRST.match(line.text)
        if not end or not start or start[0][0].isupper():
            return False
        known = [half.lower() in self._whole for half in (end[0], start[0])]
        if (end[0] + start[0]).lower() in self._whole:
            return not all(known)
        return not any(known) and cut_short(before, line, right)


def _usual_size(lines: Sequence[Line], least: int) -> float | None:
    """The size that most letters have, in points; None where fewer than ``least`` have it."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size, count = sizes.most_common(1)[0] if sizes else (0.0, 0)
    return size if count and count >= least else None


def _paragraphs(element: Element) -> list[Paragraph]:
    return [p for c in element.cells for p in c.paragraphs] if isinstance(element, Table) else [element]
