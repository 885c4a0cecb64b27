"""Runs on a page become lines, and lines paragraphs: what a writer set as one."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.readers.pdf.marks import Run

BULLET = re.compile(r"^([•·▪●◦‣■□o\uf0b7\uf0a7\u2023\u2043]|[-–—])(?:\s+|$)")
NUMBERED = re.compile(r"^\(?(\d{1,2}|[a-z])[.)]\s+")
_LEADER = re.compile(r"(?:\s{3,}|[.·…_]{3,}\s*)\d{1,3}$")  # a line of a contents list
WIDEST = 2.6  # times the size: no lines of one paragraph are set further apart
CUT = 0.68  # of the size: a line that leaves less room had none for another letter
_LITTLE = frozenset("a i am an as at be by do go he if in is it me my no of on or so to up us we".split())
# How wide letters are, in widths of a usual small letter, as printing types have it.
_WIDTHS = {
    **dict.fromkeys(" iljI.,:;'’|!", 0.47),
    **dict.fromkeys("ftr-()/", 0.67),
    **dict.fromkeys("csxz", 0.86),
    **dict.fromkeys("mwMW@—", 1.6),
}
_CAPITAL = 1.2
_LABEL = re.compile(r"[A-Z](?:[\w/’'()-]+ ){0,4}[\w/’'()-]+:\s")
_ENDS = ".!?:;)”\"'’0123456789"
_LIGATURES = str.maketrans(
    {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "", "\u00a0": " ", "\u0002": "-"}
)


@dataclass(slots=True)
class Line:
    """Words on one line of a column, with their box on the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    page: int = 0
    certainty: float = 1.0
    led: bool = False  # begins in bold and goes on in plain type: a label and its answer


@dataclass(slots=True)
class Paragraph:
    """Lines that make one paragraph, in order, with the bullet that stood before it and the right edge of its column."""

    lines: list[Line] = field(default_factory=list)
    label: str = ""
    right: float = math.inf


def clean(text: str) -> str:
    """NFC text with ligatures and soft hyphens mended, nothing that XML forbids."""
    plain = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    return "".join(c for c in plain if c >= " " or c in "\t\n")


