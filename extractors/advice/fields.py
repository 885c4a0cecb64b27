"""The labelled facts of a report's front sheet and signature block: "Report date | 18 September 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.advice.names import NAME, job
from extractors.advice.vocabulary import Fields, load, plain
from extractors.dates import Precision, find_dates
from extractors.document import Block, Document

LONGEST_LABEL = 9  # words
LONGEST_VALUE = 30  # words; more is a part of the report under a label
DAY_WITHIN = 12  # characters of a value before its day ("Monday 4 May")
_EARLIER_DAYS = re.compile(
    r"^(?:\d{1,2}(?:st|nd|rd|th)?(?: [A-Z]\w+)?(?:, | and | & ))+"
)  # "18 August and 25 August 2026"
_MAY_BE_DAYS = ("organisation", "reason", "person", "author", "role")  # "Clinic: 3 May 2026"
LONGEST_PERSON = 14  # words of a name with its job
SHORT_VALUE = 6  # words kept of a value that runs on into the report
END = 0.75  # share of the report after which a bare "Date" is the signature's
_LINE = re.compile(r"^\W{0,3}([A-Za-z][^:\n]{1,70}?)\s*(?::[-–]?|\t|\s{3,}|\.{4,}|_{3,})\s*(.*)$")
_LABELLED_DAY = re.compile(
    r"([A-Za-z][A-Za-z ]{2,30}?):? (?:on )?(\d{1,2}[ ./-](?:[A-Za-z]{3,9}|\d{1,2})(?:[ ./-]\d{2,4})?)$"
)
_INLINE = re.compile(r"(?:^|(?<=[.;|,\t])\s+|\s{2,})([A-Z][A-Za-z/.' ]{1,40}?):\s*")
_BLANK = re.compile(r"^[\s_.…/\-–\[\]()]*$|^\[[^\]]*\]$|^<[^>]*>$|click (?:or tap )?here|choose an item", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled fact: which, its value ("" where nothing was filled in), its block, and whether it
    stands in the closing quarter of the report.
    """

    name: str
    value: str
    block: int
    closing: bool


@dataclass(frozen=True, slots=True)
class FrontSheet:
    """All labelled facts of a report, and the blocks that hold nothing else."""

    fields: tuple[Field, ...] = ()
    blocks: frozenset[int] = frozenset()

    def values(self, *names: str, closing: bool | None = None) -> list[str]:
        """The filled-in values of these fields, in the order of the names, then of the report."""
        return [
            f.value
            for name in names
            for f in self.fields
            if f.name == name and f.value and (closing is None or f.closing is closing)
        ]

    def has_blank(self, name: str) -> bool:
        """Whether the field is printed and left empty."""
        return any(f.name == name and not f.value for f in self.fields)


def read_front_sheet(document: Document) -> FrontSheet:
    """The labelled facts in tables and lines."""
    body = [b for b in document.body if b.text.strip()]
    late = int(len(body) * END)
    place = {b.index: i for i, b in enumerate(body)}
    fields: list[Field] = []
    blocks: set[int] = set()
    for cells in _tables(document.body).values():
        for label, value in _pairs(cells):
            text = "\n".join(b.text for b in value).strip()
            name = field_of(_words(label), text)
            if name and len(text.split()) <= LONGEST_VALUE:
                at = label[0].index
                fields.append(Field(name, _filled(text), at, place.get(at, 0) >= late))
                blocks.update(b.index for b in (*label, *value))
    for number, block in enumerate(body):
        if block.index in blocks:
            continue
        found = list(_in_lines(block, body[number + 1] if number + 1 < len(body) else None))
        fields += [Field(name, _filled(value), block.index, number >= late) for name, value, _ in found]
        if found and all(whole for _, _, whole in found):
            blocks.add(block.index)
    return FrontSheet(tuple(sorted(fields, key=lambda f: place.get(f.block, 0))), frozenset(blocks))


def field_of(label: str, value: str) -> str | None:
    """Which field a label names beside this value: one of the known labels, else by what the value is.

    A day under any label that speaks of asking, seeing, signing or writing is that day; a person's name under a
    job ("Case manager: S. Kettle") is a person of the report, perhaps its author.
    """
    known = field_name(label)
    if known == "signed" and _normal(label) == "signed" and not find_dates(value):
        return "signature"
    if (known and known not in _MAY_BE_DAYS) or not value.strip() or len(label.split()) > LONGEST_LABEL:
        return known
    words, said = _normal(label), plain(value).strip()
    days = [d for d in find_dates(_EARLIER_DAYS.sub("", said)) if d.precision is Precision.DAY]
    if days and days[0].start <= DAY_WITHIN:
        return next((name for name, pattern in _day_words() if pattern.search(words)), known)
    if len(days) == 1 and dict(_day_words())["requested"].search(words):
        return "requested"
    if known:
        return known
    if NAME.match(said) and job(label) and len(said.split()) <= LONGEST_PERSON:
        return "person"
    return None


@cache
def _day_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in load("fields", Fields).days.items())


