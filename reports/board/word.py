"""A board paper as a Word file: real headings, header rows, pictures with their words."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reports.board.paper import Paper
from reports.docx_parts import new_document
from reports.trends.charts import Chart
from reports.trends.table import Table
from reports.word.markup import HEAD_FILL
from reports.words import day

MOST_ROWS = 70
WIDTH = Cm(29.7 - 3.6)  # between the margins


def write_word(paper: Paper, path: Path) -> None:
    """Write the paper."""
    document = new_document(paper.title, landscape=True)
    for name in ("Title", "Heading 1"):
        font = document.styles[name].font
        font.name, font.color.rgb = "Arial", RGBColor(0x0B, 0x0C, 0x0C)
        fonts = document.styles[name].element.rPr.rFonts
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):  # a theme's font would go before the one that is named
            fonts.attrib.pop(qn(f"w:{kind}Theme"), None)
    document.add_heading(paper.title, 0)
    document.add_paragraph(f"{paper.subtitle}. Made on {day(paper.made)}.")
    document.add_heading("In short", 1)
    for sentence in paper.summary:
        document.add_paragraph(sentence, style="List Bullet")
    for part in paper.parts:
        document.add_heading(part.title, 1)
        for text in part.text:
            document.add_paragraph(text)
        for chart in part.charts:
            _picture(document, chart)
        for table in part.tables:
            if not table.folded:
                _table(document, table)
    document.save(str(path))


def _picture(document: Any, chart: Chart) -> None:  # noqa: ANN401  python-docx has no types
    shape = document.add_picture(io.BytesIO(chart.png), width=Cm(20))
    shape._inline.docPr.set("descr", chart.alt)


def _table(document: Any, table: Table) -> None:  # noqa: ANN401
    caption = document.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.add_run(table.caption).bold = True
    grid = document.add_table(rows=1, cols=len(table.heads), style="Table Grid")
    for cell, head in zip(grid.rows[0].cells, table.heads, strict=True):
        _write(cell, head, bold=True)
        ground = OxmlElement("w:shd")
        for key, said in (("val", "clear"), ("color", "auto"), ("fill", HEAD_FILL)):
            ground.set(qn(f"w:{key}"), said)
        cell._tc.get_or_add_tcPr().append(ground)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows[:MOST_ROWS]:
        cells = grid.add_row().cells
        for cell, value in zip(cells, row, strict=True):
            _write(cell, str(value))
    grid.autofit = False
    for column, share in zip(grid.columns, table.widths, strict=True):
        column.width = int(WIDTH * share)
        for cell in column.cells:
            cell.width = int(WIDTH * share)
    document.add_paragraph()


def _write(cell: Any, text: str, *, bold: bool = False) -> None:  # noqa: ANN401
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold, Pt(9)
