"""Small readings of blocks for the walk: their table and row, and what a line of print names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.document import Block, Cell
from extractors.plan.labels import inline_labels

Row = dict[int, list[Block]]  # the blocks of each filled cell, by the column it begins in

_REFERENCES = re.compile(
    r"^\W*(?:(?:needs?|outcomes?|section)?\s*[BCDEFGH]?[12]?\.?\d{1,2}(?:\.\d{1,2})?\b[\s,;&+/–—-]*(?:(?:and|to)\s+)?)+$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\b(?:[BCDE]\d{1,2}|[Oo]utcome \d{1,2}|[Nn]eed \d{1,2})\b")
_ALONE = re.compile(r"(?<![\w.])\d{1,2}(?:\.\d{1,2})?(?![\w.])")
_RANGE = re.compile(r"\b([BCDE]|[Oo]utcomes? |[Nn]eeds? )(\d{1,2})\s*(?:[–—-]|to)\s*\1?(\d{1,2})\b")
_LIST_HEAD = re.compile(
    r"advice|appendi|contribut|information|organi[sz]ation|agency|type|author|role|date|report|name|title|from|received|appended|attached|profession|service|document|by whom|who|given|supplied|provided",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\w[\w .]*\(([^()]+)\)\W*$")
_BOTH = re.compile(r"\bhealth\b.{0,8}(?:and|&|/).{0,4}social care\b")  # a heading of two services tells neither
_OF_DOMAIN = re.compile(r"\boutcomes?\b.{0,12}\b(education|health|social care)\b", re.IGNORECASE)
HEAD = 12  # words of a column head that does not stand out


def labelled(block: Block) -> list[tuple[str, int, int]]:
    """A line that begins with a label for who or how often: the kind of each label in it, and where its words begin
    and end; empty for another line.
    """
    labels = inline_labels(block.text)
    if not labels or labels[0][1] > 0:
        return []
    ends = [at for _, at, _ in labels[1:]] + [len(block.text)]
    told = [(kind, begin, end) for (kind, _, begin), end in zip(labels, ends, strict=True)]
    return told if all(block.text[begin:end].strip() for _, begin, end in told) else []


def table_at(block: Block, depth: int) -> int | None:
    """The table that a block stands in, ``depth`` tables down from the page; None for none."""
    chain = _chain(block.cell)
    return chain[depth].table if len(chain) > depth else None


def _chain(cell: Cell | None) -> list[Cell]:
    """A block's cells, outermost first."""
    chain: list[Cell] = []
    while cell is not None:
        chain.insert(0, cell)
        cell = cell.parent
    return chain


def table_rows(blocks: Iterable[Block], depth: int) -> list[tuple[int, Row]]:
    """A table's rows in order, empty cells and rows left out."""
    found: dict[int, Row] = {}
    for block in blocks:
        cell = _chain(block.cell)[depth]
        found.setdefault(cell.row, {}).setdefault(cell.column, []).append(block)
    return sorted(found.items())


def wide(cells: Row) -> bool:
    """Whether a row's only cell spans more than one column."""
    (inside,) = cells.values()
    spans = [c.column_span for c in _chain(inside[0].cell)]
    return bool(spans) and max(spans) > 1


def said(inside: Iterable[Block]) -> str:
    """A cell's words on one line."""
    return " ".join(block.text for block in inside)


def heads_advice(cells: Row) -> bool:
    """Whether a row is the head of the list of advice ("Advice", "Author", "Role", "Date received")."""
    texts = [said(inside) for inside in cells.values()]
    return len(texts) > 1 and all(_LIST_HEAD.search(t) and len(t.split()) <= 6 for t in texts)


def heads_budget(cells: Row) -> bool:
    """Whether a row is the head of the personal budget's table ("Details", "Arrangements for direct payment")."""
    bold = all(b.style.bold or b.style.shaded for inside in cells.values() for b in inside)
    return len(cells) > 1 and bold and all(len(said(inside).split()) <= 8 for inside in cells.values())


def only_refers(inside: Iterable[Block]) -> bool:
    """Whether a cell holds nothing but numbers of other items ("B1, B3", "Outcome 2")."""
    return all(_REFERENCES.match(block.text) for block in inside)


def references(text: str, kind: str = "") -> tuple[str, ...]:
    """The numbers of other items in a text, in order: "B1, E3" and "B1 to B4", which names four. Numbers alone are
    of the ``kind`` that their column's head names: "1, 3" under "Outcomes" gives "Outcome 1", "Outcome 3".
    """
    found = dict.fromkeys(_REFERENCE.findall(_RANGE.sub(_each, text)))
    if not found and kind:
        found = dict.fromkeys(f"{kind} {number}" for number in _ALONE.findall(text))
    return tuple(found)


def _each(found: re.Match[str]) -> str:
    letter = found[1].replace("s ", " ")
    first, last = int(found[2]), int(found[3])
    return ", ".join(f"{letter}{n}" for n in range(first, last + 1)) if first < last else found[0]


def role_of(letter: str) -> str:
    """What the items of a section are."""
    return {"B": "need", "C": "need", "D": "need", "E": "outcome"}.get(letter, "provision")


def domain_in(text: str) -> str:
    """The domain that a heading or label names: education, health, social_care, or ""."""
    lower = text.lower()
    if names_both(lower):
        return ""
    if "social care" in lower or "(care" in lower:
        return "social_care"
    if "mental health" in lower and lower.count("health") == 1:
        return "education" if "education" in lower else ""
    if "(health" in lower or lower.startswith("health") or "health outcome" in lower:
        return "health"
    if found := _OF_DOMAIN.search(lower):
        return found[1].replace(" ", "_")
    return "education" if "education" in lower and "special" not in lower else ""


def names_both(text: str) -> bool:
    """Whether a heading names health and social care together, so that it tells of no item which it is."""
    return bool(_BOTH.search(text.lower()))


def area_in(text: str) -> str:
    """The area that a label names in brackets: "Outcome 3 (health: sleep)" gives "sleep"."""
    found = _BRACKETED.search(text)
    inner = found[1] if found else ""
    return inner.rpartition(":")[2].strip()
