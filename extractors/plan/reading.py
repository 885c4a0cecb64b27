"""A Document becomes a Plan."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.document import BlockKind, Document, Warned
from extractors.passage import Passage, Piece
from extractors.plan.endmatter import mark_endmatter, named_lead
from extractors.plan.facts import read_facts
from extractors.plan.items import read_items
from extractors.plan.model import LETTERS, Plan, Section
from extractors.plan.placed import Placed
from extractors.plan.splitting import Splitting

_CSDPA = re.compile(r"chronically sick|CSDPA|section 2\b", re.IGNORECASE)
_LAST_DATE = re.compile(r"[\s,;–-]*\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\s*$")
_ONLY_DATE = re.compile(r"^\W*\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\W*$|^\W*\d{1,2} \w+ \d{4}\W*$")

GUESSED_H = 0.75  # what is left of the sureness that one undivided H is H1, or H2
UNRULED = 0.8  # what is left of the sureness of words in columns, in a document whose columns no lines part
DOUBTFUL = 0.8  # a section less sure than this is told of
_PROMPTS = re.compile(
    r"^\W*((proposed |current )?(name|type)( (of|and type of) [^:]{0,60})?|address|details|placement|setting|school)\W*$",
    re.IGNORECASE,
)


def read_plan(document: Document) -> Plan:
    """The plan in a document, whatever its layout."""
    split = Splitting(document)
    placed, undivided = _divide_h(mark_endmatter(split.placed))
    sections = _sections(document, placed, split.titles)
    items = read_items(document, placed)
    facts = read_facts(document, placed, sections)
    warnings = [
        Warned("section.letter_clash", f'"{title[:60]}": letter and title disagree; the title was trusted.')
        for title in split.clashes
    ]
    warnings += _doubtful(sections)
    if undivided:
        warnings.append(Warned("section.h_undivided", "Section H is not divided into H1 and H2."))
    return Plan(
        document=document,
        child=facts.child,
        status=facts.status,
        dates=facts.dates,
        coordinator=facts.coordinator,
        authority=facts.authority,
        sections=sections,
        needs=items.needs,
        outcomes=items.outcomes,
        provision=items.provision,
        listed_advice=facts.listed_advice,
        lead_professional=facts.lead_professional,
        sign_off=facts.sign_off,
        front=facts.front,
        strengths=items.strengths,
        warnings=tuple(warnings),
    )


def _divide_h(placed: Sequence[Placed]) -> tuple[list[Placed], bool]:
    """What stands under one undivided H goes to H1 where it rests on section 2 of the CSDPA, else to H2."""
    under = [p for p in placed if p.context.section == "H"]
    words = [p for p in under if not p.print]
    divided = any(p.context.section in ("H1", "H2") for p in placed)
    letter = "H1" if any(_CSDPA.search(p.text) for p in words) else "H2"
    moved = [
        replace(p, context=p.context.under(section=letter, confidence=p.context.confidence * GUESSED_H))
        if p.context.section == "H" and not divided
        else replace(p, context=p.context.under(section=letter))
        if p.context.section == "H"
        else p
        for p in placed
    ]
    return moved, bool(words) and not divided


def _sections(document: Document, placed: Sequence[Placed], titles: dict[str, str]) -> dict[str, Section]:
    sections = {}
    for letter in LETTERS:
        own = [p for p in placed if p.context.section == letter]
        if not own:
            continue
        words = [p for p in own if not p.print and _own_words(p)] or [p for p in own if p.print == "label"]
        if letter == "K":
            words = sorted((*words, *named_lead(own)), key=lambda p: p.block.index)
        if letter in "IJ" and all(_PROMPTS.match(p.text) for p in words):
            words = []
        guidance = [p for p in own if p.print == "guidance"]
        heads = tuple(p.block.text for p in own if p.print in ("area", "label") or p.block.kind is BlockKind.HEADING)
        sections[letter] = Section(
            letter,
            titles.get(letter) or titles.get("H" if letter.startswith("H") else letter, letter),
            Passage.of(document, [_without_date(p) if letter == "K" else p.piece for p in words]),
            _confidence(own, document),
            Passage.of(document, [p.piece for p in guidance]),
            heads,
        )
    return sections


def _doubtful(sections: Mapping[str, Section]) -> list[Warned]:
    """A sentence for each section that may hold another's words, or lack some of its own."""
    return [
        Warned(
            "section.doubtful",
            f"It is not certain which words belong to Section {letter}: check what was read under "
            f'"{section.title[:60].strip()}".',
        )
        for letter, section in sections.items()
        if section.confidence < DOUBTFUL
    ]


def _own_words(placed: Placed) -> bool:
    """A list of advice is its documents, authors and roles; their dates stand in ``listed_advice``."""
    return not (placed.context.section == "K" and _ONLY_DATE.match(placed.text))


def _without_date(placed: Placed) -> Piece:
    piece = placed.piece
    dated = _LAST_DATE.search(placed.block.text)
    return Piece(piece.block, piece.start, dated.start()) if dated and dated.start() > piece.start else piece


def _confidence(own: Sequence[Placed], document: Document) -> float:
    words = [(len(p.text), p.context.confidence) for p in own if not p.print] or [(1, own[0].context.confidence)]
    sure = sum(n * c for n, c in words) / sum(n for n, _ in words)
    certain = sum(p.block.certainty for p in own) / len(own)
    if any(w.code == "read.layout_uncertain" for w in document.warnings):
        beside = sum(len(p.text) for p in own if p.block.cell) / max(1, sum(len(p.text) for p in own))
        certain *= 1 - (1 - UNRULED) * beside
    return round(sure * certain * (0.9 if document.partial else 1.0), 3)
