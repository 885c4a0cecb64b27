r"""One Document for every format: ordered blocks of text, each with its place.

Word, PDF and scan all become blocks (heading, paragraph, list item), in reading order. A block in a
table says which cell it stands in. Everything after the readers is written once, against these
values; a quote is always a span of one block, so that any finding can be shown where it stands.

Text is NFC, holds nothing that XML forbids, and uses ``\n`` for a line break inside a block.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is in its own document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"


class Where(StrEnum):
    """Which part of the file a block stands in. Only the body and its text boxes are judged."""

    BODY = "body"
    TEXT_BOX = "text_box"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Style:
    """How a block looks: evidence for headings and for guidance, never more.

    ``bold``, ``italic`` and ``shaded`` are true when all of the block's visible text is so.
    ``size`` is in points where known. ``name`` is the Word style's name ("Heading 2").
    """

    name: str = ""
    bold: bool = False
    italic: bool = False
    size: float | None = None
    shaded: bool = False
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """The table cell a block stands in. Rows and columns count from 0 on the table's grid.

    ``table`` numbers the document's tables in order of their first cell, nested ones too;
    ``parent`` is the cell that holds a nested table.
    """

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    parent: Cell | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class LineBox:
    """The characters ``start`` to ``end`` of a block and the box they fill on the page (PDF, scan)."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Origin:
    """The characters ``start`` to ``end`` of a block and the ``w:t`` they came from (Word).

    ``node`` is the ordinal of that ``w:t`` among all ``w:t`` of the original main document part, in
    document order; ``offset`` the first character within it. Characters that come from elsewhere
    (tabs, breaks, ticks, list numbers) have no origin.
    """

    start: int
    end: int
    node: int
    offset: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item.

    ``index``      its place in ``Document.blocks``.
    ``level``      heading level (1 to 9) or list depth (0 on), else None.
    ``label``      the automatic list number or bullet that a reader sees before the text ("F3.",
                   "•"); never part of ``text``.
    ``page``       counted from 1 where the format knows it.
    ``certainty``  1.0, or the OCR's mean score for the words.
    ``ordinal``    the paragraph's place within its cell, empty ones counted, where the format tells: it
                   lines up parallel cells.
    ``in_control`` inside a Word content control: an answer, not the form's own print.
    """

    index: int
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    label: str = ""
    style: Style = Style()
    cell: Cell | None = None
    page: int | None = None
    where: Where = Where.BODY
    certainty: float = 1.0
    in_control: bool = False
    ordinal: int | None = None
    lines: tuple[LineBox, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change that nobody has accepted or rejected. ``kind``: insertion, deletion, move,
    struck_through, formatting.
    """

    kind: str
    author: str
    date: datetime | None
    text: str
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A margin comment left in the file."""

    author: str
    date: datetime | None
    text: str
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a person should know about how the file was read: a code and a plain sentence."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: what it says, where, and how sure the reading is.

    ``format``    "docx", "pdf" or "scan" (a PDF whose judged pages are mostly OCR); a converted file
                  says "docx".
    ``coverage``  share of the file's characters that the blocks hold, 0 to 1.
    ``partial``   coverage below 0.995, or pages that could not be read.
    ``hidden``    hidden text, left out of the blocks.
    """

    file: str
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    coverage: float = 1.0
    partial: bool = False
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()
    hidden: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> int:
        """Number of white-space separated words in the judged blocks."""
        return sum(len(block.text.split()) for block in self.body)

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that are judged: body and text boxes, in reading order."""
        return tuple(b for b in self.blocks if b.where in (Where.BODY, Where.TEXT_BOX))
