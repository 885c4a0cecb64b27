"""A case: one draft plan with the professional advice behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractors.advice.model import Advice
from extractors.document import Document
from extractors.plan.model import Plan


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What ``cases.csv`` says of a case that its documents may not."""

    team: str = ""
    coordinator: str = ""
    primary_need: str = ""
    placement_type: str = ""
    date_of_birth: date | None = None
    request_date: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case, read. ``documents`` holds every document, the plan among them; ``plan.document`` and
    each ``advice.document`` are members of it, so that a document's number is its place there.
    """

    name: str
    documents: tuple[Document, ...]
    plan: Plan
    advice: tuple[Advice, ...] = ()
    other: tuple[Document, ...] = ()
    facts: CaseFacts = CaseFacts()

    def number(self, document: Document) -> int:
        """The place of a document among the case's documents, counted from 0."""
        return next(i for i, d in enumerate(self.documents) if d is document)
