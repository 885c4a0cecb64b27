"""A document becomes an ``Advice``: who wrote it, when, what it found and what it asks for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile

from extractors.advice.author import read_author
from extractors.advice.dates import read_dates
from extractors.advice.fields import FrontSheet, read_front_sheet
from extractors.advice.items import Numbered, needs_in, outcomes_in, provision_in
from extractors.advice.kind import advice_likeness, tell_kind
from extractors.advice.model import Advice, AdviceKind, AdvicePart, PartRole
from extractors.advice.names import Author, name_and_role
from extractors.advice.ordinals import without_ordinals
from extractors.advice.parts import Part, as_model, split_parts
from extractors.advice.review import review_in
from extractors.advice.sentences import sentences
from extractors.advice.signature import read_signed
from extractors.advice.tables import Read, read_tables
from extractors.advice.vocabulary import any_of, phrases, plain
from extractors.document import Block, BlockKind, Document, Where
from extractors.passage import Passage, Piece

SUBJECT = 32  # characters of a sentence within which the one who speaks is named
_QUOTED = re.compile(r"(?<!\w)['\"][^'\"]{2,200}['\"](?!\w)")
NEAR = 12  # characters in which a relative beside a pronoun is still the one who speaks
_PRONOUN = re.compile(r"^\W*(?:he|she|they|his|her|their)\b", re.IGNORECASE)
_CHILDS = re.compile(
    r"\b(?:child'?s|young person'?s|pupil'?s|his|her|their) (?:own )?(?:views?|words|voice|wishes)", re.IGNORECASE
)
_CHILD = re.compile(r"\b(?:child|pupil|young person|student)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"[A-Z][\w-]+'s\b|(?<!^)\b(?!Views|Wishes|Voice|Hopes|Feelings|Aspirations|Concerns|Contribution|Said|Says)[A-Z][a-z-]+\b"
)
_SAID = re.compile(
    r"\b(?:told (?:me|us)|said|says|would like|wishes|hopes?|wants?|asked for|is keen|worr(?:y|ied|ies)|feels?|reported|"
    r"described|explained|thinks?|believes?|dreads?|loves?|enjoys?)\b"
)
_SPEAKER = re.compile(
    r"^\W*([A-Z][a-z-]+(?: and [A-Z][a-z-]+)?)(?::| (?:also )?(?:hopes?|wants?|said|says|told|tells?|wishes|wish|feels?|worr(?:y|ies)|would like)\b)"
)
_NO_NAMES = frozenset(
    (
        "He",
        "She",
        "They",
        "It",
        "I",
        "We",
        "School",
        "Staff",
        "Teachers",
        "Everyone",
        "Nobody",
        "Views",
        "Child",
        "Hopes",
    )
)
_TALK = (
    *(PartRole.REASONS, PartRole.METHOD, PartRole.BACKGROUND, PartRole.NEEDS, PartRole.RESULTS, PartRole.PROVISION),
)
_IN_TABLE = {"need": PartRole.NEEDS, "outcome": PartRole.OUTCOMES, "provision": PartRole.PROVISION}
OFTEN = 3  # times that a report speaks of the child by the name it uses
TELLING = 5  # words of a front sheet's answer that says more than a day
HEAD_WITHIN = 10  # blocks of a letterhead
TITLE_WITHIN = 8  # blocks from the top in which the title stands


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A report taken apart, before its items are read."""

    front: FrontSheet
    head: list[str]
    tables: Read
    numbered: Numbered
    parts: list[Part]
    kept: tuple[AdvicePart, ...]
    title: str
    author: Author
    kind: tuple[AdviceKind, float]


