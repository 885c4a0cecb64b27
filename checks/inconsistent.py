"""Facts of the child that a plan tells twice, and not alike.

Looks for      One fact with two values (two brothers and three, left- and right-handed, two attendances), and sayings
               that cannot both be so ("sleeps well", "wakes several times"), of the child, in Sections A to D, F and G.
Why            Sections must fit together (SEND Code of Practice 9.61): where they do not, one of them was pasted or
               is out of date.
Fails          A "Reece sleeps and eats well."; C "He wakes several times each night."
Passes         A "He slept badly as a baby. He sleeps well now."
Leaves alone   What was so once ("was", "used to", "when he was four", a year or class long past); what others are; what
               a sentence denies or doubts; what is said by someone ("school says ... at home").
Not known      Which of the two is right: people see both.
Known problems A change between two reports is told too, unless a sentence says so.
Measured       Of 40 pairs written with the lists, all are right; the samples: see ``tests/checks/test_inconsistent.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.statement.classify import is_denied
from checks.subject import Subject
from checks.words import load_words
from models.sentences import spans

CODE = "plan.inconsistent"
SECTIONS = ("A", "B", "C", "D", "F", "G")
REASON = "SEND Code of Practice 9.61: the sections must fit together"
AGAINST = ", against"
RELATIVES = f"family{AGAINST}"  # the one saying that is of relatives themselves
_OTHERS = re.compile(
    r"\b(?:mum|mother|dad|father|brother|sister|gran\w*|nan|uncle|aunt\w*|cousin|friend|parents?|carers?)(?:[’']s)? (?:\w+s|had|who|can|will)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:was|were|used to|when (?:he|she|they|I) (?:was|were)|as a (?:baby|toddler|small child)|until|in the past|previously|before|had|at that time|in Year \d|in Reception|no longer|at first|if|unless|would like|wants?|hopes?|will|by (?:July|the end)|on (?:a )?good days?|sometimes|usually|at (?:home|school|weekends)|in (?:class|school)|some(?:one|body)|with (?:help|support|medication|melatonin)|since|now)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Said:
    section: str
    start: int
    end: int
    words: str
    quote: str


def examine(subject: Subject) -> Examined:
    """One finding for each fact that is told in two ways."""
    return Examined((*_values(subject), *_opposed(subject)))


def _sayings(subject: Subject, pattern: re.Pattern[str]) -> Iterator[tuple[_Said, re.Match[str]]]:
    """Each place of the plan that matches, with its sentence; what was so once, and what is supposed, left out."""
    for letter in SECTIONS:
        section = subject.plan.sections.get(letter)
        for m in pattern.finditer(section.text) if section else ():
            text = section.text if section else ""
            line = text.rfind("\n", 0, m.start()) + 1
            ends = (text.find("\n", m.end()) + 1 or len(text) + 1) - 1
            start, end = next(
                ((line + s, line + e) for s, e in spans(text[line:ends]) if line + s <= m.start() < line + e),
                (line, ends),
            )
            if not _ONCE.search(text[start:end]):
                yield _Said(letter, start, end, m[0], text[start:end]), m


def _values(subject: Subject) -> Iterator[Finding]:
    for fact, pattern in load_words("facts").items():
        first: tuple[_Said, str] | None = None
        for said, m in _sayings(subject, pattern):
            value = _number(next(v for v in m.groupdict().values() if v).lower())
            if _OTHERS.search(said.quote):
                continue
            if first is None:
                first = said, value
            elif first[1] != value:
                yield _finding(subject, fact, first[0], said)
                break


def _opposed(subject: Subject) -> Iterator[Finding]:
    words = load_words("facts.opposed")
    for name in words:
        one = None if name.endswith(AGAINST) else _first(subject, words, name)
        other = _first(subject, words, name + AGAINST) if one else None
        if one and other:
            earlier, later = sorted((one, other), key=lambda s: (SECTIONS.index(s.section), s.start))
            yield _finding(subject, name, earlier, later)


def _first(subject: Subject, words: dict[str, re.Pattern[str]], name: str) -> _Said | None:
    """Where the plan first says so of this child, and nothing denies it."""
    for said, m in _sayings(subject, words[name]):
        others = name != RELATIVES and _OTHERS.search(said.quote)
        if not (others or is_denied(said.quote, said.quote.find(m[0]))):
            return said
    return None


_NUMBERS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight")


def _number(value: str) -> str:
    return str(_NUMBERS.index(value)) if value in _NUMBERS else value.rstrip(".")


def _finding(subject: Subject, fact: str, before: _Said, said: _Said) -> Finding:
    passage = subject.plan.sections[said.section].passage
    return Finding(
        CODE, Severity.LOW, said.section, said.quote,
        f'Section {before.section} tells it otherwise ({fact}): "{before.quote[:160]}".',
        "Check which is right and write both alike, or say when and where each is so.",
        REASON, None, subject.place(passage, said.start, said.end),
    )  # fmt: skip


CHECK = CaseCheck(codes=(CODE,), version=1, examine=examine)
