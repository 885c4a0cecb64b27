"""Whether advice is old, late or unsigned.

Looks for      The day the report bears, the day it was asked for, its signature.
Why            Advice is due within six weeks of being asked (SEND Regulations 2014, regulation 8); old advice
               stands only if its giver, the authority and the family agree (regulation 6(4)).
Fails          A report of March 2024 behind a draft of November 2026; asked for 10 July, written 18 September.
Passes         Asked for 17 August, written 24 September of the same year, signed.
Leaves alone   A report without a date, or whose day of asking nobody gives.
Not known      Late: where neither the report nor ``cases.csv`` says when it was asked for.
Known problems Twelve months is a proposed limit; an authority may hold to another (``limits.stale_advice_months``
               in its configuration).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from checks.ages import key_stage, year_from_birth
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.forms.authority import current
from checks.subject import Subject
from checks.words import load_words
from extractors.advice.model import Advice
from extractors.dates import in_words
from extractors.passage import Passage

STALE, LATE, UNSIGNED = "advice.stale", "advice.late", "advice.unsigned"
NAMES = ("advice.current", "advice.in_time", "advice.signed")
MONTH, A_YEAR = 30.5, 12  # days; months
DUE_DAYS = 42  # six weeks, regulation 8(1)
LONGEST_KNOWN = 400  # a request further back was not for this report


def examine(subject: Subject) -> Examined:
    """Findings for each old, late or unsigned report; the shares that are current, in time (also by service)
    and signed.
    """
    parts = [_examine(advice, number, subject) for number, advice in enumerate(subject.advice)]
    findings = tuple(f for found, _ in parts for f in found)
    measures = [m for n, name in enumerate(NAMES) if (m := _measure(name, [v[n] for _, v in parts])).of or m.unknown]
    for kind in dict.fromkeys(a.kind for a in subject.advice):
        times = [v[1] for a, (_, v) in zip(subject.advice, parts, strict=True) if a.kind is kind]
        measures.append(_measure(f"advice.in_time.{kind.value}", times))
    return Examined(findings, tuple(measures))


def _measure(name: str, answers: Sequence[bool | None]) -> Measure:
    return Measure(name, met=answers.count(True), not_met=answers.count(False), unknown=answers.count(None))


Words = tuple[Passage, int, int]
Verdicts = tuple[bool | None, bool | None, bool | None]


def _examine(advice: Advice, number: int, subject: Subject) -> tuple[list[Finding], Verdicts]:
    found = []
    stale, late = is_stale(advice, subject), is_late(advice, subject.case.facts.request_date)
    if stale:
        day = in_words(advice.date) if advice.date else ""
        months = current().limits.stale_advice_months
        limit = "a year" if months == A_YEAR else f"{months} months"
        message = f"This advice was written on {day}, more than {limit} or a school phase before the plan."
        remedy = (
            "Ask for up-to-date advice, or record that its author, the council and the family agree that it stands."
        )
        rule = "SEND Regulations 2014, regulation 6(4)"
        found.append(_finding(STALE, Severity.HIGH, advice, subject, (message, remedy, rule), _date_words(advice)))
    if late:
        message = "This advice came later than six weeks after it was asked for."
        remedy = "Note the reason; tell the service's manager where it recurs."
        rule = "SEND Regulations 2014, regulation 8(1)"
        words = _late_words(advice) or _date_words(advice)
        found.append(_finding(LATE, Severity.LOW, advice, subject, (message, remedy, rule), words))
    if advice.signed is False:
        said = (
            "This advice is not signed.",
            "Ask the author for a signed copy.",
            "Advice form, Process: signed and dated",
        )
        words = _unsigned_words(advice) or _date_words(advice)
        found.append(_finding(UNSIGNED, Severity.LOW, advice, subject, said, words))
    return found, (None if advice.date is None else not stale, None if late is None else not late, advice.signed)


def is_stale(advice: Advice, subject: Subject) -> bool:
    """Older than the limit at the draft, or written in an earlier phase of education."""
    draft = subject.plan.dates.draft or subject.today
    written = advice.date
    if written is None or written >= draft:
        return False
    birth = subject.plan.child.date_of_birth
    then, now = year_from_birth(birth, written), year_from_birth(birth, draft)
    earlier = then is not None and now is not None and key_stage(then) < key_stage(now) and (draft - written).days > 183
    return (draft - written).days > round(current().limits.stale_advice_months * MONTH) or earlier


def is_late(advice: Advice, requested: dt.date | None) -> bool | None:
    """Whether the report came more than six weeks after it was asked for; None where nobody says.

    ``requested`` is the day that ``cases.csv`` gives, used where the report gives none.
    """
    days = days_taken(advice, requested)
    if days is not None:
        return days > DUE_DAYS
    return True if _late_words(advice) else None


def days_taken(advice: Advice, requested: dt.date | None) -> int | None:
    """Days from the request to the report, where both are known."""
    asked = advice.dates.requested or requested
    if asked is None or advice.date is None:
        return None
    days = (advice.date - asked).days
    return days if 0 <= days <= LONGEST_KNOWN else None


def _first(advice: Advice, pattern: re.Pattern[str]) -> Words | None:
    for part in advice.parts:
        found = pattern.search(part.text)
        if found:
            return part.passage, found.start(), found.end()
    return None


def _late_words(advice: Advice) -> Words | None:
    return _first(advice, load_words("advice.currency")["late"])


def _unsigned_words(advice: Advice) -> Words | None:
    return _first(advice, load_words("advice.currency")["unsigned"])


def _date_words(advice: Advice) -> Words | None:
    """The line that names the report's day, else its first words."""
    for part in advice.parts:
        for line in part.text.splitlines():
            if advice.date and in_words(advice.date) in line:
                start = part.text.index(line)
                return part.passage, start, start + len(line)
    return None


def _finding(
    code: str, severity: Severity, advice: Advice, subject: Subject, said: tuple[str, str, str], words: Words | None
) -> Finding:
    """``said`` is message, remedy and rule; ``words`` where the report shows it."""
    message, remedy, rule = said
    quote = words[0].text[words[1] : words[2]] if words else ""
    place = subject.place(*words, advice.document) if words else None
    name = advice.title or advice.document.file
    return Finding(code, severity, "K", quote, f"{name}: {message}", remedy, rule, place=place)


CHECK = CaseCheck(codes=(STALE, LATE, UNSIGNED), version=1, examine=examine)
