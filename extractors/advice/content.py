"""What a part of a report is for, told by its own sentences where its heading says nothing ("F. What it will take")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.advice.model import PartRole
from extractors.advice.sentences import sentences
from extractors.advice.vocabulary import any_of, phrases, plain
from extractors.document import Document
from extractors.passage import Piece

BY_THEN = re.compile(
    r"^\W*(?:\(?\w{1,3}[.)] )?(?:by (?:the end|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"easter|christmas|summer|spring|autumn|year|key stage|\d)|within (?:\w+ ){1,2}(?:months?|years?|terms?))",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|six|half an?) ?x? ?(?:\d+ ?)?(?:minutes?|mins|hours?|sessions?)\b|\b(?:daily|weekly|"
    r"fortnightly|termly|half-termly|in (?:all|every) lessons?|each (?:day|morning|week)|led by|run by|delivered by|trained (?:TA|adult))",
    re.IGNORECASE,
)
METHOD = re.compile(
    r"^\W*(?:I|we) (?:watched|observed|saw|met|spoke|used|read|visited|worked|looked|consulted|carried)\b"
)
SHORTEST = 8  # characters of a sentence
SURE = 0.5  # share of the part's sentences


def role_by_content(document: Document, lines: Sequence[Piece], otherwise: PartRole) -> PartRole:
    """The role that most of the part's sentences speak for, else ``otherwise``."""
    said = [
        plain(text[s:e])
        for line in lines
        for text in (document.blocks[line.block].text[line.start : line.end],)
        for s, e in sentences(text)
        if e - s >= SHORTEST  # not a number by itself
    ]
    if not said:
        return otherwise
    recommends, difficulty, speaks = (any_of(p) for p in (phrases().recommends, phrases().difficulty, phrases().said))
    counts = dict.fromkeys((PartRole.OUTCOMES, PartRole.METHOD, PartRole.PROVISION, PartRole.VIEWS, PartRole.NEEDS), 0)
    for sentence in said:
        role = (
            PartRole.OUTCOMES
            if BY_THEN.match(sentence)
            else PartRole.METHOD
            if METHOD.match(sentence)
            else PartRole.VIEWS
            if speaks.search(sentence)
            else PartRole.PROVISION
            if AMOUNT.search(sentence) or recommends.search(sentence)
            else PartRole.NEEDS
            if difficulty.search(sentence)
            else None
        )
        if role:
            counts[role] += 1
    best = max(counts, key=lambda role: counts[role])
    if best is PartRole.NEEDS and otherwise is PartRole.TRIED:
        return otherwise
    return best if counts[best] > len(said) * SURE else otherwise
