"""A plan as read: its sections A to K, its needs, outcomes and provision, its facts.

Source: the contents of each section are those of the SEND Code of Practice 2015, 9.62 and 9.69, and
regulation 12 of the SEND Regulations 2014.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from extractors.document import Document, Warned
from extractors.passage import Passage

LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")


class Domain(StrEnum):
    """Which service an outcome belongs to."""

    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"


class Status(StrEnum):
    """What the plan says it is (words on it, never a guess)."""

    DRAFT = "draft"
    FINAL = "final"
    AMENDED = "amended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Section:
    """One section's own words: no title, no other section's column, no guidance or prompt left in.

    ``confidence``  0 to 1, that these are the section's words and all of them.
    ``guidance``    the form's own prompts and guidance that stand under the title.
    ``headings``    sub-headings within the section, as printed.
    """

    letter: str
    title: str
    passage: Passage
    confidence: float = 1.0
    guidance: Passage = Passage()
    headings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The section's words, block by block."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Tie:
    """What the layout itself says of an item's neighbours: hints of the thread, not proof.

    ``row``      the table row ("t3r5") or the list group that items share across columns.
    ``block``    the table or area group ("t3", "cognition") that items share.
    ``number``   the item's own printed number ("1", "B2", "Outcome 3").
    ``refers``   numbers of other items that it names ("Outcome 2", "B1", "E3").
    """

    row: str | None = None
    block: str | None = None
    number: str | None = None
    refers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One need of section B, C or D."""

    id: str
    section: str
    passage: Passage
    area: str = ""
    tie: Tie = Tie()
    certainty: float = 1.0

    @property
    def text(self) -> str:
        """The need's words, without number or label."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of section E with its steps. ``heading`` is a date or phase printed once over it or beside it
    ("By the end of Key Stage 2"), which counts as its time; ``known_by`` says how it will be known, where the form
    asks that apart.
    """

    id: str
    passage: Passage
    domain: Domain = Domain.EDUCATION
    area: str = ""
    steps: tuple[Passage, ...] = ()
    heading: str = ""
    known_by: Passage = Passage()
    tie: Tie = Tie()
    certainty: float = 1.0

    @property
    def section(self) -> str:
        """Always E."""
        return "E"

    @property
    def text(self) -> str:
        """The outcome's words, without number, label or steps."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Provision:
    """One item of provision of section F, G, H1 or H2. ``who`` and ``frequency`` are what separate
    columns or labelled lines say; inside a sentence they stay in ``passage``.
    """

    id: str
    section: str
    passage: Passage
    area: str = ""
    who: Passage = Passage()
    frequency: Passage = Passage()
    tie: Tie = Tie()
    certainty: float = 1.0

    @property
    def text(self) -> str:
        """The provision's words, without number or label."""
        return self.passage.text

    @property
    def whole(self) -> str:
        """The provision with what its columns add: text, who, how often; one line each."""
        return "\n".join(t for t in (self.text, self.who.text, self.frequency.text) if t)


Item = Need | Outcome | Provision


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the plan names, with what they are to the child ("mother", "SENCO")."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Child:
    """The child or young person as the front sheet says. ``pronouns``: "he", "she", "they" or ""."""

    name: str = ""
    known_as: str = ""
    date_of_birth: dt.date | None = None
    year_group: str = ""
    pronouns: str = ""
    setting: str = ""
    parents: tuple[Person, ...] = ()

    @property
    def first_names(self) -> tuple[str, ...]:
        """The names a plan may call the child by: known-as, first name, and both halves of a double
        one.
        """
        names = [self.known_as, *self.name.split()[:1]]
        return tuple(dict.fromkeys(n for n in names if n))


@dataclass(frozen=True, slots=True)
class PlanDates:
    """Dates printed on the plan."""

    draft: dt.date | None = None
    final: dt.date | None = None
    next_review: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ListedAdvice:
    """One row of section K's list. ``text`` is the row as printed."""

    text: str
    title: str = ""
    author: str = ""
    role: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A draft or final EHC plan, read."""

    document: Document
    child: Child = Child()
    status: Status = Status.UNKNOWN
    dates: PlanDates = PlanDates()
    coordinator: str = ""
    authority: str = ""
    sections: Mapping[str, Section] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    provision: tuple[Provision, ...] = ()
    listed_advice: tuple[ListedAdvice, ...] = ()
    lead_professional: Passage = Passage()
    sign_off: Passage = Passage()
    front: Passage = Passage()
    strengths: tuple[Passage, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Needs, outcomes and provision, in that order."""
        return (*self.needs, *self.outcomes, *self.provision)