def _normal(label: str) -> str:
    words = re.sub(r"[\s*]+", " ", plain(label)).strip(" :.-?").lower()
    words = re.sub(r"^\(?(?:\d{1,2}|[a-h])[.)] ", "", words)
    return re.sub(r"\(s\)", "s", words)


@cache
def field_name(label: str) -> str | None:
    """Which field a label names, or None."""
    words = _normal(label)
    if not words or len(words.split()) > LONGEST_LABEL:
        return None
    return next((name for name, pattern in _labels() if pattern.fullmatch(words)), None)


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    fields = load("fields", Fields).fields
    return tuple((name, re.compile("|".join(f"(?:{p})" for p in patterns))) for name, patterns in fields.items())


Cells = dict[int, dict[int, list[Block]]]


def _tables(body: Sequence[Block]) -> dict[int, Cells]:
    tables: dict[int, Cells] = {}
    for block in body:
        if block.cell is not None:
            rows = tables.setdefault(block.cell.table, {})
            rows.setdefault(block.cell.row, {}).setdefault(block.cell.column, []).append(block)
    return tables


def _pairs(rows: Cells) -> Iterator[tuple[list[Block], list[Block]]]:
    """Label and value: side by side, or one under the other where a row holds labels alone."""
    numbers = sorted(rows)
    for at, number in enumerate(numbers):
        columns = sorted(rows[number])
        cells = [rows[number][c] for c in columns]
        beside_it = [*(_words(c) for c in cells[1:]), ""]
        labels = [bool(field_of(_words(c), after)) for c, after in zip(cells, beside_it, strict=True)]
        below = rows[numbers[at + 1]] if at + 1 < len(numbers) else {}
        if len(cells) >= 2 and all(labels) and below and not any(field_name(_words(c)) for c in below.values()):
            yield from ((rows[number][c], below.get(c, [])) for c in columns)
            continue
        after = 0
        for i in range(len(cells)):
            if i >= after and labels[i]:
                # "Role | Educational Psychologist": the answer may itself be a word for a label
                beside = i + 1 < len(cells) and (len(cells) == 2 or not labels[i + 1])
                yield cells[i], cells[i + 1] if beside else []
                after = i + 2


def _words(cell: Sequence[Block]) -> str:
    return " ".join(b.text for b in cell)


def _in_lines(block: Block, following: Block | None) -> Iterator[tuple[str, str, bool]]:
    """Field, value, and whether the line holds nothing else."""
    for line in block.text.splitlines():
        inline = [m for m in _INLINE.finditer(line) if field_of(m[1], _INLINE.split(line[m.end() :])[0])]
        if len(inline) > 1:
            ends = [m.start() for m in inline[1:]] + [len(line)]
            for m, end in zip(inline, ends, strict=True):
                yield str(field_of(m[1], line[m.end() : end])), line[m.end() : end].strip(" .;,|\t"), True
            continue
        if days := list(_days_in_line(line)):
            yield from days
            continue
        if spaced := list(_spaced(line)):
            yield from spaced
            continue
        found = _LINE.match(line)
        name = field_of(found[1], found[2]) if found else None
        if found and name:
            value = found[2].strip()
            if not value and following is not None and _is_value(following):
                value = following.text.strip()
            yield name, value, len(value.split()) <= LONGEST_VALUE


def _days_in_line(line: str) -> Iterator[tuple[str, str, bool]]:
    """Several days in one line by wide spaces: "Clinic: 3 August 2026     Dictated 4 August     Typed 10 August 2026"."""
    pieces = re.split(r"\s{2,}|\t|\s*[;|]\s*", line.strip())
    named = [(m[1], m[2]) for piece in pieces if (m := _LABELLED_DAY.match(piece))]
    if len(pieces) < 2 or len(named) < len(pieces):
        return
    for label, day in named:
        name = next((n for n, pattern in _day_words() if pattern.search(_normal(label))), None)
        if name:
            yield name, day, True


def _spaced(line: str) -> Iterator[tuple[str, str, bool]]:
    """A table that lost its lines: "Author   A. Name Role   Teacher", label and value by wide spaces."""
    pieces = re.split(r"\s{2,}", line.strip())
    if len(pieces) < 2 or field_name(pieces[0]) is None:
        return
    name = str(field_name(pieces[0]))
    for number, piece in enumerate(pieces[1:], 1):
        words = piece.split()
        if number == len(pieces) - 1:
            yield (
                name,
                " ".join(words[:SHORT_VALUE]) if len(words) > LONGEST_VALUE else piece,
                len(words) <= LONGEST_VALUE,
            )
            return
        cut = next((k for k in range(1, len(words)) if field_name(" ".join(words[k:]))), None)
        if cut is None:
            return
        yield name, " ".join(words[:cut]), True
        name = str(field_name(" ".join(words[cut:])))


def _is_value(block: Block) -> bool:
    text = block.text.strip()
    return len(text.split()) <= 8 and ":" not in text and field_name(text) is None and text[-1] not in ".;"


def _filled(value: str) -> str:
    return "" if _BLANK.search(value) else value.strip()
