"""A block placed: which section's words it is, and what the layout says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.document import Block
from extractors.passage import Piece


@dataclass(frozen=True, slots=True)
class Context:
    """What stands over a block: its section, the label or column head above it, area, domain, row.

    ``role``   strengths, need, other, outcome, by_when, known_by, steps, monitoring, provision, who, frequency,
               which_need, review or "".
    ``item``   the label's own words where each item has one ("Outcome 3 (health: sleep)").
    ``label``  the number of the block that is the label, so that two labels of the same words are told apart.
    ``heading`` a date or phase printed once over several outcomes ("By the end of Key Stage 2").
    ``column`` whether the role comes from a table's column head.
    """

    section: str = ""
    role: str = ""
    item: str = ""
    label: int = -1
    heading: str = ""
    area: str = ""
    domain: str = ""
    row: str | None = None
    table: str | None = None
    column: bool = False
    confidence: float = 1.0

    def under(self, **changes: object) -> Context:
        """The context with some of it changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its context. ``start`` is where its words begin, after a typed number or bullet, and ``end`` where
    they end (None: with the block); ``print`` marks the form's own print (titles, labels, heads, guidance), no section's words.
    """

    block: Block
    context: Context
    start: int = 0
    print: str = ""
    end: int | None = None

    @property
    def text(self) -> str:
        """The block's words without typed number or bullet."""
        return self.block.text[self.start : self.end]

    @property
    def piece(self) -> Piece:
        """The span of the block that its words fill."""
        return Piece(self.block.index, self.start, len(self.block.text) if self.end is None else self.end)

    @property
    def listed(self) -> bool:
        """Whether it is an entry of a list, numbered or bulleted by Word or by hand."""
        return bool(self.block.label) or self.start > 0

    @property
    def number(self) -> str | None:
        """The entry's printed number, where it has one."""
        label = (self.block.label or self.block.text[: self.start]).strip(" .()")
        return label if any(c.isdigit() for c in label) else None
