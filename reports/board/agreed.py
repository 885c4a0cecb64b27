"""How far people agreed with the drafts: in all, by moderators' group, by line and by month, with and without sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from checks.forms.form import Form
from reports.trends.table import Table, Theme
from reports.words import short

Kind = Literal["all", "group", "line", "month"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agreed with the drafts in one group of answers. Shares 0 to 1; None where nothing is known.

    ``name`` is a moderators' group, a line's id or a month by its ``kind``; ``sight`` whether the draft was in sight
    (None: either). ``drift`` is a sentence where agreement has moved beyond chance since the period before, else "".
    """

    name: str
    answers: int
    exact: float | None
    within_one: float | None
    kappa: float | None
    drift: str = ""
    kind: Kind = "all"
    sight: bool | None = None


_HEADS = ("Answers", "The same as the draft", "Scores within one point", "Weighted kappa")
_SIGHT = {None: "Either", False: "Hidden until answered", True: "In sight"}


def agreed(agreement: Sequence[Agreement], form: Form) -> Theme:
    """The part of a paper that tells it: groups and lines have a column for each sight of the draft."""
    lines = {line.id: f"{line.id.split('.')[0]}: {short(line.text, 90)}" for line in form.lines}
    every = [a for a in agreement if a.kind == "all"]
    rows = tuple((_SIGHT[a.sight], *_figures(a)) for a in every)
    tables = [Table("All answers, by sight of the draft", ("The draft was", *_HEADS), rows)] if rows else []
    for kind, caption, head in (
        ("group", "By moderators' agency or team, with and without sight of the draft", "Agency or team"),
        ("line", "By line, with and without sight of the draft", "Line"),
    ):
        if crossed := _crossed([a for a in agreement if a.kind == kind], lines):
            heads = (head, *_HEADS, "The same: draft hidden", "The same: draft in sight")
            tables.append(Table(caption, heads, crossed))
    if months := tuple((a.name, *_figures(a)) for a in agreement if a.kind == "month"):
        tables.append(Table("By month", ("Month", *_HEADS), months))
    text = (
        "Where the draft was hidden, nobody could be led by it: those figures count most. Weighted kappa is agreement "
        "beyond chance; 0.70 is what practised people reach. Groups of few answers are left out.",
        *(a.drift for a in agreement if a.drift),
    )
    return Theme("How far people agreed with the drafts", text, tuple(tables))


def _crossed(told: Sequence[Agreement], lines: Mapping[str, str]) -> tuple[tuple[object, ...], ...]:
    by = {(a.name, a.sight): a for a in told}
    return tuple(
        (
            lines.get(a.name, a.name),
            *_figures(a),
            *(
                f"{_share(own.exact)} of {own.answers}" if (own := by.get((a.name, s))) else "too few"
                for s in (False, True)
            ),
        )
        for a in told
        if a.sight is None
    )


def _figures(told: Agreement) -> tuple[object, ...]:
    kappa = "none" if told.kappa is None else f"{told.kappa:.2f}"
    return told.answers, _share(told.exact), _share(told.within_one), kappa


def _share(value: float | None) -> str:
    return "none" if value is None else f"{value:.0%}"
