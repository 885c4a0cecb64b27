"""Ages, year groups and dates that do not agree, and outcomes whose time has passed.

Looks for      "is 9 years old" against the date of birth; a review before the draft; arrangements for another
               age ("under 5"); an outcome or step whose date is before the draft; a phase that ends otherwise.
Why            A plan that is out of date for the child's age cannot be reviewed (SEND Code of Practice 9.166).
Leaves alone   Ages told of the past ("when he was six"), reading ages, ages of brothers and sisters.
Known problems A child who is taught out of year may be told at low severity.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from checks.ages import age_on, printed_year, year_from_birth
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from extractors.dates import find_dates, in_words
from extractors.passage import Passage

REASON = "SEND Code of Practice 9.166 to 9.175: outcomes and arrangements must fit the child's age and phase"
_NUMBERS = [
    "nought",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_AGE = re.compile(
    rf"\b(?P<who>[A-Z][\w’'-]+|[Hh]e|[Ss]he|I) (?:is|am) (?:now |currently |aged )?(?P<age>\d{{1,2}}|{'|'.join(_NUMBERS[2:])})(?= years? (?:old|and|of age)|\.| and (?:lives|in|is)|,)"
)
_YEAR = re.compile(
    r"\b(?P<who>[A-Z][\w’'-]+|[Hh]e|[Ss]he) is (?:now |currently )?(?:a pupil )?in (?P<year>Year \d{1,2}|Reception|Nursery)\b"
)
_UNDER_FIVE = re.compile(
    r"\bunder (?:the age of )?(?:5|five)\b(?! (?:minutes|hours|pupils))|\bevery (?:3|three) to (?:6|six) months\b",
    re.IGNORECASE,
)
_PHASE_END = re.compile(r"end of (?P<phase>Reception|Year \d{1,2}) \((?:[A-Z][a-z]+ )?(?P<year>20\d\d)\)")
_TARGET = re.compile(r"\b[Bb]y\b[^.]{0,40}$")


def examine(subject: Subject) -> Examined:
    """All disagreements, each quoted."""
    at = subject.plan.dates.draft or subject.today
    return Examined(
        (
            *_stated_ages(subject, at),
            *_years(subject, at),
            *_arrangements(subject, at),
            *_past(subject, at),
            *_phases(subject),
            *_review(subject, at),
        )
    )


def _finding(
    subject: Subject,
    section: str,
    passage: Passage,
    start: int,
    end: int,
    message: str,
    *,
    item: str | None = None,
    code: str = "dates.inconsistent",
    severity: Severity = Severity.MEDIUM,
) -> Finding:
    return Finding(
        code,
        severity,
        section,
        passage.text[start:end],
        message,
        "Check it against the date of birth and the date of the plan.",
        REASON,
        item,
        subject.place(passage, start, end),
    )


def _is_child(subject: Subject, who: str) -> bool:
    return who in ("I",) or any(who == n for n in subject.plan.child.first_names)


def _stated_ages(subject: Subject, at: dt.date) -> Iterator[Finding]:
    born = subject.plan.child.date_of_birth
    for letter in ("A", "B", "C", "D"):
        section = subject.plan.sections.get(letter)
        for m in _AGE.finditer(section.text) if section and born else ():
            said = int(m["age"]) if m["age"].isdigit() else _NUMBERS.index(m["age"])
            age = age_on(born, at)
            if _is_child(subject, m["who"]) and age is not None and abs(said - age) >= 1 and section:
                if said == age + 1 and age_on(born, subject.today) == said:
                    continue
                yield _finding(
                    subject,
                    letter,
                    section.passage,
                    m.start(),
                    m.end(),
                    f"The date of birth makes the child {age} at the draft, not {said}.",
                )


def _years(subject: Subject, at: dt.date) -> Iterator[Finding]:
    child = subject.plan.child
    expected = printed_year(child.year_group)
    for letter in ("A", "B"):
        section = subject.plan.sections.get(letter)
        for m in _YEAR.finditer(section.text) if section else ():
            said = printed_year(m["year"])
            if _is_child(subject, m["who"]) and expected is not None and said != expected and section:
                yield _finding(
                    subject, letter, section.passage, m.start(), m.end(), f"The front sheet says {child.year_group}."
                )
    by_birth = year_from_birth(child.date_of_birth, at)
    if expected is not None and by_birth is not None and abs(by_birth - expected) > 1 and subject.plan.front:
        at_word = subject.plan.front.text.find(child.year_group)
        if at_word >= 0:
            yield _finding(
                subject,
                "",
                subject.plan.front,
                at_word,
                at_word + len(child.year_group),
                "The date of birth gives another year group.",
                severity=Severity.LOW,
            )


def _arrangements(subject: Subject, at: dt.date) -> Iterator[Finding]:
    age = age_on(subject.plan.child.date_of_birth, at)
    section = subject.plan.sections.get("E")
    if age is None or age < 6 or section is None:
        return
    for m in _UNDER_FIVE.finditer(section.text):
        line_start = section.text.rfind("\n", 0, m.start()) + 1
        yield _finding(
            subject,
            "E",
            section.passage,
            line_start,
            m.end(),
            f"These arrangements are for a child under five; this child is {age}.",
        )
        return


def _past(subject: Subject, at: dt.date) -> Iterator[Finding]:
    for outcome in subject.plan.outcomes:
        for passage in (outcome.passage, *outcome.steps):
            for found in find_dates(passage.text)[:1]:
                if found.date < at and _TARGET.search(passage.text[: found.start]):
                    start = max(passage.text.rfind("By ", 0, found.start), passage.text.rfind("by ", 0, found.start), 0)
                    yield _finding(
                        subject,
                        "E",
                        passage,
                        start,
                        found.end,
                        f"This date is before the draft of {in_words(at)}.",
                        item=outcome.id,
                        code="outcome.past_date",
                    )
            m = re.search(r"\b[Bb]y Easter (20\d\d)\b", passage.text)
            if m and dt.date(int(m[1]), 4, 30) < at:
                yield _finding(
                    subject,
                    "E",
                    passage,
                    m.start(),
                    m.end(),
                    f"This date is before the draft of {in_words(at)}.",
                    item=outcome.id,
                    code="outcome.past_date",
                )


def _phases(subject: Subject) -> Iterator[Finding]:
    """An outcome by "the end of Reception (July 2027)" where this child's Reception year ends in another summer."""
    born = subject.plan.child.date_of_birth
    for outcome in subject.plan.outcomes:
        m = _PHASE_END.search(outcome.text)
        year = printed_year(m["phase"]) if m else None
        if m and year is not None and born:
            right = year_from_birth(born, dt.date(int(m["year"]), 7, 1))
            if right is not None and right != year:
                yield _finding(
                    subject,
                    "E",
                    outcome.passage,
                    m.start(),
                    m.end(),
                    "By the date of birth, this child's year ends in another summer.",
                    item=outcome.id,
                )


def _review(subject: Subject, at: dt.date) -> Iterator[Finding]:
    due = subject.plan.dates.next_review
    front = subject.plan.front
    if due and due < at and front:
        yield _finding(
            subject, "", front, 0, min(80, len(front.text)), f"The next review ({in_words(due)}) is before the draft."
        )


CHECK = CaseCheck(codes=("dates.inconsistent", "outcome.past_date"), version=1, examine=examine)
