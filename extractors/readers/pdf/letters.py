"""The letters of one recognised line as they stand in the picture: how large, how heavy, and where words part.

Recognition boxes a line loosely, says nothing of its type, and loses the space between words set close. All three
are measured again on the ink itself, so that a title looks like one and "TomWeir" is two words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Box = tuple[float, float, float, float]  # left, top, right, bottom in dots

_LABEL = re.compile(r"[^:]{2,40}[:?](?= )")
SMALL, TALL = 0.495, 0.69  # height of a small letter and of a tall one, as shares of the size of type
TALLS = 0.12  # share of tall letters from which on their tops are told from specks
ABOVE, BELOW = 0.76, 0.22  # of the size: how far a line reaches above its base line and below
DENSE = 0.4  # share of the fullest row's ink: the rows between a small letter's top and its base line
SPARSE = 0.02  # share of the fullest row's ink: fewer is the room between two lines
RULED = 0.85  # share of a row or column of dots that is ink: a ruling line, no letter
LEANS, LEANING = (0.14, 0.19, 0.24), 1.06  # dots along for each dot up, as italics have it; how much clearer
WIDE = 0.62  # share of the usual space between words: a gap that is one
BEFORE = 2.6  # of the size: how far before its words a bullet stands at most
LEAST = 0.13  # of the size: no narrower gap parts words


@dataclass(frozen=True, slots=True)
class Look:
    """How a line looks, in dots: its box, its size of type (0 where it has no letters to tell), how thick its strokes
    are as a share of the size, whether its letters lean, how light its ground is (0 black to 255 white), and the empty gaps along it.
    """

    box: Box
    size: float
    weight: float
    italic: bool
    ground: float
    gaps: tuple[tuple[float, float], ...]


def look_at(page: Grey, box: Box, text: str) -> Look:
    """Measure a line of a straight page. ``text`` tells small letters from capitals."""
    left, top = max(0, int(box[0]) - 2), max(0, int(box[1]) - 2)
    part = page[top : int(box[3]) + 3, left : int(box[2]) + 3].astype(np.float32)
    if part.shape[0] < 4 or part.shape[1] < 4:
        return Look(box, 0.0, 0.0, False, 255.0, ())
    dark, middle, light = (float(v) for v in np.percentile(part, (2, 60, 92)))
    ground = middle
    if light - middle > middle - dark:  # light letters on a dark ground
        part, dark, ground = 255 - part, 255 - light, 255 - middle
    ink = np.clip((ground - part) / max(ground - dark, 1.0), 0.0, 1.0)
    ink[(ink > 0.5).mean(axis=1) > RULED] = 0.0
    ink[:, (ink > 0.5).mean(axis=0) > RULED] = 0.0
    mask = ink > 0.5
    first, last = _own_rows(mask.sum(axis=1))
    mask[:first], mask[last:] = False, False
    rows = mask.sum(axis=1)
    columns = np.flatnonzero(mask.any(axis=0))
    if columns.size == 0:
        return Look(box, 0.0, 0.0, False, middle, ())
    low = int(np.flatnonzero(rows >= DENSE * rows.max())[-1]) + 1
    size = _height(rows, low, text)
    edges = int((mask[:, 1:] != mask[:, :-1]).sum()) + int((mask[1:] != mask[:-1]).sum())
    weight = 2 * float(ink[mask].sum()) / max(edges, 1) / size if size else 0.0
    base = top + low
    tight = (
        left + float(columns[0]),
        base - ABOVE * size if size else box[1],
        left + float(columns[-1]) + 1,
        base + BELOW * size if size else box[3],
    )
    return Look(tight, size, weight, lean_of(mask) > LEANING, middle, _gaps(columns, left))


def lean_of(mask: NDArray[np.bool_]) -> float:
    """How much clearer a line's letters part when its rows are pushed upright as if they leaned, than as they stand:
    above 1 for italics. Rows of dots are True where there is ink.
    """
    down, along = np.nonzero(mask)

    def clear(lean: float) -> float:
        places = along + lean * down
        count = np.bincount((places - places.min()).astype(np.int32)).astype(np.float64)
        return float((count * count).sum())

    return max(clear(lean) for lean in LEANS) / clear(0.0)


def _own_rows(rows: NDArray[np.int_]) -> tuple[int, int]:
    """The rows of the box's own line, for a loose box holds feet and heads of the lines beside it: all round the
    fullest row of its middle, up to the first sparse one on either side.
    """
    quarter = rows.size // 4
    fullest = quarter + int(np.argmax(rows[quarter : rows.size - quarter]))
    sparse = np.flatnonzero(rows < SPARSE * rows[fullest])
    above, below = sparse[sparse < fullest], sparse[sparse > fullest]
    return (int(above[-1]) + 1 if above.size else 0), (int(below[0]) if below.size else rows.size)


def _height(rows: NDArray[np.int_], low: int, text: str) -> float:
    """The size of type in dots, from the base line to the top of the tall letters, or of the small ones where the
    line has hardly any tall ones.
    """
    letters = [c for c in text if c.isalnum()]
    if not letters:
        return 0.0
    if sum(c.isupper() or c.isdigit() or c in "bdfhkl" for c in letters) >= TALLS * len(letters):
        return (low - int(np.flatnonzero(rows)[0])) / TALL
    return (low - int(np.flatnonzero(rows >= DENSE * rows.max())[0])) / SMALL


def _gaps(columns: NDArray[np.intp], left: int) -> tuple[tuple[float, float], ...]:
    steps = np.flatnonzero(np.diff(columns) > 1)
    return tuple((left + float(columns[i]) + 1, left + float(columns[i + 1])) for i in steps)


def after_label(text: str, centres: Sequence[float]) -> tuple[int, float] | None:
    """Where a line's label ends ("Provided by: the school"): how many characters it has, and its end along the line."""
    found = _LABEL.match(text)
    letters = len(text[: found.end()].replace(" ", "")) if found else 0
    if not found or len(centres) != len(text.replace(" ", "")) or letters >= len(centres):
        return None
    return found.end(), (centres[letters - 1] + centres[letters]) / 2


