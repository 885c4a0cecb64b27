"""Facts told in one clause with a figure, a grade or a side, so that two tellings of the same fact can be compared.

"Counts to four" and "counts to six" tell one thing differently; "reads 36 words a minute" and "spells 20 words" do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from checks.advice.amounts import in_digits
from checks.words import load_words
from extractors.advice.vocabulary import plain

Kind = Literal["figure", "grade", "side"]
_WORDED: tuple[Kind, ...] = ("grade", "side")
MOST_FRAME = 6  # telling words; a longer clause tells several things
_CLAUSE = re.compile(r"[.;:()]|,(?!\d)|\b(?:and|but|although|which|who|because|when|while|so)\b")
_FIGURE = re.compile(r"(?<![\w./:-])(\d+(?:\.\d+)?)(?![\w/:-])(?!\.\d)(?: ?(%))?")
_WORD = re.compile(r"[a-z][a-z'-]*")
STEM = 5  # letters by which words are told


@dataclass(frozen=True, slots=True)
class Fact:
    """What a clause says of its subject: ``about`` the beginnings of its telling words, ``unit`` what a figure counts."""

    kind: Kind
    about: frozenset[str]
    unit: str
    value: str


@lru_cache(maxsize=8_000)
def facts_in(sentence: str) -> tuple[Fact, ...]:
    """The facts of a sentence; none of one that tells of a day, an age or what is hoped for."""
    words = in_digits(plain(sentence).lower())
    if load_words("advice.facts")["elsewhen"].search(words):
        return ()
    return tuple(fact for clause in _CLAUSE.split(words) for fact in _facts_of(clause))


def _facts_of(clause: str) -> Iterator[Fact]:
    lists = load_words("advice.facts")
    figures = list(_FIGURE.finditer(clause))
    if len(figures) == 1:
        found = figures[0]
        after = _WORD.match(clause[found.end() :].lstrip())
        unit = found[2] or (after[0][:STEM] if after and not lists["idle"].fullmatch(after[0]) else "")
        if about := _about(clause, found):
            yield Fact("figure", about, unit, found[1])
    for kind in _WORDED:
        given = list(lists[kind].finditer(clause))
        if len({m[0] for m in given}) == 1 and (about := _about(clause, given[0])):
            yield Fact(kind, about, "", _value(kind, given[0][0]))


def _value(kind: str, said: str) -> str:
    return said.split()[0].removesuffix("ly") if kind == "grade" else said.split()[0]


def _about(clause: str, found: re.Match[str]) -> frozenset[str]:
    """The beginnings of the clause's telling words beside the value; none where they are too many to be one fact."""
    idle = load_words("advice.facts")["idle"]
    rest = clause[: found.start()] + " " + clause[found.end() :]
    held = frozenset(beginning(w) for w in _WORD.findall(rest) if len(w) > 1 and not idle.fullmatch(w))
    return held if len(held) <= MOST_FRAME else frozenset()


def beginning(word: str) -> str:
    """The letters by which a small word is told: "sessions" and "session" alike."""
    return word[:STEM].rstrip("s")


def alike(first: Fact, second: Fact) -> float:
    """0 to 1: the share of the telling words of two facts that both have."""
    together = first.about | second.about
    return len(first.about & second.about) / len(together) if together else 0.0
