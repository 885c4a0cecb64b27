"""The advice form as a Word file: 19 lines from 0 to 5, the total, and what the plan made of the report."""

from __future__ import annotations

from pathlib import Path

from checks.assessment import AdviceEntry, Assessment
from checks.forms.form import Form
from reports.docx_parts import add_row, new_document, table
from reports.form_table import write_section
from reports.words import day, short

HOW = {
    "missing": "Not found in the plan",
    "watered_down": "The plan says less",
    "contradicted": "The plan says otherwise",
}


def write_advice_form(assessment: Assessment, advice: AdviceEntry, form: Form, path: Path) -> None:
    """Write the pre-filled form of one report."""
    entry = assessment.documents[advice.document]
    document = new_document(f"{form.title}: {entry.file}", landscape=True)
    document.add_heading(form.title, level=0)
    document.add_paragraph("Every score here is a draft made by a program from the words of the report. You decide.")
    kind = (entry.kind or "other").replace("_", " ").capitalize()
    widths = (6.0, 20.4)
    made = table(document, ("About this report", ""), widths)
    for label, value in (
        ("Document", entry.file),
        ("Kind", kind),
        ("Author and role", ", ".join(x for x in (entry.author, entry.author_role) if x) or "not found"),
        ("Asked for on", day(entry.requested_on)),
        ("Given on", day(entry.date)),
        ("Total of the draft scores", f"{advice.total} of 95" if advice.total is not None else "not scored"),
    ):
        add_row(made, (label, value), widths)
    answers = {a.line: a for a in advice.answers}
    for section in form.sections:
        document.add_heading(section.title.capitalize(), level=1)
        write_section(document, section, answers, form)
    document.add_heading("What the plan made of this report", level=1)
    wide = (4.0, 9.4, 9.0, 4.0)
    made = table(document, ("What", "The report", "The plan", "Difference"), wide)
    for gap in advice.not_in_plan:
        add_row(
            made,
            (
                f"{gap.what.capitalize()}\n{HOW[gap.how]}",
                short(gap.quote, 320),
                short(gap.plan_quote, 320),
                gap.difference,
            ),
            wide,
        )
    if not advice.not_in_plan:
        document.add_paragraph("Nothing that this report asks for was found to be missing.")
    document.save(str(path))
