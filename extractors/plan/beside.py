"""What a form prints beside and between the rows of its tables: headings across, labels and numbers on the left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Block
from extractors.plan.areas import area_of
from extractors.plan.flow import BESIDE_OUTCOME, WITHOUT_ITEMS, Flow
from extractors.plan.grid import domain_in, role_of
from extractors.plan.labels import label_of, line_kind
from extractors.plan.placed import Placed

BY_PROVISION = ("F", "G", "H", "H1", "H2")
TOP = 8  # words across a table that are a heading
_LEFT = ("outcome", "steps", "provision", "monitoring", "who", "frequency", "which_need", "strand", *BESIDE_OUTCOME)
_NUMBERED = re.compile(r"^\W*(?:[BCDE]?\d{1,2}(?:\.\d{1,2})?)\W*$")


class Beside(Flow):
    """The walk with what stands across a table and left of its words."""

    def _headed_by(self, inside: Sequence[Block]) -> bool:
        """Whether a few words across a table's top are its own heading: they name what stands in it."""
        block = inside[0]
        if not self._few_across(inside) or area_of(block.text) is not None:
            return False
        return self._over_rows(block, self._context.domain)

    def _headed_within(self, inside: Sequence[Block]) -> bool:
        """Whether a few words across a table, between its rows, head those that follow: a service or an area."""
        block = inside[0]
        domain = domain_in(block.text)
        if not self._few_across(inside) or not (domain or area_of(block.text)):
            return False
        return self._over_rows(block, domain)

    def _few_across(self, inside: Sequence[Block]) -> bool:
        """Whether a cell holds a few words that are no sentence, title or label, where items stand in tables."""
        block, *more = inside
        if more or len(block.text.split()) > TOP or block.text[-1:] in ".;" or block.index in self._opens:
            return False
        return self._focus() in ("E", *BY_PROVISION) and not label_of(block)

    def _over_rows(self, block: Block, domain: str) -> bool:
        self._context = self._context.under(area=block.text.rstrip(": "), domain=domain, role="", item="")
        self.placed.append(Placed(block, self._context, print="area"))
        return True

    def _left_label(self, first: Sequence[Block]) -> bool:
        """Whether what stands left of its answer is a label, in more words than a line needs bold for."""
        if len(first) != 1:
            return False
        block = first[0]
        if len(block.text.split()) > TOP or block.text[-1:] in ".;" or label_of(block):
            return False
        kind = line_kind(block.text.rstrip(": ").strip())
        return kind in _LEFT and self._label(kind, block)

    def _left_number(self, first: Sequence[Block]) -> bool:
        """Whether a number stands alone left of the words that it numbers ("1", "C1")."""
        if len(first) != 1 or self._focus() in ("", *WITHOUT_ITEMS) or not _NUMBERED.match(first[0].text):
            return False
        own = role_of(self._focus()) == "need" and first[0].text.strip(" (").startswith(self._focus())
        role = "need" if own and self._context.role in ("strengths", "other") else self._context.role
        self._context = self._context.under(item=first[0].text.strip(), label=first[0].index, role=role)
        self.placed.append(Placed(first[0], self._context, print="label"))
        return True
