"""Text recognition for scanned pages, by rapidocr where the "ocr" extra is installed.

Its models are in the wheel; nothing is fetched. Measured by the engineering handbook: 4.5 s and 0.95 GB a
page, word recall 0.97 on a clean page. Words are marked with the reading's certainty.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from extractors.errors import ReadError
from extractors.readers.pdf.grid import find_grids
from extractors.readers.pdf.letters import Box, Grey, Look, after_label, bullet_of, look_at, spaced, usual_space
from extractors.readers.pdf.light import even_light
from extractors.readers.pdf.lines import BULLET
from extractors.readers.pdf.marks import Page, Rule, Run
from extractors.readers.pdf.picture import (
    ERASED,
    blank,
    grey,
    heavy,
    ruling_lines,
    shaded_boxes,
    straightened,
    turn_of,
    usual_weight,
    without_rules,
)
from extractors.readers.pdf.strikes import Strike, is_strike, kept_letters, painted_over, strikes_in

if TYPE_CHECKING:
    import pypdfium2 as pdfium

DOTS = 200 / 72  # pixels a point: 200 dots an inch
LEGIBLE = 0.75  # mean certainty below which a page is tried the other way up
SAME = 1.15  # times the document's usual weight of a letter: a page's own is not heavier by more
STEPS = (
    (1.6, 1.7),
    (1.36, 1.45),
    (1.12, 1.24),
    (0.88, 1.0),
    (0.1, 0.8),
)  # from this share of the usual size on, that size


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page with the words recognised on it, and their mean certainty, 0 to 1: 1 for a blank page, 0 for one where
    something stands that could not be read. ``weights`` are the strokes' of each of its runs.
    """

    page: Page
    certainty: float
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One line as recognised: its words, certainty, box, and the place along it of every character but spaces."""

    text: str
    score: float
    box: Box
    centres: tuple[float, ...]
    look: Look | None = None

    @property
    def upright(self) -> bool:
        """Whether it runs along the page, as far as its shape tells."""
        return self.box[2] - self.box[0] >= self.box[3] - self.box[1]


@cache
def engine() -> Any:  # noqa: ANN401  rapidocr has no types
    """The recogniser, loaded once."""
    from rapidocr import RapidOCR  # an optional extra

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def available() -> bool:
    """Whether text recognition is installed."""
    return importlib.util.find_spec("rapidocr") is not None


def read_page(document: pdfium.PdfDocument, page: Page, file: str) -> Recognised:
    """Recognise the words of a scanned page. Raises ``ReadError`` where recognition is not installed."""
    if not available():
        raise ReadError(
            "scan.needs_ocr",
            f"{file} is a scan. Install the ocr extra (pip install 'golden-thread[ocr]'), or ask for the Word file.",
        )
    sheet = document[page.number - 1]
    try:
        picture = np.ascontiguousarray(sheet.render(scale=DOTS).to_numpy()[:, :, :3])
    finally:
        sheet.close()
    picture = _straight(picture)
    lines, turn = _lines(picture), 0
    if _lying(lines):
        turn = 270  # the picture is turned against the clock
        picture = _straight(np.ascontiguousarray(np.rot90(picture)))
        lines = _lines(picture)
    if lines and _legibility(lines) < LEGIBLE:
        over = np.ascontiguousarray(picture[::-1, ::-1])
        if _legibility(other := _lines(over)) > _legibility(lines):
            picture, lines, turn = over, other, (turn + 180) % 360
    ink = even_light(grey(picture))
    if not lines:
        return Recognised(page, 1.0 if blank(ink) else 0.0)
    high, wide = ink.shape
    rules = ruling_lines(ink, DOTS)
    strikes = [strikes_in(ink, line.box) for line in lines]
    every = [one for many in strikes for one in many]
    rules = tuple(r for r in rules if r.left == r.right or not is_strike(r, every, DOTS))
    clear = painted_over(without_rules(ink, rules, DOTS), every)
    lines, struck = _unstruck(_parted(lines, clear, strikes), strikes)
    runs, weights = _runs(lines, clear, [r for r in rules if r.left == r.right])
    cells = [Rule(c.left, c.top, c.right, c.bottom) for g in find_grids(rules) for c in g.cells]
    shades = shaded_boxes(ink, cells, DOTS)
    read = replace(
        page, width=wide / DOTS, height=high / DOTS, runs=tuple(runs), rules=rules, shades=shades, struck=struck,
        turn=turn,
    )  # fmt: skip
    return Recognised(read, _legibility(lines), weights)


def _straight(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    turn = turn_of(even_light(grey(picture)))
    return straightened(picture, turn) if turn else picture


def _lines(picture: NDArray[np.uint8]) -> list[Reading]:
    """The lines recognised in a picture. The engine's own guess which way up each line is stays off: it turns whole
    lines of plain type over.
    """
    found = engine()(picture, use_cls=False, return_word_box=True, return_single_char_box=True)
    if found.boxes is None or found.txts is None:
        return []
    lettered = found.word_results if len(found.word_results) == len(found.txts) else [()] * len(found.txts)
    lines = []
    for corners, text, score, letters in zip(found.boxes, found.txts, found.scores, lettered, strict=True):
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        placed = "".join(letter[0] for letter in letters) == text.replace(" ", "")
        centres = [sum(p[0] for p in letter[2]) / 4 for letter in letters] if placed else []
        lines.append(Reading(text.strip(), float(score), (min(xs), min(ys), max(xs), max(ys)), tuple(centres)))
    return lines


def _legibility(lines: Sequence[Reading]) -> float:
    return sum(line.score for line in lines) / len(lines) if lines else 0.0


def _lying(lines: Sequence[Reading]) -> bool:
    """Whether the page lies on its side."""
    told = [line for line in lines if len(line.text) >= 4]
    return sum(not line.upright for line in told) > len(told) / 2


def _parted(lines: Sequence[Reading], ink: Grey, strikes: Sequence[Sequence[Strike]]) -> list[Reading]:
    """The lines with the spaces between words that the ink shows; a stroke through letters hides where they part."""
    looks = [look_at(ink, line.box, line.text) for line in lines]
    usual = usual_space([(line.text, line.centres, look) for line, look in zip(lines, looks, strict=True)])
    return [
        replace(line, text=line.text if through else spaced(line.text, line.centres, look, usual), look=look)
        for line, look, through in zip(lines, looks, strikes, strict=True)
    ]


def _unstruck(lines: Sequence[Reading], strikes: Sequence[Sequence[Strike]]) -> tuple[list[Reading], tuple[str, ...]]:
    """The lines without the words that are struck through, and those words."""
    kept, struck = [], []
    for line, through in zip(lines, strikes, strict=True):
        text, centres, gone = kept_letters(line.text, line.centres, through)
        if gone:
            struck.append(gone)
        if text:
            kept.append(replace(line, text=text, centres=centres))
    return kept, tuple(struck)


def _runs(lines: Sequence[Reading], ink: Grey, walls: Sequence[Rule]) -> tuple[list[Run], tuple[float, ...]]:
    pieces = []  # a label and what it leads are judged apart: one may be bold
    for line in lines:
        text = line.text
        label = after_label(text, line.centres)
        if label is None:
            pieces.append((text, line.look or look_at(ink, line.box, text), line))
            continue
        at, x = label
        left, top, right, bottom = line.box
        pieces.append((text[: at + 1], look_at(ink, (left, top, x, bottom), text[:at]), line))
        pieces.append((text[at + 1 :], look_at(ink, (x, top, right, bottom), text[at + 1 :]), line))
    runs = []
    for text, look, line in pieces:
        left, top, right, bottom = (v / DOTS for v in look.box)
        spot = None
        if text[:1] == line.text[:1] and not BULLET.match(f"{text[:1]} "):
            spot = bullet_of(ink, look, line.centres, _wall(walls, left, top, bottom))
        if spot is not None:
            left, text = spot / DOTS, f"• {text}"
        runs.append(Run(text, left, top, right, bottom, look.size / DOTS, False, look.italic, line.score))
    return runs, tuple(look.weight for _, look, _ in pieces)


def _wall(walls: Sequence[Rule], left: float, top: float, bottom: float) -> float:
    """The last upright rule before a line, in dots; 0 where there is none."""
    middle = (top + bottom) / 2
    return max((w.left + ERASED for w in walls if w.left < left and w.top <= middle <= w.bottom), default=0.0) * DOTS


def even(pages: Sequence[Recognised]) -> list[Page]:
    """Recognised pages with their sizes of type told alike and their bold type told. Measured sizes vary a little from
    line to line, and steps of the document's usual size keep the lines of a paragraph together. Bold is told against
    the page's usual letter, or the document's where most of a page is set in bold.
    """
    usual = _usual([r for read in pages for r in read.page.runs])
    every = usual_weight([w for read in pages for w in read.weights], [len(r.text) for p in pages for r in p.page.runs])
    evened = []
    for read in pages:
        own = usual_weight(read.weights, [len(r.text) for r in read.page.runs])
        letter = own if own < SAME * every else every
        runs = [
            replace(
                run,
                bold=heavy(weight, letter),
                size=usual * next((n for low, n in STEPS if run.size >= low * usual), 1.0),
            )
            for run, weight in zip(read.page.runs, read.weights, strict=True)
        ]
        evened.append(replace(read.page, runs=tuple(runs)))
    return evened


def _usual(runs: Sequence[Run]) -> float:
    sizes = sorted(r.size for r in runs for _ in r.text if r.size)
    return sizes[len(sizes) // 2] if sizes else 11.0
