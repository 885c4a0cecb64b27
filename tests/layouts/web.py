"""A layout's Word file as a web page, for a browser to print: the same words and tables by another maker's hand."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

STYLE = """
@page { size: A4; margin: 20mm 18mm } body { font: 11pt/1.25 "Liberation Sans", Arial, sans-serif }
table { border-collapse: collapse; width: 100%; margin: 6pt 0 }
td { border: .75pt solid #444; padding: 3pt 5pt; vertical-align: top }
p { margin: 0 0 5pt } h1 { font-size: 16pt; margin: 10pt 0 6pt } h2 { font-size: 13pt; margin: 9pt 0 5pt }
h3 { font-size: 11.5pt; margin: 8pt 0 4pt } ul, ol { margin: 0 0 4pt; padding-left: 16pt }
"""


def web_page(word: Path, *, style: str = "", before: str = "") -> str:
    """The file as HTML with more style, and more markup before its words."""
    document = docx.Document(str(word))
    body = "".join(_blocks(document.element.body, document)).replace("</ul><ul>", "")
    return f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><style>{STYLE}{style}</style>{before}{body}</html>'


def _blocks(element: object, parent: object) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == qn("w:p"):
            yield _paragraph(Paragraph(child, parent))
        elif child.tag == qn("w:tbl"):
            yield _table(Table(child, parent))
        elif child.tag == qn("w:sdt"):
            yield from _blocks(child.find(qn("w:sdtContent")), parent)


def _paragraph(paragraph: Paragraph) -> str:
    words = "".join(_run(run) for run in paragraph.runs)
    style = paragraph.style.name
    if not words.strip():
        return ""
    if style.startswith("Heading"):
        return f"<h{style[-1]}>{words}</h{style[-1]}>"
    return f"<ul><li>{words}</li></ul>" if style == "List Bullet" else f"<p>{words}</p>"


def _run(run: object) -> str:
    words = html.escape(run.text).replace("\n", "<br>")
    words = f"<b>{words}</b>" if run.bold else words
    return f"<i>{words}</i>" if run.italic else words


def _table(table: Table) -> str:
    rows = table._tbl.tr_lst
    told = []
    for number, row in enumerate(rows):
        cells, column = [], 0
        for cell in row.tc_lst:
            if cell.vMerge != "continue":
                down = _rows_down(rows[number + 1 :], column) if cell.vMerge == "restart" else 1
                words = "".join(_blocks(cell, table))
                cells.append(f"<td colspan={cell.grid_span} rowspan={down}>{words}</td>")
            column += cell.grid_span
        told.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{_head(told) if len(told) > 2 else ''}<tbody>{''.join(told)}</tbody></table>"


def _rows_down(rows: list[object], column: int) -> int:
    down = 1
    for row in rows:
        at = 0
        for cell in row.tc_lst:
            if at == column and cell.vMerge == "continue":
                down += 1
                break
            at += cell.grid_span
        else:
            return down
    return down


def _head(rows: list[str]) -> str:
    """The first row, taken away from the others, as a head that the browser repeats on each page: where it is all bold."""
    cells = rows[0].count("<td")
    if cells < 2 or rows[0].count("<p><b>") != cells or "rowspan=1" not in rows[0]:
        return ""
    return f"<thead>{rows.pop(0)}</thead>"
