"""A PDF, scan or other document written anew as a plain Word file, from its words as read.

A box drawn over the text of a PDF hides nothing from a program. So nothing of the file itself goes into a pack: its
headings, paragraphs, lists and tables are written afresh, with their identities replaced.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from itertools import groupby

from docx.document import Document as WordDocument

from extractors.document import Block, BlockKind, Cell, Document, Where
from moderation.anonymise.choices import Passes
from reports.docx_parts import new_document

MOST_COLUMNS = 40
NO_TIME = dt.datetime(1980, 1, 1)  # noqa: DTZ001  (python-docx writes it as UTC)


def rebuild(document: Document, title: str, replacer: Passes) -> bytes:
    """A Word file with the document's words, identities replaced. Running heads and feet are left out."""
    made = new_document(title)
    made.core_properties.author = "Golden Thread"
    made.core_properties.created = made.core_properties.modified = NO_TIME  # the same document is the same file
    told = [b for b in document.blocks if b.where in (Where.BODY, Where.TEXT_BOX, Where.NOTE) and b.text.strip()]
    for table, blocks in groupby(told, key=lambda b: _outermost(b.cell).table if b.cell else None):
        if table is None:
            for block in blocks:
                _paragraph(made, block, replacer)
        else:
            _table(made, list(blocks), replacer)
    out = io.BytesIO()
    made.save(out)
    return _without_times(out)


def _without_times(saved: io.BytesIO) -> bytes:
    """The package with no time of saving in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(made, "w") as out:
        for name in given.namelist():
            out.writestr(zipfile.ZipInfo(name), given.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _paragraph(made: WordDocument, block: Block, replacer: Passes) -> None:
    text = _text(block, replacer)
    if block.kind is BlockKind.HEADING:
        made.add_heading(text, level=min(max(block.level or 1, 1), 9))
    elif block.kind is BlockKind.LIST_ITEM:
        made.add_paragraph(text, style="List Bullet")
    else:
        made.add_paragraph(text)


def _table(made: WordDocument, blocks: list[Block], replacer: Passes) -> None:
    cells: dict[tuple[int, int], list[str]] = {}
    for block in blocks:
        if block.cell:
            cell = _outermost(block.cell)
            place = (cell.row, min(cell.column, MOST_COLUMNS - 1))
            cells.setdefault(place, []).append(_text(block, replacer))
    rows = sorted({row for row, _ in cells})
    table = made.add_table(rows=len(rows), cols=1 + max(column for _, column in cells))
    table.style = "Table Grid"
    for made_row, row in zip(table.rows, rows, strict=True):
        grid = made_row.cells
        for (at, column), texts in cells.items():
            if at == row:
                grid[column].text = "\n".join(texts)


def _text(block: Block, replacer: Passes) -> str:
    label = f"{block.label} " if block.label and block.label not in "•●▪◦-–o" else ""
    return label + replacer.apply(block.text)


def _outermost(cell: Cell) -> Cell:
    while cell.parent is not None:
        cell = cell.parent
    return cell
