"""A form's sections as Word tables: each line with its draft answer in a drop-down, how sure, and why."""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document as WordDocument
from docx.table import Table

from checks.assessment import AnswerEntry
from checks.forms.form import Form, FormSection, Line
from reports.docx_parts import ASK_FILL, add_row, drop_down, shade, table, title_row
from reports.words import NOT_SCORED, confidence, quoted

HEADS = ("Question", "Answer", "How sure the draft is", "Comments: why, and the words it rests on")
WIDTHS = (7.6, 2.6, 2.8, 13.0)  # centimetres
YES_NO = ((NOT_SCORED, "none"), ("Yes", "yes"), ("No", "no"), ("Not applicable", "not_applicable"))


def write_section(document: WordDocument, section: FormSection, answers: Mapping[str, AnswerEntry], form: Form) -> None:
    """One section of a form as a table, its groups under titles of their own."""
    made = table(document, HEADS, WIDTHS)
    for group in section.groups:
        if group.title:
            title_row(made, group.title)
        for line in group.lines:
            _line(made, line, answers[line.id], form)


def choices_of(line: Line, form: Form) -> tuple[tuple[str, str], ...]:
    """What a line's drop-down offers, as shown and as stored."""
    if line.kind == "yes_no":
        return YES_NO
    scale = form.score_scale
    scores = tuple((str(n), str(n)) for n in range(scale.min, scale.max + 1))
    return ((NOT_SCORED, "none"), *scores, ("Not applicable", "not_applicable"))


def _line(made: Table, line: Line, answer: AnswerEntry, form: Form) -> None:
    row = add_row(made, (line.text, "", confidence(answer), _comment(answer)), WIDTHS)
    stored = "none" if answer.answer is None else str(answer.answer)
    drop_down(row.cells[1].paragraphs[0], line.id, choices_of(line, form), stored)
    if answer.answer is None:
        for cell in row.cells:
            shade(cell, ASK_FILL)
        row.cells[2].paragraphs[0].runs[0].bold = True


def _comment(answer: AnswerEntry) -> str:
    head = "Please judge. Look at: " if answer.answer is None else ""
    quotes = [f"{quoted(e.quote)}{f' (page {e.page})' if e.page else ''}" for e in answer.evidence]
    return "\n".join([f"{head}{answer.why}", *quotes])