def make_lines(runs: Sequence[Run], page: int) -> list[Line]:
    """Runs of one column, joined where they share a line, from the top down."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.top + r.bottom) / 2):
        middle = (run.top + run.bottom) / 2
        home = next((x for x in lines[-3:] if x[0].top - 1 <= middle <= x[0].bottom + 1), None)
        if home is None:
            lines.append([run])
        else:
            home.append(run)
    return [_line(sorted(members, key=lambda r: r.left), page) for members in lines]


def _line(runs: list[Run], page: int) -> Line:
    text = runs[0].text
    for before, run in pairwise(runs):
        gap = run.left - before.right
        apart = gap > 0.12 * run.size or text[-1:].isspace()
        text = text.rstrip() + ("   " if gap > 3 * run.size else " " if apart else "") + run.text
    worded = [r for r in runs if any(c.isalnum() for c in r.text)] or runs
    return Line(
        clean(text.rstrip()),
        runs[0].left,
        min(r.top for r in runs),
        max(r.right for r in runs),
        max(r.bottom for r in runs),
        max(r.size for r in worded),
        all(r.bold for r in worded),
        all(r.italic for r in worded),
        page,
        min(r.certainty for r in worded),
        worded[0].bold and not all(r.bold for r in worded),
    )


def make_paragraphs(lines: Sequence[Line], right: float, usual: float = 0.0) -> list[Paragraph]:
    """Lines of one column as paragraphs; ``right`` is the column's right edge in points, ``usual`` the document's usual
    distance from line to line as a multiple of the size, which a column of single lines does not show.
    """
    paragraphs: list[Paragraph] = []
    steps = _steps(lines)
    pitch = min(steps[len(steps) // 4], WIDEST) if steps else 1.2
    wider = steps and steps[0] > 1.1 * usual and 1.2 * usual < pitch < 1.35 * usual
    if usual and not wider:  # lines set wider apart than elsewhere keep their own
        pitch = min(pitch, usual)
    before: Line | None = None
    last = ""
    for line in lines:
        bullet = BULLET.match(line.text)
        number = NUMBERED.match(line.text)
        numbered = number is not None and _counts(number[1], last, before)
        title = line.bold and before is not None and before.bold
        near = min(pitch, usual) if title and usual else pitch  # lines of a title stand close, however a list is set
        broken = before is not None and _breaks(before, line, paragraphs[-1], near, right)
        last = number[1] if number and (numbered or broken) else last
        if bullet or before is None or numbered or broken:
            paragraphs.append(Paragraph(label="•" if bullet else "", right=right))
            if bullet:
                line.text = line.text[bullet.end() :]
        if line.text:
            paragraphs[-1].lines.append(line)
        before = line
    return [p for p in paragraphs if p.lines]


def _counts(number: str, last: str, before: Line | None) -> bool:
    """Whether a number at a line's head numbers an item, and is not a figure that the line before ran into:
    the first of its kind, or the one after the last, and no bracket left open.
    """
    if before is None:
        return True
    if before.text.count("(") > before.text.count(")"):
        return False
    if number in ("1", "a"):
        return True
    if number.isdigit():
        return last.isdigit() and int(number) == int(last) + 1
    return last.isalpha() and ord(number) == ord(last) + 1


def _steps(lines: Sequence[Line]) -> list[float]:
    """The distances from one line's top to the next's, the least first, as multiples of the size."""
    return sorted((b.top - a.top) / max(b.size, 1) for a, b in pairwise(lines) if b.top > a.top)


def _breaks(before: Line, line: Line, paragraph: Paragraph, pitch: float, right: float) -> bool:
    """Whether a paragraph ends between two lines."""
    if not paragraph.lines:
        return False
    runs_on = line.text[:1].islower() and before.text.rstrip()[-1:] not in ".!?:"
    measured = (
        runs_on and line.certainty < 1
    )  # the size of a recognised line is measured, and a mark on the paper spoils it
    step = (line.top - before.top) / max(line.size, before.size if measured else 1)
    if step > max(pitch * 1.3, pitch + 0.35) or step < 0:
        return True
    if line.text[:1] in ",;)":
        return False
    if (line.bold != before.bold and not runs_on) or (abs(line.size - before.size) > 0.8 and not measured):
        return True
    if line.italic != before.italic and before.text.rstrip()[-1:] in ".!?:":
        return True  # a form's guidance in italics ends where plain print begins
    closed = before.text.rstrip()[-1:] in ".!?:"
    if (line.led and (closed or before.led)) or (_labelled(line) and (closed or _labelled(before))):
        return True
    first = paragraph.lines[0]
    if _LEADER.search(before.text):
        return True
    if paragraph.label and line.left < first.left - 6 and len(paragraph.lines) >= 1:
        return True
    if before.text.count("(") > before.text.count(")"):
        return False
    end = before.text.rstrip()[-1:]
    room, need = _room(before, line, right)
    if line.text.rstrip().endswith(":") and end in ".!?" and right - line.right > 0.2 * (right - first.left):
        return True
    wide_open = room > 0.35 * (right - first.left) and line.text[:1].isupper()
    ended = end in _ENDS and not (end.isdigit() and line.text[:1].islower())
    return (room > need and (ended or wide_open)) or broken_off(before, line, right)


def _labelled(line: Line) -> bool:
    """Whether a line begins with a label of a few words: "Provided by: …"."""
    return _LABEL.match(line.text) is not None


def cut_short(before: Line, line: Line, right: float) -> bool:
    """Whether a line may end in the middle of a word: one alone on it, too long for its column by a few letters."""
    rest = re.match(r"[a-z]{1,2}(?![\w’'])", line.text)
    alone = " " not in before.text and before.text[-1:].isalpha() and rest is not None and rest[0] not in _LITTLE
    return alone and right - before.right < CUT * line.size


def broken_off(before: Line, line: Line, right: float) -> bool:
    """Whether a line that begins with a capital or a number stands on its own line though its first word would have
    had ample room on the line before, which ends at ``right`` at most.
    """
    room, need = _room(before, line, right)
    begins = line.text[:1].isupper() or NUMBERED.match(line.text) is not None
    return begins and before.text[-1:] != "-" and room > need + 0.3 * line.size


def _room(before: Line, line: Line, right: float) -> tuple[float, float]:
    """The room left on a line, and the room that a space and the next line's first word need, in points. A figure takes
    its unit with it: writers bind the two.
    """
    words = line.text.split(maxsplit=2)
    first_word = " ".join(words[: 2 if words and words[0].isdigit() else 1])
    letter = (line.right - line.left) / max(_width(line.text), 1.0)
    return right - before.right, letter * _width(" " + first_word) + 0.1 * line.size


def _width(text: str) -> float:
    """How wide words are, in widths of a usual small letter."""
    return sum(_WIDTHS.get(c, _CAPITAL if c.isupper() else 1.0) for c in text)
