"""The list of advice: the rows or lines of Section K, or the table of contributors that some forms print up front."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.dates import parse_date
from extractors.plan.model import ListedAdvice
from extractors.plan.placed import Placed

_NAME = re.compile(r"^\W*(?:full )?names?(?: and (?:role|title|job title|profession)s?)?\W*$", re.IGNORECASE)
_GAVE = re.compile(r"\bcontribut|\breports?\b|\badvice\b", re.IGNORECASE)
_ROLE = re.compile(r"\b(?:title|role|profession|position|relationship|organisation|service)\b", re.IGNORECASE)
FEW = 2  # entries of a list that K really prints


def listed_advice(placed: Sequence[Placed]) -> Iterator[ListedAdvice]:
    """K's list; where K only points to the people named up front, that table's rows."""
    own = list(_in_section(placed))
    front = [] if len(own) >= FEW else list(_contributed(placed))
    yield from own
    yield from front


def contributors(placed: Sequence[Placed]) -> frozenset[int]:
    """The tables before the first section that name who contributed to the plan, and how."""
    heads: dict[int, list[str]] = {}
    for one in placed:
        if not one.context.section and one.block.cell and one.block.cell.row == 0:
            heads.setdefault(one.block.cell.table, []).append(one.text)
    return frozenset(
        table
        for table, texts in heads.items()
        if len(texts) > 1 and any(map(_NAME.match, texts)) and any(map(_GAVE.search, texts))
    )


def _in_section(placed: Sequence[Placed]) -> Iterator[ListedAdvice]:
    """Rows of K's table, or its lines: title, author, role, date as far as they are told apart."""
    rows: dict[tuple[int, int] | int, list[Placed]] = {}
    for one in placed:
        if one.context.section == "K" and not one.print:
            cell = one.block.cell
            inner = cell is not None and cell.column_span == 1
            rows.setdefault(
                (cell.table, cell.row) if cell and inner and _many(placed, cell.table) else one.block.index, []
            ).append(one)
    for row in rows.values():
        texts = [p.text for p in row]
        parts = texts if len(texts) > 1 else [x.strip() for x in re.split(r"[,–;|\t]\s*", texts[0])]
        day = next((d for t in texts if (d := parse_date(t))), None)
        words = [t for t in parts if t and not parse_date(t)]
        title, author, role = [*words, "", "", ""][:3]
        yield ListedAdvice(" | ".join(texts), title, author, role, day)


def _contributed(placed: Sequence[Placed]) -> Iterator[ListedAdvice]:
    for table in sorted(contributors(placed)):
        rows: dict[int, dict[int, str]] = {}
        for one in placed:
            if (cell := one.block.cell) and cell.table == table:
                rows.setdefault(cell.row, {})[cell.column] = one.text
        heads, *told = [rows[r] for r in sorted(rows)]
        name = next(c for c, text in heads.items() if _NAME.match(text))
        role = next((c for c, text in heads.items() if c != name and _ROLE.search(text)), None)
        for cells in told:
            gave = [text for c, text in cells.items() if c not in (name, role) and not parse_date(text)]
            day = next((d for text in cells.values() if (d := parse_date(text))), None)
            yield ListedAdvice(
                " | ".join(cells.values()),
                gave[0] if gave else "",
                cells.get(name, ""),
                cells.get(role, "") if role is not None else "",
                day,
            )


def _many(placed: Sequence[Placed], table: int) -> bool:
    return any(p.block.cell is not None and p.block.cell.table == table and p.block.cell.column > 0 for p in placed)
