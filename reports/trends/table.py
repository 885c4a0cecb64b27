"""What a page of trends is made of: themes, and tables under them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.trends.charts import Chart

Cell = object  # shown as it prints


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption, its heads and its rows; ``folded`` where a page shows it only when asked."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False

    @property
    def widths(self) -> list[float]:
        """Each column's share of the width: by its longest cell up to a bound, never less than its longest word."""
        most = 40 if len(self.heads) < 7 else 24  # letters
        wanted = []
        for column in zip(self.heads, *self.rows, strict=True):
            cells = [str(cell) for cell in column]
            word = max(len(word) for cell in cells for word in (cell.split() or [""]))
            wanted.append(max(min(max(map(len, cells)), most), 1.5 * word + 4))
        return [w / sum(wanted) for w in wanted]

    @property
    def figures(self) -> frozenset[int]:
        """The columns that hold figures, which a page sets to the right: a cell at least begins with one."""
        columns = enumerate(zip(*self.rows, strict=True))
        return frozenset(at for at, cells in columns if at and any(str(c).lstrip("+-")[:1].isdigit() for c in cells))


@dataclass(frozen=True, slots=True)
class Theme:
    """One part of the page: a title, what to know in a sentence or two, charts and tables."""

    title: str
    text: tuple[str, ...]
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...] = field(default=())
