"""What a check may look at: one case, its golden thread, the language reader and today's date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checks.finding import Place
from checks.thread.model import Thread
from extractors.advice.model import Advice
from extractors.case import Case
from extractors.document import Document
from extractors.passage import Passage
from extractors.plan.model import Plan
from models.language import Language


@dataclass(frozen=True, slots=True)
class Subject:
    """A case under examination. ``today`` is given, never read from a clock."""

    case: Case
    thread: Thread
    language: Language
    today: date

    @property
    def plan(self) -> Plan:
        """The case's plan."""
        return self.case.plan

    @property
    def advice(self) -> tuple[Advice, ...]:
        """The case's professional advice."""
        return self.case.advice

    def place(self, passage: Passage, start: int, end: int, document: Document | None = None) -> Place | None:
        """Where ``passage.text[start:end]`` stands in its document (the plan's unless named)."""
        of = document or self.plan.document
        piece = passage.locate(start, end)
        if piece is None:
            return None
        page = of.blocks[piece.block].page
        return Place(self.case.number(of), piece.block, piece.start, piece.end, page)
