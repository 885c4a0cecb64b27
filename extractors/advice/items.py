"""Needs, outcomes and provision as a report states them: rows, bullets, numbered points, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.advice.content import METHOD
from extractors.advice.model import AdviceItem, PartRole
from extractors.advice.parts import Part
from extractors.advice.sentences import sentences
from extractors.advice.signature import is_signature
from extractors.advice.vocabulary import any_of, phrases, plain
from extractors.document import BlockKind, Document
from extractors.passage import Passage, Piece

SHORTEST_FOUND = 6  # words of a sentence that says what was found
TALK = 0.6  # share of a paragraph's sentences that tell of tests, visits or what somebody said, and no need
SHORTEST = 3  # words; less is no item
_NUMBERED = re.compile(r"(?:^|(?<=[.;:\s]))\s*(?:\(\d{1,2}\)|\(?[a-h]\)|\d{1,2}[.)])\s+(?=[A-Z])")
_FOLLOWS = re.compile(
    r"^\W*(?:this|that|these|it|by then|so that|for this|he|she|they)\b(?!.{0,40}\bwill\b)", re.IGNORECASE
)
_PROVIDES = re.compile(
    r"\b(?:hours?|minutes?|mins?|daily|weekly|termly|support|training|programme|sessions?|group|visits?)\b",
    re.IGNORECASE,
)
_ACHIEVES = re.compile(
    r"\b(?:will|to be able to|can|be able to)\b"
    r"(?!.{0,25}\b(?:have access|receive|need|be offered|be given|be provided)\b)",
    re.IGNORECASE,
)
_REVIEWS = re.compile(
    r"^\W*(?:(?:[\w-]+ly )?(?:child in need|child protection|looked after|core group|pathway plan|pep) (?:plan )?(?:reviews?|meetings?|conferences?)|i|we|i'll|we'll|the \w+(?: and (?:the )?\w+)?|this|these|they|targets|progress|reviewed?|"
    r"review by|who reviews|school|college|class teacher|\w+ teacher|senco|termly review|half-termly review|annual review)\b"
    r"|\b(?:will|should|'ll) (?:be )?(?:\w+ )?(?:review|monitor|evaluat)",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\b(?:\d+|an?|one|two|half an?) (?:minutes?|mins|hours?)\b", re.IGNORECASE
)  # a visit that is given
_AGAIN = re.compile(  # somebody of the service comes to the child again and again: given, and not only watched
    r"^\W*(?:i|we)(?: will| shall|'ll) (?:see|visit|review|treat|teach|work with) (?:him|them|her(?= (?:every|each|again|in|at|once|twice|for)\b)|(?-i:[A-Z]\w+)(?!['’]))\b"
    r"[^,;.]*\b(?:every|each|weekly|fortnightly|monthly|termly|half-termly|yearly|(?:once|twice) an?)\b",
    re.IGNORECASE,
)
_SO_MUCH = re.compile(  # "he needs an adult trained in counselling whom he sees for 40 minutes a week"
    r"\b(?:needs?|requires?)\b(?! to\b)(?!.{0,12}\b(?:help|reminding|prompts?|prompting)\b)"
    r".*\b(?:\d+|an?|one|two|three|four|five|half an) (?:minutes?|mins|hours?|sessions?)\b.{0,25}\b(?:an?|each|every|per) (?:day|week|fortnight|half[- ]term|term|month|lesson)\b",
    re.IGNORECASE,
)
_BY_NAME = re.compile(
    r"\b(?:outcomes?|targets?|goals?|aims?|objectives?|able to|aspirations?|aiming|working (?:on|to)|do next)\b",
    re.IGNORECASE,
)
_HOPED = re.compile(
    r"^\W*(?:\w{1,3}[.)]\s+)?(?:to|by|be|being|improv\w*|increas\w*|develop\w*|reduc\w*|better|greater|within|in \w+ (?:months?|years?))\b"
    r"|^\W*(?:\w{1,3}[.)]\s+)?[\w'-]+ (?:retells?|reads?|writes?|uses?|joins?|asks?|tells?|plays?|sits?|walks?|eats?|sleeps?|knows?|attends?|makes?|"
    r"manages?|stays?|follows?|speaks?|feels?|takes?|goes|sees|shows?|recalls?|counts?|spells?|travels?|shares?|waits?|recognises?)\b"
    r"|\b(?:will|would|should|able to|can|could|to (?:be|have|feel|make|learn|read|write|speak|talk|play|join|manage|stay|attend|walk|eat|sleep|use|ask|tell|understand))\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\b(?:has|have|had|was|were|since|already)\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\W*(?:[A-Z][\w'-]+|(?:His|Her|Their) \w+)(?: also)? (?:said|told|asked|wanted|explained|would like|hopes?)\b"
)
_SEEN = re.compile(r"\bwas (?:seen|met|observed|visited|assessed) (?:at|on|in|by)\b")
_REPLY = re.compile(
    r"^\W*(?:thank you|further to|in (?:reply|response) to|following|with reference to)\b", re.IGNORECASE
)
_MEDICINES = re.compile(
    r"^\W*(?:current |regular )?(?:medications?|medicines?|treatment|immunisations)\W* ?:", re.IGNORECASE
)
_DONE = re.compile(
    r"\bhas (?:now )?(?:completed|finished|attended)\b|\b(?:have|has|was|were) discharged\b", re.IGNORECASE
)
_EMPTY = re.compile(r"^[^:]{2,40}: ?(?:none|nil|no|n/?a|not applicable)\W*$", re.IGNORECASE)
_NOTHING = Passage()
_OWN_NUMBER = re.compile(r"^\s*\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+(?=[A-Z])")
_NAME_ALONE = re.compile(r"^(?:Dr |Mr |Mrs |Ms |Miss )?[A-Z][a-z'-]+ [A-Z][a-z'-]+\.?$")


class Numbered:
    """Gives items their ids, by kind, and makes them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._counts = {"need": 0, "outcome": 0, "provision": 0}

    def make(
        self,
        what: str,
        pieces: Sequence[Piece],
        area: str = "",
        who: Passage = _NOTHING,
        frequency: Passage = _NOTHING,
    ) -> AdviceItem:
        """The next item of its kind: N1, O1, P1, ..."""
        self._counts[what] += 1
        return AdviceItem(
            f"{what[0].upper()}{self._counts[what]}", Passage.of(self._document, pieces), area, who, frequency
        )


