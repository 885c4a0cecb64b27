"""Columns that no upright ruling line parts, told by the empty band that runs down between them.

What stands beside what is then a reading, not a fact: the document says so (``read.layout_uncertain``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.readers.pdf.marks import Run

GUTTER = 1.3  # times the size of the letters: the least width of an empty band between columns
NARROW = 0.6  # the same where the words after it all begin at one place
ALIGNED, TOUCH = 0.7, 2.5  # share of the words after a band that begin there; within how many points
LEAST_LINES = 3  # lines with words on both sides of the band
LEAST_LETTERS = 12  # mean length of a line in every column: shorter is a label, a tick or a page number
NEXT = 2.4  # times the size: a line further below than this begins something else, unless it has both sides too
ROW = 1.5  # times the usual step from line to line: a row of the table ends
LEAST_DRAWN = 2  # level rules among the lines from which on they alone part rows; fewer fence the heads
LARGER = 1.1  # times the usual size: a title between two tables


@dataclass(frozen=True, slots=True)
class Columned:
    """A stretch of a page in columns. ``edges`` are where each column begins, and where the last one ends;
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


def find_columns(runs: Sequence[Run], levels: Sequence[float] = ()) -> list[Columned]:
    """The stretches of a page's loose runs that stand in columns, from the top down. ``levels`` are the heights of level
    rules and of shading's edges, which part rows where there are any.
    """
    lines = _lines(runs)
    found: list[Columned] = []
    at = 0
    while at < len(lines):
        stretch = _stretch(lines[at:])
        made = _columned(stretch, levels)
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


def _bands(lines: Sequence[_Line]) -> list[_Band]:
    """The bands that all of these lines leave empty."""
    spans = sorted((run.left, run.right) for line in lines for run in line)
    least = NARROW * lines[0][0].size
    bands, end = [], spans[0][1]
    for left, right in spans[1:]:
        if left - end >= least:
            bands.append((end, left))
        end = max(end, right)
    return bands


def _stretch(lines: Sequence[_Line]) -> list[_Line]:
    """The first lines of these that leave the same bands empty: up to one that writes across a band which two lines
    before it have kept, a title, or one far below.
    """
    stretch = [lines[0]]
    bands = _bands(stretch)
    for number, line in enumerate(lines[1:], 1):
        if not bands or not _near(stretch[-1], line, bands) or _is_title(line, stretch, lines[number + 1 :]):
            break
        more = _bands([*stretch, line])
        kept = [band for band in bands if sum(_crosses(x, band) for x in stretch) >= 2]
        if not more or any(not any(a < d and c < b for c, d in more) for a, b in kept):
            break
        stretch.append(line)
        bands = more
    while len(stretch) > 1 and not _crossed(stretch[-1], bands) and _far_below(stretch[-2], stretch[-1]):
        stretch.pop()
    return stretch


def _near(before: _Line, line: _Line, bands: Sequence[_Band]) -> bool:
    both = _crossed(before, bands) and _crossed(line, bands)
    return both or not _far_below(before, line)


def _far_below(before: _Line, line: _Line) -> bool:
    return min(r.top for r in line) - max(r.bottom for r in before) > NEXT * line[0].size


def _is_title(line: _Line, stretch: Sequence[_Line], after: Sequence[_Line]) -> bool:
    """Whether a line at the left edge is a title of what follows: set larger, or in bold over bold heads of columns."""
    first = line[0]
    if first.left > min(x[0].left for x in stretch) + TOUCH or not all(r.bold for r in line):
        return False
    if first.size > LARGER * median(r.size for x in stretch for r in x):
        return True
    over = bool(after) and len(after[0]) > 1 and all(r.bold for r in after[0]) and not _far_below(line, after[0])
    return over and len(line) == 1 and not all(r.bold for r in stretch[-1])


def _crossed(line: _Line, bands: Sequence[_Band]) -> bool:
    """Whether a line has words on both sides of a band."""
    return any(_crosses(line, band) for band in bands)


def _crosses(line: _Line, band: _Band) -> bool:
    return line[0].right <= band[0] + 1 and line[-1].left >= band[1] - 1


