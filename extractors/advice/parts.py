"""Divides a report into its parts, heading by heading, whatever the service calls them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.advice.content import role_by_content
from extractors.advice.headings import LONGEST, Heading, is_heading, read_heading, run_in
from extractors.advice.model import AdvicePart, PartRole
from extractors.advice.signature import appendices_from, closing_from, is_signature
from extractors.advice.vocabulary import any_of, phrases, plain
from extractors.dates import parse_date
from extractors.document import Block, BlockKind, Document
from extractors.passage import Passage, Piece

CLOSING_BLOCKS = 12  # the signature stands within so many blocks of the end
LATE = 0.5  # and never in the first half
LETTERS = 80  # characters of a paragraph that is no address or greeting
TITLE_LINES, TITLE_SIZE = 4, 1.4  # how far a title may run on, and how much larger than the text
SHORTEST_DAY = 4  # words of a line that is a day and nothing else
FORM_WORDS = 5  # words of an answer in a form of two columns; at least half are so long
LONGEST_QUESTION = 35  # words of a form's question at the head of its row
_PROMPT = re.compile(
    r"^\s*\(?(?:\d{1,2}|[a-z])[.)] .*[^.;!]\s*$", re.IGNORECASE
)  # "5. The child's needs and how severe they are"
_LABELS = re.compile(
    r"^\W*(?:(?:identified |desired |long[- ]term |special educational |recommended |suggested )*(?:needs?|outcomes?|provisions?|support|recommendations?|targets?|strategies|aims?|help))$",
    re.IGNORECASE,
)
REPEATED = 2  # labels of the same words: a pattern that the report keeps to, each label holding until the next
OPENING = 1  # paragraphs of a letter that say why it is written
_TYPED = re.compile(r"^\s*\(?(\d{1,2})[.)]\s+\S")
_SUBJECT = re.compile(r"^[A-Z][\w ,/()-]{2,40}:\s")  # "Diagnosis: ..."

_GREETING = re.compile(
    r"^\W*(?:dear\b[^.]{0,60}|to whom it may concern|hello\b.{0,30}|hi\b.{0,30}|good (?:morning|afternoon)\b.{0,30})$",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:report|advice|contribution|information (?:for|from)|statement of advice)\b(?!.{0,20}(?:finding|result|for (?:school|parents|staff|home)))",
    re.IGNORECASE,
)
GREETED_WITHIN, TITLED_WITHIN = 20, 6  # blocks from the top for "Dear ..." and for a title that is no part
SPOKEN = 7  # words of a whole sentence
_CONTENT = (PartRole.NEEDS, PartRole.OUTCOMES, PartRole.PROVISION, PartRole.MIXED, PartRole.VIEWS, PartRole.IMPACT)

Rows = dict[tuple[int, int], list[Block]]


@dataclass(slots=True)
class Part:
    """A part while it is read: what it is for, its heading, its subject, the lines under it; ``guessed`` where the
    heading's words do not tell what it is for.
    """

    role: PartRole
    title: str = ""
    area: str = ""
    level: int = 0
    lines: list[Piece] = field(default_factory=list)
    guessed: bool = False
    spoken: int = 0  # whole sentences among the lines


def split_parts(
    document: Document,
    details: frozenset[int] = frozenset(),
    tables: frozenset[int] = frozenset(),
    authors: Sequence[str] = (),
) -> list[Part]:
    """The report's parts in order. ``details`` are blocks of the front sheet; ``tables`` blocks of
    tables that are read as items, and left out here; ``authors`` the names that the front sheet gives.
    """
    body = [b for b in document.body if b.text.strip()]
    ending, appended = closing_from(body, authors), appendices_from(body)
    counted, labels = _counted(body), _repeated_labels(body)
    tail = _tail(body, details, ending)
    greeting = next((i for i, b in enumerate(body[:GREETED_WITHIN]) if _GREETING.match(plain(b.text))), -1)
    size = _body_size(body)
    rows = _rows([b for b in body if b.index not in details])
    front = Part(PartRole.DETAILS)
    parts = [Part(PartRole.REASONS)]
    for number, block in enumerate(body):
        if ending <= number < appended or (number >= ending and appended == len(body)):
            if parts[-1].role is not PartRole.CLOSING:
                parts.append(Part(PartRole.CLOSING))
            parts[-1].lines.append(_whole(block))
        elif (block.index in details and number < tail) or _is_address(number, block, greeting):
            front.lines.append(_whole(block))
        elif _is_title(block, number, size) or block.index in tables:
            continue
        elif parts[-1].role is PartRole.CLOSING and _goes_on_closing(block, number, len(body), rows, size):
            parts[-1].lines.append(_whole(block))
        elif block.index not in counted and (heading := _heading(block, rows, size)):
            level = block.level or 0
            if number < TITLED_WITHIN and _REPORT.search(heading.title):
                heading = Heading("", PartRole.REASONS)  # the report's title heads no part
            area = heading.area or next((p.area for p in reversed(parts) if p.title and p.level < level), "")
            parts.append(Part(_role(heading, parts), heading.title, area, level, guessed=heading.role is None))
        elif _late(number, len(body)) and (_closes(block, parts) or number >= tail):
            if parts[-1].role is not PartRole.CLOSING:
                parts.append(Part(PartRole.CLOSING))
            parts[-1].lines.append(_whole(block))
        else:
            _add(parts, block, labels)
    for part in parts:
        if part.guessed:
            part.role = role_by_content(document, part.lines, part.role)
    return [p for p in (front, *parts) if p.lines or p.title]


def _tail(body: Sequence[Block], details: frozenset[int], ending: int) -> int:
    """The number of the first block of the labelled facts with which the report ends ("Signed | ...")."""
    at = min(ending, len(body))
    while at and body[at - 1].index in details and at > len(body) * LATE:
        at -= 1
    return at


def _is_address(number: int, block: Block, greeting: int) -> bool:
    """A line above "Dear ...", or that line itself, that is address, reference or addressee and no finding."""
    if number > greeting:
        return False
    subject = _SUBJECT.match(block.text)
    role = read_heading(subject[0]).role if subject else None
    content = role in (PartRole.NEEDS, PartRole.PROVISION, PartRole.OUTCOMES, PartRole.METHOD)
    return (
        block.cell is None and not content and len(block.text.split()) <= LONGEST and block.text.strip()[-1] not in ".;"
    )


def _goes_on_closing(block: Block, number: int, count: int, rows: Rows, size: float | None) -> bool:
    if block.kind is BlockKind.HEADING or not _late(number, count):
        return False
    heading = _heading(block, rows, size)
    return heading is None or heading.role not in _CONTENT


def _counted(body: Sequence[Block]) -> frozenset[int]:
    """Blocks of a list whose numbers are typed: 1. 2. 3. on lines that follow each other with nothing between."""
    numbers = [int(m[1]) if (m := _TYPED.match(b.text)) and b.cell is None else 0 for b in body]
    return frozenset(
        b.index
        for i, b in enumerate(body)
        if numbers[i]
        and b.kind is not BlockKind.HEADING
        and (numbers[i] + 1 in numbers[i + 1 : i + 2] or (i and numbers[i - 1] == numbers[i] - 1 > 0))
    )


def _repeated_labels(body: Sequence[Block]) -> frozenset[str]:
    """Labels such as "Need:", "Outcome:", "Support:" that open paragraphs again and again, area by area."""
    counts = Counter(b.text.partition(":")[0].strip().lower() for b in body if b.cell is None and ":" in b.text[:50])
    return frozenset(label for label, count in counts.items() if count >= REPEATED and _LABELS.match(label))


def _add(parts: list[Part], block: Block, labels: frozenset[str] = frozenset()) -> None:
    """Put a block under the open heading, or under its own ("Health outcomes: ..."). ``labels``: those that hold on."""
    kept = block.cell is None and block.text.partition(":")[0].strip().lower() in labels
    opened = run_in(plain(block.text), bare=kept) if not block.label and block.cell is None else None
    last = parts[-1]
    if opened and opened[0].role is not last.role:  # "Short breaks: ..." under provision names its subject
        heading, at = opened
        parts.append(
            Part(
                heading.role or PartRole.NEEDS,
                heading.title,
                heading.area,
                lines=[Piece(block.index, at, len(block.text))],
            )
        )
        early = heading.role in (PartRole.REASONS, PartRole.METHOD) and last.role is PartRole.REASONS
        if kept:
            parts[-1].area = parts[-1].area or last.area
            return  # the label holds until the next
        going_on = last.role if last.title or early else PartRole.NEEDS
        parts.append(Part(going_on, last.title, last.area, last.level))
        return
    opening = not last.title and last.role is PartRole.REASONS
    begun = bool(last.lines) and bool(_SUBJECT.match(block.text))
    wordy = sum(line.end - line.start >= LETTERS for line in last.lines) or last.spoken
    if opening and (begun or wordy >= OPENING) and len(block.text.split()) >= 8:
        parts.append(Part(PartRole.NEEDS))  # a letter without headings has come to its findings
    parts[-1].lines.append(_whole(block))
    parts[-1].spoken += block.text.strip()[-1] == "." and len(block.text.split()) >= SPOKEN


def as_model(document: Document, parts: Sequence[Part]) -> tuple[AdvicePart, ...]:
    """The parts as they are kept."""
    return tuple(AdvicePart(p.role, p.title, Passage.of(document, p.lines)) for p in parts if p.lines)


def _role(heading: Heading, parts: Sequence[Part]) -> PartRole:
    """A heading that says nothing is a finding once the report's findings have begun."""
    if heading.role is not None:
        return heading.role
    begun = any(p.role in (PartRole.NEEDS, PartRole.RESULTS, PartRole.METHOD, PartRole.VIEWS) for p in parts)
    last = parts[-1].role
    if last in (PartRole.OUTCOMES, PartRole.PROVISION, PartRole.MIXED, PartRole.TRIED):
        return last
    return PartRole.NEEDS if begun else PartRole.BACKGROUND


