"""A page's paragraphs and tables in order, and what runs on from one page to the next made one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.readers.pdf.columns import Columned, find_columns
from extractors.readers.pdf.grid import Grid, GridCell, find_grids
from extractors.readers.pdf.halves import halves_of
from extractors.readers.pdf.lines import Line, Paragraph, broken_off, make_lines, make_paragraphs
from extractors.readers.pdf.marks import SLANTING, Page, Run

EDGE = 0.09  # share of a page's height in which running headers and footers stand
STAMP = 36.0  # points: no title is so large on page after page
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class TableCell:
    """A cell's place on its table's grid and its paragraphs."""

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: list[Paragraph]
    shaded: bool = False


@dataclass(slots=True)
class Table:
    """One table, over as many pages as it fills. ``ruled`` where lines part its columns; ``repeated`` what its head says
    again on further pages, which is left out.
    """

    columns: tuple[float, ...]
    cells: list[TableCell] = field(default_factory=list)
    ruled: bool = True
    repeated: str = ""

    @property
    def rows(self) -> int:
        """How many grid rows it has so far."""
        return max((c.row + c.row_span for c in self.cells), default=0)

    def right(self, cell: TableCell) -> float:
        """Where a cell's words end at most, in points."""
        return self.columns[min(cell.column + cell.column_span, len(self.columns) - 1)] - 5

    def over(self, number: int) -> list[TableCell]:
        """The cells that cover a row, from the left, wherever they begin."""
        return sorted((c for c in self.cells if c.row <= number < c.row + c.row_span), key=lambda c: c.column)

    def row(self, number: int) -> list[TableCell]:
        """The cells that begin in a row, from the left."""
        return sorted((c for c in self.cells if c.row == number), key=lambda c: c.column)


Element = Paragraph | Table


