"""Forms whose rows are numbered in a column of their own, read as if that column were not there."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from extractors.document import Block, Document

_ORDINAL = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})?|[A-Za-z]|[ivx]{1,4})\W*")
FEWEST = 3  # numbered rows
MOST = 0.75  # of the rows, that are numbered


def without_ordinals(document: Document) -> Document:
    """The document with the numbers of such a column blank and the other cells one column to the left."""
    first: dict[int, list[Block]] = defaultdict(list)
    widest: dict[int, int] = defaultdict(int)
    for block in document.body:
        if block.cell and block.text.strip():
            widest[block.cell.table] = max(widest[block.cell.table], block.cell.column)
            if block.cell.column == 0:
                first[block.cell.table].append(block)
    numbered = {t: {b.index for b in cells if _ORDINAL.fullmatch(b.text.strip())} for t, cells in first.items()}
    tables = {t for t, n in numbered.items() if widest[t] > 1 and len(n) >= FEWEST and len(n) >= MOST * len(first[t])}
    if not tables:
        return document
    blocks = []
    for block in document.blocks:
        cell = block.cell
        if cell and cell.table in tables and block.index in numbered[cell.table]:
            block = replace(block, text="")
        elif cell and cell.table in tables and cell.column > 0:
            block = replace(block, cell=replace(cell, column=cell.column - 1))
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))
