"""The advice form of one report: its 19 lines drafted 0 to 5, each with its reason and its words.

The lines and anchors are data (``checks/forms/advice.yaml``); the measures come from
``checks/advice/signs.py``. A line that nothing decides is left to people.
"""

from __future__ import annotations

from collections.abc import Sequence

from checks.advice.signs import advice_measures
from checks.answers import Answer, answer_form
from checks.forms.changes import advice_form
from checks.subject import Subject
from extractors.advice.model import Advice

__all__ = ["advice_form", "advice_measures", "answer_advice", "total"]

FAINT = 0.8  # mean certainty of a scan's words under which answers are less sure


def answer_advice(advice: Advice, subject: Subject) -> tuple[Answer, ...]:
    """One answer for each of the form's lines, in its order; ``value`` 0 to 5, or None for people."""
    form = advice_form()
    certainty = {section.id: _certainty(advice) for section in form.sections}
    return answer_form(form, advice_measures(advice, subject), certainty=certainty)


def total(answers: Sequence[Answer]) -> int | None:
    """The sum of the scores, 95 at most; None where no line has one. Lines left to people add nothing."""
    scores = [a.value for a in answers if isinstance(a.value, int)]
    return sum(scores) if scores else None


def _certainty(advice: Advice) -> float:
    """How sure the reading of the report is: 1.0, or for a scan the mean score of its words."""
    blocks = advice.document.body
    letters = sum(len(b.text) for b in blocks)
    if not letters:
        return 0.0
    mean = sum(b.certainty * len(b.text) for b in blocks) / letters
    return mean if mean >= FAINT else mean * mean
