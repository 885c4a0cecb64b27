"""A batch as tables: which sheets there are, their columns, and the rows that each case gives them.

The workbook, ``batch.json`` and the CSV files all come from here, so that none says what another does not.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from checks.assessment import Assessment
from reports.words import HOW, SEVERITY, answer_words, area_of, confidence, kind_words

Value = str | int | float | dt.date | None
Kind = Literal["text", "number", "share", "date"]
Questions = Mapping[str, str]  # a line's question by the line's id
Rows = Mapping[str, Sequence[Sequence[Value]]]  # one case's rows by sheet


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in characters, what it holds."""

    title: str
    width: int = 14
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns, and the rows of one case."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Assessment, Questions], Iterator[Sequence[Value]]]


_CASE, _TEAM = Column("Case", 18), Column("Team", 18)


def _number(title: str, width: int = 11) -> Column:
    return Column(title, width, "number")


def _cases(a: Assessment, _: Questions) -> Iterator[Sequence[Value]]:
    found = Counter(f.check for f in a.findings)
    weights = Counter[str](f.severity for f in a.findings)
    missing = ["Yes" if found[f"statement.missing_{letter}"] else "No" for letter in ("c", "d")]
    facts, plan = a.facts, a.plan
    scores = [x.answer for x in a.answers if isinstance(x.answer, int) and not isinstance(x.answer, bool)]
    yield (
        a.case, facts.team or None, facts.coordinator or None, facts.primary_need or None, facts.placement_type or None,
        plan.status, plan.child.year_group or None, plan.draft_date, sum(d.words for d in a.documents if d.role == "plan"),
        len(plan.needs), len(plan.outcomes), len(plan.provision),
        found["thread.need_without_provision"], found["thread.need_without_outcome"], *missing,
        *(weights[s] for s in SEVERITY), round(sum(scores) / len(scores), 2) if scores else None,
        sum(x.answer is None for x in a.answers), len(a.advice), a.assessed_at.date(), a.versions.get("form"),
    )  # fmt: skip


def _answers(a: Assessment, questions: Questions) -> Iterator[Sequence[Value]]:
    for x in a.answers:
        score = x.answer if isinstance(x.answer, int) else None
        sure = None if x.answer is None else x.confidence
        yield (
            a.case, a.facts.team or None, x.line.split(".")[0], x.line, questions.get(x.line), answer_words(x), score,
            sure, confidence(x).split(",")[0].capitalize(), x.why, x.evidence[0].quote if x.evidence else None,
        )  # fmt: skip


def _findings(a: Assessment, _: Questions) -> Iterator[Sequence[Value]]:
    for f in a.findings:
        document = a.documents[f.place.document].file if f.place else None
        page = f.place.page if f.place else None
        yield (
            a.case, a.facts.team or None, SEVERITY[f.severity], area_of(f.check), f.check, f.section or None, f.item,
            f.quote or None, f.message, f.suggestion, f.reason, document, page, f.version,
        )  # fmt: skip


def _thread(a: Assessment, _: Questions) -> Iterator[Sequence[Value]]:
    needs = {n.id: n for n in a.plan.needs}
    for t in a.plan.thread:
        need = needs[t.need]
        state = "Whole" if t.outcomes and t.provision else "Broken"
        yield (
            a.case, a.facts.team or None, t.need, need.section, need.area or None, need.text,
            ", ".join(t.outcomes) or "None", ", ".join(t.provision) or "None", state,
        )  # fmt: skip


def _advice(a: Assessment, _: Questions) -> Iterator[Sequence[Value]]:
    for entry in a.advice:
        d = a.documents[entry.document]
        late = (d.date - d.requested_on).days if d.date and d.requested_on else None
        how = Counter[str](g.how for g in entry.not_in_plan)
        yield (
            a.case, a.facts.team or None, d.file, kind_words(d.kind), d.author, d.author_role, d.requested_on, d.date, late,
            None if d.signed is None else "Yes" if d.signed else "No", entry.total, *(how[h] for h in HOW),
        )  # fmt: skip


def _gaps(a: Assessment, _: Questions) -> Iterator[Sequence[Value]]:
    for entry in a.advice:
        kind = kind_words(a.documents[entry.document].kind)
        for gap in entry.not_in_plan:
            yield (
                a.case, a.facts.team or None, kind, gap.what.capitalize(), HOW[gap.how], gap.quote, gap.item,
                gap.plan_quote or None, gap.difference or None,
            )  # fmt: skip


def _trends(a: Assessment, _: Questions) -> Iterator[Sequence[Value]]:
    """Every measure that is a share: summed over teams or months, "met" of "judged" is the trend."""
    month = f"{a.plan.draft_date:%Y-%m}" if a.plan.draft_date else None
    for name, measure in a.measures.items():
        met, missed, unknown = (int(str(measure.get(k, 0))) for k in ("met", "not_met", "unknown"))
        if met + missed:
            yield (
                a.case, a.facts.team or None, a.facts.primary_need or None, a.facts.placement_type or None,
                a.plan.child.year_group or None, month, name, met, met + missed, unknown, met / (met + missed),
            )  # fmt: skip


