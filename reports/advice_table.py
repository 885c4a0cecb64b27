"""The reports behind the plan: each with its total, then what the plan leaves out, says less of or says otherwise."""

from __future__ import annotations

from checks.assessment import AdviceEntry, Assessment, NotInPlan
from reports.word.markup import Cell, bullet, cell, heading, paragraph, row, run, table, words
from reports.words import HOW, day, kind_words, quoted, short

REPORTS = (7.0, 7.6, 3.5, 3.5, 5.1)
GAPS = (4.4, 8.8, 8.2, 5.3)
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
    """What these reports ask for beside what the plan says: what it says otherwise or less of as a table, then what
    was not found, report by report; a sentence where nothing is.
    """
    found = [(report, gap) for report in reports for gap in report.not_in_plan]
    if not found:
        return words("Nothing that the advice asks for was found to be missing from the plan.")
    beside = sorted((g for g in found if g[1].how != "missing"), key=lambda g: _ORDER[g[1].how])
    rows = [_beside(kind_words(assessment.documents[report.document].kind), gap) for report, gap in beside]
    heads = ("What", "The report says", "The plan says", "The difference")
    made = table(heads, rows, GAPS, title="What the reports ask for beside what the plan says") if rows else ""
    return made + "".join(_missing(assessment, report) for report in reports)


def _beside(kind: str, gap: NotInPlan) -> str:
    what = Cell(
        paragraph(run(HOW[gap.how], bold=True)) + words(f"{gap.what.capitalize()}, {kind[0].lower()}{kind[1:]}")
    )
    plan = f"{gap.item + ': ' if gap.item else ''}{quoted(gap.plan_quote, 320)}" if gap.plan_quote else "Nothing found"
    difference = short(gap.difference, 300) or HOW[gap.how]
    return row((what, quoted(gap.quote, 320), cell(plan, bold=not gap.plan_quote), difference), GAPS)


def _missing(assessment: Assessment, report: AdviceEntry) -> str:
    """What one report asks for and the plan was not found to have, as a list under the report's name."""
    gaps = [gap for gap in report.not_in_plan if gap.how == "missing"]
    if not gaps:
        return ""
    document = assessment.documents[report.document]
    by = f" ({document.author})" if document.author else ""
    told = "".join(bullet(f"{gap.what.capitalize()}: {quoted(gap.quote, 320)}") for gap in gaps)
    return heading(f"{kind_words(document.kind)}{by}: not found in the plan", 3) + told