def _heading(block: Block, rows: Rows, size: float | None) -> Heading | None:
    """The heading that a block is, if it is one. In a table the first cell of a row may head the rest."""
    if block.cell is None:
        return read_heading(block.text) if is_heading(block, size) else None
    row = rows.get((block.cell.table, block.cell.row), [block])
    form = _is_form(rows, block.cell.table)
    asks = block.text.strip()[-1] in "?:" or (form and bool(_PROMPT.match(block.text)))
    if row[0] is not block or len(block.text.split()) > (LONGEST_QUESTION if asks else LONGEST):
        return None
    beside = [b for b in row if b.cell and b.cell.column != block.cell.column]
    heading = read_heading(block.text.splitlines()[0])
    above = not beside and form and block.cell.column == 0 and block.text.strip()[-1] not in ".;!"
    return (
        heading if heading.role and ((beside and form) or above or (not beside and is_heading(block, size))) else None
    )


def _is_form(rows: Rows, table: int) -> bool:
    """Two columns whose right side is text: headings left, the report right; not a table of scores."""
    right = [b for (t, _), row in rows.items() if t == table for b in row if b.cell and b.cell.column > 0]
    columns = {b.cell.column for b in right if b.cell}
    wordy = sum(len(b.text.split()) >= FORM_WORDS for b in right)
    return len(columns) == 1 and wordy * 2 >= len(right)


