"""Shares with their intervals, differences that may or may not be chance, and what a team says more than others.

Intervals: Wilson (1927) for one share, Newcombe (1998, method 10) for the difference of two. Words: log-odds
ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), held against chance over all the
tests at once (Holm 1979).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Z = 1.959964  # 95 in 100
PRIOR = 4.0  # plans' worth of belief that a team is like the rest
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the 95 % interval it lies in."""

    value: float
    low: float
    high: float


def wilson(met: float, of: float) -> Interval | None:
    """A share (0 to 1) with its interval; None of nothing."""
    if not of:
        return None
    p, z2 = met / of, Z * Z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = Z * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return Interval(p, max(0.0, middle - half), min(1.0, middle + half))


def difference(before: tuple[float, float], after: tuple[float, float]) -> Interval | None:
    """How much a share rose (negative: fell) between two samples, each (met, of), with its interval."""
    a, b = wilson(*before), wilson(*after)
    if a is None or b is None:
        return None
    rise = b.value - a.value
    low = rise - math.hypot(b.value - b.low, a.high - a.value)
    high = rise + math.hypot(b.high - b.value, a.value - a.low)
    return Interval(rise, low, high)


def as_if_alone(shares: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Shares of items by plan, as (met, of) of so many items that know nothing of each other.

    Items of one plan are alike: ten of one plan tell less than ten of ten plans. The variance of the share is that of a
    ratio over plans (Cochran 1977, 6.4); the items are counted down until a plain share would have the same.
    """
    met, of, plans = sum(m for m, _ in shares), sum(n for _, n in shares), sum(n > 0 for _, n in shares)
    if plans < 2 or not 0 < met < of:
        return float(met), float(of)
    share = met / of
    spread = sum((m - share * n) ** 2 for m, n in shares) * plans / (plans - 1) / of**2
    alone = min(float(of), share * (1 - share) / spread) if spread else float(of)
    return share * alone, alone


def beyond_chance(tests: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> list[bool]:
    """Which of several differences, each of two samples (met, of), hold against chance over all of them (Holm)."""
    chances = sorted((_chance(*test), number) for number, test in enumerate(tests))
    held = [False] * len(tests)
    for passed, (chance, number) in enumerate(chances):
        if chance * (len(tests) - passed) > LEVEL:
            break
        held[number] = True
    return held


def _chance(before: tuple[float, float], after: tuple[float, float]) -> float:
    """How often chance alone makes two shares differ as much: the two-sided test of pooled shares."""
    if not before[1] or not after[1]:
        return 1.0
    pooled = (before[0] + after[0]) / (before[1] + after[1])
    spread = math.sqrt(pooled * (1 - pooled) * (1 / before[1] + 1 / after[1]))
    gap = abs(before[0] / before[1] - after[0] / after[1])
    return math.erfc(gap / spread / math.sqrt(2)) if spread else 1.0


@dataclass(frozen=True, slots=True)
class Habit:
    """A word that one team leaves unexplained more often than the others.

    ``plans`` of the team's ``of`` plans hold it; ``times`` is the odds ratio with its interval.
    """

    team: str
    term: str
    plans: int
    of: int
    times: Interval


def habits(uses: Mapping[str, Mapping[str, int]], plans: Mapping[str, int], *, least: int) -> list[Habit]:
    """What each team says more than the rest, surest first.

    ``uses`` is team -> term -> number of plans with it; ``plans`` team -> number of plans. Only terms in at
    least ``least`` plans of a team are tried, and only what holds against chance over all tries is given.
    """
    everywhere = {term: sum(by.get(term, 0) for by in uses.values()) for by in uses.values() for term in by}
    total = sum(plans.values())
    tried: list[tuple[float, Habit]] = []
    for team, by in uses.items():
        for term, count in by.items():
            rest, others = everywhere[term] - count, total - plans[team]
            if count < least or not others:
                continue
            share = (everywhere[term] + 0.5) / (total + 1)  # never quite nought or one
            gap, spread = _log_odds(count, plans[team], rest, others, share)
            chance = math.erfc(abs(gap) / spread / math.sqrt(2))
            if gap > 0:
                times = Interval(math.exp(gap), math.exp(gap - Z * spread), math.exp(gap + Z * spread))
                tried.append((chance, Habit(team, term, count, plans[team], times)))
    return _hold(tried, sum(len(by) for by in uses.values()))


def _log_odds(count: int, of: int, rest: int, others: int, share: float) -> tuple[float, float]:
    """The log-odds ratio of a team to the others and its standard error."""
    yes, no = PRIOR * share, PRIOR * (1 - share)
    a, b, c, d = count + yes, of - count + no, rest + yes, others - rest + no
    return math.log(a / b) - math.log(c / d), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)


def _hold(tried: Sequence[tuple[float, Habit]], tests: int) -> list[Habit]:
    """Holm's step-down: the likeliest chance is held against the most tests."""
    held = []
    for number, (chance, habit) in enumerate(sorted(tried, key=lambda t: t[0])):
        if chance * (tests - number) > LEVEL:
            break
        held.append(habit)
    return held


def share_by_plan(shares: Sequence[tuple[int, int]]) -> str:
    """A share counted plan by plan, each (met, of), as ``percent``; its interval allows for one plan's being alike."""
    found = wilson(*as_if_alone(shares))
    return (
        f"{found.value:.0%} of {sum(n for _, n in shares)} ({found.low:.0%} to {found.high:.0%})" if found else "none"
    )