def read_advice(document: Document) -> Advice:
    """The advice in a document. Never raises for odd content: what is not there is left empty."""
    sheet = _take_apart(document)
    parts, tables, numbered = sheet.parts, sheet.tables, sheet.numbered
    child, family = _views(document, parts, sheet.kind[0], _first_names(sheet))
    first = "\n".join(b.text for b in document.body[:TITLE_WITHIN])
    opening = "\n".join(sheet.head)
    return Advice(
        document,
        kind=sheet.kind[0],
        kind_confidence=sheet.kind[1],
        title=sheet.title,
        author=sheet.author.name,
        role=sheet.author.role,
        organisation=sheet.author.organisation or _own_setting(sheet),
        dates=read_dates(sheet.front, sheet.kept, first, opening),
        signed=read_signed(sheet.front, sheet.kept),
        reasons=_join(_asked_for(document, sheet.front), _passage(document, parts, PartRole.REASONS)),
        child_views=child,
        family_views=family,
        assessments=_passage(document, parts, PartRole.METHOD, PartRole.RESULTS),
        needs=(*tables.items["need"], *needs_in(document, parts, numbered)),
        outcomes=(*tables.items["outcome"], *outcomes_in(document, parts, numbered)),
        provision=(*tables.items["provision"], *provision_in(document, parts, numbered)),
        review=_join(review_in(document, parts), Passage.of(document, tables.review)),
        strengths=_passage(document, parts, PartRole.STRENGTHS),
        impact=_passage(document, parts, PartRole.IMPACT),
        closing=_passage(document, parts, PartRole.CLOSING),
        parts=sheet.kept,
    )


def likeness(document: Document) -> float:
    """0 to 1: how much this is professional advice, rather than a plan, a blank form, a covering letter
    or anything else.
    """
    sheet = _take_apart(document)
    held = frozenset(_IN_TABLE[what] for what, items in sheet.tables.items.items() if items)
    return advice_likeness(document, sheet.front, sheet.kept, sheet.kind, sheet.author, tables=held)


def _take_apart(document: Document) -> _Sheet:
    document = without_ordinals(document)
    front = read_front_sheet(document)
    numbered = Numbered(document)
    tables = read_tables(document, numbered)
    known = [name_and_role(v).name for v in front.values("author", "name_role", "name", "person")]
    parts = split_parts(document, front.blocks, frozenset(tables.blocks), known)
    kept = as_model(document, parts)
    head = _head(document, front)
    author = read_author(front, kept, head)
    title = _title(document)
    text = "\n".join(b.text for b in document.body)
    return _Sheet(front, head, tables, numbered, parts, kept, title, author, tell_kind(title, author, text))


def _own_setting(sheet: _Sheet) -> str:
    """The setting that a form names, where the setting itself has written it."""
    own = sheet.kind[0] in (AdviceKind.SCHOOL, AdviceKind.EARLY_YEARS)
    return next(iter(sheet.front.values("setting")), "") if own else ""


def _head(document: Document, front: FrontSheet) -> list[str]:
    """The first lines outside tables and labelled lines, and those of page headers: a letterhead."""
    lines = [b.text.strip() for b in document.blocks if b.where is Where.HEADER and b.text.strip()]
    top = [b for b in document.body if b.text.strip()][:HEAD_WITHIN]
    own = [b.text.strip() for b in top if b.cell is None and not any(f.block == b.index for f in front.fields)]
    return [line for text in (*own, *lines) for line in text.splitlines()]


def _title(document: Document) -> str:
    """The report's own title: its first heading, else the largest or first line that says what it is."""
    top = [b for b in document.body if b.text.strip() and b.cell is None][:TITLE_WITHIN]
    if not top:
        return ""
    named = [b for b in top if _names_a_report(b.text)]
    lines = list(takewhile(lambda b: b.kind is BlockKind.HEADING, top))
    if document.format != "docx" and len(lines) > 1:
        return " ".join(b.text.strip() for b in lines)  # a title that runs over the line
    heading = next((b for b in top if b.kind is BlockKind.HEADING or b.style.name.lower() == "title"), None)
    if heading and (_names_a_report(heading.text) or not named):
        return heading.text.strip()
    return _largest(named or top).text.strip()


def _names_a_report(text: str) -> bool:
    words = text.lower().split()
    return len(words) <= 16 and any(
        w.strip(".,:") in ("report", "advice", "information", "assessment", "contribution", "views") for w in words
    )


