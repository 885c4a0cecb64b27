"""Two periods side by side: what changed, and whether chance alone might have done it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reports.trends.groups import plans_with, rate, share_of
from reports.trends.record import SHARES, PlanRecord
from reports.trends.statistics import Interval, difference
from reports.trends.themes import Table, Theme
from reports.words import day

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
    """One figure in two periods. ``sure`` where chance alone would seldom have done it."""

    name: str
    before: tuple[int, int]
    after: tuple[int, int]
    rise: Interval | None

    @property
    def sure(self) -> bool:
        """Whether the interval of the difference leaves out nought."""
        return self.rise is not None and (self.rise.low > 0 or self.rise.high < 0)

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
    """Every share and fault in the two periods."""
    found = []
    for name, check in FAULTS.items():
        found.append(_change(name, *((plans_with(r, check), len(r)) for r in (before, after))))
    for name in SHARES:
        shares = [share_of(r, name) for r in (before, after)]
        found.append(_change(name, *((s.met, s.of) for s in shares)))
    return found


def _change(name: str, before: tuple[int, int], after: tuple[int, int]) -> Change:
    return Change(name, before, after, difference(before, after))


def changes(before: Sequence[PlanRecord], after: Sequence[PlanRecord]) -> Theme:
    """The theme that sets two periods side by side."""
    rows = tuple(
        (c.name, _percent(c.before), _percent(c.after), _rise(c.rise), "Yes" if c.sure else "Could be chance")
        for c in compared(before, after)
    )
    rates = f"{rate(before):.1f} before, {rate(after):.1f} now"
    text = (
        f"{len(before)} plans before, {len(after)} plans now. Unexplained terms in each 1,000 words: {rates}.",
        "Items of one plan are alike, so that intervals over items are somewhat too narrow.",
    )
    heads = ("What", "Before", "Now", "Change in points, with its interval", "Beyond chance?")
    return Theme("What changed since the period before", text, (Table("Two periods", heads, rows),))


def _percent(of: tuple[int, int]) -> str:
    return f"{of[0] / of[1]:.0%} of {of[1]}" if of[1] else "none"


def _rise(rise: Interval | None) -> str:
    return f"{100 * rise.value:+.0f} ({100 * rise.low:+.0f} to {100 * rise.high:+.0f})" if rise else "not known"
