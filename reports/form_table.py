"""A form's sections as Word tables: each line with its draft answer in a drop-down, how sure, why, and a place to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks.assessment import AnswerEntry, EvidenceEntry
from checks.forms.form import Form, FormSection, Group, Line
from reports.word.controls import COMMENT, WHY, drop_down, fixed, text_box
from reports.word.markup import ASK_FILL, Cell, bullet, cell, paragraph, row, run, table, title_row
from reports.words import NOT_SCORED, answer_words, confidence, quoted

WIDTHS = (6.0, 3.9, 3.0, 13.8)  # centimetres
SELECT_SCORE, SELECT_YES_NO = "Select a score", "Select Yes or No"  # the framework's own words
YOUR_COMMENT, FINAL_COMMENTS = "Your comment: ", "Final comments: "
LONGEST = 160  # characters of a quote that are shown
SAME_WORDS = "The words are those of the line above."
WRITE_HERE = "write here"
YES_NO = ((SELECT_YES_NO, "none"), ("Yes", "yes"), ("No", "no"), ("Not applicable", "not_applicable"))
WHOLE = "whole"  # the section for the plan as a whole, whose comments are the final ones


def write_section(section: FormSection, answers: Mapping[str, AnswerEntry], form: Form, heads: str) -> str:
    """One section of a form as a table, its groups under titles of their own; ``heads`` names the first column."""
    scale = form.score_scale
    score = f"Score: {scale.min} being poor and {scale.max} being excellent"
    if scale.min == 0:
        score = f"Score: 0 no evidence, {scale.max} excellent evidence"
    if all(line.kind == "yes_no" for g in section.groups for line in g.lines):
        score = "Yes or No"
    rows = [made for group in section.groups for made in _group(group, answers, form, whole=section.id == WHOLE)]
    return table((heads, score, "Draft, and how sure", "Comments"), rows, WIDTHS, title=section.title)


def choices_of(line: Line, form: Form) -> tuple[tuple[str, str], ...]:
    """What a line's drop-down offers, as shown and as stored."""
    if line.kind == "yes_no":
        return YES_NO
    scale = form.score_scale
    scores = tuple((str(n), str(n)) for n in range(scale.min, scale.max + 1))
    return ((SELECT_SCORE, "none"), *scores, ("Not applicable", "not_applicable"))


def stored(answer: AnswerEntry) -> str:
    """A draft answer as a form's file keeps it; "none" where the line is left to people."""
    return "none" if answer.answer is None else str(answer.answer)


def _group(group: Group, answers: Mapping[str, AnswerEntry], form: Form, *, whole: bool) -> Iterator[str]:
    if group.title:
        title, points = _points(group.title)
        yield title_row(title, WIDTHS, more="".join(bullet(p) for p in points))
    before: tuple[EvidenceEntry, ...] = ()
    for line in group.lines:
        answer = answers[line.id]
        yield _line(line, answer, form, before, whole=whole)
        before = answer.evidence or before


def _points(title: str) -> tuple[str, list[str]]:
    """A title that ends in a list ("…: is clear; is co-produced; …") as a title and its points."""
    head, colon, rest = title.partition(": ")
    return (head + colon.strip(), re.split(r";\s*", rest)) if ";" in rest else (title, [])


def _line(line: Line, answer: AnswerEntry, form: Form, before: tuple[EvidenceEntry, ...], *, whole: bool) -> str:
    left = answer.answer is None
    # Two lines for the draft: what it says, then how sure, in a word and in figures.
    draft = NOT_SCORED if left else f"{answer_words(answer)}\n{confidence(answer)}"
    choice = drop_down(line.id, f"Answer: {line.text}"[:60], choices_of(line, form), stored(answer))
    cells = (
        cell(line.text),
        Cell(paragraph(choice)),
        cell(draft, bold=left),
        Cell(_comments(line, answer, before, whole=whole)),
    )
    return row(cells, WIDTHS, fill=ASK_FILL if left else "")


def _comments(line: Line, answer: AnswerEntry, before: tuple[EvidenceEntry, ...], *, whole: bool) -> str:
    """Why, the words it rests on, and a place to write. Words that the line above shows are not printed twice."""
    tag, head = f"{WHY}{line.id}", "Why this draft"
    why = run("Look at: ", bold=True) if answer.answer is None else ""
    parts = [paragraph(fixed(tag, head, why + run(answer.why)))]
    if answer.evidence and answer.evidence == before:
        parts.append(paragraph(fixed(f"{tag}:0", head, run(SAME_WORDS)), style="TheirWords"))
    elif answer.evidence:
        told = [
            fixed(f"{tag}:{n}", head, run(f"{quoted(e.quote, LONGEST)}{f' (page {e.page})' if e.page else ''}"))
            for n, e in enumerate(answer.evidence, 1)
        ]
        parts.append(paragraph(run("  ").join(told), style="TheirWords"))
    label = run(FINAL_COMMENTS if whole else YOUR_COMMENT, bold=True)
    parts.append(paragraph(label + text_box(f"{COMMENT}{line.id}", "Your comment", WRITE_HERE)))
    return "".join(parts)
