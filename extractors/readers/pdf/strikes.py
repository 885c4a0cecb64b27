"""Words struck out on a scanned page: a line runs through the middle of their letters, so they are words taken back."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from extractors.readers.pdf.letters import Box, Grey
from extractors.readers.pdf.marks import Rule

ZONE = (0.28, 0.76)  # shares of a line's height, from its top, between which a line may be struck through
LEAST = 1.4  # times the line's height: no letter and no dash has so long a level stroke
DARK = 0.65  # of the ground's grey value: darker is ink
OVER, UNDER = (0.32, 0.12), (0.08, 0.28)  # of the height: where letters are looked for beside a strike
THROUGH = 0.2  # share of the places along a strike that have ink over it, and under it: no table's line has both
NEAR = 3.0  # dots

_PIECE = re.compile(r"\s+|-|[^\s-]+")

Strike = Box  # left, top, right, bottom of the stroke, in dots


def strikes_in(page: Grey, box: Box) -> list[Strike]:
    """The strokes that run through the letters of one recognised line of a straight page."""
    left, top = max(0, int(box[0]) - 2), max(0, int(box[1]))
    part = page[top : int(box[3]) + 1, left : int(box[2]) + 3]
    high = part.shape[0]
    if high < 8 or part.shape[1] < LEAST * high:
        return []
    ink = part < DARK * np.percentile(part, 75)
    found: list[Strike] = []
    for y in range(int(ZONE[0] * high), int(ZONE[1] * high)):
        row = ink[y] | ink[y + 1]  # a strike that is not quite level goes on in the next row
        edges = np.flatnonzero(np.diff(np.pad(row.astype(np.int8), 1)))
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            if b - a >= LEAST * high and _through(ink[:, a:b], y, high):
                found.append((left + float(a), top + float(y), left + float(b), top + y + 2.0))
    return _merged(found)


def _through(ink: np.ndarray[tuple[int, int], np.dtype[np.bool_]], y: int, high: int) -> bool:
    """Whether letters stand over and under a stroke, so that it runs through them."""
    over = ink[max(0, y - round(OVER[0] * high)) : max(0, y - round(OVER[1] * high)) + 1]
    under = ink[y + 1 + round(UNDER[0] * high) : y + 2 + round(UNDER[1] * high)]
    return all(part.size and part.any(axis=0).mean() >= THROUGH for part in (over, under))


def _merged(strikes: Sequence[Strike]) -> list[Strike]:
    merged: list[Strike] = []
    for one in sorted(strikes):
        if merged and one[0] <= merged[-1][2]:
            last = merged[-1]
            merged[-1] = (last[0], min(last[1], one[1]), max(last[2], one[2]), max(last[3], one[3]))
        else:
            merged.append(one)
    return merged


def painted_over(page: Grey, strikes: Sequence[Strike]) -> Grey:
    """The page without these strokes, so that the letters under them can be measured."""
    clear = page.copy()
    for left, top, right, bottom in strikes:
        clear[int(top) : int(bottom) + 1, int(left) : int(right) + 1] = 255
    return clear


def kept_letters(text: str, centres: Sequence[float], strikes: Sequence[Strike]) -> tuple[str, tuple[float, ...], str]:
    """A line without its struck words: its text, the places of its letters, and what was struck. ``centres`` are the
    places along the line of the text's characters other than spaces; without them nothing is told to be struck. They
    are a letter's width out at times, so a word goes or stays as a whole; a stroke's end is often read as a hyphen.
    """
    if len(centres) != len(text.replace(" ", "")) or not strikes:
        return text, tuple(centres), ""
    kept, struck, at, gone = "", "", 0, False
    places: list[float] = []
    for found in _PIECE.finditer(text):
        piece = found[0]
        if piece.isspace():
            kept, struck = kept + " ", struck + " "
            continue
        spots = centres[at : at + len(piece)]
        at += len(piece)
        inside = sum(any(left <= x <= right for left, _, right, _ in strikes) for x in spots)
        gone = (gone and piece == "-") or 2 * inside > len(spots)
        if gone:
            struck += piece
            kept += " "
        else:
            kept += piece
            places += spots
    return " ".join(kept.split()), tuple(places), " ".join(struck.split()).rstrip("- ")


def is_strike(rule: Rule, strikes: Sequence[Strike], dots: float) -> bool:
    """Whether a level rule is one of the strokes found, and no table's."""
    left, y, right = rule.left * dots, rule.top * dots, rule.right * dots
    return any(
        s[1] - NEAR <= y <= s[3] + NEAR and s[0] - 9 * NEAR <= left and right <= s[2] + 9 * NEAR for s in strikes
    )
