"""Tables from ruling lines: rules that meet make a grid, and grid squares with no rule between are one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.pdf.marks import Rule

NEAR = 3.0  # points within which two rules count as one, or as meeting


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its box, and the grid rows and columns that it begins in and covers."""

    left: float
    top: float
    right: float
    bottom: float
    row: int
    column: int
    row_span: int
    column_span: int

    @property
    def area(self) -> float:
        """Square points."""
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table on one page. ``columns`` are the x of its vertical rules."""

    cells: tuple[GridCell, ...]
    columns: tuple[float, ...]
    top: float
    bottom: float

    def at(self, x: float, y: float) -> GridCell | None:
        """The cell that holds a point: the smallest, for a cell around a table inside it is a frame and no box."""
        holding = [c for c in self.cells if c.left <= x <= c.right and c.top <= y <= c.bottom]
        return min(holding, key=lambda c: c.area, default=None)


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that ruling lines make, from the top of the page down."""
    across = _merged([r for r in rules if r.top == r.bottom], flat=True)
    down = _merged([r for r in rules if r.left == r.right], flat=False)
    across += _closing(across, down)
    grids = [g for group in _groups(across, down) for part in _apart(*group) if (g := _grid(*part))]
    return sorted(grids, key=lambda g: g.top)


def _merged(rules: list[Rule], *, flat: bool) -> list[Rule]:
    """Rules on one line that touch, made one."""
    merged: list[Rule] = []
    line = (lambda r: (r.top, r.left)) if flat else (lambda r: (r.left, r.top))
    rules = sorted(rules, key=line)
    lanes: list[list[Rule]] = []
    for rule in rules:
        where = rule.top if flat else rule.left
        if lanes and abs((lanes[-1][-1].top if flat else lanes[-1][-1].left) - where) <= NEAR / 2:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    for lane in lanes:
        at = lane[0].top if flat else lane[0].left
        spans = sorted((r.left, r.right) if flat else (r.top, r.bottom) for r in lane)
        start, end = spans[0]
        for a, b in [*spans[1:], (float("inf"), 0.0)]:
            if a <= end + NEAR:
                end = max(end, b)
            else:
                merged.append(Rule(start, at, end, at) if flat else Rule(at, start, at, end))
                start, end = a, b
    return merged


def _closing(across: list[Rule], down: list[Rule]) -> list[Rule]:
    """The level rules that a page break leaves out: where a row runs on over the page, its walls end together and many
    makers draw nothing under them, and nothing over them on the next page.
    """
    made: list[Rule] = []
    for end in ("top", "bottom"):
        open_walls = [v for v in down if not any(_meet(h, v, getattr(v, end)) for h in across)]
        for y in _places([getattr(v, end) for v in open_walls]):
            walls = [v.left for v in open_walls if abs(getattr(v, end) - y) <= NEAR]
            if len(walls) >= 2:
                made.append(Rule(min(walls), y, max(walls), y))
    return made


def _meet(level: Rule, wall: Rule, y: float) -> bool:
    return abs(level.top - y) <= NEAR and level.left - NEAR <= wall.left <= level.right + NEAR


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            meets_x = h.left - NEAR <= v.left <= h.right + NEAR
            if meets_x and v.top - NEAR <= h.top <= v.bottom + NEAR:
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*across, *down]):
        groups.setdefault(root(i), ([], []))[0 if i < len(across) else 1].append(rule)
    return [g for g in groups.values() if len(g[0]) >= 2 and len(g[1]) >= 2]


def _apart(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Tables that touch, told apart: where no column of the rows above is a column of the rows below."""
    ys, xs = _places([h.top for h in across]), _places([v.left for v in down])
    cuts: list[float] = []
    above: set[float] = set()
    for top, bottom in pairwise(ys):
        middle = (top + bottom) / 2
        inner = {x for x in xs[1:-1] if any(abs(v.left - x) <= NEAR and v.top <= middle <= v.bottom for v in down)}
        if inner and above and not inner & above:
            cuts.append(top)
            above = set()
        above |= inner
    if not cuts:
        return [(across, down)]
    bounds = [ys[0] - NEAR, *cuts, ys[-1] + NEAR]
    return [
        (
            [h for h in across if top - NEAR <= h.top <= bottom + NEAR],
            [
                Rule(v.left, max(v.top, top), v.right, min(v.bottom, bottom))
                for v in down
                if min(v.bottom, bottom) - max(v.top, top) > NEAR
            ],
        )
        for top, bottom in pairwise(bounds)
    ]


def _places(values: Sequence[float]) -> list[float]:
    places: list[float] = []
    for v in sorted(values):
        if not places or v - places[-1] > NEAR:
            places.append(v)
    return places


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs, ys = _places([v.left for v in down]), _places([h.top for h in across])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1:
        return None
    owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(square: tuple[int, int]) -> tuple[int, int]:
        while owner[square] != square:
            square = owner[square]
        return square

    for r in range(rows):
        for c in range(columns):
            middle_y, middle_x = (ys[r] + ys[r + 1]) / 2, (xs[c] + xs[c + 1]) / 2
            if c + 1 < columns and not any(
                abs(v.left - xs[c + 1]) <= NEAR and v.top <= middle_y <= v.bottom for v in down
            ):
                owner[root((r, c + 1))] = root((r, c))
            if r + 1 < rows and not any(
                abs(h.top - ys[r + 1]) <= NEAR and h.left <= middle_x <= h.right for h in across
            ):
                owner[root((r + 1, c))] = root((r, c))
    squares: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for square in owner:
        squares.setdefault(root(square), []).append(square)
    cells = []
    for members in squares.values():
        r0, r1 = min(r for r, _ in members), max(r for r, _ in members)
        c0, c1 = min(c for _, c in members), max(c for _, c in members)
        cells.append(GridCell(xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1], r0, c0, r1 - r0 + 1, c1 - c0 + 1))
    return Grid(tuple(sorted(cells, key=lambda c: (c.row, c.column))), tuple(xs), ys[0], ys[-1])
