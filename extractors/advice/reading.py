"""A Document becomes an Advice: who wrote it, when, and the needs, outcomes and provision it gives."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from extractors.advice.model import Advice, AdviceDates, AdviceItem, AdviceKind
from extractors.dates import Precision, find_dates, parse_date
from extractors.document import Block, Document
from extractors.passage import Passage, Piece
from models.sentences import spans

HERE = Path(__file__).parent
_LABELS = {
    "author": r"(?:report )?author|completed by|written by|prepared by|report by|name of (?:author|professional|writer)|from",
    "role": r"role|job title|designation|position|title of (?:author|professional)|profession",
    "organisation": r"organisation|service|employer|agency|team|department",
    "requested": r"(?:advice )?requested(?: on)?|date (?:of )?request(?:ed)?|request date|date advice (?:was )?(?:requested|sought)|asked for",
    "written": r"(?:report )?date|date (?:of )?(?:report|advice|letter|completed|written)|date completed|dated?",
    "signed": r"date signed|signed on",
    "seen": r"date(?:s)? (?:seen|of (?:visit|assessment|involvement|contact))s?|seen(?: on)?",
}
_ENDS = r"child|name|date of birth|d\.?o\.?b\.?|setting|school|nhs(?: number)?|upn|address|author|role|organisation|advice requested|report date|year group|telephone|email|date"
_SEEN = re.compile(r"\b(?:saw|seen|visit\w*|observ\w+|met|assess\w+|clinic|appointment)\b", re.IGNORECASE)
_SIGNED = re.compile(r"^\W*(?:signed|signature)\b\W*(?P<who>.*)$", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:request\w*|asked|wrote to me|referr\w+|commission\w*)\b", re.IGNORECASE)
_COVERING = re.compile(r"\b(?:please find (?:attached|enclosed)|template|guidance notes for completing|blank form)\b", re.IGNORECASE)
_ADVISING = re.compile(r"\b(?:need|difficult|outcome|provision|recommend|assessment|advice|support|diagnos|views)\w*", re.IGNORECASE)
_CHILD = re.compile(r"\b(?:child|pupil|young person|student|told me|said)\b", re.IGNORECASE)
_FAMILY = re.compile(r"\b(?:mum|dad|mother|father|parents?|carers?|family|gran\w*|Mr|Mrs|Ms)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """The words under one heading. ``kind`` is one of the kinds of ``headings.yaml``, or ""."""

    kind: str
    heading: str
    blocks: tuple[Block, ...]


@cache
def _marks() -> dict[str, dict[str, re.Pattern[str]]]:
    data = yaml.safe_load((HERE / "marks.yaml").read_text(encoding="utf-8"))
    return {kind: {where: re.compile("|".join(p), re.IGNORECASE) for where, p in marks.items()} for kind, marks in data.items()}


@cache
def _headings() -> dict[str, re.Pattern[str]]:
    data = yaml.safe_load((HERE / "headings.yaml").read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) for kind, patterns in data.items()}


def likeness(document: Document) -> float:
    """0 to 1: how like a professional's advice the document is, rather than a form left blank or a note."""
    text = "\n".join(b.text for b in document.body)
    if document.words < 60 or _COVERING.search(text[:600]):
        return 0.2
    said = len({m.lower() for m in _ADVISING.findall(text)})
    return min(1.0, 0.3 + said / 10)


def read_advice(document: Document) -> Advice:
    """The advice in a document."""
    facts = _facts(document)
    parts = list(_parts(document))
    title = next((b.text for b in document.body if len(b.text.split()) > 1), "")
    kind, sure = _kind(title, facts, document)
    views = [b for p in parts if p.kind == "views" for b in p.blocks]
    family = [b for b in views if _FAMILY.search(b.text)]
    signature = next((m for b in document.body if (m := _SIGNED.match(b.text))), None)
    written = parse_date(facts.get("written", "")) or _last_date(document)
    return Advice(
        document=document,
        kind=kind,
        kind_confidence=sure,
        title=title,
        author=_author(facts, signature),
        role=facts.get("role", ""),
        organisation=facts.get("organisation", ""),
        dates=AdviceDates(_requested(facts, document), _seen(document), written, parse_date(facts.get("signed", ""))),
        signed=bool(signature and re.search(r"\w{3,}", signature["who"])) or _closes_with(document, facts.get("author", "")),
        reasons=_passage(document, parts, "reasons"),
        child_views=Passage.of_blocks(document, [b for b in views if b not in family or _CHILD.search(b.text)]),
        family_views=Passage.of_blocks(document, family),
        assessments=_passage(document, parts, "assessments"),
        needs=tuple(_items(document, parts, "needs", "N")),
        outcomes=tuple(_items(document, parts, "outcomes", "O")),
        provision=tuple(_items(document, parts, "provision", "P")),
        review=_passage(document, parts, "review"),
    )


def _facts(document: Document) -> dict[str, str]:
    """Labelled facts: in a table's rows, or after a label on a line."""
    facts: dict[str, str] = {}
    rows: dict[tuple[int, int], list[str]] = {}
    for block in document.body:
        if block.cell:
            rows.setdefault((block.cell.table, block.cell.row), []).append(block.text)
    for texts in rows.values():
        for label, value in zip(texts[::2], texts[1::2], strict=False):
            _note(facts, label, value)
    for block in document.body[:40]:
        for line in block.text.split("\n"):
            if ":" in line and len(line) < 200:
                label, _, value = line.partition(":")
                _note(facts, label, value)
        for key, pattern in _LABELS.items():
            found = re.search(rf"(?:^|\s)(?:{pattern})\s{{2,}}(.+?)(?=\s+(?:{_ENDS})\s{{2,}}|$)", block.text, re.IGNORECASE)
            if found:
                facts.setdefault(key, found[1].strip())
    return facts


