"""The words of one PDF page as runs: letters in one look on one line, each with its box, whoever made the file.

Makers differ in how they lay letters down: a line in one piece, word by word, or letter by letter with kerning between.
So letters are taken one by one in the page's own order and gathered into words, and words into runs, by look and place.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.readers.pdf.marks import SLANTING, Rule, Run, View

WORD_SPACE = 0.55  # times the size: a wider gap is a tab or another column, and begins another run
ABOVE, BELOW = 0.76, 0.22  # of the size: how far a line reaches above its base line and below
TOUCHING = 0.1  # times the size: no space between words is narrower
OBLIQUE = 3.0  # degrees: what stands further off the four directions is stamped across the page
LETTERS, APART = 1.9, 1.7  # letters to a word where a line's letters are set apart; times their usual gap: a word ends
BESIDE = 1.8  # times the size: how far apart two lines of turned words stand at most
INVISIBLE = frozenset({3, 7})  # text render modes that draw nothing (PDF 32000, 9.3.6)
OUTLINED = 2  # filled and outlined: how a font without a bold cut is made bold
_WORD = re.compile("[^\\s\x00\u200b\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")  # PDFium marks a hyphen at a line's end
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})


@dataclass(frozen=True, slots=True)
class Look:
    """How letters are set: size in points, weight, slant, whether they are drawn at all; their direction in degrees
    against the clock, and as 0, 90, 180 or 270, or SLANTING for any other.
    """

    size: float
    bold: bool
    italic: bool
    shown: bool
    turn: float
    quarter: int


def _quarter(turn: float) -> int:
    quarter = round(turn / 90)
    return quarter % 4 * 90 if abs(turn - quarter * 90) < OBLIQUE else SLANTING


@dataclass(slots=True)
class Word:
    """Letters without a space between them: the place of the first and last among the page's letters, the box in the
    file's own space (left, bottom, right, top), and whether it begins a new line.
    """

    text: str
    first: int
    last: int
    left: float
    bottom: float
    right: float
    top: float
    look: Look
    new_line: bool


class _Letters:
    """The letters of one page, as PDFium tells them."""

    def __init__(self, page: pdfium.PdfTextPage) -> None:
        self._page = page.raw
        self._rect, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._at_rect, self._at_matrix = ctypes.byref(self._rect), ctypes.byref(self._matrix)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at_x, self._at_y = ctypes.byref(self._x), ctypes.byref(self._y)
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._looks: dict[int, Look] = {}
        told = raw.FPDFText_GetUnicode
        self.text = "".join([chr(told(self._page, i)) for i in range(page.count_chars())])

    def box(self, first: int, last: int, look: Look) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of letters that stand together: along the line as far as they reach, across it as
        high and as deep as their size, whichever letters they are and whatever the font says of itself.
        """
        told = raw.FPDFText_GetLooseCharBox
        raw.FPDFText_GetCharOrigin(self._page, first, self._at_x, self._at_y)
        x, y = self._x.value, self._y.value
        told(self._page, last, self._at_rect)
        end, high, deep = self._rect, ABOVE * look.size, BELOW * look.size
        if look.quarter == 0:
            return x, y - deep, end.right, y + high
        if look.quarter == 90:
            return x - high, y, x + deep, end.top
        if look.quarter == 180:
            return end.left, y - high, x, y + deep
        if look.quarter == 270:
            return x - deep, end.bottom, x + high, y
        left, bottom, right, top = end.left, end.bottom, end.right, end.top
        told(self._page, first, self._at_rect)
        end = self._rect
        return min(left, end.left), min(bottom, end.bottom), max(right, end.right), max(top, end.top)

    def of(self, word: Word) -> Iterator[int]:
        """The places of a word's letters."""
        return (i for i in range(word.first, word.last + 1) if not self.text[i].isspace())

    def meant(self, index: int) -> bool:
        """Whether the file says which letter it is."""
        return raw.FPDFText_HasUnicodeMapError(self._page, index) != 1 and not "\ue000" <= self.text[index] < "\uf000"

    def look(self, index: int) -> Look:
        """How the letter is set. Letters laid down in one piece share it, so it is asked once for each piece."""
        piece = raw.FPDFText_GetTextObject(self._page, index)
        key = ctypes.cast(piece, ctypes.c_void_p).value or 0
        if key not in self._looks:
            self._looks[key] = self._look(index, piece)
        return self._looks[key]

    def _look(self, index: int, piece: object) -> Look:
        raw.FPDFText_GetMatrix(self._page, index, self._at_matrix)
        m = self._matrix
        size = raw.FPDFText_GetFontSize(self._page, index) * math.hypot(m.c, m.d)
        raw.FPDFText_GetFontInfo(self._page, index, self._name, 128, ctypes.byref(self._flags))
        font = self._name.value.decode("latin-1").lower()
        mode = raw.FPDFTextObj_GetTextRenderMode(piece) if piece else 0
        bold = "bold" in font or "black" in font or mode == OUTLINED
        bold = bold or raw.FPDFText_GetFontWeight(self._page, index) >= 600
        slanted = abs(m.c) > 0.1 * abs(m.d) and abs(m.b) < 0.02 * abs(m.a)
        italic = "italic" in font or "oblique" in font or slanted
        turn = 0.0 if slanted else math.degrees(math.atan2(m.b, m.a)) % 360
        return Look(size, bold, italic, mode not in INVISIBLE, turn, _quarter(turn))


