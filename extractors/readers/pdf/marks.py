"""What a PDF page is made of: runs of words, ruling lines, and the page that holds them. Places are in points."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Comment

SLANTING = -1


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one look on one line; the box is in points from the page's top left corner. ``certainty`` is how
    sure text recognition is of them, 0 to 1. ``turned`` is 0 for upright ones, the degrees against the clock for those that
    stand on their side or their head, and ``SLANTING`` for those that run across the page, as a watermark does.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    certainty: float = 1.0
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: horizontal where ``top == bottom``, vertical where ``left == right``."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``pictured`` is the share of it that pictures cover, 0 to 1; ``hidden`` the words that the page holds
    without showing them, ``struck`` those that a line runs through; ``unreadable`` the share of its letters that the file gives
    no meaning; ``added`` answers in form fields and words typed over it; ``turn`` how its words are turned against what a PDF
    reader shows, in degrees as in ``View``: places here are as the words' reader turns it.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    shades: tuple[Rule, ...]
    pictured: float
    hidden: tuple[Run, ...] = ()
    struck: tuple[str, ...] = ()
    unreadable: float = 0.0
    added: tuple[Run, ...] = ()
    comments: tuple[Comment, ...] = ()
    turn: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """How a page lies before its reader: its edges in the file's own space (y upwards), and the degrees by which its
    words are turned there (0, 90, 180 or 270, against the clock).
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def width(self) -> float:
        """As the reader sees it."""
        return self.top - self.bottom if self.turn in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """As the reader sees it."""
        return self.right - self.left if self.turn in (90, 270) else self.top - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the file's space as left, top, right, bottom from the reader's top left corner."""
        if self.turn == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turn == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.turn == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom

    def back(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A box as its reader sees it as left, bottom, right, top in the file's own space."""
        if self.turn == 90:
            return self.left + top, self.bottom + left, self.left + bottom, self.bottom + right
        if self.turn == 180:
            return self.right - right, self.bottom + top, self.right - left, self.bottom + bottom
        if self.turn == 270:
            return self.right - bottom, self.top - right, self.right - top, self.top - left
        return self.left + left, self.top - bottom, self.left + right, self.top - top


def shown_box(page: Page, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    """A box of a page as its words' reader turns it, from the top left corner of the page as a PDF reader shows it."""
    if not page.turn:
        return left, top, right, bottom
    wide, high = (page.height, page.width) if page.turn in (90, 270) else (page.width, page.height)
    a, b, c, d = View(0.0, 0.0, wide, high, page.turn).back(left, top, right, bottom)
    return a, high - d, c, high - b
