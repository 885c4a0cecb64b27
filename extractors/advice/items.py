"""Needs, outcomes and provision as a report states them: rows, bullets, numbered points, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.advice.content import METHOD
from extractors.advice.model import AdviceItem, PartRole
from extractors.advice.parts import Part
from extractors.advice.prose import aims, apart, asked, is_aim, leads, only
from extractors.advice.review import LENGTH, OWN_NUMBER, is_review
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
_NO_NEEDS = re.compile(r"^\W*(?:there (?:are|were) )?no (?:[\w-]+ ){0,5}needs\b", re.IGNORECASE)
_OWN_LABEL = re.compile(
    r"\s*(?:identified |special educational |main |key )?(?:needs?|difficult(?:y|ies)|formulation): +", re.IGNORECASE
)
_NO_FINDING = re.compile(  # what the law or a form calls a need is not yet a child's difficulty
    r"needs? assessments?|assessment of (?:\w+ ){0,4}needs?|advice for the\b|child(?:ren)? in need|section 17|early help",
    re.IGNORECASE,
)
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
    roles = ((PartRole.NEEDS,), (PartRole.RESULTS, PartRole.IMPACT))
    for wanted in roles:
        if pieces := list(_needs_of(document, parts, wanted)):
            return [numbered.make("need", [piece], area) for piece, area in pieces]
    return []


def _needs_of(document: Document, parts: Sequence[Part], wanted: Sequence[PartRole]) -> Iterator[tuple[Piece, str]]:
    """The needs that parts of these roles state, with their area."""
    prose = _without_provision(parts)
    for part in parts:
        if part.role is PartRole.REASONS and not part.title and prose and PartRole.NEEDS in wanted:
            yield from ((piece, part.area) for piece in _found_in_opening(document, part))
        if part.role not in wanted:
            continue
        asking = False
        for line in _lines(document, part):
            text = _text(document, line)
            if asking and _is_point(document, line):
                continue  # a list that a letter's "I recommend:" leads to
            asking = prose and leads(text[slice(*sentences(text)[-1])] if sentences(text) else text)
            for piece in _stated(document, line, prose=prose):
                if _is_need(document, piece, part):
                    yield piece, part.area


def _stated(document: Document, line: Piece, *, prose: bool) -> Iterator[Piece]:
    """A line's needs: a point without its number, a paragraph of several findings by its sentences; never what it asks for."""
    text = _text(document, line)
    number = OWN_NUMBER.match(text)
    start = number.end() if number else 0
    label = _OWN_LABEL.match(text, start)
    start = label.end() if label else start
    body = text[start:]
    taken = [*aims(body), *(asked(body) if prose else ())]
    if taken and only(taken, body):
        return
    if _is_point(document, line):
        yield Piece(line.block, line.start + start, line.end)
        return
    for s, e in apart(body):
        if not all(span in taken or leads(body[slice(*span)]) for span in _within(body, s, e)):
            yield Piece(line.block, line.start + start + s, line.start + start + e)


def _within(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(s, e) for s, e in sentences(text) if start <= s and e <= end]


def _is_need(document: Document, piece: Piece, part: Part) -> bool:
    """Whether a line states a difficulty, or is a point under a heading that speaks of needs."""
    text = _text(document, piece)
    said = plain(text)
    named = part.role is PartRole.NEEDS and bool(part.title)
    told = (
        _is_point(document, piece)
        or any_of(phrases().difficulty).search(said)
        or (named and not any_of(phrases().strength).search(said))
    )
    nothing = any_of((*phrases().blank, *phrases().no_involvement)).search(said)
    prompt = (
        _EMPTY.match(text)
        or _DONE.search(text)
        or _NO_NEEDS.match(said)
        or (nothing and not _is_point(document, piece))
        or is_review(said)
        or _is_talk(said)
        or _MEDICINES.match(text)
        or (_REPLY.match(text) and any_of(phrases().requested).search(said))
    )
    numbered = bool(OWN_NUMBER.search(document.blocks[piece.block].text[: piece.start]))  # "2. Sleep disturbance"
    return bool(len(text.split()) + numbered >= SHORTEST and told and not prompt and not _is_score(document, piece))


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
                and any_of(wording.difficulty).search(_NO_FINDING.sub("", said))
                and not (no_finding.search(said) or _DONE.search(said))
            ):
                yield Piece(line.block, line.start + start, line.start + end)