@dataclass(slots=True)
class PageWords:
    """A page's words as they come, the direction that most of its letters have, and the share of them that the file
    gives no meaning.
    """

    words: list[Word]
    letters: _Letters
    turn: int = 0
    unreadable: float = 0.0


def page_words(page: pdfium.PdfTextPage) -> PageWords:
    """The words of a page, as its maker laid them down. Good for as long as the page is open."""
    letters = _Letters(page)
    words: list[Word] = []
    turns: Counter[int] = Counter()
    lost, before = 0, 0
    for found in _WORD.finditer(letters.text):
        first, end = found.span()
        look = letters.look(first)
        edges = letters.box(first, end - 1, look)
        hyphened = first and letters.text[first - 1] in "\x02\ufffe"
        new_line = not words or hyphened or "\n" in letters.text[before:first]
        word = Word(found[0].translate(_HYPHENS), first, end - 1, *edges, look, bool(new_line))
        if words and not hyphened and _touch(words[-1], word):
            last = words[-1]
            last.text, last.last, last.right = last.text + word.text, word.last, word.right
        else:
            words.append(word)
        turns[look.quarter] += end - first
        lost += 0 if letters.meant(first) else end - first
        before = end
    made = PageWords([w for line in _lines(words) for w in _closed_up(line, letters)], letters)
    if turns:
        turn, count = turns.most_common(1)[0]
        made.turn = max(turn, 0) if count > turns.total() / 2 else 0
        made.unreadable = lost / turns.total()
    return made


def _touch(last: Word, word: Word) -> bool:
    """Whether letters go on with the word before them, whatever PDFium sees between the two: it breaks lines at letters
    that their maker laid down out of order.
    """
    size = word.look.size
    if word.look.quarter or last.look != word.look or abs(word.bottom - last.bottom) > 0.1 * size:
        return False
    return -0.3 * size < word.left - last.right < TOUCHING * size


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in words:
        if line and word.new_line:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _closed_up(line: list[Word], letters: _Letters) -> list[Word]:
    """A line whose letters are set apart, as designers space out titles, with its words put together again."""
    if len(line) < 4 or sum(len(w.text) for w in line) > LETTERS * len(line) or line[0].look.size < 1:
        return line
    boxes = [(i, letters.box(i, i, w.look), w) for w in line for i in letters.of(w)]
    gaps = [b[1][0] - a[1][2] for a, b in pairwise(boxes)]
    usual = median(gaps)
    if not 0 < usual < 0.6 * line[0].look.size:
        return line
    made: list[Word] = []
    for n, (index, (left, bottom, right, top), word) in enumerate(boxes):
        letter = letters.text[index].translate(_HYPHENS)
        if n and gaps[n - 1] <= APART * usual:
            made[-1].text += letter
            made[-1].last, made[-1].right = index, right
        else:
            made.append(Word(letter, index, index, left, bottom, right, top, word.look, word.new_line and not n))
    return made


