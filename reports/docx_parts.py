"""Parts of Word files that python-docx has no words for: drop-downs, repeated heads, shading, a plain start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FONT = "Arial"
HEAD_FILL, ASK_FILL = "DCE6F1", "FFF2CC"


def new_document(title: str, *, landscape: bool = False) -> WordDocument:
    """An A4 document in British English with its properties set."""
    document = docx.Document()
    section = document.sections[0]
    width, height = Cm(21.0), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    properties = normal.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    properties.append(language)
    core = document.core_properties
    core.title, core.author, core.language = title, "Golden Thread", "en-GB"
    core.created = core.modified = dt.datetime.now(tz=dt.UTC).replace(tzinfo=None, microsecond=0)
    core.comments = ""
    return document


def shade(cell: _Cell, fill: str) -> None:
    """Colour a cell's ground."""
    properties = cell._tc.get_or_add_tcPr()
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{key}"), value)
    properties.append(shading)


def repeat_head(row: _Row) -> None:
    """Mark a row as its table's head: repeated on each page, and told to screen readers."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def table(document: WordDocument, heads: Sequence[str], widths: Sequence[float]) -> Table:
    """A ruled table with a head row; widths in centimetres."""
    made: Table = document.add_table(rows=1, cols=len(heads))
    made.style = "Table Grid"
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)  # the grid: LibreOffice goes by it
    for cell, head, width in zip(made.rows[0].cells, heads, widths, strict=True):
        cell.width = Cm(width)
        run = cell.paragraphs[0].add_run(head)
        run.bold = True
        shade(cell, HEAD_FILL)
    repeat_head(made.rows[0])
    return made


def add_row(made: Table, texts: Sequence[str], widths: Sequence[float]) -> _Row:
    """A row of plain cells."""
    row: _Row = made.add_row()
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(clean(text))
    _keep_whole(row)
    return row


def title_row(made: Table, text: str) -> None:
    """A row of one cell over the whole width, in bold."""
    row: _Row = made.add_row()
    cell = row.cells[0].merge(row.cells[-1])
    for spare in cell.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    cell.paragraphs[0].add_run(clean(text)).bold = True
    cell.paragraphs[0].paragraph_format.keep_with_next = True


def _keep_whole(row: _Row) -> None:
    """Rows are not cut by a page's end."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def drop_down(paragraph: Paragraph, tag: str, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    """A content control that offers choices (shown, stored) with one chosen; ``tag`` tells the line."""
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    for name, value in (("alias", tag), ("tag", tag)):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        properties.append(element)
    listing = OxmlElement("w:dropDownList")
    for shown, stored in choices:
        item = OxmlElement("w:listItem")
        item.set(qn("w:displayText"), shown)
        item.set(qn("w:value"), stored)
        listing.append(item)
    properties.append(listing)
    control.append(properties)
    content = OxmlElement("w:sdtContent")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = next((shown for shown, stored in choices if stored == chosen), chosen)
    run.append(text)
    content.append(run)
    control.append(content)
    paragraph._p.append(control)


def clean(text: str) -> str:
    """Text that XML can hold."""
    return "".join(c for c in text if c >= " " or c in "\n\t")
