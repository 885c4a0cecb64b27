"""What moderators found: the answers that people gave, by section and by line, small numbers hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.forms.form import Form
from reports.trends.groups import LEAST
from reports.trends.table import Table, Theme
from reports.words import short

LOWEST = 5  # lines named as those that people scored lowest
TITLE = "What moderators found"


@dataclass(frozen=True, slots=True)
class Given:
    """What a person answered to one line: ``plan`` tells plans apart, ``answer`` as the desk keeps it ("3", "yes")."""

    plan: str
    line: str
    answer: str


@dataclass(frozen=True, slots=True)
class Found:
    """People's answers to one line: how many plans, the mean of the scores (None: none), how many of yes or no said yes."""

    line: str
    text: str
    plans: int
    mean: float | None
    yes: int
    judged: int

    @property
    def words(self) -> str:
        """As "mean 2.4" or "3 of 6 yes"."""
        if self.mean is not None:
            return f"mean {self.mean:.1f}"
        return f"{self.yes} of {self.judged} yes" if self.judged else "not applicable"


def found_by_line(given: Sequence[Given], form: Form) -> list[Found]:
    """Every line that people answered for as many plans as may be shown, in the form's order."""
    by: dict[str, list[Given]] = {}
    for one in given:
        by.setdefault(one.line, []).append(one)
    return [found for line in form.lines if (found := _found(line.id, line.text, by.get(line.id, []))).plans >= LEAST]


def _found(line: str, text: str, own: Sequence[Given]) -> Found:
    counted = [g for g in own if g.answer.isdecimal() or g.answer in ("yes", "no")]
    scores = [int(g.answer) for g in counted if g.answer.isdecimal()]
    told = [g.answer for g in counted if not g.answer.isdecimal()]
    mean = sum(scores) / len(scores) if scores else None
    return Found(line, text, len({g.plan for g in counted}), mean, told.count("yes"), len(told))


def lowest(found: Sequence[Found]) -> list[Found]:
    """The lines that people scored lowest, lowest first."""
    return sorted((f for f in found if f.mean is not None), key=lambda f: f.mean or 0.0)[:LOWEST]


def moderated_theme(given: Sequence[Given], form: Form) -> Theme:
    """The part of a paper that tells what people answered."""
    plans = len({g.plan for g in given})
    found = found_by_line(given, form)
    if not found:
        text = f"People moderated {plans} {'plan' if plans == 1 else 'plans'}. No line was answered for {LEAST} plans, so none is shown."
        return Theme(TITLE, (text,), ())
    rows = tuple((f.line.split(".")[0], short(f.text, 120), f.plans, f.words) for f in found)
    weak = tuple((f.line.split(".")[0], short(f.text, 120), f.plans, f.words) for f in lowest(found))
    heads = ("Section", "Line", "Plans", "What people answered")
    text = (
        f"People's own answers for {plans} plans, not the program's. A line answered for fewer than {LEAST} plans is left out, "
        "and so is “not applicable”. So few plans show where to look, not how all plans are."
    )
    return Theme(
        TITLE, (text,), (Table("Lines scored lowest by people", heads, weak), Table("Every line", heads, rows))
    )
