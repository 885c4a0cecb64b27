"""What a section C or D says where it states no needs: the classes of the domain handbook, section 6."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from checks.words import load_words
from models.sentences import sentences

LEAST = 3  # words; fewer say nothing


class Statement(StrEnum):
    """The classes, best first: a section takes the best of its sentences."""

    NEEDS = "needs"
    NO_RESPONSE = "no_response"
    NO_NEEDS = "no_needs"
    NOT_KNOWN = "not_known"
    SIGNPOST = "signpost"
    RESIDUE = "residue"
    BLANK = "blank"


def classify(text: str) -> Iterator[tuple[Statement, str]]:
    """Each sentence that is of a class, with it. A sentence may be of two ("not known, and so no needs")."""
    words = load_words("statement")
    for sentence in sentences(text):
        for kind in (
            Statement.RESIDUE,
            Statement.NO_RESPONSE,
            Statement.NO_NEEDS,
            Statement.NOT_KNOWN,
            Statement.SIGNPOST,
        ):
            if words[kind.value].search(sentence):
                yield kind, sentence


def section_class(text: str, *, needs: bool) -> tuple[Statement, tuple[str, ...]]:
    """The class of a whole section, and the sentences it rests on. ``needs``: the section lists needs."""
    found = list(classify(text))
    if needs:
        return Statement.NEEDS, ()
    for kind in Statement:
        quotes = tuple(s for k, s in found if k is kind)
        if quotes:
            return kind, quotes
    return Statement.BLANK, ()
