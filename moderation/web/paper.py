"""A document in its own layout: headings, paragraphs, lists and tables, with the findings marked on their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from checks.assessment import FindingEntry
from extractors.document import Block, BlockKind, Document
from moderation.web.marking import Span, cut


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table with the blocks in it."""

    row: int
    row_span: int
    column_span: int
    header: bool
    parts: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the page: "heading", "paragraph", "list_item" or "table"."""

    kind: str
    html: Markup = Markup("")
    level: int = 0
    label: str = ""
    bold: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()


def paper(document: Document, findings: Sequence[FindingEntry]) -> tuple[Piece, ...]:
    """The document's body in reading order; each table stands where its first cell does."""
    marks: dict[int, list[FindingEntry]] = {}
    for finding in findings:
        if finding.place:
            marks.setdefault(finding.place.block, []).append(finding)
    return tuple(_pieces(document.body, marks))


def _pieces(blocks: Sequence[Block], marks: dict[int, list[FindingEntry]]) -> Iterator[Piece]:
    tables: dict[int, list[Block]] = {}
    for block in blocks:
        if block.cell:
            tables.setdefault(_outermost(block), []).append(block)
    shown: set[int] = set()
    level = 0
    for block in blocks:
        if not block.cell:
            piece = _piece(block, marks)
            if piece.kind == BlockKind.HEADING:
                # A page's headings go down one step at a time, whatever the file's do.
                level = min(piece.level, level + 1)
                piece = replace(piece, level=level)
            yield piece
        elif (table := _outermost(block)) not in shown:
            shown.add(table)
            yield Piece("table", rows=_rows(tables[table], marks))


def _outermost(block: Block) -> int:
    cell = block.cell
    while cell is not None and cell.parent is not None:
        cell = cell.parent
    return cell.table if cell else -1


def _rows(blocks: Sequence[Block], marks: dict[int, list[FindingEntry]]) -> tuple[tuple[Cell, ...], ...]:
    """A table's rows. What stands in a table within a cell is shown as that cell's own text."""
    cells: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        cell = block.cell
        while cell is not None and cell.parent is not None:
            cell = cell.parent
        if cell is not None:
            cells.setdefault((cell.row, cell.column), []).append(block)
    rows: dict[int, list[Cell]] = {}
    for (row, _), inside in sorted(cells.items()):
        first = inside[0].cell
        own = first if first is not None and first.parent is None else None
        rows.setdefault(row, []).append(
            Cell(
                row,
                own.row_span if own else 1,
                own.column_span if own else 1,
                bool(own and own.header),
                tuple(_piece(b, marks) for b in inside),
            )
        )
    return tuple(tuple(rows[row]) for row in sorted(rows))


def _piece(block: Block, marks: dict[int, list[FindingEntry]]) -> Piece:
    spans = [
        Span(f.place.start, f.place.end, f.severity, f"{f.message} {f.suggestion}")
        for f in marks.get(block.index, ())
        if f.place
    ]
    kind = block.kind if block.kind != BlockKind.HEADING or not block.cell else BlockKind.PARAGRAPH
    return Piece(
        kind.value,
        cut(block.text, spans),
        min(block.level or 1, 4),
        block.label,
        block.style.bold or kind != block.kind,
    )