def runs_of(found: PageWords, view: View, across: Sequence[Rule]) -> tuple[list[Run], tuple[str, ...]]:
    """The page's shown words as runs, without those struck through by a rule (``across``: the level ones); and those."""
    struck: list[tuple[int, str]] = []
    levels = sorted(across, key=lambda r: r.top)
    tops = [r.top for r in levels]
    groups: list[list[Run]] = []
    before: Word | None = None
    for word in found.words:
        if not word.look.shown:
            continue
        run = _run(word, view)
        strikes = [] if run.turned else _strikes(run, levels, tops)
        if strikes:
            run, gone = replace(run, text=_unstruck(word, found.letters, view, strikes)), run.text
            if gone != run.text:
                struck.append((word.first, gone))
        if before and _goes_on(groups[-1][-1], run, before, word):
            groups[-1].append(run)
        else:
            groups.append([run])
        before = word
    joined = [_joined(group) for group in groups]
    for n, after in enumerate(joined[1:]):  # the space before another look belongs to the run before it
        if joined[n].text and _level(joined[n], after):
            joined[n] = replace(joined[n], text=joined[n].text + " ")
    return list(_turned_blocks([r for r in joined if r.text.strip()])), tuple(_phrases(struck))


def _phrases(struck: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Words struck out one after the other, as one."""
    phrase, end = "", -9
    for first, word in struck:
        if phrase and first - end > 3:
            yield phrase
            phrase = ""
        phrase, end = f"{phrase} {word}".strip(), first + len(word)
    if phrase:
        yield phrase


def hidden_of(found: PageWords, view: View) -> Iterator[Run]:
    """The words that the page holds without showing them."""
    yield from (_run(word, view) for word in found.words if not word.look.shown)


def _run(word: Word, view: View) -> Run:
    left, top, right, bottom = view.box(word.left, word.bottom, word.right, word.top)
    look = word.look
    turned = SLANTING if look.quarter < 0 else (look.quarter - view.turn) % 360
    return Run(word.text, left, top, right, bottom, look.size, look.bold, look.italic, turned=turned)


def _goes_on(last: Run, run: Run, before: Word, word: Word) -> bool:
    """Whether a word goes on with the run before it: the same look, the same line, no wider a gap than a space."""
    if word.new_line or last.turned != run.turned or (last.bold, last.italic) != (run.bold, run.italic):
        return False
    if run.turned:
        return before.look.turn == word.look.turn
    if abs(last.size - run.size) >= 0.2 or not _level(last, run):
        return False
    return -0.3 * run.size < run.left - last.right < WORD_SPACE * run.size


def _level(last: Run, run: Run) -> bool:
    return abs(last.bottom - run.bottom) < 0.3 * run.size


def _joined(runs: Sequence[Run]) -> Run:
    """Runs of one look as one."""
    first = runs[0]
    if len(runs) == 1:
        return first
    return Run(
        " ".join(r.text.strip() for r in runs if r.text),
        min(r.left for r in runs),
        min(r.top for r in runs),
        max(r.right for r in runs),
        max(r.bottom for r in runs),
        first.size,
        first.bold,
        first.italic,
        turned=first.turned,
    )


def _strikes(run: Run, levels: Sequence[Rule], tops: Sequence[float]) -> list[Rule]:
    """The rules that run through the middle of a word's letters: words struck out are words taken back. ``levels`` are
    the level rules from the top down, ``tops`` their heights.
    """
    tall = run.bottom - run.top
    near = levels[bisect_right(tops, run.top + 0.3 * tall) : bisect_left(tops, run.top + 0.72 * tall)]
    return [r for r in near if r.left < run.right and run.left < r.right]


def _unstruck(word: Word, letters: _Letters, view: View, strikes: Sequence[Rule]) -> str:
    """A word's letters that no rule strikes through."""
    kept = ""
    for index in letters.of(word):
        left, _, right, _ = view.box(*letters.box(index, index, word.look))
        middle = (left + right) / 2
        if not any(s.left - 0.5 <= middle <= s.right + 0.5 for s in strikes):
            kept += letters.text[index].translate(_HYPHENS)
    return kept


def _turned_blocks(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, lines of turned words that stand side by side made one."""
    block: Run | None = None
    for run in runs:
        if not run.turned:
            yield run
        elif block and _beside(block, run):
            block = _joined([block, run])
        else:
            if block:
                yield block
            block = run
    if block:
        yield block


def _beside(block: Run, run: Run) -> bool:
    gap = max(run.left - block.right, block.left - run.right)
    return gap < BESIDE * run.size and run.top < block.bottom and block.top < run.bottom
