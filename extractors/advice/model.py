"""A professional's advice as read: who wrote it, when, and what it asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from extractors.document import Document
from extractors.passage import Passage


class AdviceKind(StrEnum):
    """The profession or source of a piece of advice (regulation 6(1) of the SEND Regulations 2014)."""

    EDUCATIONAL_PSYCHOLOGY = "educational_psychology"
    SPEECH_LANGUAGE = "speech_language"
    OCCUPATIONAL_THERAPY = "occupational_therapy"
    PHYSIOTHERAPY = "physiotherapy"
    PAEDIATRIC = "paediatric"
    CAMHS = "camhs"
    SCHOOL = "school"
    EARLY_YEARS = "early_years"
    SOCIAL_CARE = "social_care"
    SENSORY = "sensory"
    YOUTH_JUSTICE = "youth_justice"
    PARENTS = "parents"
    OTHER = "other"


class PartRole(StrEnum):
    """What a part of a report is for, whatever its heading says."""

    DETAILS = "details"
    REASONS = "reasons"
    METHOD = "method"
    VIEWS = "views"
    BACKGROUND = "background"
    STRENGTHS = "strengths"
    NEEDS = "needs"
    RESULTS = "results"
    IMPACT = "impact"
    OUTCOMES = "outcomes"
    PROVISION = "provision"
    MIXED = "mixed"
    TRIED = "tried"
    REVIEW = "review"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class AdvicePart:
    """One part of a report: its heading as printed, what it is for, the words under it. ``MIXED`` is
    one heading over outcomes and provision together; ``TRIED`` what has been done so far.
    """

    role: PartRole
    title: str
    passage: Passage

    @property
    def text(self) -> str:
        """The part's words, without its heading."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class AdviceItem:
    """One need, outcome or provision that the advice states; ``area`` is its heading. For provision,
    ``who`` and ``frequency`` are what separate columns or labelled lines say.
    """

    id: str
    passage: Passage
    area: str = ""
    who: Passage = Passage()
    frequency: Passage = Passage()

    @property
    def text(self) -> str:
        """The item's words."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class AdviceDates:
    """The dates a report gives: asked for, child seen (all of them), written, signed."""

    requested: dt.date | None = None
    seen: tuple[dt.date, ...] = ()
    written: dt.date | None = None
    signed: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """One advice document, read.

    ``kind_confidence`` is 0 to 1. ``signed`` is None where nothing tells. ``review`` is what the report
    says of monitoring; ``closing`` the words about and after the signature.
    """

    document: Document
    kind: AdviceKind = AdviceKind.OTHER
    kind_confidence: float = 0.0
    title: str = ""
    author: str = ""
    role: str = ""
    organisation: str = ""
    dates: AdviceDates = AdviceDates()
    signed: bool | None = None
    reasons: Passage = Passage()
    child_views: Passage = Passage()
    family_views: Passage = Passage()
    assessments: Passage = Passage()
    needs: tuple[AdviceItem, ...] = ()
    outcomes: tuple[AdviceItem, ...] = ()
    provision: tuple[AdviceItem, ...] = ()
    review: Passage = Passage()
    strengths: Passage = Passage()
    impact: Passage = Passage()
    closing: Passage = Passage()
    parts: tuple[AdvicePart, ...] = ()

    @property
    def text(self) -> str:
        """All that the report says, without headings and front sheet, in its own order."""
        return "\n".join(p.text for p in self.parts if p.role is not PartRole.DETAILS)

    def passage_of(self, *roles: PartRole) -> Passage:
        """The words of all parts of these roles together."""
        chosen = [p.passage for p in self.parts if p.role in roles]
        return Passage("\n".join(p.text for p in chosen), tuple(piece for p in chosen for piece in p.pieces))

    @property
    def date(self) -> dt.date | None:
        """The day the report bears: signed, else written."""
        return self.dates.signed or self.dates.written