def outcomes_in(document: Document, parts: Sequence[Part], numbered: Numbered) -> list[AdviceItem]:
    """Each outcome; a sentence that goes on about the one before belongs to it."""
    items: list[list[Piece]] = []
    areas: list[str] = []
    headed = any(p.role in (PartRole.OUTCOMES, PartRole.MIXED) and p.lines for p in parts)
    for part in parts:
        if not headed and part.role in (PartRole.NEEDS, PartRole.PROVISION, PartRole.BACKGROUND, PartRole.IMPACT):
            found = [
                Piece(n.block, n.start + s, n.start + e) for n in _lines(document, part) for s, e in _aims(document, n)
            ]
            items += [[piece] for piece in found]
            areas += [part.area] * len(found)
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


def _aims(document: Document, line: Piece) -> list[tuple[int, int]]:
    return aims(_text(document, line))


def provision_in(document: Document, parts: Sequence[Part], numbered: Numbered) -> list[AdviceItem]:
    """Each thing asked for: points of a part on provision, and sentences elsewhere that recommend."""
    items = []
    prose = _without_provision(parts)
    recommends = any_of(phrases().recommends if prose else phrases().recommends[:2])
    for part in parts:
        listed = _is_wish_list(part)
        if part.role in (PartRole.PROVISION, PartRole.MIXED) or listed:
            for line in _lines(document, part):
                for piece in _points(document, line):
                    text = plain(_text(document, piece))
                    if (part.role is PartRole.MIXED and _achieves(text)) or leads(text) or is_aim(text):
                        continue
                    if listed and (_HOPED.search(text) or not _is_request(document, line, text)):
                        continue
                    watched = is_review(text) and not _AGAIN.search(text)
                    if len(text.split()) >= SHORTEST - 1 and not _said(text) and not watched:
                        items.append(numbered.make("provision", [piece], part.area))
        elif part.role in (PartRole.NEEDS, PartRole.IMPACT, PartRole.RESULTS, PartRole.BACKGROUND):
            leading = False
            for line in _lines(document, part):
                said = _text(document, line)
                if leading and _is_point(document, line):
                    items.append(numbered.make("provision", [line], part.area))
                    continue
                spans = sentences(said)
                leading = prose and bool(spans) and leads(said[slice(*spans[-1])])
                wanted = asked(said) if prose and part.role is not PartRole.BACKGROUND else []
                for start, end in spans:
                    text = plain(said[start:end])
                    outright = recommends.search(text) and part.role is not PartRole.BACKGROUND and not leads(text)
                    if ((start, end) in wanted or outright or _SO_MUCH.search(text)) and not is_review(text):
                        piece = Piece(line.block, line.start + start, line.start + end)
                        items.append(numbered.make("provision", [piece], part.area))
    return items


def _is_wish_list(part: Part) -> bool:
    """A part headed "What we would like": a thing or a service in it is asked for, what the child will do is an outcome."""
    return part.role is PartRole.OUTCOMES and bool(part.title) and not _BY_NAME.search(part.title)


def _is_request(document: Document, line: Piece, text: str) -> bool:
    """A point of a list, or a line that says how long; not what has been so far."""
    return _is_point(document, line) or (bool(LENGTH.search(text)) and not _SO_FAR.search(text))


def _without_provision(parts: Sequence[Part]) -> bool:
    """A letter in prose: what it asks for stands among what it found."""
    return not any(p.role in (PartRole.PROVISION, PartRole.MIXED) and p.lines for p in parts)


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
    if number := OWN_NUMBER.match(text):
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
