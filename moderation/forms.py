"""The forms at the desk: which lines a case's forms have, and which values a line takes."""

from __future__ import annotations

from checks.assessment import AnswerEntry, AnswerValue, Assessment
from checks.forms.changes import advice_form, plan_form
from checks.forms.form import Form, Line
from moderation.errors import DeskError, NotFoundError

__all__ = ["advice_form", "plan_form"]  # others of the desk take them from here

EHCP_FORM = "ehcp"
ADVICE_PREFIX = "advice:"
NOT_APPLICABLE = "not_applicable"


def form_of(form: str) -> Form:
    """The form that "ehcp" or "advice:2" names. Raises ``NotFoundError``."""
    if form == EHCP_FORM:
        return plan_form()
    if form.startswith(ADVICE_PREFIX):
        return advice_form()
    raise NotFoundError


def forms_of(assessment: Assessment) -> tuple[str, ...]:
    """The names of a case's forms: the plan's, and one for each document of advice."""
    return (EHCP_FORM, *(f"{ADVICE_PREFIX}{a.document}" for a in assessment.advice))


def drafts_of(form: str, assessment: Assessment) -> dict[str, AnswerEntry]:
    """The draft's answers in one form, by line. Raises ``NotFoundError`` for a form that the case does not have."""
    if form == EHCP_FORM:
        return {a.line: a for a in assessment.answers}
    for advice in assessment.advice:
        if form == f"{ADVICE_PREFIX}{advice.document}":
            return {a.line: a for a in advice.answers}
    raise NotFoundError


def form_lines(form: str, assessment: Assessment) -> tuple[str, ...]:
    """The lines of a form that the case's draft answers or leaves open, in the form's order."""
    drafted = drafts_of(form, assessment)
    return tuple(line.id for line in form_of(form).lines if line.id in drafted)


def values_of(form: str, line: str) -> tuple[str, ...]:
    """The values that a line takes, in the order to offer them. Raises ``NotFoundError``."""
    found = _lines(form).get(line)
    if found is None:
        raise NotFoundError
    if found.kind == "yes_no":
        return ("yes", "no", NOT_APPLICABLE)
    scale = form_of(form).score_scale
    return (*(str(n) for n in range(scale.min, scale.max + 1)), NOT_APPLICABLE)


def checked_value(form: str, line: str, value: str, assessment: Assessment) -> str:
    """The value if the line takes it. Raises ``DeskError``."""
    if line not in drafts_of(form, assessment):
        raise NotFoundError
    if value not in values_of(form, line):
        raise DeskError("answer.value", "Choose one of the answers that this line offers.")
    return value


def as_kept(value: AnswerValue) -> str | None:
    """A draft's value as the desk keeps it."""
    return None if value is None else str(value)


def _lines(form: str) -> dict[str, Line]:
    return {line.id: line for line in form_of(form).lines}
