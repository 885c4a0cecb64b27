"""An outcome or step whose time has passed.

Looks for      A target date, term, school year, phase, age or birthday that was over at the draft.
Why            Outcomes look ahead over varying times (SEND Code of Practice 9.66, 9.69); one that is over is left
               from an earlier plan.
Fails          By July 2026 Maisie will read 100 words.   (in a draft of 2 November 2026)
Passes         By July 2027 Maisie will read 100 words (46 in September 2026).
Leaves alone   Dates of where the child stands now ("46 in September 2026"), and of what was done before.
Not known      "By the end of the year", where the year is not said.
Known problems A target that passed between the draft and today is told at low severity.
Measured       Of 39 outcomes written unseen, the earlier check had 26 right; alarms on the samples: 0 a plan.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from checks.ages import KEY_STAGE_ENDS, number_in, printed_year, year_ends
from checks.check import CaseCheck
from checks.dates import REASON, REMEDY
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from extractors.dates import find_dates, in_words
from extractors.passage import Passage
from extractors.plan.model import Child, Outcome

# The last day of each season's term, with the year after which it is counted.
_SEASONS = {"spring": (4, 30), "easter": (4, 30), "summer": (7, 31), "autumn": (12, 31), "christmas": (12, 31)}
_BY = r"(?:\b(?:by|before|until)\b|^(?:in|at|during)\b)"
_SEASON = re.compile(
    rf"{_BY}(?: the)?(?: (?:end|start|beginning) of)?(?: the)? (?P<season>spring|easter|summer|autumn|christmas)(?: term| half[- ]term)?,? (?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(
    r"\bby (?:the )?end of (?:the )?(?:academic |school )?year (?P<from>20\d\d) ?[/–-] ?(?:20)?\d\d\b", re.IGNORECASE
)
_BARE_YEAR = re.compile(r"\bby (?P<year>20\d\d)\b(?! ?[/–-])", re.IGNORECASE)
_PHASE = re.compile(
    r"(?:\bby (?:the )?end of|^at the end of|\bby (?:easter|christmas|half[- ]term|the (?:autumn|spring|summer)(?: term)?) (?:of|in)) (?:his |her |their |my )?(?P<phase>(?:Year|Yr|Y) ?\d{1,2}|Reception|(?:Key Stage|KS) ?\d|(?:the )?(?:Early Years )?Foundation Stage|EYFS)\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\bby (?:the )?age (?:of )?(?P<age>\w+)\b|\bby (?:his|her|their|my) (?P<birthday>\w+) birthday\b", re.IGNORECASE
)


def examine(subject: Subject) -> Examined:
    """At most one finding for each outcome's heading, words and steps."""
    at = subject.plan.dates.draft or subject.today
    return Examined(tuple(_past(subject, at)))


def _past(subject: Subject, at: dt.date) -> Iterator[Finding]:
    for outcome in subject.plan.outcomes:
        over = _over(Passage(outcome.heading), subject.plan.child, at) if outcome.heading else None
        if over:
            yield _finding(subject, outcome.passage, 0, len(outcome.text), at, over[2], outcome.id)
            continue
        for passage in (outcome.passage, *outcome.steps):
            if found := _over(passage, subject.plan.child, at):
                yield _finding(subject, passage, found[0], found[1], at, found[2], outcome.id)
            elif at < subject.today and (later := _over(passage, subject.plan.child, subject.today)):
                yield _finding(subject, passage, later[0], later[1], at, later[2], outcome.id, Severity.LOW)


def _over(passage: Passage, child: Child, at: dt.date) -> tuple[int, int, dt.date] | None:
    """Where the first target that was over stands, and when it was due."""
    return next(((s, e, due) for s, e, due in _targets(passage.text, child, at) if due < at), None)


def due_of(outcome: Outcome, child: Child, at: dt.date) -> dt.date | None:
    """When an outcome is due, by its own words or the heading over it; None where neither says."""
    text = f"{outcome.heading}\n{outcome.text}" if outcome.heading else outcome.text
    return max((due for _, _, due in _targets(text, child, at)), default=None)


def _targets(text: str, child: Child, at: dt.date) -> Iterator[tuple[int, int, dt.date]]:
    for m in _SEASON.finditer(text):
        yield m.start(), m.end(), dt.date(int(m["year"]), *_SEASONS[m["season"].lower()])
    for m in _SCHOOL_YEAR.finditer(text):
        yield m.start(), m.end(), dt.date(int(m["from"]) + 1, 7, 31)
    for m in _BARE_YEAR.finditer(text):
        yield m.start(), m.end(), dt.date(int(m["year"]), 12, 31)
    for found in find_dates(text):
        lead = re.search(
            r"\bby(?: the)?(?: (?:end|start|beginning) of)?(?: half[- ]term (?:in|of))? ?\(?$",
            text[: found.start].rstrip(),
            re.IGNORECASE,
        )
        if lead:
            yield lead.start(), found.end, found.date
    for m in _PHASE.finditer(text):
        year = _last_year(m["phase"])
        due = year_ends(child, at, year) if year is not None else None
        if due:
            yield m.start(), m.end(), due
    for m in _AGE.finditer(text):
        age = number_in(m["age"] or m["birthday"])
        if age and child.date_of_birth and 2 <= age <= 25:
            born = child.date_of_birth
            years = age + (1 if m["age"] else 0)  # "by the age of 9" lasts until the tenth birthday
            yield m.start(), m.end(), dt.date(born.year + years, born.month, min(born.day, 28))


def _last_year(phase: str) -> int | None:
    lower = phase.lower()
    if "foundation" in lower or "eyfs" in lower:
        return 0
    if lower.startswith(("key", "ks")):
        stage = re.search(r"\d", lower)
        return KEY_STAGE_ENDS.get(int(stage[0])) if stage else None
    return printed_year(phase)


def _finding(
    subject: Subject,
    passage: Passage,
    start: int,
    end: int,
    at: dt.date,
    due: dt.date,
    item: str,
    severity: Severity = Severity.MEDIUM,
) -> Finding:
    since = f"was over before the draft of {in_words(at)}" if due < at else "has passed since the draft"
    return Finding(
        "outcome.past_date",
        severity,
        "E",
        passage.text[start:end],
        f"This target ({in_words(due)} at the latest) {since}.",
        REMEDY,
        REASON,
        item,
        subject.place(passage, start, end),
        version=2,
    )


CHECK = CaseCheck(codes=("outcome.past_date",), version=2, examine=examine)
