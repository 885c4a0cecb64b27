"""What a section C or D says where it states no needs: the classes of the domain handbook, section 6.

A class is told from ideas that meet in a sentence and not from whole wordings: something was *asked* or is a
*matter* (advice, report), *not* and *given* stand near one another: no response. The order of the classes is
the handbook's: needs, no response, no needs, not known, signpost; residue and placeholders come after.
Measured: of 196 sentences written unseen an earlier list of wordings had 96 right, this 171; of the last 40 it had
31 (see ``tests/checks/cases/statement.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from checks.words import load_words
from models.sentences import sentences

NEAR = 8  # words between "not" and what it denies
_EXCEPT = re.compile(
    r"\b(?:apart from|except(?: for)?|other than|but|however|although|besides|aside from)\b", re.IGNORECASE
)
_STOPS = re.compile(
    r"[;:]|\bbut\b|\bwhich\b|\bbecause\b|\b(?:and|,) (?:(?:he|she|they|[A-Z][a-z]+) )?(?=(?:has|is|takes|needs|uses|have|are|helps)\b)"
)
_NOTHING_IS = re.compile(
    r"^\W*(?:nothing|nobody|no one)\b(?! but)", re.IGNORECASE
)  # "Nothing has been brought to … need"
_UNLESS = re.compile(r"^\W*without\b", re.IGNORECASE)  # "Without an adult beside her Mo would walk into the road"
_NOTHING_AFTER = re.compile(r" (?:no|nothing|none)\b(?! (?:\w+ ){0,4}needs)", re.IGNORECASE)


class Statement(StrEnum):
    """The classes, best first: a section takes the best of its sentences."""

    NEEDS = "needs"
    NO_RESPONSE = "no_response"
    NO_NEEDS = "no_needs"
    NOT_KNOWN = "not_known"
    SIGNPOST = "signpost"
    UNCLEAR = "unclear"
    RESIDUE = "residue"
    BLANK = "blank"


# A stated "no response" or "no needs" is looked for first where the plan lists no needs: it is what the line asks for.
BEST = (
    Statement.NO_RESPONSE,
    Statement.NO_NEEDS,
    Statement.NEEDS,
    Statement.NOT_KNOWN,
    Statement.SIGNPOST,
    Statement.RESIDUE,
)
LEAST = 5  # words; fewer are a title
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|will|can|cannot|gets|goes|sees|takes|uses|lives|must|wears|needs to)\b",
    re.IGNORECASE,
)
_NO_OTHER = re.compile(r"\b(?:no|any) (?:\w+ ){0,2}?(?:other|further|additional)\b|\bnothing else\b", re.IGNORECASE)
_DENIES_ITSELF = re.compile(
    r"\b(?:needs?|requires?)\b.*\b(?:no|not|without|little)\b", re.IGNORECASE
)  # "need no help"; "no social life" is a need
_ELSEWHERE = re.compile(r"^\W*(?:please )?(?:see|refer to|as) (?:above|below|section|attached)", re.IGNORECASE)


def classify(text: str) -> Iterator[tuple[Statement, str]]:
    """Each sentence that is of a class, with it. A sentence may be of two ("not known, and so no needs")."""
    before = ""
    for sentence in sentences(text):
        for kind in _kinds(sentence, before):
            yield kind, sentence
        before = sentence


def section_class(text: str, *, needs: bool) -> tuple[Statement, tuple[str, ...]]:
    """The class of a whole section, and the sentences it rests on. ``needs``: the section lists needs."""
    if needs:
        return Statement.NEEDS, ()
    found = list(classify(text))
    apart = load_words("statement")["set_apart"]
    if any(
        k is Statement.NEEDS and not apart.search(s) for k, s in found
    ):  # "... There are no other health needs": no other than these
        found = [(k, s) for k, s in found if k is not Statement.NO_NEEDS or not _NO_OTHER.search(s)]
    for kind in BEST:
        quotes = tuple(s for k, s in found if k is kind)
        if quotes:
            return kind, quotes
    told = tuple(s for s in sentences(text) if _tells(s))
    return (Statement.UNCLEAR, told) if told else (Statement.BLANK, ())


def _tells(sentence: str) -> bool:
    """Whether a sentence says anything at all: longer than a title, with a verb, and no mere "see above"."""
    return len(sentence.split()) >= LEAST and bool(_VERB.search(sentence)) and not _ELSEWHERE.search(sentence)


def states_need(sentence: str) -> bool:
    """Whether a sentence names a difficulty or circumstance of this child that nothing before it denies."""
    words = load_words("statement")
    found = (m for m in words["concern"].finditer(sentence) if not _DENIES_ITSELF.search(m[0]))
    return any(not is_denied(sentence, m.start()) for m in found) and not words["past"].search(sentence)


def _kinds(sentence: str, before: str) -> Iterator[Statement]:
    words = load_words("statement")
    residue, signpost = words["residue"].search(sentence), words["signpost"].search(sentence)
    if _no_response(sentence, before) and not (residue and not words["asked"].search(sentence)):
        yield Statement.NO_RESPONSE
    elif states_need(sentence) and not signpost and not residue:
        yield Statement.NEEDS
        return
    if residue:
        yield Statement.RESIDUE
        return
    if _no_needs(sentence):
        yield Statement.NO_NEEDS
    if _not_known(sentence):
        yield Statement.NOT_KNOWN
    if signpost:
        yield Statement.SIGNPOST


def _no_response(sentence: str, before: str) -> bool:
    """Asked for, or a report or a service's answer, and it has not come."""
    words = load_words("statement")
    if words["awaited_else"].search(sentence):
        return False
    about = words["asked"].search(sentence) or words["matter"].search(sentence)
    subject = about or words["asked"].search(before)
    if words["pending"].search(sentence) and about and (words["service"].search(f"{before} {sentence}")):
        return True
    if not subject:
        return False
    for given in words["given"].finditer(sentence):
        if _near(words["not"], sentence, given.start()) or _NOTHING_AFTER.match(sentence, given.end()):
            return True
    return False


def _near(pattern: re.Pattern[str], sentence: str, start: int) -> bool:
    """Whether the pattern stands before ``start`` within reach, in the same clause, and not of needs."""
    lead = _STOPS.split(sentence[:start])[-1]
    tail = " ".join(lead.split()[-NEAR:])
    return bool(pattern.search(tail)) and not re.search(r"\bneeds?\b", tail, re.IGNORECASE)


def _no_needs(sentence: str) -> bool:
    words = load_words("statement")
    bare = words["not_this_need"].sub(" ", sentence)
    if words["no_need"].search(bare):
        return True
    return any(is_denied(bare, need.start(), reach=NEAR + 2) for need in words["need"].finditer(bare))


def _not_known(sentence: str) -> bool:
    words = load_words("statement")
    found = words["not_known"].finditer(sentence)
    if any(m[0].lower().startswith(("un", "no")) or not is_denied(sentence, m.start()) for m in found):
        return True
    return any(is_denied(sentence, known.start()) for known in words["known"].finditer(sentence))


def is_denied(sentence: str, start: int, reach: int = NEAR) -> bool:
    """Whether "no", "not" or their like stands before a word, in its own clause."""
    words = load_words("statement")
    lead = _EXCEPT.split(_STOPS.split(sentence[:start])[-1])[-1]
    if _NOTHING_IS.match(lead):
        return True
    tail = " ".join(_UNLESS.sub(" ", lead).split()[-reach:])
    return any(m[0].lower() != "any" for m in words["not"].finditer(tail))
