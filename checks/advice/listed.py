"""Section K beside the folder: advice used and not listed, listed and not there, listed otherwise.

Looks for      Each report's author, kind and day in the rows of section K; the kinds that regulation 6 asks for.
Why            Section K lists the advice and information that the plan rests on (SEND Regulations 2014,
               regulation 12(1)(k) and regulation 6(1); SEND Code of Practice 9.62).
Fails          A specialist teacher's report lies in the folder; section K has four other rows.
Passes         "Medical | Dr F Macleish | Paediatrician | 24/09/2026" and her report of that day.
Leaves alone   Views of the child and family, which may stand in section A; a case without any report.
Not known      A plan whose section K was not found: then nothing is held against it.
Known problems Two reports of one kind without authors in section K cannot be told apart.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from checks.advice.required import ADULTHOOD, required
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Place, Severity
from checks.subject import Subject
from checks.words import load_words
from extractors.advice import kind_of
from extractors.advice.model import Advice, AdviceKind
from extractors.dates import in_words, parse_date
from extractors.plan.model import ListedAdvice

NOT_LISTED, NOT_RECEIVED, DIFFERS, MISSING = (
    "advice.not_listed", "advice.not_received", "advice.list_differs", "advice.kind_missing",
)  # fmt: skip
REASON = "SEND Regulations 2014, regulations 6(1) and 12(1)(k)"
NAME, KIND, DAY = 3.0, 2.0, 1.5  # what speaks for a row being this report
TOLD = 3.0  # from here on it is
RECEIVED_WITHIN = 60  # days after its own date in which a report comes in
FEWEST_LATER = 2  # rows that show the list's manner
SENTENCE = 2  # reports that a sentence with semicolons names, from which it is a list
SPELT = 88  # likeness of two spellings of a name, of 100
_TITLES = re.compile(r"\b(?:dr|mr|mrs|ms|miss|prof|professor)\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row or line of section K: its words, the kind it names, its day, whether it says who wrote it."""

    text: str
    kind: AdviceKind
    day: dt.date | None
    author: str


def examine(subject: Subject) -> Examined:
    """Findings on section K; the measures ``advice.listed`` and ``advice.kinds``."""
    rows = list(rows_of(subject))
    section = subject.plan.sections.get("K")
    if not rows and section is None:
        return Examined()
    pairs = match(subject.advice, rows)
    findings = [_not_listed(a, subject) for i, a in enumerate(subject.advice) if i not in pairs]
    came_in = _gives_days_of_receipt([(subject.advice[i], rows[r]) for i, r in pairs.items()])
    findings += [f for i, r in pairs.items() for f in _differs(subject.advice[i], rows[r], subject, came_in=came_in)]
    if subject.advice:
        used = set(pairs.values())
        findings += [_not_received(row, subject) for j, row in enumerate(rows) if j not in used and _is_report(row)]
    missing, due = required(subject, frozenset(r.kind for r in rows), section.text if section else "")
    findings += [_missing(name, said, subject) for name, said in missing]
    listed = [a.title for i, a in enumerate(subject.advice) if i in pairs]
    unlisted = [a.title for i, a in enumerate(subject.advice) if i not in pairs]
    # Advice on adulthood is asked for within any report: it is told of, but is no row that the list lacks.
    papers = tuple(name for name, _ in missing if name != ADULTHOOD)
    measures = (
        Measure("advice.listed", met=len(listed), not_met=len(unlisted), quotes=tuple(r.text for r in rows), failing=tuple(unlisted)),
        Measure("advice.kinds", met=max(0, due - len(missing)), not_met=len(papers), failing=papers),
    )  # fmt: skip
    return Examined(tuple(findings), measures)


def not_received(subject: Subject) -> tuple[str, ...]:
    """The rows of section K that list a report which is not among the documents of the case."""
    rows = list(rows_of(subject))
    used = set(match(subject.advice, rows).values())
    return tuple(row.text for number, row in enumerate(rows) if number not in used and _is_report(row))


def rows_of(subject: Subject) -> Iterator[Row]:
    """The rows of section K's list, and the lines of its text that name an author or a kind."""
    listed = subject.plan.listed_advice
    section = subject.plan.sections.get("K")
    texts: list[ListedAdvice] = [row for row in listed if row.author or row.title]
    known = "\n".join(row.text for row in listed if row.author or row.title)
    known += "\n" + subject.plan.lead_professional.text  # the lead's name and role list no report
    if section is not None:
        texts += [ListedAdvice(line) for line in section.text.splitlines() if line.strip() and line not in known]
    for row in texts:
        parts = _told_in_a_sentence(row.text)
        if parts:
            yield from (Row(part, kind_of(part, part), parse_date(part), "") for part in parts)
            continue
        kind = kind_of(row.title, row.role) if row.title or row.role else AdviceKind.OTHER
        if kind is AdviceKind.OTHER:  # the job stands where another list has the name, or the list has no title
            kind = kind_of(row.text, row.text)
        yield Row(row.text or row.title, kind, row.date or parse_date(row.text), row.author)


