"""The advice form as a Word file: what is done well and what next, 19 lines from 0 to 5, the total, and what the plan made
of the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.assessment import AdviceEntry, Assessment, DocumentEntry
from checks.forms.form import Form
from reports.advice_feedback import carried, feedback
from reports.advice_table import gaps_table
from reports.checklist_front import facts_table
from reports.form_table import WRITE_HERE, write_section
from reports.remember import remembered, versions_words
from reports.word.controls import text_box
from reports.word.markup import bullet, heading, paragraph, run, table
from reports.word.package import About, write_word
from reports.words import day, kind_words

# The framework's own words for 0 to 5.
SCALE = ("0 No evidence", "1 Little evidence", "2 Some evidence", "3 Good evidence", "4 Very good evidence", "5 Excellent evidence")  # fmt: skip
DOES = (
    "Every score here is a draft made by a program from the words of the report. You decide.",
    "Whether the report is right is not in its words: the program can only show what can be checked.",
)


def write_advice_form(assessment: Assessment, advice: AdviceEntry, form: Form, path: Path) -> None:
    """Write the pre-filled form of one report."""
    entry = assessment.documents[advice.document]
    title = f"{form.title}: {entry.file}"
    about = About(
        title=title,
        made=assessment.assessed_at,
        foot=f"{title}. Draft scores by a program; people decide.",
        subject="Quality assurance of professional advice",
        landscape=True,
        properties=remembered(form, assessment.case, assessment.versions, advice.answers),
    )
    write_word(path, "".join(_body(assessment, advice, form)), about)


def _body(assessment: Assessment, advice: AdviceEntry, form: Form) -> Iterator[str]:
    entry = assessment.documents[advice.document]
    yield heading(form.title, 0)
    yield _facts(assessment, advice, form, entry)
    yield "".join(bullet(sentence) for sentence in DOES)
    yield from feedback(advice)
    yield table(SCALE, [], (26.7 / 6,) * 6, title="What the scores mean")
    answers = {a.line: a for a in advice.answers}
    for section in form.sections:
        yield heading(section.title.capitalize())
        yield write_section(section, answers, form, "Please score for each line")
    most = len(form.lines) * form.score_scale.max
    box = text_box("total", "Total score", WRITE_HERE)
    yield paragraph(run(f"Total score (max {most}): ", bold=True) + box)
    yield heading("What the plan made of this report")
    yield from carried(advice)
    yield gaps_table(assessment, (advice,))


def _facts(assessment: Assessment, advice: AdviceEntry, form: Form, entry: DocumentEntry) -> str:
    most = len(form.lines) * form.score_scale.max
    left = sum(a.answer is None for a in advice.answers)
    rest = f", with {left} {'line' if left == 1 else 'lines'} left to you" if left else ""
    told = (
        ("Document", entry.file),
        ("Case", assessment.case),
        ("Kind", kind_words(entry.kind)),
        ("Author and role", ", ".join(x for x in (entry.author, entry.author_role) if x) or "Not found"),
        ("Asked for on", day(entry.requested_on)),
        ("Given on", day(entry.date)),
        ("Total of the draft scores", f"{advice.total} of {most}{rest}" if advice.total is not None else "Not scored"),
        ("Drafted by the program on", day(assessment.assessed_at.date())),
        ("Versions", versions_words(assessment.versions).capitalize()),
    )
    return facts_table(told, "About this report")