def running_lines(pages: Sequence[Page]) -> set[tuple[str, bool]]:
    """Words that stand at the head (True) or foot (False) of at least half the pages, figures apart."""
    seen: Counter[tuple[str, bool]] = Counter()
    for page in pages:
        seen.update({(_plain(r.text), r.top < page.height / 2) for r in page.runs if _at_edge(page, r.top, r.bottom)})
    least = max(2, len(pages) // 2)
    return {key for key, count in seen.items() if count >= least}


def stamped(pages: Sequence[Page]) -> set[str]:
    """Words set very large on at least half the pages: a watermark behind the text."""
    seen = Counter(text for page in pages for text in {r.text for r in page.runs if r.size > STAMP})
    return {text for text, count in seen.items() if count >= max(2, len(pages) // 2)}


def _plain(text: str) -> str:
    return _DIGITS.sub("#", text).strip().lower()


def _at_edge(page: Page, top: float, bottom: float) -> bool:
    return bottom < page.height * EDGE or top > page.height * (1 - EDGE)


@dataclass(frozen=True, slots=True)
class Usual:
    """What a document's pages have in common, for a last page may hold short lines alone: where their lines end at
    most, in points, and the distance from line to line as a multiple of the size.
    """

    right: float
    pitch: float


def usual_of(pages: Sequence[Page]) -> Usual:
    """Measured over all pages."""
    ends = sorted(
        max(run.right for run in page.runs if not run.turned)
        for page in pages
        if any(not run.turned for run in page.runs)
    )
    steps = []
    for page in pages:
        upright = [run for run in page.runs if not run.turned]
        for a, b in pairwise(sorted(upright, key=lambda r: (round(r.left / 6), r.bottom))):
            if abs(a.left - b.left) < 6 and 0.9 * b.size < b.bottom - a.bottom < 3 * b.size:
                steps.append((b.bottom - a.bottom) / b.size)
    return Usual(ends[len(ends) // 2] if ends else 0.0, _least_step(sorted(steps)))


def _least_step(steps: Sequence[float]) -> float:
    """The distance from line to line: the least that is there time and again. Where most paragraphs are of one line, the
    usual distance is that between paragraphs.
    """
    often = max(3, len(steps) // 25)
    for first, step in enumerate(steps[: len(steps) // 4]):
        if bisect_right(steps, 1.06 * step) - first >= often:
            return step
    return steps[len(steps) // 4] if steps else 0.0


def page_elements(
    page: Page, running: set[tuple[str, bool]], stamps: set[str], usual: Usual
) -> tuple[list[Element], list[Line]]:
    """The page's paragraphs and tables in the order that they are read in, and its running lines apart."""
    halves = halves_of(page, EDGE)
    if halves is None:
        return _elements(page, running, stamps, usual)
    own = Usual(0.0, usual.pitch)  # a column's lines end where the column does
    elements: list[Element] = []
    aside: list[Line] = []
    for part, how in ((halves.over, usual), (halves.left, own), (halves.right, own), (halves.under, usual)):
        more, apart = _elements(part, running, stamps, how)
        ends = [line.right for e in elements if isinstance(e, Paragraph) for line in e.lines]
        if part is halves.right and elements and more:
            last, first = elements[-1], more[0]
            if isinstance(last, Paragraph) and isinstance(first, Paragraph) and _runs_on(last, first, max(ends)):
                last.lines.extend(first.lines)
                more = more[1:]
        elements += more
        aside += apart
    return elements, aside


def _elements(
    page: Page, running: set[tuple[str, bool]], stamps: set[str], usual: Usual
) -> tuple[list[Element], list[Line]]:
    """A page's or a column's paragraphs and tables from the top down, and its running lines apart."""
    body: list[Run] = []
    aside: list[Run] = []
    grids = find_grids(page.rules)
    for run in page.runs:
        if run.turned == SLANTING or run.text in stamps:
            aside.append(run)
            continue
        edge = _at_edge(page, run.top, run.bottom) and not _in_body_table(run, grids, page)
        drop = edge and (
            (_plain(run.text), run.top < page.height / 2) in running
            or re.fullmatch(r"(page )?\d+( of \d+)?", run.text.lower())
        )
        (aside if drop else body).append(run)
    inside: dict[tuple[int, GridCell], list[Run]] = {}
    flow: list[Run] = []
    for run in body:
        x, y = (run.left + min(run.right, run.left + 8)) / 2, (run.top + run.bottom) / 2
        homes = [(i, cell) for i, g in enumerate(grids) if (cell := g.at(x, y))]
        home = min(homes, key=lambda h: h[1].area, default=None)
        if home is None:
            (aside if run.turned else flow).append(run)
        else:
            inside.setdefault(home, []).append(run)
    elements: list[tuple[float, Element]] = []
    columned = find_columns(flow, _levels(page))
    parted = {run for c in columned for run in c.runs}
    lines = make_lines([run for run in flow if run not in parted], page.number)
    right = max((min(usual.right, page.width), *(run.right for run in flow)))
    for stretch in columned:
        elements.append((stretch.top, _unruled(stretch, page, usual.pitch)))
    fences = _fences([(g.top, g.bottom) for g in grids] + [(c.top, c.bottom) for c in columned])
    bands: dict[tuple[int, bool], list[Line]] = {}
    for line in lines:
        middle = (line.top + line.bottom) / 2
        over = sum(top <= middle for top, _ in fences)
        beside = bool(over) and middle < fences[over - 1][1] - 2  # a note in the margin of a table
        bands.setdefault((over, beside), []).append(line)
    for (_, beside), band in bands.items():
        end = max(line.right for line in band) if beside else right
        elements += [(p.lines[0].top, p) for p in make_paragraphs(band, end, usual.pitch)]
    for i, grid in enumerate(grids):
        elements.append((grid.top, _table(grid, {c: inside.get((i, c), []) for c in grid.cells}, page, usual.pitch)))
    return [e for _, e in sorted(elements, key=lambda e: e[0])], make_lines(aside, page.number)


def _fences(tables: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Where tables stand on a page, from the top down, those beside each other as one."""
    fences: list[tuple[float, float]] = []
    for top, bottom in sorted(tables):
        if fences and top < fences[-1][1]:
            fences[-1] = (fences[-1][0], max(fences[-1][1], bottom))
        else:
            fences.append((top, bottom))
    return fences


def _levels(page: Page) -> list[float]:
    """The heights at which rows may be parted: level rules and the edges of shading."""
    rules = [r.top for r in page.rules if r.top == r.bottom]
    return sorted({*rules, *(y for s in page.shades for y in (s.top, s.bottom))})


def _in_body_table(run: Run, grids: Sequence[Grid], page: Page) -> bool:
    """Whether words near a page's edge stand in a table that reaches into the page: its head, not the page's."""
    return any(
        g.at(run.left + 1, (run.top + run.bottom) / 2)
        and g.bottom > page.height * EDGE * 1.5
        and g.top < page.height * (1 - EDGE * 1.5)
        for g in grids
    )


def _unruled(stretch: Columned, page: Page, pitch: float) -> Table:
    cells = []
    for r, row in enumerate(stretch.rows):
        for c, runs in enumerate(row):
            right = stretch.edges[c + 1]
            cells.append(TableCell(r, c, 1, 1, make_paragraphs(make_lines(runs, page.number), right, pitch)))
    return Table(stretch.edges, cells, ruled=False)


def _table(grid: Grid, runs: dict[GridCell, list[Run]], page: Page, pitch: float) -> Table:
    cells = []
    for cell, members in runs.items():
        paragraphs = make_paragraphs(make_lines(members, page.number), cell.right - 5, pitch)
        middle = ((cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2)
        shaded = any(s.left <= middle[0] <= s.right and s.top <= middle[1] <= s.bottom for s in page.shades)
        cells.append(TableCell(cell.row, cell.column, cell.row_span, cell.column_span, paragraphs, shaded))
    return Table(grid.columns, cells)


def join_pages(pages: Sequence[list[Element]], widths: Sequence[float]) -> list[Element]:
    """All pages' elements in one order; tables and paragraphs cut by a page break made whole."""
    joined: list[Element] = []
    for elements, width in zip(pages, widths, strict=True):
        lines = [x.right for e in elements if isinstance(e, Paragraph) for x in e.lines]
        right = max([width * 0.8, *lines])
        for position, element in enumerate(elements):
            last = joined[-1] if joined else None
            if (
                position == 0
                and isinstance(element, Table)
                and isinstance(last, Table)
                and _same_columns(last, element)
            ):
                _continue_table(last, element)
            elif (
                position == 0
                and isinstance(element, Paragraph)
                and isinstance(last, Paragraph)
                and _runs_on(last, element, right)
            ):
                last.lines.extend(element.lines)
            else:
                joined.append(element)
    return [part for element in joined for part in _without_bar(element)]


def _without_bar(element: Element) -> list[Element]:
    """A table and, apart from it, the title's bar that touches its last row: a bold row over its whole width that nothing
    follows in the table heads what comes after it.
    """
    if isinstance(element, Paragraph) or len(element.columns) < 3:
        return [element]
    last = element.over(element.rows - 1)
    if len(last) != 1 or last[0].column_span < len(element.columns) - 1 or not last[0].row:
        return [element]
    bar = last[0]
    if not bar.paragraphs or not all(line.bold for p in bar.paragraphs for line in p.lines):
        return [element]
    element.cells.remove(bar)
    bar.row, bar.column_span = 0, 1
    return [element, Table((element.columns[0], element.columns[-1]), [bar], element.ruled)]


def _same_columns(a: Table, b: Table) -> bool:
    ends = None if a.ruled and b.ruled else -1  # where the last column without rules ends depends on its words
    return len(a.columns) == len(b.columns) and all(
        abs(x - y) < 6 for x, y in zip(a.columns[:ends], b.columns[:ends], strict=True)
    )


def _text(cell: TableCell) -> str:
    return " ".join(line.text for p in cell.paragraphs for line in p.lines)


def _continue_table(table: Table, more: Table) -> None:
    first, head = more.row(0), table.row(0)
    if len(head) > 1 and [_text(c) for c in first] == [_text(c) for c in head]:
        table.repeated += "".join(map(_text, first))
        more = Table(more.columns, [c for c in more.cells if c.row > 0])
        for cell in more.cells:
            cell.row -= 1
        first = more.row(0)
    last = table.over(table.rows - 1)
    shift = table.rows
    if _same_row(table, last, first):
        for cell in first:
            above = next((c for c in last if c.column == cell.column), None)
            if above is None:
                table.cells.append(
                    TableCell(shift - 1, cell.column, cell.row_span, cell.column_span, cell.paragraphs, cell.shaded)
                )
            else:
                above.row_span += cell.row_span - 1
                _append(above.paragraphs, cell.paragraphs, table.right(above))
        shift -= 1
        more.cells = [c for c in more.cells if c.row > 0]
    for cell in more.cells:
        cell.row += shift
        table.cells.append(cell)


def _same_row(table: Table, last: Sequence[TableCell], first: Sequence[TableCell]) -> bool:
    """Whether the first row on a page only goes on with the row before the break."""
    filled = [c for c in first if c.paragraphs]
    if not filled or [c.column for c in last] != [c.column for c in first]:
        return False
    if len(first) > 1 and not first[0].paragraphs and last[0].row_span == 1:
        return True
    parted = [
        (above.paragraphs[-1], cell.paragraphs[0], table.right(above))
        for above, cell in zip(last, first, strict=True)
        if cell.paragraphs and above.paragraphs
    ]
    going_on = [(before, after) for before, after, right in parted if _runs_on(before, after, right)]
    if any(after.lines[0].text[:1].islower() for _, after in going_on):
        return True
    ended = any(before.lines[-1].text.rstrip()[-1:] in ".!?" for before, _, _ in parted)
    return 0 < len(parted) == len(going_on) and not ended


def _append(paragraphs: list[Paragraph], more: list[Paragraph], right: float) -> None:
    if paragraphs and more and _runs_on(paragraphs[-1], more[0], right):
        paragraphs[-1].lines.extend(more[0].lines)
        more = more[1:]
    paragraphs.extend(more)


def _runs_on(before: Paragraph, after: Paragraph, far: float) -> bool:
    """Whether a paragraph goes on after a page break: no full stop, no new bullet, the same look, and no room left
    on its last line (which ends at ``far`` at most).
    """
    end, start = before.lines[-1], after.lines[0]
    if after.label or start.bold != end.bold or abs(start.size - end.size) > 0.8:
        return False
    open_end = end.text.rstrip()[-1:] not in ".!?:;”\"'’"
    if broken_off(end, start, far):
        return False
    lower = start.text[:1].islower()
    return lower or (open_end and not end.bold)
