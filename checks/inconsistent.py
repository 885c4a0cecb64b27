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
    value: str
    quote: str


def examine(subject: Subject) -> Examined:
    """One finding for each fact that is told in two ways."""
    return Examined((*_values(subject), *_opposed(subject)))


def _sentences(subject: Subject) -> Iterator[tuple[str, int, int, str]]:
    for letter in SECTIONS:
        section = subject.plan.sections.get(letter)
        for start, end in spans(section.text) if section else ():
            sentence = section.text[start:end] if section else ""
            yield letter, start, end, sentence


def _values(subject: Subject) -> Iterator[Finding]:
    first: dict[str, _Said] = {}
    told: set[str] = set()
    facts = load_words("facts")
    for letter, start, end, sentence in _sentences(subject):
        for fact, pattern in facts.items():
            m = pattern.search(sentence)
            if m is None or fact in told or _ONCE.search(sentence) or _OTHERS.search(sentence):
                continue
            value = next(v for k, v in m.groupdict().items() if k.startswith("value") and v).lower()
            said = _Said(letter, start, end, value, sentence)
            before = first.setdefault(fact, said)
            if _number(before.value) != _number(value):
                told.add(fact)
                yield _finding(subject, fact, before, said)


def _opposed(subject: Subject) -> Iterator[Finding]:
    words = load_words("facts.opposed")
    found: dict[str, _Said] = {}
    for letter, start, end, sentence in _sentences(subject):
        for name, pattern in words.items():
            m = pattern.search(sentence)
            others = name != RELATIVES and _OTHERS.search(sentence)
            if m and name not in found and not (others or _ONCE.search(sentence) or is_denied(sentence, m.start())):
                found[name] = _Said(letter, start, end, m[0], sentence)
    for name, one in found.items():
        other = found.get(name + AGAINST)
        if other:
            earlier, later = sorted((one, other), key=lambda s: (SECTIONS.index(s.section), s.start))
            yield _finding(subject, name, earlier, later)


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
