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
    width = max((column + _own(inside)[1] for (_, column), inside in cells.items()), default=0)
    taken: dict[int, set[int]] = {}  # columns of a row that a cell above reaches down into
    for row in range(max((r for r, _ in cells), default=-1) + 1):
        column = 0
        while column < width:
            if column in taken.get(row, ()):
                column += 1
                continue
            inside = cells.get((row, column), [])
            down, across, header = _own(inside)
            # A cell without words has no block: it is put back, or everything after it would move to the left.
            rows.setdefault(row, []).append(Cell(row, down, across, header, tuple(_piece(b, marks) for b in inside)))
            for below in range(row + 1, row + down):
                taken.setdefault(below, set()).update(range(column, column + across))
            column += across
    return tuple(tuple(rows.get(row, ())) for row in sorted(rows))


def _own(inside: Sequence[Block]) -> tuple[int, int, bool]:
    """How far down and across a cell reaches, and whether it is a header: by a block of its own, not a nested one's."""
    own = next((b.cell for b in inside if b.cell and b.cell.parent is None), None)
    return (own.row_span, own.column_span, own.header) if own else (1, 1, False)


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
