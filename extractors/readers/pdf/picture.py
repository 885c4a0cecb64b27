"""What a scanned page's picture shows besides words: how far it is turned, its ruling lines, how heavy its letters are.

Without ruling lines a table's columns would be read across; without weight a title looks like any line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.readers.pdf.marks import Rule

INK = 170  # a grey value below which a dot is ink
LONG = 40.0  # points; a shorter stroke is a letter or an underline's end
WHOLE = 0.94  # share of a rule's dots that are ink: scans have gaps
UNBROKEN = 0.9  # share of an upright rule's dots between two level ones that are ink
LOW = 9.0  # points; no row is lower
EDGE = 0.02  # share of a page's width: a long upright stroke so near its edge is the shadow of the sheet
ERASED = 0.9  # points on either side of a rule's middle that are painted over with it
THICK = 4.0  # points; a thicker band is shading or a picture's edge
SHADE = 0.95  # of the paper's grey value: a ground darker than this is shaded
HEAVY = 1.22  # times the page's usual stroke: bold
LEAST_TURN, MOST_TURN = 0.15, 8.0  # degrees: less does no harm, more is no scanner's slip
INKED = 0.6  # of the paper's grey value: darker is ink, for the turn
SPECKS = 0.001  # share of a page's inner dots that are ink on a blank one
LEAST_DOTS, MOST_DOTS = 200, 60_000  # of ink, to judge the turn by

Grey = NDArray[np.uint8]


def grey(picture: NDArray[np.uint8]) -> Grey:
    """A colour picture (height x width x 3) as grey values, 0 black to 255 white."""
    return np.asarray(np.asarray(picture, dtype=np.float32).mean(axis=2), dtype=np.uint8)


def blank(page: Grey) -> bool:
    """Whether nothing stands on a page but specks and the shadow of its edge."""
    high, wide = (side // 12 for side in page.shape)
    inner = page[high:-high, wide:-wide]
    return bool(np.mean(inner < INKED * np.percentile(page, 80)) < SPECKS)


def turn_of(page: Grey) -> float:
    """Degrees by which a page is turned (clockwise is positive): the turn at which its ink falls into the clearest rows."""
    ys, xs = np.nonzero(page < INKED * np.percentile(page, 80))
    if ys.size < LEAST_DOTS:
        return 0.0
    step = max(1, ys.size // MOST_DOTS)
    down, along = ys[::step].astype(np.float32) / 2, (xs[::step].astype(np.float32) - page.shape[1] / 2) / 2

    def clear(turn: float) -> float:
        rows = down - along * math.tan(math.radians(turn))
        count = np.bincount((rows - rows.min()).astype(np.int32)).astype(np.float64)
        return float((count * count).sum())

    turn = 0.0
    for reach, fine in ((MOST_TURN, 0.25), (0.3, 0.05), (0.06, 0.01)):
        tried = np.arange(turn - reach, turn + reach + fine / 2, fine)
        turn = float(tried[int(np.argmax([clear(t) for t in tried]))])
    return turn if LEAST_TURN <= abs(turn) <= MOST_TURN else 0.0


def straightened(picture: NDArray[np.uint8], turn: float) -> NDArray[np.uint8]:
    """The picture turned back, of the same size, with white at its corners."""
    turned = Image.fromarray(picture).rotate(turn, resample=Image.Resampling.BILINEAR, fillcolor=(255, 255, 255))
    return np.asarray(turned, dtype=np.uint8)


def ruling_lines(page: Grey, dots: float) -> tuple[Rule, ...]:
    """The ruling lines of a straight page, in points. ``dots`` is the number of dots in a point."""
    ink = page < INK
    across = [Rule(a / dots, y / dots, b / dots, y / dots) for y, a, b in _strokes(ink, dots)]
    down = [Rule(x / dots, a / dots, x / dots, b / dots) for x, a, b in _strokes(ink.T, dots)]
    high, wide = page.shape
    down = [w for w in down if EDGE * wide < w.left * dots < (1 - EDGE) * wide or w.bottom - w.top < 0.5 * high / dots]
    walls = [part for wall in down for part in _between(wall, ink, across, dots)]
    return (*across, *walls, *_low_walls(ink, across, dots))


def _between(wall: Rule, ink: NDArray[np.bool_], across: Sequence[Rule], dots: float) -> list[Rule]:
    """An upright stroke from level rule to level rule, without the rows where only letters stand in its way."""
    x = wall.left
    ys = sorted({r.top for r in across if r.left - 2 <= x <= r.right + 2 and wall.top - 3 <= r.top <= wall.bottom + 3})
    if len(ys) < 2:
        return [wall]
    near = slice(max(0, int(x * dots) - 2), int(x * dots) + 3)
    parts = []
    for top, bottom in pairwise(ys):
        strip = ink[int(top * dots) + 2 : int(bottom * dots) - 1, near]
        if strip.size and strip.any(axis=1).mean() >= UNBROKEN:
            parts.append(Rule(x, top, x, bottom))
    return parts


def _low_walls(ink: NDArray[np.bool_], across: Sequence[Rule], dots: float) -> list[Rule]:
    """The upright rules of rows lower than a long stroke, as at the head of a page where a cell runs on: ink from one
    level rule all the way to the next below it, where no letter reaches.
    """
    walls = []
    for over in across:
        below = [
            r for r in across
            if LOW < r.top - over.top < LONG and min(r.right, over.right) - max(r.left, over.left) > LONG
        ]  # fmt: skip
        under = min(below, key=lambda r: r.top, default=None)
        if under is None:
            continue
        left = max(0, int((max(over.left, under.left) - 2) * dots))
        right = int((min(over.right, under.right) + 2) * dots) + 1
        strip = ink[int(over.top * dots) + 2 : int(under.top * dots) - 1, left:right]
        edges = np.flatnonzero(np.diff(np.pad((strip.mean(axis=0) >= WHOLE).astype(np.int8), 1)))
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            if b - a <= THICK * dots:
                x = (left + (a + b - 1) / 2) / dots
                walls.append(Rule(x, over.top, x, under.top))
    return walls


def without_rules(page: Grey, rules: Sequence[Rule], dots: float) -> Grey:
    """The page with its ruling lines painted over in white, so that a letter beside one is measured alone."""
    clear = page.copy()
    near = ERASED * dots
    for rule in rules:
        left, top, right, bottom = (v * dots for v in (rule.left, rule.top, rule.right, rule.bottom))
        clear[
            max(0, round(top - near)) : round(bottom + near) + 1, max(0, round(left - near)) : round(right + near) + 1
        ] = 255
    return clear


def shaded_boxes(page: Grey, boxes: Sequence[Rule], dots: float) -> tuple[Rule, ...]:
    """Those of the boxes (in points) whose ground is clearly darker than the paper."""
    paper = float(np.median(page))
    found = []
    for box in boxes:
        part = page[
            int(box.top * dots) + 3 : int(box.bottom * dots) - 2, int(box.left * dots) + 3 : int(box.right * dots) - 2
        ]
        if part.size and float(np.percentile(part, 60)) < SHADE * paper:
            found.append(box)
    return tuple(found)


def _strokes(ink: NDArray[np.bool_], dots: float) -> list[tuple[float, float, float]]:
    """Long thin strokes along the rows: middle row, first and last column, in dots."""
    length = int(LONG * dots)
    if ink.shape[1] <= length:
        return []
    sums = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = (sums[:, length:] - sums[:, :-length]) >= WHOLE * length
    strokes: list[tuple[int, int, int]] = []
    for row in np.flatnonzero(full.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.pad(full[row].astype(np.int8), 1)))
        strokes += [(int(row), int(a), int(b) + length - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return _bands(strokes, dots)


def _bands(strokes: list[tuple[int, int, int]], dots: float) -> list[tuple[float, float, float]]:
    """Strokes on neighbouring rows made one; bands too thick to be a rule give their two edges."""
    bands: list[list[int]] = []  # first row, last row, first column, last column
    for row, start, end in strokes:
        home = next((b for b in bands if row - b[1] <= 2 and start < b[3] and b[2] < end), None)
        if home is None:
            bands.append([row, row, start, end])
        else:
            home[1:] = [row, min(home[2], start), max(home[3], end)]
    lines = []
    for first, last, start, end in bands:
        if last - first <= THICK * dots:
            lines.append(((first + last) / 2, float(start), float(end)))
        else:
            lines += [(float(first), float(start), float(end)), (float(last), float(start), float(end))]
    return lines


def usual_weight(weights: Sequence[float], lengths: Sequence[int]) -> float:
    """The weight of the usual letter; ``lengths`` are the lines' in letters. 0 where no line has one."""
    told = sorted((w, n) for w, n in zip(weights, lengths, strict=True) if w)
    half = sum(n for _, n in told) / 2
    for weight, length in told:
        half -= length
        if half <= 0:
            return weight
    return 0.0


def heavy(weight: float, usual: float) -> bool:
    """Whether a line is set in bold: clearly heavier than the usual letter."""
    return weight > HEAVY * usual > 0
