"""A filled-in form told: in plain words, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict

from checks.assessment import AnswerValue
from reports.cells import csv_cell
from reports.readback.read import FilledForm

HEADS = ("line", "answer", "draft", "changed", "typed", "comment")


def as_json(filled: FilledForm) -> str:
    """Every line, with what the file remembers of itself."""
    return json.dumps(asdict(filled), indent=1, ensure_ascii=False) + "\n"


def as_csv(filled: FilledForm) -> str:
    """One row for each line; nothing in it that a spreadsheet would calculate."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(HEADS)
    for a in filled.answers:
        changed = "" if a.changed is None else "yes" if a.changed else "no"
        writer.writerow([csv_cell(v) for v in (a.line, a.answer, a.draft, changed, a.typed, a.comment)])
    return out.getvalue()


def as_words(filled: FilledForm) -> str:
    """A short account for a person."""
    return "\n".join(_words(filled)) + "\n"


def _words(filled: FilledForm) -> Iterator[str]:
    case = f", case {filled.case}" if filled.case else ""
    done = len(filled.answers) - len(filled.unanswered)
    yield f"Form {filled.form}{case}: {done} of {len(filled.answers)} lines are answered."
    if any(a.changed is None for a in filled.answers) and not any(a.changed for a in filled.answers):
        yield "The file does not remember the draft answers, so they cannot be compared."
    else:
        yield f"{len(filled.changed)} answers differ from the draft."
    for a in filled.changed:
        yield f"  {a.line}: {_said(a.answer)} (draft: {_said(a.draft)})"
    for a in filled.answers:
        if a.not_understood:
            yield f"  {a.line}: not understood: “{a.typed}”. Choose an answer from the list, or write one number or word."
    for a in filled.answers:
        if a.comment:
            yield f"  {a.line}: comment: {a.comment}"


def _said(answer: AnswerValue) -> str:
    return "no answer" if answer is None else str(answer).replace("_", " ")
