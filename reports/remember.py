"""What a form's file remembers of its draft, so that a filled-in form can be held against it."""

from __future__ import annotations

from collections.abc import Iterable

from checks.assessment import AnswerEntry
from checks.forms.form import Form
from reports.form_table import stored

FORM, CASE, VERSIONS, DRAFT = "goldenthread form", "goldenthread case", "goldenthread versions", "goldenthread draft "


def remembered(form: Form, case: str, versions: dict[str, str], answers: Iterable[AnswerEntry]) -> dict[str, str]:
    """The file's custom properties. One for each line: Word shortens long ones."""
    named = {FORM: f"{form.form}/{form.version}", CASE: case, VERSIONS: versions_words(versions)}
    return named | {f"{DRAFT}{a.line}": stored(a) for a in answers}


def versions_words(versions: dict[str, str]) -> str:
    """As "program 0.1.0, form ehcp/1 advice/1, models thread/f36d9c04"."""
    return ", ".join(f"{k} {v}" for k, v in versions.items() if k != "inputs")