def _columned(stretch: Sequence[_Line], levels: Sequence[float]) -> Columned | None:
    heads = _headed(stretch)
    empty = _bands(stretch)
    ends = [*(after[0] for after in empty[1:]), float("inf")]
    least = 2 if heads else LEAST_LINES
    bands = [band for band, end in zip(empty, ends, strict=False) if _parts(stretch, band, end, least)]
    if not bands or (len(bands) == 1 and len(stretch) < LEAST_LINES):
        return None
    edges = (
        min(r.left for x in stretch for r in x),
        *((a + b) / 2 for a, b in bands),
        max(r.right for x in stretch for r in x),
    )
    rows = [[_side(line, edges) for line in row] for row in _rows(stretch, edges, levels)]
    columns = [
        [text for row in rows for line in row if (text := " ".join(r.text for r in line[c]))]
        for c in range(len(edges) - 1)
    ]
    if not all(columns) or not (heads or _worded(columns)):
        return None
    if not heads and not any(text[:1].islower() for texts in columns for text in texts):
        return None  # nothing runs on from line to line: labels with their values
    starts = [min(r.left for row in rows for line in row for r in line[c]) for c in range(len(edges) - 1)]
    return Columned(
        (*starts, edges[-1]),
        tuple(tuple(tuple(r for line in row for r in line[c]) for c in range(len(edges) - 1)) for row in rows),
    )


def _headed(stretch: Sequence[_Line]) -> bool:
    """Whether the first line holds the heads of columns: in bold, and what is under them begins where they begin."""
    heads, *under = stretch
    if len(heads) < 2 or not under or not all(r.bold for r in heads) or all(r.bold for r in under[0]):
        return False
    starts = [r.left for r in heads]
    return len(under[0]) > 1 and all(any(abs(r.left - x) < TOUCH for x in starts) for r in under[0])


def _parts(stretch: Sequence[_Line], band: _Band, end: float, least: int) -> bool:
    """Whether a band parts columns: enough lines have words on both sides of it, and it is wide, or what follows it
    (as far as ``end``) begins at one place.
    """
    crossing = [line for line in stretch if _crosses(line, band)]
    if len(crossing) < least:
        return False
    if band[1] - band[0] >= 0.8 * GUTTER * crossing[0][0].size:
        return True
    starts = [x for line in crossing if (x := min(r.left for r in line if r.left >= band[1] - 1)) < end]
    return sum(start - band[1] < TOUCH for start in starts) >= ALIGNED * len(starts)


def _worded(columns: Sequence[Sequence[str]]) -> bool:
    """Whether words stand in the columns, and not labels, ticks or page numbers beside words: in two columns both are
    as wide as words are, in more at least one is, and the last is no list of figures.
    """
    wide = [sum(map(len, texts)) >= LEAST_LETTERS * len(texts) for texts in columns]
    if all(text.replace(".", "").strip().isdigit() for text in columns[-1]):
        return False
    return all(wide) if len(columns) == 2 else any(wide)


def _side(line: _Line, edges: Sequence[float]) -> list[list[Run]]:
    return [[r for r in line if a <= (r.left + r.right) / 2 <= b] for a, b in pairwise(edges)]


def _rows(stretch: Sequence[_Line], edges: Sequence[float], levels: Sequence[float]) -> list[list[_Line]]:
    """Lines by the rows of a table: a row ends at a level rule, or where there are none, where every column rests."""
    top, bottom = stretch[0][0].bottom + 4, stretch[-1][0].top
    drawn = [y for y in levels if top - 2 <= y <= bottom + 2]
    steps = sorted(b[0].top - a[0].top for a, b in pairwise(stretch) if b[0].top - a[0].top > 0.9 * a[0].size)
    usual = steps[len(steps) // 4] if steps else stretch[0][0].size
    rows: list[list[_Line]] = [[stretch[0]]]
    for before, line in pairwise(stretch):
        rest = min(r.top for r in line) - max(r.bottom for r in before)
        high = line[0].bottom - line[0].top
        cut = any(before[0].top < y < line[0].bottom and y > before[0].bottom - 2 for y in drawn)
        if cut or (len(drawn) < LEAST_DRAWN and rest > ROW * max(usual, line[0].size) - high):
            rows.append([])
        rows[-1].append(line)
    return rows
