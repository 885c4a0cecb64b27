"""The moderators' form as a Word file, line for line, with the draft answers chosen and their reasons."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document as WordDocument

from checks.assessment import Assessment
from checks.forms.form import Form
from reports.docx_parts import ASK_FILL, add_row, new_document, shade, table
from reports.form_table import write_section
from reports.words import SEVERITY, area_of, day, quoted, short

WORST = 12  # findings on the front


def write_checklist(assessment: Assessment, form: Form, path: Path) -> None:
    """Write the pre-filled form."""
    document = new_document(f"{form.title}: {assessment.case}", landscape=True)
    document.add_heading(form.title, level=0)
    _front(document, assessment)
    answers = {a.line: a for a in assessment.answers}
    for section in form.sections:
        letter = f"Section {section.id}: " if len(section.id) <= 2 else ""
        document.add_heading(f"{letter}{section.title}", level=1)
        write_section(document, section, answers, form)
    document.save(str(path))


def _front(document: WordDocument, assessment: Assessment) -> None:
    child = assessment.plan.child
    facts = (
        ("Case", assessment.case),
        ("Child or young person", child.name or "not found"),
        ("Date of birth", day(child.date_of_birth)),
        ("Year group", child.year_group or "not found"),
        ("Status of the plan", assessment.plan.status),
        ("Date of the draft", day(assessment.plan.draft_date)),
        ("Co-ordinator", assessment.plan.coordinator or "not found"),
        ("Pre-filled on", day(assessment.assessed_at.date())),
    )
    document.add_paragraph(
        "Every answer here is a draft made by a program from the words of the plan. You decide. "
        "Change any answer with its drop-down list, and write what you like beside it."
    )
    widths = (6.0, 20.4)
    made = table(document, ("About this plan", ""), widths)
    for label, value in facts:
        add_row(made, (label, value), widths)
    _missing(document, assessment)
    _thread(document, assessment)
    _worst(document, assessment)


def _missing(document: WordDocument, assessment: Assessment) -> None:
    document.add_heading("Sections C and D", level=1)
    gaps = [f for f in assessment.findings if f.check.startswith("statement.")]
    for finding in gaps:
        document.add_paragraph(f"{finding.message} {finding.suggestion}", style="List Bullet")
    if not gaps:
        document.add_paragraph(
            "Needs, or a statement that there are none or that advice did not come, were found in both."
        )


def _thread(document: WordDocument, assessment: Assessment) -> None:
    document.add_heading("The golden thread", level=1)
    widths = (10.4, 8.0, 8.0)
    made = table(document, ("Need", "Outcomes that follow from it", "Provision that meets it"), widths)
    outcomes = {o.id: o.text for o in assessment.plan.outcomes}
    provision = {p.id: p.text for p in assessment.plan.provision}
    needs = {n.id: n.text for n in assessment.plan.needs}
    for entry in assessment.plan.thread:
        texts = (
            f"{entry.need}: {short(needs[entry.need], 170)}",
            "\n".join(f"{i}: {short(outcomes[i], 90)}" for i in entry.outcomes) or "None found",
            "\n".join(f"{i}: {short(provision[i], 90)}" for i in entry.provision) or "None found",
        )
        row = add_row(made, texts, widths)
        for cell, tied in zip(row.cells[1:], (entry.outcomes, entry.provision), strict=True):
            if not tied:
                shade(cell, ASK_FILL)


def _worst(document: WordDocument, assessment: Assessment) -> None:
    document.add_heading("What to look at first", level=1)
    widths = (2.4, 4.0, 9.0, 11.0)
    made = table(document, ("Weight", "About", "The words", "What is wrong, and what to do"), widths)
    for f in assessment.findings[:WORST]:
        where = f"Section {f.section}" + (f", {f.item}" if f.item else "") if f.section else "The plan"
        add_row(
            made,
            (SEVERITY[f.severity], f"{area_of(f.check)}\n{where}", quoted(f.quote), f"{f.message} {f.suggestion}"),
            widths,
        )
    rest = len(assessment.findings) - WORST
    if rest > 0:
        document.add_paragraph(f"{rest} more are in the annotated draft and in the batch workbook.")
