"""The year by main need, age group and placement: the same figures for each group that is large enough to be shown."""

from __future__ import annotations

from collections.abc import Sequence

from reports.trends.groups import DIMENSIONS, LEAST, grouped, plans_with, rate
from reports.trends.record import PlanRecord
from reports.trends.table import Table, Theme
from reports.trends.themes import percent, share_words

TITLE = "By need, age group and placement"
_SHARES = (
    "Provision that says how much and how often",
    "Provision free of vague words",
    "Outcomes that can be measured",
)


def apart(records: Sequence[PlanRecord]) -> Theme:
    """A table for each way to look at plans but by team, which the other parts hold."""
    tables = tuple(_table(name, records) for name in DIMENSIONS if name != "Team")
    text = (
        f"Groups of fewer than {LEAST} plans are put together. Intervals are 95 in 100 and allow for items of one plan "
        "being alike; groups whose intervals overlap may well be the same.",
    )
    return Theme(TITLE, text, tables)


def _table(name: str, records: Sequence[PlanRecord]) -> Table:
    heads = (
        name,
        "Plans",
        "Plans that lack a paragraph in C or D",
        "Plans with a need that nothing meets",
        *_SHARES,
        "Unexplained uses in 1,000 words",
    )
    rows = tuple(
        (
            group,
            len(own),
            percent(lacking(own), len(own)),
            percent(plans_with(own, "thread.need_without_provision"), len(own)),
            *(share_words(own, share) for share in _SHARES),
            f"{rate(own):.1f}",
        )
        for group, own in grouped(records, DIMENSIONS[name]).items()
        if len(own) >= LEAST
    )
    return Table(f"By {name.lower()}", heads, rows or (("Too few plans to show", *("",) * (len(heads) - 1)),))


def lacking(records: Sequence[PlanRecord]) -> int:
    """How many plans lack a paragraph in Section C or D."""
    return sum("statement.missing_c" in r.faults or "statement.missing_d" in r.faults for r in records)