def _advice_data(a: Assessment, _: Questions) -> Iterator[Sequence[Value]]:
    """Each report's measures that are shares, by service and team; without its author."""
    month = f"{a.plan.draft_date:%Y-%m}" if a.plan.draft_date else None
    for entry in a.advice:
        service = kind_words(a.documents[entry.document].kind)
        for name, measure in entry.measures.items():
            met, missed = (int(str(measure.get(k, 0))) for k in ("met", "not_met"))
            if met + missed:
                yield a.case, a.facts.team or None, service, month, name, met, met + missed, met / (met + missed)


def _terms(a: Assessment, _: Questions) -> Iterator[Sequence[Value]]:
    month = f"{a.plan.draft_date:%Y-%m}" if a.plan.draft_date else None
    for f in a.findings:
        if f.check == "jargon.unexplained":
            yield a.case, a.facts.team or None, month, f.quote, f.section or None


SHEETS = (
    Sheet(
        "Cases", "One row a case.",
        (_CASE, _TEAM, Column("Co-ordinator", 20), Column("Primary need", 16), Column("Placement", 16), Column("Status", 10),
         Column("Year group", 11), Column("Date of draft", 13, "date"), _number("Words in the plan"), _number("Needs"),
         _number("Outcomes"), _number("Items of provision"), _number("Needs without provision", 13),
         _number("Needs without outcome", 13), Column("C statement missing", 12), Column("D statement missing", 12),
         _number("Findings: high"), _number("Findings: medium"), _number("Findings: low"),
         _number("Mean of the draft scores", 12), _number("Lines left to people", 12), _number("Reports"),
         Column("Assessed on", 13, "date"), Column("Forms", 18)), _cases,
    ),
    Sheet(
        "Answers", "Every line of the checklist for every case, as drafted. People decide.",
        (_CASE, _TEAM, Column("Section", 9), Column("Line", 28), Column("Question", 46), Column("Draft answer", 15),
         _number("Draft score"), Column("Confidence", 12, "share"), Column("How sure", 15), Column("Why", 60),
         Column("Words it rests on", 60)), _answers,
    ),
    Sheet(
        "Findings", "Everything found, the gravest first within a case.",
        (_CASE, _TEAM, Column("Weight", 10), Column("About", 20), Column("Check", 28), Column("Section", 9), Column("Item", 8),
         Column("The words", 60), Column("What is wrong", 50), Column("What to do", 50), Column("Why it matters", 40),
         Column("Document", 34), _number("Page", 8), _number("Version of the check")), _findings,
    ),
    Sheet(
        "Thread", "Each need with the outcomes and the provision that answer it.",
        (_CASE, _TEAM, Column("Need", 8), Column("Section", 9), Column("Area", 26), Column("The need", 70),
         Column("Outcomes", 18), Column("Provision", 24), Column("Thread", 10)), _thread,
    ),
    Sheet(
        "Advice", "Each report behind a plan.",
        (_CASE, _TEAM, Column("Document", 36), Column("Kind", 26), Column("Author", 24), Column("Role", 26),
         Column("Asked for on", 13, "date"), Column("Given on", 13, "date"), _number("Days it took"), Column("Signed", 9),
         _number("Draft total of 95"), _number("Not found in the plan"), _number("The plan says less"),
         _number("The plan says otherwise")), _advice,
    ),
    Sheet(
        "Advice and plan", "What the reports ask for that a plan leaves out, weakens or contradicts.",
        (_CASE, _TEAM, Column("Kind", 26), Column("What", 12), Column("Difference", 24), Column("The report says", 70),
         Column("Item", 8), Column("The plan says", 60), Column("What was lost", 40)), _gaps,
    ),
    Sheet(
        "Trends data", "Counts for pivot tables: how many items passed of those judged, by measure and case.",
        (_CASE, _TEAM, Column("Primary need", 16), Column("Placement", 16), Column("Year group", 11), Column("Month of draft", 12),
         Column("Measure", 34), _number("Passed"), _number("Judged"), _number("Not known"), Column("Share", 10, "share")), _trends,
    ),
    Sheet(
        "Advice data", "Counts for pivot tables: how much of each report passed of what was judged, by service and team.",
        (_CASE, _TEAM, Column("Service", 26), Column("Month of draft", 12), Column("Measure", 24), _number("Passed"),
         _number("Judged"), Column("Share", 10, "share")), _advice_data,
    ),
    Sheet(
        "Terms", "Terms that a plan does not explain where they first stand.",
        (_CASE, _TEAM, Column("Month of draft", 12), Column("Term", 30), Column("Section", 9)), _terms,
    ),
)  # fmt: skip


def rows_of(assessment: Assessment, questions: Questions) -> Rows:
    """All rows of one case, by sheet."""
    return {sheet.name: list(sheet.rows(assessment, questions)) for sheet in SHEETS}
