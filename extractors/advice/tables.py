"""Tables with a column for needs, outcomes or provision, as council advice forms print them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.advice.headings import is_heading, read_heading
from extractors.advice.items import Numbered
from extractors.advice.model import AdviceItem, PartRole
from extractors.advice.vocabulary import plain
from extractors.document import Block, Document
from extractors.passage import Passage, Piece

_COLUMNS = (  # tried in this order on a header cell
    ("area", r"^areas?\b|^(?:category|domain|heading|subject|aspect)\b"),
    ("tried", r"impact|progress|effect\b|what happened|how (?:it )?went|outcome of|evaluation of"),
    (
        "frequency",
        r"frequency|how (?:often|long|much)|duration|amount|hours|times?\b|when\b|quantity|how many|intensity|dosage",
    ),
    (
        "who",
        r"\bwho\b|by whom|provided by|provider|delivered by|person responsible|responsib|staff(?:ing)?\b|lead\b"
        r"|professional",
    ),
    ("review", r"review|monitor|evaluat|success|evidence of|how will we know|measure"),
    (
        "outcome",
        r"outcome|target|goal|objective|what (?:should|will|we want|needs to).{0,20}(?:change|achieve|different)"
        r"|steps?\b|\baims?\b|(?:we|i|you) (?:hope|want|would like|expect)(?: \w+)? to (?:see|achieve|happen|change)|hoped for",
    ),
    (
        "provision",
        r"provision|support|strateg|recommend|intervention|help|what (?:is needed|will help)|how\b|action|resource"
        r"|equipment",
    ),
    ("strength", r"strength|can do|what is working|going well"),
    ("need", r"needs?\b|difficult|concern|area of need|barrier|what is hard|description"),
)
_WHAT = re.compile(r"^\W*what(?: (?:will|should|is to|must) (?:happen|be done))?\W*$")
LONGEST_LABEL = 5  # words of a column's label in a second header


class Read:
    """What the tables of a report gave: items of each kind, review, and the blocks that were read."""

    def __init__(self) -> None:
        self.items: dict[str, list[AdviceItem]] = {"need": [], "outcome": [], "provision": []}
        self.review: list[Piece] = []
        self.blocks: set[int] = set()


def read_tables(document: Document, numbered: Numbered) -> Read:
    """Items of every table whose header row names at least one column of them beside another."""
    read = Read()
    tables: dict[int, list[Block]] = {}
    under: dict[int, PartRole | None] = {}
    role: PartRole | None = None
    for block in document.body:
        if block.cell is not None and block.text.strip():
            tables.setdefault(block.cell.table, []).append(block)
            under.setdefault(block.cell.table, role)
        elif block.cell is None and is_heading(block, None):
            role = read_heading(block.text).role
    for number, blocks in tables.items():
        if under[number] is not PartRole.TRIED:
            _read_table(document, blocks, numbered, read)
    return read


def _read_table(document: Document, blocks: Sequence[Block], numbered: Numbered, read: Read) -> None:
    rows: dict[int, dict[int, list[Block]]] = {}
    for block in blocks:
        if block.cell:
            rows.setdefault(block.cell.row, {}).setdefault(block.cell.column, []).append(block)
    columns: dict[int, str] = {}
    for number in sorted(rows):
        header = _header(rows[number], first=not columns)
        if header:
            columns = header
            read.blocks.update(b.index for cell in rows[number].values() for b in cell)
        elif columns:
            _read_row(document, rows[number], columns, numbered, read)


def _header(row: dict[int, list[Block]], *, first: bool) -> dict[int, str]:
    """What each column holds, where this row says so. After the table's ``first`` header a row is one only where
    every cell of it is a label.
    """
    texts = [" ".join(b.text for b in blocks) for blocks in row.values()]
    labels = all(len(t.split()) <= LONGEST_LABEL and not re.search(r"\d|[.;]$", t) for t in texts)
    spoken = any(t.rstrip().endswith(".") and len(t.split()) > LONGEST_LABEL for t in texts)
    if len(row) < 2 or spoken or not (first or labels):
        return {}  # "How progress is checked | The therapist will review it each term." is a form's row
    named: dict[int, str] = {}
    for column, blocks in row.items():
        text = plain(" ".join(b.text for b in blocks)).lower()
        if len(text.split()) > 12:
            return {}
        kind = next((k for k, pattern in _COLUMNS if re.search(pattern, text)), None)
        if kind:
            named[column] = kind
    if not first and len(named) < len(row):
        return {}
    if "tried" in named.values() and "need" not in named.values():
        return dict.fromkeys(row, "tried")
    items = {"need", "outcome", "provision"} & set(named.values())
    if not items and {"who", "frequency"} & set(named.values()):  # "What | Who | How much"
        named |= dict.fromkeys(_bare(row), "provision")
        items = {"provision"} & set(named.values())
    return named if items and len(named) >= 2 else {}


def _bare(row: dict[int, list[Block]]) -> list[int]:
    """The first column that is headed "What" and no more, or "What will happen"."""
    return [c for c, blocks in row.items() if _WHAT.match(plain(" ".join(b.text for b in blocks)).lower())][:1]


def _read_row(
    document: Document, row: dict[int, list[Block]], columns: dict[int, str], numbered: Numbered, read: Read
) -> None:
    cells: dict[str, list[Block]] = {}
    for column, kind in columns.items():
        cells.setdefault(kind, []).extend(row.get(column, []))
    if "tried" in columns.values() and not {"need", "outcome", "provision"} & set(columns.values()):
        return
    beside = [column for column in row if columns.get(column, "area") == "area"]
    area = " ".join(b.text for column in beside for b in row[column])
    who, frequency = (_passage(document, cells.get(k, [])) for k in ("who", "frequency"))
    for kind in ("need", "outcome", "provision"):
        for block in cells.get(kind, []):
            if len(block.text.split()) < 2 or PartRole.PROVISION.value == block.text.strip().lower():
                continue
            extra = {"who": who, "frequency": frequency} if kind == "provision" else {}
            read.items[kind].append(numbered.make(kind, [Piece(block.index, 0, len(block.text))], area[:80], **extra))
    read.review += [Piece(b.index, 0, len(b.text)) for b in cells.get("review", [])]
    read.blocks.update(b.index for blocks in row.values() for b in blocks)


def _passage(document: Document, blocks: Sequence[Block]) -> Passage:
    return Passage.of_blocks(document, blocks)
