"""Columns that no ruling line parts, told by the empty band that runs down between them.

What stands beside what is then a reading, not a fact: the document says so (``read.layout_uncertain``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.pdf.marks import Run

GUTTER = 1.3  # times the size of the letters: the least width of an empty band between columns
LEAST_LINES = 3  # lines with words on both sides of the band
LEAST_LETTERS = 12  # mean length of a line in every column: shorter is a label, a tick or a page number
NEXT = 2.4  # times the size: a line further below than this begins something else, unless it has both sides too
ROW = 1.75  # times the usual step from line to line: a row of the table ends


@dataclass(frozen=True, slots=True)
class Columned:
    """A stretch of a page in columns. ``edges`` are the left edge, the middle of each band, the right edge;
    ``rows`` the runs of each row by column.
    """

    edges: tuple[float, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(run.top for row in self.rows for column in row for run in column)

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return max(run.bottom for row in self.rows for column in row for run in column)

    @property
    def runs(self) -> list[Run]:
        """All its runs."""
        return [run for row in self.rows for column in row for run in column]


_Line = list[Run]
_Band = tuple[float, float]


def find_columns(runs: Sequence[Run]) -> list[Columned]:
    """The stretches of a page's loose runs that stand in columns, from the top down."""
    lines = _lines(runs)
    found: list[Columned] = []
    at = 0
    while at < len(lines):
        stretch, bands = _stretch(lines, at)
        made = _columned(stretch, bands) if bands else None
        if made:
            found.append(made)
            at += len(stretch)
        else:
            at += 1
    return found


def _lines(runs: Sequence[Run]) -> list[_Line]:
    lines: list[_Line] = []
    for run in sorted(runs, key=lambda r: ((r.top + r.bottom) / 2, r.left)):
        middle = (run.top + run.bottom) / 2
        if lines and lines[-1][0].top <= middle <= lines[-1][0].bottom:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda r: r.left) for line in lines]


def _bands(line: _Line) -> list[_Band]:
    return [(a.right, b.left) for a, b in pairwise(line) if b.left - a.right >= GUTTER * a.size]


def _stretch(lines: Sequence[_Line], start: int) -> tuple[list[_Line], list[_Band]]:
    """The lines from ``start`` on that leave the same bands empty, and those bands."""
    bands = _bands(lines[start])
    stretch = [lines[start]]
    for before, line in pairwise(lines[start:]):
        if not bands or not _near(before, line, bands):
            break
        left = [n for band in bands if (n := _narrowed(band, line))]
        if not left:
            break
        bands = left
        stretch.append(line)
    while len(stretch) > 1 and not _crossed(stretch[-1], bands) and _far_below(stretch[-2], stretch[-1]):
        stretch.pop()
    return stretch, bands


def _near(before: _Line, line: _Line, bands: Sequence[_Band]) -> bool:
    both = _crossed(before, bands) and _crossed(line, bands)
    return both or not _far_below(before, line)


def _far_below(before: _Line, line: _Line) -> bool:
    return min(r.top for r in line) - max(r.bottom for r in before) > NEXT * line[0].size


def _crossed(line: _Line, bands: Sequence[_Band]) -> bool:
    """Whether a line has words on both sides of a band."""
    return any(line[0].right <= a + 1 and line[-1].left >= b - 1 for a, b in bands)


def _narrowed(band: _Band, line: _Line) -> _Band | None:
    """What a line leaves empty of a band; none where it writes across it."""
    a, b = band
    for run in line:
        middle = (a + b) / 2
        if run.left < middle < run.right:
            return None
        if run.right <= middle:
            a = max(a, run.right)
        else:
            b = min(b, run.left)
    return (a, b) if b - a >= GUTTER * line[0].size * 0.8 else None


def _columned(stretch: Sequence[_Line], bands: Sequence[_Band]) -> Columned | None:
    if sum(_crossed(line, bands) for line in stretch) < LEAST_LINES:
        return None
    middles = [(a + b) / 2 for a, b in sorted(bands)]
    edges = (min(r.left for x in stretch for r in x), *middles, max(r.right for x in stretch for r in x))
    rows = [[_side(line, edges) for line in row] for row in _rows(stretch)]
    columns = [
        [text for row in rows for line in row if (text := " ".join(r.text for r in line[c]))]
        for c in range(len(edges) - 1)
    ]
    if any(not texts or sum(map(len, texts)) < LEAST_LETTERS * len(texts) for texts in columns):
        return None
    if not any(text[:1].islower() for texts in columns for text in texts):
        return None  # nothing runs on from line to line: labels with their values
    return Columned(
        edges, tuple(tuple(tuple(r for line in row for r in line[c]) for c in range(len(edges) - 1)) for row in rows)
    )


def _side(line: _Line, edges: Sequence[float]) -> list[list[Run]]:
    return [[r for r in line if a <= (r.left + r.right) / 2 <= b] for a, b in pairwise(edges)]


def _rows(stretch: Sequence[_Line]) -> list[list[_Line]]:
    """Lines by the rows of a table: a row ends where every column rests."""
    steps = sorted(b[0].top - a[0].top for a, b in pairwise(stretch))
    usual = steps[len(steps) // 3]
    rows: list[list[_Line]] = [[stretch[0]]]
    for before, line in pairwise(stretch):
        if line[0].top - before[0].top > ROW * max(usual, line[0].size):
            rows.append([])
        rows[-1].append(line)
    return rows