def _late(number: int, count: int) -> bool:
    """Whether a block stands where a signature may."""
    return count - number <= CLOSING_BLOCKS and number >= count * LATE


def _closes(block: Block, parts: Sequence[Part]) -> bool:
    """The signature, what leads to it and what follows it; a day alone only goes on."""
    if parts[-1].role is PartRole.CLOSING:
        return True
    if parse_date(block.text) and len(block.text.split()) <= SHORTEST_DAY:
        return False
    short = len(block.text.split()) <= 30
    return is_signature(block.text) or (short and bool(any_of(phrases().closing[:2]).search(plain(block.text))))


def _body_size(body: Sequence[Block]) -> float | None:
    sizes: Counter[float] = Counter()
    for block in body:
        if block.style.size:
            sizes[block.style.size] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _whole(block: Block) -> Piece:
    return Piece(block.index, 0, len(block.text))


def _is_title(block: Block, number: int, size: float | None) -> bool:
    """The report's title, which may run over several lines of a scan."""
    if number == 0:
        return is_heading(block, size)
    large = bool(size and block.style.size and block.style.size >= size * TITLE_SIZE)
    return number < TITLE_LINES and block.kind is BlockKind.HEADING and large and block.page is not None


def _rows(body: Sequence[Block]) -> Rows:
    rows: Rows = {}
    for block in body:
        if block.cell is not None:
            rows.setdefault((block.cell.table, block.cell.row), []).append(block)
    return rows
