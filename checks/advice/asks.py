"""What each report asks for, clause by clause: the units that a plan must answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checks.advice.amounts import read_amounts
from checks.words import load_words
from extractors.advice.model import Advice, AdviceItem
from extractors.advice.sentences import sentences
from extractors.advice.vocabulary import any_of, phrases
from extractors.passage import Passage

What = Literal["need", "outcome", "provision"]
_CLAUSE = re.compile(r";\s+")
SHORT = 5  # words; without an amount or somebody who acts such a clause goes on with the one before
_ACTS = re.compile(r"\b(?:will|should|to be|must|needs?)\b")
FEWEST = 3  # words; a shorter clause belongs to the one before


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a report states: characters ``start`` to ``end`` of an item of the case's
    ``report``-th advice. ``whole`` is the item that it is part of, with its columns.
    """

    what: What
    report: int
    item: AdviceItem
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.item.text[self.start : self.end]

    @property
    def passage(self) -> Passage:
        """The passage it is part of."""
        return self.item.passage

    @property
    def full(self) -> str:
        """Its words with what the item's columns say of who and how often."""
        return "\n".join(t for t in (self.text, self.item.who.text, self.item.frequency.text) if t)


def asks_of(report: int, advice: Advice) -> list[Ask]:
    """Needs, outcomes and provision of one report, in that order."""
    asks = [Ask("need", report, item, s, e) for item in advice.needs for s, e in _whole(item.text)]
    asks += [Ask("outcome", report, item, s, e) for item in advice.outcomes for s, e in _first(item.text)]
    asks += [Ask("provision", report, item, s, e) for item in advice.provision for s, e in _clauses(item.text)]
    return asks


def _whole(text: str) -> Iterator[tuple[int, int]]:
    yield 0, len(text)


def _first(text: str) -> Iterator[tuple[int, int]]:
    """An outcome's own clauses; the sentences after the first say why it matters."""
    first = next(iter(sentences(text)), None)
    if first:
        yield from _merged(text, _split(text, *first))


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    spans = [span for s, e in sentences(text) for span in _split(text, s, e)]
    yield from _merged(text, spans)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for cut in _CLAUSE.finditer(text, start, end):
        yield at, cut.start()
        at = cut.end()
    yield at, end


def _merged(text: str, spans: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Clauses that stand alone; remarks are left out, fragments join the clause before."""
    words = load_words("advice.remark")
    comment = any_of(phrases().comment)
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        clause = text[start:end].strip()
        if any(words[k].match(clause) for k in ("remark", "admin")) or (kept and comment.search(clause)):
            continue
        if kept and (_is_fragment(clause) or words["condition"].match(clause)):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _is_fragment(clause: str) -> bool:
    """A clause without a subject of its own: "38 weeks", "by 15 January 2027"."""
    telling = load_words("advice.idle")["idle"].sub(" ", clause)
    if len(clause.split()) <= SHORT and not read_amounts(clause) and not _ACTS.search(clause):
        return True
    return len(clause.split()) < FEWEST or len(re.findall(r"[A-Za-z]{3,}", telling)) < 2
