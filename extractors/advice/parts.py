"""Divides a report into its parts, heading by heading, whatever the service calls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.advice.fields import is_field_block
from extractors.advice.headings import Heading, is_heading, read_heading, run_in
from extractors.advice.model import AdvicePart, PartRole
from extractors.advice.vocabulary import any_of, phrases, plain
from extractors.document import Block, Document
from extractors.passage import Passage, Piece

CLOSING_BLOCKS = 12  # the signature stands within so many blocks of the end


@dataclass(slots=True)
class Part:
    """A part while it is read: what it is for, its heading, its subject, the lines under it."""

    role: PartRole
    title: str = ""
    area: str = ""
    lines: list[Piece] = field(default_factory=list)


def split_parts(document: Document, skipped: frozenset[int] = frozenset()) -> list[Part]:
    """The report's parts in order. ``skipped`` blocks (tables that are read as items) are left out."""
    body = [b for b in document.body if b.text.strip()]
    size = _body_size(body)
    parts = [Part(PartRole.REASONS)]
    area = ""
    for number, block in enumerate(body):
        if is_field_block(block, body):
            _keep(parts, PartRole.DETAILS).lines.append(_whole(block))
            continue
        if number == 0 and is_heading(block, size):
            continue
        if block.index in skipped:
            continue
        if len(body) - number <= CLOSING_BLOCKS and _closes(block):
            parts.append(Part(PartRole.CLOSING, lines=[_whole(block)]))
            continue
        if parts[-1].role is PartRole.CLOSING and number > len(body) // 2 and not is_heading(block, size):
            parts[-1].lines.append(_whole(block))
            continue
        heading = _heading(block, body, size)
        if heading:
            area = heading.area or ("" if heading.role is None else area)
            parts.append(Part(_role(heading, parts), heading.title, area))
            continue
        opened = run_in(plain(block.text)) if not block.label and block.cell is None else None
        if opened:
            before = _last_open(parts)
            first = Piece(block.index, opened[1], len(block.text))
            parts.append(Part(opened[0].role or PartRole.NEEDS, opened[0].title, opened[0].area, [first]))
            parts.append(Part(before.role if before.title or before.role is PartRole.REASONS else PartRole.NEEDS, "", before.area))
            continue
        parts[-1].lines.append(_whole(block))
    return [p for p in parts if p.lines or p.title]


def as_model(document: Document, parts: Sequence[Part]) -> tuple[AdvicePart, ...]:
    """The parts as they are kept."""
    return tuple(AdvicePart(p.role, p.title, Passage.of(document, p.lines)) for p in parts if p.lines)


def _keep(parts: list[Part], role: PartRole) -> Part:
    """The part of this role that stands before the open one, so that the open one goes on."""
    for part in parts:
        if part.role is role:
            return part
    parts.insert(0, Part(role))
    return parts[0]


def _last_open(parts: Sequence[Part]) -> Part:
    return next((p for p in reversed(parts) if p.role is not PartRole.CLOSING), parts[-1])


def _role(heading: Heading, parts: Sequence[Part]) -> PartRole:
    """A heading that says nothing is a finding once the report's findings have begun."""
    if heading.role is not None:
        return heading.role
    begun = any(p.role in (PartRole.NEEDS, PartRole.RESULTS, PartRole.METHOD, PartRole.VIEWS) for p in parts)
    last = parts[-1].role
    if last in (PartRole.OUTCOMES, PartRole.PROVISION, PartRole.MIXED, PartRole.TRIED):
        return last
    return PartRole.NEEDS if begun else PartRole.BACKGROUND


def _heading(block: Block, body: Sequence[Block], size: float | None) -> Heading | None:
    cell = block.cell
    if cell is not None:
        beside = [b for b in body if b.cell and b.cell.table == cell.table and b.cell.row == cell.row and b.cell.column != cell.column]
        first = next(b for b in body if b.cell and b.cell.table == cell.table and b.cell.row == cell.row)
        label = first is block and (not beside or cell.column == 0)
        if not label or len(block.text.split()) > 14:
            return None
        heading = read_heading(block.text.splitlines()[0])
        wordy = sum(len(b.text.split()) for b in beside) >= 6
        return heading if heading.role and (wordy or (not beside and is_heading(block, size))) else None
    return read_heading(block.text) if is_heading(block, size) else None


def _closes(block: Block) -> bool:
    return bool(any_of(phrases().closing[:2]).search(plain(block.text))) and len(block.text.split()) <= 30


def _body_size(body: Sequence[Block]) -> float | None:
    sizes: Counter[float] = Counter()
    for block in body:
        if block.style.size:
            sizes[block.style.size] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _whole(block: Block) -> Piece:
    return Piece(block.index, 0, len(block.text))


def rows_of(body: Sequence[Block]) -> Iterator[tuple[int, dict[int, dict[int, list[Block]]]]]:
    """Each table's number with its blocks by row and column."""
    tables: dict[int, dict[int, dict[int, list[Block]]]] = {}
    for block in body:
        if block.cell is not None:
            rows = tables.setdefault(block.cell.table, {})
            rows.setdefault(block.cell.row, {}).setdefault(block.cell.column, []).append(block)
    yield from tables.items()
