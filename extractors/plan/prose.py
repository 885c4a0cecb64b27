"""Provision told in running prose: a paragraph that holds several items, each with an actor of its own, is parted.

"A speech and language therapist will see Ola for 30 minutes each week. The class teacher will use pictures in every
lesson." asks for two things. What only goes on about one ("She will also ...", "The programme ...") stays with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.plan.called import CHILD
from extractors.plan.placed import Placed
from models.sentences import spans

FEWEST = 5  # words of a sentence that asks for something
_ON = re.compile(
    r"(?:this|these|those|that|it|its|they|their|he|she|his|her|him|i|we|such|both|each of|some|other|also|then|if|when|where|while|after|before|during|once|as|for example|e\.g\.|the aim|the purpose|progress|without|because)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?P<who>.{1,220}?)\s(?:will|shall|should|must|is to|are to|to be|takes? place)\b(?: (?:also|then|all|both))?\s*(?P<does>\S+(?:\s\S+)?)",
    re.IGNORECASE | re.DOTALL,
)
_GIVEN = re.compile(
    r"(?:have|receive|be (?:given|offered|provided|supported)|need|get|access|attend|benefit)\b", re.IGNORECASE
)
_NEW = re.compile(
    r"(?:an?|one|two|three|four|all|every|each|any|weekly|daily|termly|fortnightly|monthly)\b", re.IGNORECASE
)
_NAME = re.compile(
    rf"(?!(?:Staff|Adults?|Teachers?|School|Nursery|College|Therapists?|Parents|Physiotherap\w+|CAMHS)\b){CHILD}$"
)
_WORD = re.compile(r"[A-Za-z][\w’'-]+")


_OFTEN = re.compile(
    r"\b(?:daily|weekly|fortnightly|monthly|termly|once|twice|three times|(?:per|each|every|a) (?:day|week|fortnight|month|term|half[- ]term|year|session|lesson|morning|afternoon))\b",
    re.IGNORECASE,
)
FRAGMENT = 22  # words of an entry that only names one of the things that its lead-in asks for


def asks(text: str) -> bool:
    """Whether a sentence of a paragraph asks for something to be done or given."""
    return any(_ASKS.match(text[a:b]) and len(text[a:b].split()) >= FEWEST for a, b in spans(text))


def holds_together(lead: str, entries: Sequence[str]) -> bool:
    """Whether a list is one item with the words that lead up to it: "Sam will have:" over short fragments, of which
    at most one says how often. Entries with amounts of their own are items.
    """
    if len(entries) < 2 or not (_ASKS.match(lead) or asks(lead)):
        return False
    short = all(len(e.split()) <= FRAGMENT and not _ASKS.match(e) for e in entries)
    running = all(e.rstrip().rstrip("and").rstrip().endswith((";", ",")) for e in entries[:-1])
    return short and running and sum(bool(_OFTEN.search(e)) for e in entries) <= 1


def parted(placed: Placed) -> list[Placed]:
    """The items of one paragraph of provision, in order; the paragraph itself where it asks for one thing."""
    text, cuts = placed.text, [0]
    for start, end in spans(text):
        if start and _begins(text[start:end], text[cuts[-1] : start]):
            cuts.append(start)
    if len(cuts) == 1 or not _ASKS.match(text[: cuts[1]]):
        return [placed]
    return list(_pieces(placed, cuts))


def _pieces(placed: Placed, cuts: list[int]) -> Iterator[Placed]:
    whole = len(placed.text)
    for begin, stop in zip(cuts, [*cuts[1:], whole], strict=True):
        end = begin + len(placed.text[begin:stop].rstrip())
        yield replace(placed, start=placed.start + begin, end=placed.start + end)


def _begins(sentence: str, before: str) -> bool:
    """Whether a sentence asks for something new after what stands before it."""
    asked = _ASKS.match(sentence)
    if asked is None or _ON.match(sentence) or len(sentence.split()) < FEWEST:
        return False
    who = asked["who"].strip()
    if _NAME.match(who):  # the child, or a member of staff named before
        return bool(_GIVEN.match(asked["does"]))
    if _NEW.match(who):
        return True
    nouns = _WORD.findall(re.split(r"[,(]| (?:who|with|from|in|of|for|at)\b", who)[0])
    return bool(nouns) and nouns[-1].lower().rstrip("s") not in {w.lower().rstrip("s") for w in _WORD.findall(before)}
