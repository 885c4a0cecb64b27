"""What a report says of monitoring and review, and how that differs from what the child gets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.advice.model import PartRole
from extractors.advice.parts import Part
from extractors.advice.sentences import sentences
from extractors.advice.vocabulary import any_of, phrases, plain
from extractors.document import Document
from extractors.passage import Passage, Piece

_REVIEWS = re.compile(
    r"^\W*(?:(?:[\w-]+ly )?(?:child in need|child protection|looked after|core group|pathway plan|pep) (?:plan )?(?:reviews?|meetings?|conferences?)|i|we|i'll|we'll|the \w+(?: and (?:the )?\w+)?|this|these|they|targets|progress|reviewed?|"
    r"review by|who reviews|school|college|class teacher|\w+ teacher|senco|termly review|half-termly review|annual review)\b"
    r"|\b(?:will|should|'ll) (?:be )?(?:\w+ )?(?:review|monitor|evaluat)",
    re.IGNORECASE,
)
LENGTH = re.compile(
    r"\b(?:\d+|an?|one|two|half an?) (?:minutes?|mins|hours?)\b", re.IGNORECASE
)  # a visit that is given
_TELLS_OF_REVIEW = (PartRole.PROVISION, PartRole.MIXED, PartRole.OUTCOMES, PartRole.CLOSING, PartRole.NEEDS)
_TO_COME = re.compile(r"\b(?:will|should|shall|must)\b", re.IGNORECASE)  # elsewhere "reviewed" tells of what was done
OWN_NUMBER = re.compile(r"^\s*\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+(?=[A-Z]|$)")


def review_in(document: Document, parts: Sequence[Part]) -> Passage:
    """What the report says of monitoring and review, wherever it says so."""
    pieces: list[Piece] = []
    for part in parts:
        for line in part.lines:
            text = document.blocks[line.block].text[line.start : line.end]
            if part.role is PartRole.REVIEW:
                pieces.append(line)
            elif part.role not in (PartRole.TRIED, PartRole.DETAILS, PartRole.VIEWS):
                told = part.role in _TELLS_OF_REVIEW
                pieces += [
                    Piece(line.block, line.start + s, line.start + e)
                    for s, e in sentences(text)
                    for said in (plain(text[s:e]),)
                    if is_review(said) and (told or _TO_COME.search(said))
                ]
    return Passage.of(document, pieces)


def is_review(text: str) -> bool:
    """Whether a sentence says how things will be watched and not what the child gets.

    "Audiology review every three months" is provision; "I will review in six months" is not.
    """
    if number := OWN_NUMBER.match(text):
        text = text[number.end() :]
    if not any_of(phrases().review).search(text) or LENGTH.search(text):
        return False
    return bool(_REVIEWS.search(text)) and not text.lstrip()[:1].isdigit()
