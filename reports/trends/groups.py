"""Plans by team, by month, by need: groups large enough that no figure points at one plan."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from reports.trends.record import PlanRecord, Share
from reports.trends.statistics import as_if_alone

LEAST = 5  # plans that a figure must rest on to be shown by itself
SMALL = "Too few to show apart"
DIMENSIONS: Mapping[str, Callable[[PlanRecord], str]] = {
    "Team": lambda r: r.team,
    "Main need": lambda r: r.primary_need,
    "Age group": lambda r: r.age_group,
    "Placement": lambda r: r.placement,
}

Groups = dict[str, list[PlanRecord]]


def grouped(records: Sequence[PlanRecord], of: Callable[[PlanRecord], str]) -> Groups:
    """Records by name, in the order of the names; groups under ``LEAST`` plans are put together, and where that is
    too few still, with the smallest of the others.
    """
    by: Groups = defaultdict(list)
    for record in records:
        by[of(record)].append(record)
    small = [name for name, own in by.items() if len(own) < LEAST]
    if not small or len(by) == 1:
        return dict(sorted(by.items()))
    together = [r for name in small for r in by.pop(name)]
    while len(together) < LEAST and by:
        smallest = min(by, key=lambda name: len(by[name]))
        together += by.pop(smallest)
    return {**dict(sorted(by.items())), SMALL: together}


def by_month(records: Sequence[PlanRecord]) -> dict[dt.date, list[PlanRecord]]:
    """Records by the first day of their month; months under ``LEAST`` plans are told to the month before."""
    by: dict[dt.date, list[PlanRecord]] = {}
    for record in sorted(records, key=lambda r: r.day):
        month = record.day.replace(day=1)
        last = next(reversed(by), None)
        if last is not None and last != month and len(by[last]) < LEAST:
            by[last].append(record)
        else:
            by.setdefault(month, []).append(record)
    if len(by) > 1:
        last = next(reversed(by))
        if len(by[last]) < LEAST:
            few = by.pop(last)
            by[next(reversed(by))] += few
    return by


def share_of(records: Sequence[PlanRecord], name: str) -> Share:
    """A measure over all items of all these plans."""
    return sum((r.shares[name] for r in records if name in r.shares), Share())


def alone(records: Sequence[PlanRecord], name: str) -> tuple[float, float]:
    """A measure as (met, of) of so many items that know nothing of each other, for intervals and comparisons."""
    return as_if_alone([(s.met, s.of) for r in records if (s := r.shares.get(name))])


def rate(records: Sequence[PlanRecord]) -> float:
    """Uses of unexplained terms in each 1,000 words."""
    words = sum(r.words for r in records)
    return 1000 * sum(sum(r.unexplained.values()) for r in records) / words if words else 0.0


def plans_with(records: Sequence[PlanRecord], check: str) -> int:
    """How many plans have a fault."""
    return sum(check in r.faults for r in records)


def plans_by_term(records: Sequence[PlanRecord]) -> dict[str, int]:
    """How many plans leave a term unexplained, by the form in which it is printed most."""
    forms: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for record in records:
        for term in {t.casefold(): t for t in record.unexplained}.values():
            forms[term.casefold()][term] += 1
    return {max(by, key=lambda form: by[form]): sum(by.values()) for by in forms.values()}


def mean_score(records: Sequence[PlanRecord], lines: Sequence[str]) -> tuple[float, int] | None:
    """The mean of the draft scores of some lines, and how many scores it rests on; None where fewer plans have one than
    may be shown.
    """
    by_plan = [[s for line in lines if isinstance(s := r.answers.get(line), int)] for r in records]
    scores = [s for own in by_plan for s in own]
    return (sum(scores) / len(scores), len(scores)) if sum(map(bool, by_plan)) >= LEAST else None
