"""Made-up advice documents with their truth: written as Word files, read, and held against it.

A text is lines: "# " a heading, "## " a smaller one, "**...**" a bold line, "- " a bullet, "| a | b" a table's row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import docx
import yaml

from extractors.advice import likeness, read_advice
from extractors.advice.model import Advice, AdviceItem
from extractors.document import Document
from extractors.readers import read

HERE = Path(__file__).parent / "made"
FACTS = ("kind", "author", "role", "organisation", "requested", "seen", "date", "signed")
ITEMS = ("needs", "outcomes", "provision")
VIEWS = ("child", "family")


@dataclass(frozen=True)
class Made:
    """One made-up document: its name, what is true of it, its text."""

    name: str
    truth: dict[str, Any]
    text: str

    @property
    def is_advice(self) -> bool:
        return self.truth.get("advice", True) is True


@cache
def made() -> tuple[Made, ...]:
    """Every document of every file, in order."""
    return tuple(
        Made(name, entry["truth"], entry["text"])
        for file in sorted(HERE.glob("*.yaml"))
        for name, entry in yaml.safe_load(file.read_text(encoding="utf-8")).items()
    )


def write(text: str, path: Path) -> None:
    """The text as a Word file."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line[1:].split("|")])
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line.startswith("# "):
            document.add_heading(line[2:], 1)
        elif line.startswith("## "):
            document.add_heading(line[3:], 2)
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        elif line.strip():
            paragraph = document.add_paragraph()
            for number, piece in enumerate(line.split("**")):
                paragraph.add_run(piece).bold = bool(number % 2)
    document.save(str(path))


def _table(document: Any, rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(rows=len(rows), cols=width)
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            cell.text = text


def read_made(each: Made, folder: Path) -> Document:
    """The document as the program reads it from Word."""
    path = folder / "report.docx"
    write(each.text, path)
    return read(path)


def wrong(each: Made, document: Document) -> Iterator[tuple[str, str]]:
    """What was misread: the field, and what was read against what is so."""
    told = likeness(document) >= 0.5
    if told is not each.is_advice:
        yield "advice", f"taken for advice: {told} ({likeness(document)})"
    if not each.is_advice:
        return
    advice = read_advice(document)
    for field, value in read_facts(advice).items():
        if field in each.truth and not _agrees(field, each.truth[field], value):
            yield field, f"{value!r}, not {each.truth[field]!r}"
    for field in ITEMS:
        if field in each.truth:
            yield from ((field, words) for words in _items(field, each.truth[field], getattr(advice, field)))
    for field, passage in (("child", advice.child_views), ("family", advice.family_views)):
        for words in each.truth.get(field, ()):
            if words not in passage.text:
                yield field, f"not read: {words!r} ({passage.text!r})"


def read_facts(advice: Advice) -> dict[str, object]:
    """What was read of author and dates."""
    return {
        "kind": advice.kind.value,
        "author": advice.author,
        "role": advice.role,
        "organisation": advice.organisation,
        "requested": advice.dates.requested,
        "seen": list(advice.dates.seen),
        "date": advice.date,
        "signed": advice.signed,
    }


def _agrees(field: str, so: object, value: object) -> bool:
    if field == "organisation":
        return str(so).lower() in str(value).lower()
    if field in ("author", "role"):
        return _words(so) == _words(value)
    return so == value


def _words(text: object) -> set[str]:
    titles = {"dr", "mr", "mrs", "ms", "miss"}
    return {w.strip(".,()").lower() for w in str(text).split()} - titles


def _items(field: str, so: list[str], items: tuple[AdviceItem, ...]) -> Iterator[str]:
    """Items not read, read twice or read where there is none."""
    for words in so:
        holding = [i for i in items if words in i.text]
        if len(holding) != 1:
            yield f"{len(holding)} times: {words!r}"
    for item in items:
        held = [words for words in so if words in item.text]
        if not held or (len(held) > 1 and field != "needs"):  # two needs may stand in one paragraph
            yield f"holds {len(held)}: {item.text!r}"


def asked(each: Made) -> list[str]:
    """Every question that is put to the reading of one document, one entry each."""
    if not each.is_advice:
        return ["advice"]
    facts = [f for f in FACTS if f in each.truth]
    return ["advice", *facts, *(f for f in (*ITEMS, *VIEWS) for _ in each.truth.get(f, ()))]