def _told_in_a_sentence(text: str) -> list[str]:
    """The reports that one sentence lists: "psychology advice by Dr Vane, dated …; school advice by …; and …"."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    dated = [part for part in parts if parse_date(part) or kind_of(part, part) is not AdviceKind.OTHER]
    return parts if len(dated) >= SENTENCE else []


def match(advice: Sequence[Advice], rows: Sequence[Row]) -> dict[int, int]:
    """Which report stands in which row: best pairs first, each row once, lines of prose as often as need be."""
    scored = sorted(
        ((_score(a, row), -j, i, j) for i, a in enumerate(advice) for j, row in enumerate(rows)), reverse=True
    )
    pairs: dict[int, int] = {}
    for score, _, i, j in scored:
        taken = j in pairs.values() and bool(rows[j].author)
        if score >= TOLD and i not in pairs and not taken:
            pairs[i] = j
    return pairs


def _score(advice: Advice, row: Row) -> float:
    named = bool(advice.author) and names_author(advice.author, row.text)
    same_kind = row.kind is advice.kind and row.kind is not AdviceKind.OTHER
    same_day = row.day is not None and row.day in (advice.date, advice.dates.written)
    other = bool(row.author) and bool(advice.author) and not named
    alone = KIND / 2 if same_kind and not row.author else 0.0
    told = same_kind and same_day  # another author's name is then the slip
    return named * NAME + same_kind * KIND + same_day * DAY + alone - (other and not told) * 1.0


def names_author(author: str, text: str) -> bool:
    """Whether the text holds the surname of every author, allowing for a slip of spelling."""
    words = re.findall(r"[\w'’-]+", text.lower())
    for name in re.split(r"\s+and\s+|,|;|&", _TITLES.sub(" ", author)):
        parts = name.split()
        if parts and max((fuzz.ratio(parts[-1].lower(), w) for w in words), default=0) < SPELT:
            return False
    return bool(author.strip())


def _is_report(row: Row) -> bool:
    """A row that lists a report of somebody's, and not the family's own views or a sentence about the list."""
    own = load_words("advice.listed")["views"].search(row.text)
    awaited = load_words("advice.listed")["awaited"].search(row.text)
    return bool(row.author or row.day) and row.kind is not AdviceKind.OTHER and not own and not awaited


def _not_listed(advice: Advice, subject: Subject) -> Finding:
    title = advice.title or advice.document.file
    who = f" by {advice.author}" if advice.author else ""
    message = f"This advice{who} lies in the case and is not in the list of section K."
    return _finding(
        NOT_LISTED,
        Severity.MEDIUM,
        title,
        message,
        "Add it to section K with its author, role and date.",
        _title_place(advice, subject),
    )


def _not_received(row: Row, subject: Subject) -> Finding:
    message = "Section K lists this advice; it is not among the documents of the case."
    return _finding(
        NOT_RECEIVED,
        Severity.LOW,
        row.text,
        message,
        "Put the report with the plan, or correct the list.",
        _row_place(row, subject),
    )


def _days_of(advice: Advice) -> set[dt.date]:
    return {d for d in (advice.dates.written, advice.dates.signed, *advice.dates.seen) if d}


def _gives_days_of_receipt(pairs: Sequence[tuple[Advice, Row]]) -> bool:
    """Whether the list's days are those on which reports came in: later than the report's own in most rows."""
    dated = [(row.day, _days_of(advice)) for advice, row in pairs if row.day and _days_of(advice)]
    later = sum(0 < (day - max(own)).days <= RECEIVED_WITHIN for day, own in dated)
    return later >= FEWEST_LATER and later > len(dated) / 2


def _differs(advice: Advice, row: Row, subject: Subject, *, came_in: bool) -> Iterator[Finding]:
    """A listed author or day that is not the report's own. ``came_in``: the list's days are days of receipt."""
    known = _days_of(advice)
    what = []
    received = came_in and row.day is not None and bool(known) and row.day >= max(known)
    if row.day and known and row.day not in known and not received:
        own = advice.date
        what.append(f"the report is dated {in_words(own)}" if own else "the report bears another date")
    if row.author and advice.author and not names_author(advice.author, row.text):
        what.append(f"the report names {advice.author} as its author")
    if what:
        message = f"Section K and the report differ: {' and '.join(what)}."
        yield _finding(
            DIFFERS,
            Severity.LOW,
            row.text,
            message,
            "Correct the list, or file the right report.",
            _row_place(row, subject),
        )


def _missing(name: str, said: bool, subject: Subject) -> Finding:
    told = " Section K says that it was asked for and has not come." if said else ""
    message = f"There is no {name} in the case and none is listed, though the regulations ask for it.{told}"
    return _finding(
        MISSING,
        Severity.LOW if said else Severity.MEDIUM,
        "",
        message,
        "Ask for it, or say in section K when it was asked for and why it is not there.",
        None,
    )


def _finding(code: str, severity: Severity, quote: str, message: str, suggestion: str, place: Place | None) -> Finding:
    return Finding(code, severity, "K", quote, message, suggestion, REASON, place=place)


def _title_place(advice: Advice, subject: Subject) -> Place | None:
    for block in advice.document.body:
        at = block.text.find(advice.title) if advice.title else -1
        if at >= 0:
            number = subject.case.number(advice.document)
            return Place(number, block.index, at, at + len(advice.title), block.page)
    return None


def _row_place(row: Row, subject: Subject) -> Place | None:
    """Where the row's first cell stands in the plan."""
    section = subject.plan.sections.get("K")
    first = row.text.split(" | ")[0].strip()
    at = section.text.find(first) if section and first else -1
    return subject.place(section.passage, at, at + len(first)) if section and at >= 0 else None


CHECK = CaseCheck(codes=(NOT_LISTED, NOT_RECEIVED, DIFFERS, MISSING), version=1, examine=examine)
