"""What a scanned page's picture shows besides words: how far it is turned, its ruling lines, how heavy its letters are.

Without ruling lines a table's columns would be read across; without weight a title looks like any line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.readers.pdf.page import Rule

INK = 170  # a grey value below which a dot is ink
LONG = 40.0  # points; a shorter stroke is a letter or an underline's end
WHOLE = 0.94  # share of a rule's dots that are ink: scans have gaps
THICK = 4.0  # points; a thicker band is shading or a picture's edge
HEAVY = 1.22  # times the page's usual stroke: bold
LEAST_TURN, MOST_TURN = 0.15, 8.0  # degrees: less does no harm, more is no scanner's slip

Grey = NDArray[np.uint8]
Corners = Sequence[Sequence[float]]


def grey(picture: NDArray[np.uint8]) -> Grey:
    """A colour picture (height x width x 3) as grey values, 0 black to 255 white."""
    return np.asarray(np.asarray(picture, dtype=np.float32).mean(axis=2), dtype=np.uint8)


def turn_of(boxes: Sequence[Corners]) -> float:
    """Degrees by which a page is turned (clockwise is positive), by the slope of its wide lines of words."""
    slopes = [
        math.degrees(math.atan2(box[1][1] - box[0][1], box[1][0] - box[0][0]))
        for box in boxes
        if box[1][0] - box[0][0] > 8 * abs(box[3][1] - box[0][1])
    ]
    if not slopes:
        return 0.0
    turn = float(np.median(slopes))
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
    return (*across, *down)


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


def weights(page: Grey, boxes: Sequence[tuple[float, float, float, float]]) -> list[float]:
    """How heavy each line's strokes are: its ink for each edge of a letter, whatever the letters' size and shade.

    ``boxes`` are left, top, right, bottom in dots. A dark line on a shaded ground is judged against its ground.
    """
    found = []
    for left, top, right, bottom in boxes:
        part = page[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1]
        if part.size == 0:
            found.append(0.0)
            continue
        ground = float(np.percentile(part, 90))
        ink = part < (ground + float(part.min())) / 2
        edges = int((ink[:, 1:] != ink[:, :-1]).sum())
        height = max(bottom - top, 1.0)
        found.append(2 * float(ink.sum()) / max(edges, 1) / height)
    return found


def bold(weight: Sequence[float]) -> list[bool]:
    """Which lines are set in bold: clearly heavier than the page's usual."""
    if not weight:
        return []
    usual = float(np.median(weight))
    return [w > HEAVY * usual for w in weight]