def _note(facts: dict[str, str], label: str, value: str) -> None:
    plain = label.strip(" :*.")
    for key, pattern in _LABELS.items():
        if re.fullmatch(pattern, plain, re.IGNORECASE) and value.strip():
            facts.setdefault(key, value.strip())


def _author(facts: dict[str, str], signature: re.Match[str] | None) -> str:
    if facts.get("author"):
        return facts["author"].split("\n")[0].split("(")[0].strip()
    name = re.search(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)+", signature["who"]) if signature else None
    return name[0] if name else ""


def _requested(facts: dict[str, str], document: Document) -> dt.date | None:
    if day := parse_date(facts.get("requested", "")):
        return day
    for block in document.body[:30]:
        for found in find_dates(block.text):
            if found.precision is Precision.DAY and _ASKED.search(block.text[max(0, found.start - 80) : found.start]):
                return found.date
    return None


def _seen(document: Document) -> tuple[dt.date, ...]:
    days = {
        f.date
        for b in document.body
        for f in find_dates(b.text)
        if f.precision is Precision.DAY and _SEEN.search(b.text[max(0, f.start - 90) : f.start + 60])
    }
    return tuple(sorted(days))


def _last_date(document: Document) -> dt.date | None:
    days = [f.date for b in (*document.body[:12], *document.body[-6:]) for f in find_dates(b.text) if f.precision is Precision.DAY and f.date.year > 2012]
    return days[-1] if days else None


def _closes_with(document: Document, author: str) -> bool:
    """A typed name at the end counts as a signature."""
    last = author.split()[-1] if author.split() else ""
    return bool(last) and any(last in b.text and len(b.text.split()) < 16 for b in document.body[-6:])


def _kind(title: str, facts: dict[str, str], document: Document) -> tuple[AdviceKind, float]:
    """The profession, from the author's role first, then title and organisation, then the words."""
    text = "\n".join(b.text for b in document.body)
    scores = {}
    for kind, marks in _marks().items():
        told = 5 * bool(marks["role"].search(facts.get("role", "")))
        told += 3 * bool(marks["role"].search(title)) + 1 * bool(marks["role"].search(facts.get("organisation", "")))
        scores[kind] = told + min(2.0, 0.4 * len(marks["text"].findall(text)))
    ranked = sorted(scores.items(), key=lambda s: -s[1])
    (best, score), (_, second) = ranked[0], ranked[1]
    if scores["early_years"] >= 4 and best == "school":
        best, score = "early_years", scores["early_years"]
    if score < 1.5:
        return AdviceKind.OTHER, 0.3
    return AdviceKind(best), round(min(0.99, 0.5 + (score - second) / 8 + score / 20), 2)


def _parts(document: Document) -> Iterator[_Part]:
    heading, blocks = "", []
    for block in document.body:
        if _is_heading(block):
            if blocks:
                yield _Part(_heading_kind(heading), heading, tuple(blocks))
            heading, blocks = block.text, []
        else:
            blocks.append(block)
    if blocks:
        yield _Part(_heading_kind(heading), heading, tuple(blocks))


def _is_heading(block: Block) -> bool:
    short = len(block.text.split()) <= 14 and not block.text.rstrip().endswith(".") and not block.label
    stands_out = block.level is not None or block.style.bold or (block.text.isupper() and len(block.text) > 3)
    plain = len(block.text.split()) <= 8 and block.text[:1].isupper() and block.certainty < 1 and block.text[-1:].isalpha()
    return short and (stands_out or plain) and (block.cell is None or block.cell.column == 0)


def _heading_kind(heading: str) -> str:
    order = ("closing", "provision", "outcomes", "views", "reasons", "review", "needs", "assessments", "strengths")
    first = {k: _headings()[k] for k in order}
    return next((kind for kind, pattern in first.items() if pattern.search(heading)), "")


def _passage(document: Document, parts: Sequence[_Part], kind: str) -> Passage:
    return Passage.of_blocks(document, [b for p in parts if p.kind == kind for b in p.blocks])


def _items(document: Document, parts: Sequence[_Part], kind: str, letter: str) -> Iterator[AdviceItem]:
    """List entries and table rows are items whole; in prose each sentence is."""
    number = 0
    for part in parts:
        if part.kind != kind:
            continue
        for block in part.blocks:
            if len(block.text.split()) < 4:
                continue
            pieces = [Piece(block.index, 0, len(block.text))] if kind == "needs" or _whole(block) else _sentences(block)
            for piece in pieces:
                number += 1
                yield AdviceItem(f"{letter}{number}", Passage.of(document, [piece]), part.heading)


def _whole(block: Block) -> bool:
    return (bool(block.label) or block.cell is not None) and len(block.text.split()) < 60


def _sentences(block: Block) -> list[Piece]:
    return [Piece(block.index, a, b) for a, b in spans(block.text) if len(block.text[a:b].split()) >= 4]
