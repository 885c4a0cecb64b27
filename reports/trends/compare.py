"""Two periods side by side: what changed, and whether chance alone might have done it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reports.trends.groups import LEAST, alone, plans_with, rate, share_of
from reports.trends.record import SHARES, PlanRecord
from reports.trends.statistics import Interval, beyond_chance, difference
from reports.trends.table import Table, Theme
from reports.words import day

Counts = tuple[int, int]  # met, of
FAULTS = {
    "Plans without a paragraph in Section C": "statement.missing_c",
    "Plans without a paragraph in Section D": "statement.missing_d",
    "Plans with a need that nothing meets": "thread.need_without_provision",
}


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both days included."""

    first: dt.date
    last: dt.date

    @property
    def words(self) -> str:
        """As "1 September 2026 to 31 October 2026"."""
        return f"{day(self.first)} to {day(self.last)}"

    @property
    def before(self) -> Period:
        """The period of the same length that ends the day before this one begins."""
        end = self.first - dt.timedelta(days=1)
        return Period(end - (self.last - self.first), end)

    def __contains__(self, on: dt.date) -> bool:
        """Whether a day lies in the period."""
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in two periods, each (met, of). ``sure`` where chance alone would seldom have done it, over all the
    figures that are compared at once.
    """

    name: str
    before: tuple[int, int]
    after: tuple[int, int]
    rise: Interval | None
    sure: bool

    @property
    def words(self) -> str:
        """What changed and how sure one can be, in one sentence."""
        if self.rise is None:
            return f"{self.name}: too few to compare."
        was, now = self.before[0] / self.before[1], self.after[0] / self.after[1]
        moved = "rose" if self.rise.value > 0 else "fell" if self.rise.value < 0 else "stayed"
        figures = f"{self.name} {moved} from {was:.0%} of {self.before[1]} to {now:.0%} of {self.after[1]}"
        if moved == "stayed":
            return f"{self.name} stayed at {now:.0%}."
        if self.sure:
            return f"{figures}: more than chance would explain."
        return f"{figures}: a difference that chance alone could make."


def compared(before: Sequence[PlanRecord], after: Sequence[PlanRecord]) -> list[Change]:
    """Every share and fault in the two periods; nothing where either rests on fewer plans than may be shown."""
    if min(len(before), len(after)) < LEAST:
        return []
    counts: list[tuple[str, Counts, Counts]] = []
    apart: list[tuple[tuple[float, float], tuple[float, float]]] = []  # the same, items of one plan counted down
    for name, check in FAULTS.items():
        was, now = ((plans_with(r, check), len(r)) for r in (before, after))
        counts.append((name, was, now))
        apart.append((was, now))
    for name in SHARES:
        shares = [share_of(r, name) for r in (before, after)]
        counts.append((name, (shares[0].met, shares[0].of), (shares[1].met, shares[1].of)))
        apart.append((alone(before, name), alone(after, name)))
    sure = beyond_chance(apart)
    return [
        Change(name, was, now, difference(*pair), held)
        for (name, was, now), pair, held in zip(counts, apart, sure, strict=True)
    ]


def changes(before: Sequence[PlanRecord], after: Sequence[PlanRecord]) -> Theme:
    """The theme that sets two periods side by side."""
    rows = tuple(
        (c.name, _percent(c.before), _percent(c.after), _rise(c.rise), "Yes" if c.sure else "Could be chance")
        for c in compared(before, after)
    )
    rates = f"{rate(before):.1f} before, {rate(after):.1f} now"
    text = (
        f"{len(before)} plans before, {len(after)} plans now. Unexplained terms in each 1,000 words: {rates}.",
        f"Intervals allow for items of one plan being alike, and what is called beyond chance is so with all {len(rows)} "
        "figures looked at together.",
    )
    heads = ("What", "Before", "Now", "Change in points, with its interval", "Beyond chance?")
    return Theme("What changed since the period before", text, (Table("Two periods", heads, rows),))


def _percent(of: tuple[int, int]) -> str:
    return f"{of[0] / of[1]:.0%} of {of[1]}" if of[1] else "none"


def _rise(rise: Interval | None) -> str:
    return f"{_points(rise.value)} ({_points(rise.low)} to {_points(rise.high)})" if rise else "not known"


def _points(share: float) -> str:
    """As "+3", "-2" or "0": a change too small to be told has no sign."""
    points = round(100 * share)
    return f"{points:+d}" if points else "0"