def _largest(blocks: list[Block]) -> Block:
    return max(blocks, key=lambda b: b.style.size or 0.0)


def _passage(document: Document, parts: list[Part], *roles: PartRole) -> Passage:
    return Passage.of(document, [line for p in parts if p.role in roles for line in p.lines])


def _first_names(sheet: _Sheet) -> frozenset[str]:
    """Words of the child's name as the front sheet gives it, and the name of which the report speaks most; empty where
    it gives none.
    """
    given = {w for v in sheet.front.values("child", "name") for w in re.findall(r"[A-Z][\w'-]+", plain(v))}
    text = " ".join(p.text for p in sheet.kept)
    spoken = Counter(n for n in re.findall(r"\b[A-Z][a-z]+\b(?=(?:'s|’s)? [a-z])", text) if n not in _NO_NAMES)
    most = {n for n, count in spoken.most_common(1) if count >= OFTEN}
    return frozenset(given | most) if given else frozenset()


def _views(document: Document, parts: list[Part], kind: AdviceKind, child: frozenset[str]) -> tuple[Passage, Passage]:
    """What the child and what the family said.

    A sentence is the family's where it names a relative as the one who speaks; a pronoun goes on with
    the one before; a heading over the family's views alone decides for all that stands under it. In a
    report without a part for views, sentences that say what somebody said or wants. What parents write is
    theirs throughout.
    """
    theirs: list[Piece] = []
    own: list[Piece] = []
    parents = kind is AdviceKind.PARENTS
    told = any(p.role is PartRole.VIEWS for p in parts) or parents
    for part in parts:
        if parents and part.role in (PartRole.DETAILS, PartRole.CLOSING):
            continue
        if part.role is not PartRole.VIEWS and not parents and (told or part.role not in _TALK):
            continue
        headed = _family_alone(part.title) or (parents and not _CHILDS.search(part.title))
        family = headed
        for line in part.lines:
            text = plain(document.blocks[line.block].text[line.start : line.end])
            for start, end in sentences(text):
                if not told and not _SAID.search(text[start:end]):
                    continue
                family = headed or _by_family(text[start:end], family) or _by_another(text[start:end], child)
                (theirs if family else own).append(Piece(line.block, line.start + start, line.start + end))
    return Passage.of(document, own), Passage.of(document, theirs)


def _family_alone(title: str) -> bool:
    """A heading over the family's views alone: "What Mum said", but not "What Jo and her parents said"."""
    words = plain(title)
    family = any_of((*phrases().family, r"\bparental\b", r"\b(?:Mr|Mrs|Ms|Miss) [A-Z]\w+"))
    rest = family.sub("", words)
    return rest != words and not _CHILD.search(rest) and not _NAMED.search(rest)


def _by_family(sentence: str, before: bool) -> bool:
    said = _QUOTED.sub("", sentence)[:SUBJECT]
    named = any_of(phrases().family).search(said)
    if _PRONOUN.match(said):
        return before if not named or named.start() > NEAR else True
    return named is not None


def _by_another(sentence: str, child: frozenset[str]) -> bool:
    """Whether somebody of a first name that is not the child's speaks: "Sandra: ...", "Winston hopes for ..."."""
    said = _SPEAKER.match(sentence)
    names = re.findall(r"[A-Z][\w'-]+", said[1]) if said and child else []
    return bool(names) and not any(n in child or n in _NO_NAMES for n in names)


def _asked_for(document: Document, front: FrontSheet) -> Passage:
    """What the front sheet says of who asked for the report and what for, with its labels; a day alone is no reason."""
    told = {
        f.block: f.value for f in front.fields if f.name in ("reason", "requested") and len(f.value.split()) >= TELLING
    }
    held = [b for b in document.blocks if b.index in told or b.text.strip() in told.values()]
    return Passage.of_blocks(document, held)


def _join(first: Passage, second: Passage) -> Passage:
    text = "\n".join(t for t in (first.text, second.text) if t)
    return Passage(text, first.pieces + second.pieces)