def bullet_of(page: Grey, look: Look, centres: Sequence[float], wall: float = 0.0) -> float | None:
    """The left edge of a bullet that stands before a line and that recognition left out: a small spot of ink alone in
    front of the words, at the height of small letters. None where there is none. ``wall`` is the ruling line or the
    edge to the left of the line, in dots.
    """
    size = look.size
    if not size:
        return None
    base, left = look.box[3] - BELOW * size, look.box[0]
    top, begin = max(0, int(base - 0.62 * size)), max(0, int(wall) + 1, int(left - BEFORE * size))
    part = page[top : int(base) + 1, begin : int(left + 1.5 * size)]
    if part.size == 0:
        return None
    mask = part < look.ground - 0.4 * (look.ground - float(part.min()))
    if mask[:, :2].any():
        return None  # the end of a word that stands further left
    spots = [(begin + a, begin + b) for a, b in _spots(mask, 0.22 * size)]
    before = [(a, b) for a, b in spots if b < left - 1]
    if not before and centres and len(spots) > 1 and spots[0][1] < centres[0] - 0.4 * size:
        before = spots[:1]  # boxed with the words, but not read
    if len(before) != 1:
        return None
    a, b = before[0]
    rows = np.flatnonzero(mask[:, a - begin : b - begin].any(axis=1))
    high, low = base - (top + float(rows[0])), base - (top + float(rows[-1]) + 1)
    small = 0.1 * size <= b - a <= 0.55 * size and 0.04 * size <= high - low <= 0.5 * size
    return float(a) if small and (high + low) / 2 > 0.14 * size else None


def _spots(mask: NDArray[np.bool_], apart: float) -> list[tuple[int, int]]:
    """First and last column of the patches of ink along a strip that lie at least ``apart`` from one another."""
    columns = np.flatnonzero(mask.sum(axis=0) > 0)
    if columns.size == 0:
        return []
    breaks = np.flatnonzero(np.diff(columns) > apart)
    starts, ends = [columns[0], *columns[breaks + 1]], [*columns[breaks], columns[-1]]
    return [(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True)]


def usual_space(lines: Sequence[tuple[str, Sequence[float], Look]]) -> float:
    """The width of the space between words on a page, as a share of the size of type; 0 where none is told."""
    widths = [
        gap / look.size
        for text, centres, look in lines
        if look.size
        for at, gap in _at_letters(text, centres, look)
        if text[at] == " "
    ]
    return float(np.median(widths)) if len(widths) >= 8 else 0.0


def spaced(text: str, centres: Sequence[float], look: Look, usual: float) -> str:
    """The line with a space wherever the ink leaves a word's space and the reading has none.

    ``centres`` are the places along the line of the text's characters other than spaces.
    """
    if not usual or not look.size:
        return text
    least = max(WIDE * usual, LEAST) * look.size
    missing = [at for at, gap in _at_letters(text, centres, look) if gap >= least and text[at] != " "]
    for at in reversed(missing):
        beside = text[at - 1 : at + 1]
        if (beside.isalnum() and not beside.isdigit()) or text[at].isalpha():
            text = f"{text[:at]} {text[at:]}"
    return text


def _at_letters(text: str, centres: Sequence[float], look: Look) -> list[tuple[int, float]]:
    """Each gap's width and where in the text it falls: before which character, or at which space."""
    places = [i for i, c in enumerate(text) if c != " "]
    if len(places) != len(centres) or len(places) < 2:
        return []
    borders = [(a + b) / 2 for a, b in pairwise(centres)]
    told: dict[int, float] = {}
    for begin, end in look.gaps:
        middle = (begin + end) / 2
        near = int(np.argmin([abs(b - middle) for b in borders]))
        beside = [n for n in (near, near - 1, near + 1) if 0 <= n < len(borders)]
        at = next((n for n in beside if places[n + 1] - places[n] > 1 and abs(borders[n] - middle) < look.size), near)
        position = places[at] + 1
        told[position] = max(told.get(position, 0.0), end - begin)
    return sorted(told.items())
