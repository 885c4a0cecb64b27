"""Walks a Word part and yields its blocks in reading order, tables and text boxes where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.document import Block, BlockKind, Cell, Origin, Style, Where
from extractors.readers.word.numbering import Numbering
from extractors.readers.word.paragraphs import (
    GONE,
    MC,
    THROUGH,
    Piece,
    assemble,
    chosen,
    divided,
    gather,
    is_unanswered,
)
from extractors.readers.word.styles import Look, Styles, W, paragraph_look, value

_PLAIN = ("auto", "FFFFFF", "ffffff", None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk stands."""

    cell: Cell | None = None
    where: Where = Where.BODY
    control: bool = False
    shaded: bool = False


@dataclass(slots=True)
class Walk:
    """One walk over the parts of a document; counts blocks, tables and list numbers as it goes."""

    styles: Styles
    numbering: Numbering
    numbers: dict[etree._Element, int]
    blocks: list[Block] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    struck: list[tuple[str, int]] = field(default_factory=list)
    paragraphs: dict[etree._Element, int] = field(default_factory=dict)
    tables: int = 0
    _held: list[Piece] = field(default_factory=list)

    def part(self, element: etree._Element, place: Place) -> None:
        """Add the blocks of a body, header, note, cell or text box."""
        ordinal = 0
        for child in _flat(element):
            inner = replace(place, control=place.control or _controlled(child, element))
            if child.tag == W + "p":
                ordinal += self._paragraph(child, inner, ordinal)
            elif child.tag == W + "tbl":
                self._table(child, inner)
                ordinal += 1
        if self._held:  # the last paragraph's mark is deleted, and nothing follows that it could run on into
            held, self._held = self._held, []
            self._add(*assemble(held), held, Look(), "", place, ordinal)

    def _paragraph(self, paragraph: etree._Element, place: Place, ordinal: int) -> int:
        """Add a paragraph; the answer is how many lines of its cell it fills, 1 unless its breaks divide it."""
        properties = paragraph.find(W + "pPr")
        style_id = value(properties, "pStyle") or self.styles.default_paragraph
        base = paragraph_look(properties).over(self.styles.look(style_id))
        found = gather(paragraph, self.styles, base, self.numbers)
        self.paragraphs[paragraph] = len(self.blocks)
        self.coded += found.coded
        self.hidden.extend(t for t in found.hidden if t.strip())
        self.struck.extend((t, len(self.blocks)) for t in found.struck if t.strip())
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._held.extend(found.pieces)  # its mark is deleted: it runs on into the next paragraph
            return 1
        pieces, self._held = self._held + found.pieces, []
        numbered = base.num_id not in (None, "0")
        parts = [pieces] if base.level else divided(pieces, listed=numbered)
        look = replace(place, control=place.control or found.answered, shaded=place.shaded or _shade(properties))
        for number, part in enumerate(parts):
            text, origins = assemble(part)
            if text:
                label = self.numbering.next_label(base.num_id or "", base.num_level) if numbered else ""
                self._add(text, origins, part, base, label, look, ordinal + number)
                numbered = False
        for box in found.boxes:
            self.part(box, replace(place, where=Where.TEXT_BOX if place.where is Where.BODY else place.where))
        return len(parts)

    def _add(
        self,
        text: str,
        origins: tuple[Origin, ...],
        pieces: list[Piece],
        base: Look,
        label: str,
        place: Place,
        ordinal: int,
    ) -> None:
        kind = BlockKind.HEADING if base.level else BlockKind.LIST_ITEM if label else BlockKind.PARAGRAPH
        seen = [p.look for p in pieces if p.text.strip()]
        style = Style(
            base.name,
            bold=all(look.bold for look in seen),
            italic=all(look.italic for look in seen),
            size=max((look.size or 0 for look in seen), default=0) or None,
            shaded=place.shaded,
            colour=seen[0].colour if len({look.colour for look in seen}) == 1 else None,
        )
        self.blocks.append(
            Block(
                index=len(self.blocks),
                text=text,
                kind=kind,
                level=base.level or (base.num_level if label else None),
                label=label,
                style=style,
                cell=place.cell,
                where=place.where,
                in_control=place.control,
                ordinal=ordinal if place.cell else None,
                origins=origins,
            )
        )

    def _table(self, table: etree._Element, place: Place) -> None:
        number = self.tables
        self.tables += 1
        rows = [row for row in _flat(table) if row.tag == W + "tr" and row.find(f"{W}trPr/{W}del") is None]
        spans = _row_spans(rows)
        for r, row in enumerate(rows):
            header = row.find(f"{W}trPr/{W}tblHeader") is not None
            for column, width, cell in _cells(row):
                properties = cell.find(W + "tcPr")
                merge = properties.find(W + "vMerge") if properties is not None else None
                if merge is not None and merge.get(W + "val") != "restart":
                    continue
                where = Cell(number, r, column, spans.get((r, column), 1), width, header, place.cell)
                self.part(cell, replace(place, cell=where, shaded=_shade(properties)))


def _flat(element: etree._Element) -> Iterator[etree._Element]:
    """An element's children, with content controls, insertions and their like opened up."""
    for child in element:
        if child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None and not is_unanswered(child):
                yield from _flat(content)
        elif child.tag in THROUGH:
            yield from _flat(child)
        elif child.tag == MC + "AlternateContent":
            yield from _flat(chosen(child))
        elif child.tag not in GONE:
            yield child


def _controlled(child: etree._Element, top: etree._Element) -> bool:
    """Whether a content control stands between an element and the part that holds it."""
    for parent in child.iterancestors():
        if parent is top:
            return False
        if parent.tag == W + "sdt":
            return True
    return False


def _shade(properties: etree._Element | None) -> bool:
    shading = properties.find(W + "shd") if properties is not None else None
    return shading is not None and shading.get(W + "fill") not in _PLAIN


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Each cell of a row with the grid column it begins in and how many columns it spans."""
    before = value(row.find(W + "trPr"), "gridBefore")
    column = int(before) if before and before.isdigit() else 0
    for cell in _flat(row):
        if cell.tag == W + "tc" and cell.find(f"{W}tcPr/{W}cellDel") is None:
            span = value(cell.find(W + "tcPr"), "gridSpan")
            width = int(span) if span and span.isdigit() else 1
            yield column, width, cell
            column += width


def _row_spans(rows: list[etree._Element]) -> dict[tuple[int, int], int]:
    """How many rows each vertically merged cell covers, by the row and column it begins in."""
    spans: dict[tuple[int, int], int] = {}
    opened: dict[int, tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for column, _, cell in _cells(row):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is None:
                opened.pop(column, None)
            elif merge.get(W + "val") == "restart":
                opened[column] = (r, column)
                spans[(r, column)] = 1
            elif column in opened:
                spans[opened[column]] += 1
    return spans