def needs_in(document: Document, parts: Sequence[Part], numbered: Numbered) -> list[AdviceItem]:
    """Each point of a part on needs, and each paragraph of it that states a difficulty; of the results where the report
    has no such part.
    """
    difficulty = any_of(phrases().difficulty)
    stated = any(p.role is PartRole.NEEDS and p.lines for p in parts)
    wanted = (PartRole.NEEDS,) if stated else (PartRole.RESULTS, PartRole.IMPACT)
    items = []
    asks = any_of(phrases().recommends)
    prose = _without_provision(parts)
    for part in parts:
        if part.role is PartRole.REASONS and not part.title and prose:
            items += [numbered.make("need", [piece], part.area) for piece in _found_in_opening(document, part)]
        if part.role not in wanted:
            continue
        named = part.role is PartRole.NEEDS and bool(part.title)
        for piece in _lines(document, part):
            text = _text(document, piece)
            told = (
                _is_point(document, piece)
                or difficulty.search(plain(text))
                or (named and not any_of(phrases().strength).search(plain(text)))
            )
            if prose and all(asks.search(plain(text)[s:e]) for s, e in sentences(text)):
                continue  # a letter's paragraph that only asks
            nothing = any_of((*phrases().blank, *phrases().no_involvement)).search(plain(text))
            prompt = (
                _EMPTY.match(text)
                or _DONE.search(text)
                or (nothing and not _is_point(document, piece))
                or is_review(plain(text))
                or _is_talk(plain(text))
                or _MEDICINES.match(text)
                or (_REPLY.match(text) and any_of(phrases().requested).search(plain(text)))
            )
            if len(text.split()) >= SHORTEST and told and not prompt and not _is_score(document, piece):
                items.append(numbered.make("need", [piece], part.area))
    return items


def _is_talk(text: str) -> bool:
    """A paragraph that mostly says how it was looked at and what somebody said."""
    spans = sentences(text)
    talk = sum(bool(METHOD.match(text[s:e]) or _SEEN.search(text[s:e]) or _TOLD.match(text[s:e])) for s, e in spans)
    return talk >= len(spans) * TALK


def _found_in_opening(document: Document, part: Part) -> Iterator[Piece]:
    """Sentences of a letter's first paragraph that already say what was found."""
    wording = phrases()
    no_finding = any_of((*wording.requested, *wording.closing, *wording.blank, *wording.no_involvement))
    for line in _lines(document, part):
        text = plain(_text(document, line))
        for start, end in sentences(text):
            said = text[start:end]
            if (
                len(said.split()) >= SHORTEST_FOUND
                and any_of(wording.difficulty).search(said)
                and not (no_finding.search(said) or _DONE.search(said))
            ):
                yield Piece(line.block, line.start + start, line.start + end)


def outcomes_in(document: Document, parts: Sequence[Part], numbered: Numbered) -> list[AdviceItem]:
    """Each outcome; a sentence that goes on about the one before belongs to it."""
    items: list[list[Piece]] = []
    areas: list[str] = []
    for part in parts:
        if part.role not in (PartRole.OUTCOMES, PartRole.MIXED):
            continue
        for line in _lines(document, part):
            for number, piece in enumerate(_points(document, line)):
                text = plain(_text(document, piece))
                if part.role is PartRole.MIXED and not _achieves(text):
                    continue
                if _is_wish_list(part) and not _HOPED.search(text):
                    continue
                if number and _FOLLOWS.match(text) and items:
                    items[-1] = [*items[-1], piece]
                elif len(text.split()) >= SHORTEST and not _said(text) and not is_review(text):
                    items.append([piece])
                    areas.append(part.area)
    return [numbered.make("outcome", pieces, area) for pieces, area in zip(items, areas, strict=True)]


