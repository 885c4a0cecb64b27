"""Pages set in two columns of running text, as a leaflet is: the left one is read to its end before the right one.

A table of two columns without rules looks alike; its rows begin side by side, where columns of text begin paragraphs
each at its own height.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractors.readers.pdf.marks import Page, Rule, Run

MIDDLE = (0.4, 0.6)  # shares of a page's width between which the columns part
GUTTER = 10.0  # points; the least room between the columns
LEAST_LINES = 8  # in each column
LEAST_HIGH = 0.25  # share of a page's height that the columns fill
UNLIKE = 0.75  # the narrower column's width as a share of the wider one's, at least
PARAGRAPH = 1.35  # times the usual step from line to line: a paragraph begins
TOGETHER = 3.0  # points within which two paragraphs begin at one height
TITLES, LARGER = 2, 1.15  # titles without one beside them; times the usual size: a title
ROWS = 0.5  # share of paragraphs that begin with one beside them, from which on they are rows of a table


@dataclass(frozen=True, slots=True)
class Halves:
    """A page parted: what stands over its columns, the columns, and what stands under them."""

    over: Page
    left: Page
    right: Page
    under: Page


def halves_of(page: Page, edge: float) -> Halves | None:
    """The page as two columns, or None where it is not set so. ``edge`` is the share of its height at head and foot
    where running lines stand.
    """
    runs = [r for r in page.runs if not r.turned and edge * page.height < r.top and r.bottom < (1 - edge) * page.height]
    walls = [r for r in page.rules if r.top == r.bottom]
    best: tuple[int, float, float, float] | None = None
    for share in range(int(MIDDLE[0] * 100), int(MIDDLE[1] * 100) + 1):
        x = page.width * share / 100
        for top, bottom in _clear(x, runs, walls, page.height):
            if bottom - top < LEAST_HIGH * page.height:
                continue
            inside = [r for r in runs if top <= r.top and r.bottom <= bottom]
            count = min(sum(r.right < x for r in inside), sum(r.left > x for r in inside))
            if count >= LEAST_LINES and (best is None or count > best[0]):
                best = (count, x, top, bottom)
    if best is None:
        return None
    _, x, top, bottom = best
    inside = [r for r in runs if top <= r.top and r.bottom <= bottom]
    left, right = [r for r in inside if r.right < x], [r for r in inside if r.left > x]
    return _parted(page, x, top, bottom) if _are_columns(page, left, right) else None


def _clear(x: float, runs: Sequence[Run], walls: Sequence[Rule], high: float) -> list[tuple[float, float]]:
    """The heights between which nothing crosses a place along the page, from the top down."""
    half = GUTTER / 2
    crossed = [(r.top, r.bottom) for r in runs if r.left < x + half and x - half < r.right]
    crossed += [(w.top, w.top) for w in walls if w.left < x - half and x + half < w.right]
    bounds = [0.0, *(y for pair in sorted(crossed) for y in pair), high]
    return [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if b > a]


def _are_columns(page: Page, left: Sequence[Run], right: Sequence[Run]) -> bool:
    wide = [max(r.right for r in side) - min(r.left for r in side) for side in (left, right)]
    high = min(max(r.bottom for r in side) - min(r.top for r in side) for side in (left, right))
    if min(wide) < UNLIKE * max(wide) or high < LEAST_HIGH * page.height:
        return False
    titles = [_titles(side, left, right) for side in (left, right)]
    alone = [y for own, other in (titles, titles[::-1]) for y in own if not any(abs(y - o) < TOGETHER for o in other)]
    if len(alone) >= TITLES:
        return True
    begun = [_beginnings(side) for side in (left, right)]
    beside = sum(any(abs(a - b) < TOGETHER for b in begun[1]) for a in begun[0])
    return beside < ROWS * min(len(begun[0]), len(begun[1]))


def _titles(side: Sequence[Run], left: Sequence[Run], right: Sequence[Run]) -> list[float]:
    """The heights of a column's titles: no row of a table has one in a single cell."""
    usual = median(r.size for r in (*left, *right) for _ in r.text)
    return sorted({r.bottom for r in side if r.size > LARGER * usual})


def _beginnings(side: Sequence[Run]) -> list[float]:
    """The heights at which paragraphs begin in one column, its first line apart: columns begin together."""
    lines: list[Run] = []
    for run in sorted(side, key=lambda r: (r.bottom, r.left)):
        if not lines or run.bottom - lines[-1].bottom > 0.5 * run.size:
            lines.append(run)
    steps = [b.bottom - a.bottom for a, b in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    return [b.bottom for a, b in pairwise(lines) if b.bottom - a.bottom > PARAGRAPH * usual or a.bold != b.bold]


def _parted(page: Page, x: float, top: float, bottom: float) -> Halves:
    def part(left: float, above: float, right: float, below: float) -> Page:
        def holds(box: Run | Rule) -> bool:
            middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
            return left <= middle[0] < right and above <= middle[1] < below

        return replace(
            page,
            runs=tuple(r for r in page.runs if holds(r)),
            rules=tuple(r for r in page.rules if holds(r)),
            shades=tuple(s for s in page.shades if holds(s)),
        )

    endless = float("inf")
    return Halves(
        part(-endless, -endless, endless, top),
        part(-endless, top, x, bottom),
        part(x, top, endless, bottom),
        part(-endless, bottom, endless, endless),
    )
