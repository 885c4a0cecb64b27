"""The moderators' form as a Word file, line for line, with the draft answers chosen and their reasons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.assessment import Assessment
from checks.forms.form import Form, FormSection
from reports.advice_table import advice_tables
from reports.anonymous import Anonymous, without_names
from reports.checklist_front import at_a_glance, front_box, statements, what_it_does, worst_first
from reports.form_table import write_section
from reports.remember import remembered
from reports.thread_table import thread_table
from reports.word.markup import heading, words
from reports.word.package import About, write_word

FORM_MARK, THREAD_MARK, ADVICE_MARK = "form", "thread", "advice"


def write_checklist(assessment: Assessment, form: Form, path: Path, *, anonymous: Anonymous | None = None) -> None:
    """Write the pre-filled form. ``anonymous`` writes it for people who must not know whom the plan is about."""
    if anonymous:
        assessment = without_names(assessment, form, anonymous)
    title = f"{form.title}: {assessment.case}"
    about = About(
        title=title,
        made=assessment.assessed_at,
        foot=f"{title}. Draft answers by a program; people decide.",
        subject="Quality assurance of an education, health and care plan",
        landscape=True,
        properties=remembered(form, assessment.case, assessment.versions, assessment.answers),
    )
    write_word(path, "".join(_body(assessment, form, hidden=anonymous is not None)), about)


def _body(assessment: Assessment, form: Form, *, hidden: bool) -> Iterator[str]:
    yield heading(form.title, 0)
    yield words("Draft answers for a moderator to confirm, change or answer.", style="Lead")
    yield front_box(assessment, anonymous=hidden)
    parts = [("the golden thread", THREAD_MARK), *((_short_name(s), f"{FORM_MARK}{s.id}") for s in form.sections)]
    yield at_a_glance(assessment, form, [*parts, ("the advice", ADVICE_MARK)])
    yield heading("What the program does and does not decide", 2)
    yield what_it_does(assessment)
    yield heading("Sections C and D: missing statements", 2)
    yield statements(assessment)
    yield heading("What to look at first", 2)
    yield worst_first(assessment)
    yield heading("The golden thread", mark=THREAD_MARK, number=1)
    yield thread_table(assessment)
    answers = {a.line: a for a in assessment.answers}
    for number, section in enumerate(form.sections, 2):
        name = f"{_short_name(section)} - {section.title}" if _is_letter(section) else section.title
        yield heading(name, mark=f"{FORM_MARK}{section.id}", number=number)
        yield write_section(section, answers, form, _short_name(section) if _is_letter(section) else "The whole plan")
    yield heading("The advice behind the plan", mark=ADVICE_MARK, number=len(form.sections) + 2)
    yield advice_tables(assessment)


def _is_letter(section: FormSection) -> bool:
    return len(section.id) <= 2


def _short_name(section: FormSection) -> str:
    return f"Section {section.id}" if _is_letter(section) else "the whole plan"