def provision_in(document: Document, parts: Sequence[Part], numbered: Numbered) -> list[AdviceItem]:
    """Each thing asked for: points of a part on provision, and sentences elsewhere that recommend."""
    items = []
    recommends = any_of(phrases().recommends if _without_provision(parts) else phrases().recommends[:2])
    for part in parts:
        listed = _is_wish_list(part)
        if part.role in (PartRole.PROVISION, PartRole.MIXED) or listed:
            for line in _lines(document, part):
                for piece in _points(document, line):
                    text = plain(_text(document, piece))
                    if part.role is PartRole.MIXED and _achieves(text):
                        continue
                    if listed and (_HOPED.search(text) or not _is_request(document, line, text)):
                        continue
                    watched = is_review(text) and not _AGAIN.search(text)
                    if len(text.split()) >= SHORTEST - 1 and not _said(text) and not watched:
                        items.append(numbered.make("provision", [piece], part.area))
        elif part.role in (PartRole.NEEDS, PartRole.IMPACT, PartRole.RESULTS, PartRole.BACKGROUND):
            for line in _lines(document, part):
                for start, end in sentences(_text(document, line)):
                    piece = Piece(line.block, line.start + start, line.start + end)
                    text = plain(_text(document, piece))
                    asked = recommends.search(text) and part.role is not PartRole.BACKGROUND
                    if (asked or _SO_MUCH.search(text)) and not is_review(text):
                        items.append(numbered.make("provision", [piece], part.area))
    return items


def _is_wish_list(part: Part) -> bool:
    """A part headed "What we would like": a thing or a service in it is asked for, what the child will do is an outcome."""
    return part.role is PartRole.OUTCOMES and bool(part.title) and not _BY_NAME.search(part.title)


def _is_request(document: Document, line: Piece, text: str) -> bool:
    """A point of a list, or a line that says how long; not what has been so far."""
    return _is_point(document, line) or (bool(_LENGTH.search(text)) and not _SO_FAR.search(text))


def _without_provision(parts: Sequence[Part]) -> bool:
    """A letter in prose: what it asks for stands among what it found."""
    return not any(p.role in (PartRole.PROVISION, PartRole.MIXED) and p.lines for p in parts)


def review_in(document: Document, parts: Sequence[Part]) -> Passage:
    """What the report says of monitoring and review, wherever it says so."""
    pieces: list[Piece] = []
    for part in parts:
        for line in part.lines:
            if part.role is PartRole.REVIEW:
                pieces.append(line)
            elif part.role in (PartRole.PROVISION, PartRole.MIXED, PartRole.OUTCOMES, PartRole.CLOSING, PartRole.NEEDS):
                spans = sentences(_text(document, line))
                pieces += [
                    Piece(line.block, line.start + s, line.start + e)
                    for s, e in spans
                    if is_review(plain(_text(document, line)[s:e]))
                ]
    return Passage.of(document, pieces)


def is_review(text: str) -> bool:
    """Whether a sentence says how things will be watched and not what the child gets.

    "Audiology review every three months" is provision; "I will review in six months" is not.
    """
    if not any_of(phrases().review).search(text) or _LENGTH.search(text):
        return False
    return bool(_REVIEWS.search(text)) and not text.lstrip()[:1].isdigit()


def _achieves(text: str) -> bool:
    return bool(_ACHIEVES.search(text)) and not _PROVIDES.search(text)


def _said(text: str) -> bool:
    """A remark about what is asked for, or the report's last words."""
    wording = phrases()
    said = any_of((*wording.comment, *wording.closing, *wording.blank)).search(text)
    return bool(said or _NAME_ALONE.match(text)) or is_signature(text)


def _lines(document: Document, part: Part) -> Iterator[Piece]:
    for piece in part.lines:
        if _text(document, piece).strip():
            yield piece


def _points(document: Document, line: Piece) -> list[Piece]:
    """A bullet or cell whole; a paragraph by its numbers, else by its sentences."""
    text = _text(document, line)
    numbers = [m.end() for m in _NUMBERED.finditer(text)]
    if len(numbers) >= 2:
        starts = [m.start() for m in _NUMBERED.finditer(text)]
        ends = [*starts[1:], len(text)]
        return [
            Piece(line.block, line.start + s, line.start + len(text[:e].rstrip()))
            for s, e in zip(numbers, ends, strict=True)
        ]
    if _is_point(document, line):
        return [line]
    if number := _OWN_NUMBER.match(text):
        return [Piece(line.block, line.start + number.end(), line.end)]
    return [Piece(line.block, line.start + s, line.start + e) for s, e in sentences(text)]


def _is_point(document: Document, line: Piece) -> bool:
    block = document.blocks[line.block]
    return block.kind is BlockKind.LIST_ITEM or bool(block.label)


def _is_score(document: Document, piece: Piece) -> bool:
    cell = document.blocks[piece.block].cell
    return cell is not None and len(_text(document, piece).split()) < 6


def _text(document: Document, piece: Piece) -> str:
    return document.blocks[piece.block].text[piece.start : piece.end]
