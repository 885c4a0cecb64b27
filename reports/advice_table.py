"""The reports behind the plan: each with its total, then what the plan leaves out, says less of or says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from checks.assessment import AdviceEntry, Assessment
from reports.word.markup import Cell, cell, paragraph, row, run, table, words
from reports.words import HOW, day, kind_words, quoted, short

REPORTS = (8.0, 6.0, 3.4, 3.4, 5.4)
GAPS = (4.4, 8.6, 8.0, 5.2)
_ORDER = {"contradicted": 0, "missing": 1, "watered_down": 2}


def advice_tables(assessment: Assessment) -> str:
    """One row for each report, then one for each thing it asks for that the plan lacks or weakens."""
    if not assessment.advice:
        return words("No advice came with this plan, so nothing could be compared.")
    return reports_table(assessment) + gaps_table(assessment, assessment.advice)


def reports_table(assessment: Assessment) -> str:
    """The reports with author, dates and the total of their draft scores."""
    rows = []
    for entry in assessment.advice:
        document = assessment.documents[entry.document]
        by = ", ".join(x for x in (document.author, document.author_role) if x) or "not found"
        total = f"{entry.total} of 95" if entry.total is not None else "not scored"
        rows.append(
            row((kind_words(document.kind), by, day(document.requested_on), day(document.date), total), REPORTS)
        )
    heads = ("Report", "Written by", "Asked for on", "Given on", "Total of the draft scores")
    return table(heads, rows, REPORTS, title="The reports behind the plan")


def gaps_table(assessment: Assessment, reports: tuple[AdviceEntry, ...]) -> str:
    """What these reports ask for beside what the plan says, the gravest first; a sentence where nothing is."""
    rows = list(_gaps(assessment, reports))
    if not rows:
        return words("Nothing that the advice asks for was found to be missing from the plan.")
    heads = ("What", "The report says", "The plan says", "The difference")
    return table(heads, rows, GAPS, title="What the reports ask for beside what the plan says")


def _gaps(assessment: Assessment, reports: tuple[AdviceEntry, ...]) -> Iterator[str]:
    found = [(report, gap) for report in reports for gap in report.not_in_plan]
    for report, gap in sorted(found, key=lambda g: _ORDER[g[1].how]):
        kind = kind_words(assessment.documents[report.document].kind)
        what = Cell(
            paragraph(run(HOW[gap.how], bold=True)) + words(f"{gap.what.capitalize()}, {kind[0].lower()}{kind[1:]}")
        )
        plan = (
            f"{gap.item + ': ' if gap.item else ''}{quoted(gap.plan_quote, 320)}" if gap.plan_quote else "Nothing found"
        )
        yield row(
            (
                what,
                quoted(gap.quote, 320),
                cell(plan, bold=not gap.plan_quote),
                short(gap.difference, 300) or HOW[gap.how],
            ),
            GAPS,
        )
