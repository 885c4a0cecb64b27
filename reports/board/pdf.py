"""A board paper as a PDF, with no other program's help."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    Image,
    KeepTogether,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)

from reports.board.paper import Paper
from reports.trends.charts import Chart
from reports.trends.table import Table
from reports.words import day

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13.5, spaceAfter=5)
_BULLET = ParagraphStyle("bullet", parent=_BODY, leftIndent=14, bulletIndent=2)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName="Helvetica-Bold", fontSize=20, leading=24, spaceAfter=8)
_HEAD = ParagraphStyle(
    "head", parent=_BODY, fontName="Helvetica-Bold", fontSize=14, leading=18, spaceBefore=12, keepWithNext=1
)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=8, leading=10, spaceAfter=0)
_STRONG = ParagraphStyle("strong", parent=_CELL, fontName="Helvetica-Bold")
_LINES = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.HexColor("#B1B4B6")),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#DCE6F1")),
    ]
)
WIDTH = landscape(A4)[0] - 3.6 * cm
MOST_ROWS = 70


def write_pdf(paper: Paper, path: Path) -> None:
    """Write the paper."""
    built = SimpleDocTemplate(
        str(path), pagesize=landscape(A4), leftMargin=1.8 * cm, rightMargin=1.8 * cm, topMargin=1.6 * cm,
        bottomMargin=1.6 * cm, title=paper.title, author="Golden Thread", lang="en-GB", invariant=1,
    )  # fmt: skip
    flow: list[Flowable] = [
        Paragraph(escape(paper.title), _TITLE),
        Paragraph(escape(f"{paper.subtitle}. Made on {day(paper.made)}."), _BODY),
        Paragraph("In short", _HEAD),
        *(Paragraph(escape(s), _BULLET, bulletText="•") for s in paper.summary),
    ]
    for part in paper.parts:
        flow += [CondPageBreak(6 * cm), Paragraph(escape(part.title), _HEAD)]  # no title alone at a page's foot
        flow += [Paragraph(escape(t), _BODY) for t in part.text]
        flow += [_picture(c) for c in part.charts]
        for table in part.tables:
            if not table.folded:
                flow += _table(table)
    built.build(flow, onFirstPage=_foot, onLaterPages=_foot)


def _picture(chart: Chart) -> Image:
    picture = Image(io.BytesIO(chart.png))
    scale = 17 * cm / picture.imageWidth
    picture.drawWidth, picture.drawHeight = 17 * cm, picture.imageHeight * scale
    picture.hAlign = "LEFT"
    return picture


def _table(table: Table) -> list[Flowable]:
    rows = [[Paragraph(escape(h), _STRONG) for h in table.heads]]
    rows += [[Paragraph(escape(str(v)), _CELL) for v in row] for row in table.rows[:MOST_ROWS]]
    made = LongTable(rows, colWidths=[WIDTH * share for share in table.widths], repeatRows=1)
    made.setStyle(_LINES)
    caption = Paragraph(escape(table.caption), ParagraphStyle("caption", parent=_STRONG, fontSize=9.5, spaceAfter=3))
    whole: list[Flowable] = [caption, made]
    return [KeepTogether(whole) if len(rows) < 12 else caption, *([] if len(rows) < 12 else [made]), Spacer(1, 10)]


def _foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(landscape(A4)[0] - 1.8 * cm, 0.9 * cm, f"Page {document.page}")
