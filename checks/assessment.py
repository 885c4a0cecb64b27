"""The assessment: what a case's ``assessment.json`` holds, as ``CONTRACT.md`` has it.

Names are kept for ever; fields may be added, never renamed or dropped without a new ``schema``.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "assessment/1"
AnswerValue = int | Literal["yes", "no", "not_applicable"] | None


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class DocumentEntry(_Frozen):
    """One document of the case."""

    file: str
    sha256: str
    role: Literal["plan", "advice", "other"]
    kind: str | None = None
    format: Literal["docx", "pdf", "scan"]
    pages: int | None = None
    words: int = 0
    author: str | None = None
    author_role: str | None = None
    date: dt.date | None = None
    requested_on: dt.date | None = None
    signed: bool | None = None
    warnings: tuple[str, ...] = ()


class ChildEntry(_Frozen):
    """The child, as the front sheet says."""

    name: str = ""
    known_as: str = ""
    date_of_birth: dt.date | None = None
    year_group: str = ""


class SectionEntry(_Frozen):
    """One section's own words."""

    title: str
    text: str
    confidence: float


class NeedEntry(_Frozen):
    """A need."""

    id: str
    section: str
    area: str
    text: str


class OutcomeEntry(_Frozen):
    """An outcome with its steps."""

    id: str
    domain: Literal["education", "health", "social_care"]
    area: str
    text: str
    steps: tuple[str, ...] = ()


class ProvisionEntry(_Frozen):
    """An item of provision. ``elements`` are the structured values read from it."""

    id: str
    section: str
    area: str
    text: str
    who: str = ""
    frequency: str = ""
    elements: dict[str, object] = Field(default_factory=dict)


class ThreadEntry(_Frozen):
    """What is tied to one need. ``because`` gives the reason for each tied id."""

    need: str
    outcomes: tuple[str, ...] = ()
    provision: tuple[str, ...] = ()
    because: dict[str, str] = Field(default_factory=dict)


class PlanEntry(_Frozen):
    """The plan as read."""

    child: ChildEntry
    status: Literal["draft", "final", "amended", "unknown"]
    authority: str = ""
    coordinator: str = ""
    draft_date: dt.date | None = None
    sections: dict[str, SectionEntry]
    needs: tuple[NeedEntry, ...] = ()
    outcomes: tuple[OutcomeEntry, ...] = ()
    provision: tuple[ProvisionEntry, ...] = ()
    thread: tuple[ThreadEntry, ...] = ()


class PlaceEntry(_Frozen):
    """Where a quote stands."""

    document: int
    page: int | None = None
    block: int
    start: int
    end: int


class FindingEntry(_Frozen):
    """A finding: a quote, a reason and a remedy."""

    check: str
    severity: Literal["high", "medium", "low"]
    section: str
    item: str | None = None
    quote: str
    message: str
    suggestion: str
    reason: str
    place: PlaceEntry | None = None
    version: int = 1


class EvidenceEntry(_Frozen):
    """Words that an answer rests on. ``section`` is a plan section, or "" in an advice form."""

    section: str = ""
    quote: str
    page: int | None = None


class AnswerEntry(_Frozen):
    """A draft answer to one line of a form."""

    line: str
    answer: AnswerValue
    confidence: float
    why: str
    evidence: tuple[EvidenceEntry, ...] = ()


class NotInPlan(_Frozen):
    """Something the advice asks for that the plan lacks or weakens. ``plan_quote`` is what the plan
    says instead, ``difference`` names what was lost.
    """

    what: Literal["need", "outcome", "provision"]
    quote: str
    how: Literal["missing", "watered_down", "contradicted"]
    plan_quote: str = ""
    item: str | None = None
    difference: str = ""


class AdviceEntry(_Frozen):
    """One advice document, its form and what the plan makes of it. ``carried_over`` are the outcomes and provision of
    it that the plan has; ``measures`` those of the report by name, for trends by service
    (``checks/advice/service_measures.py``).
    """

    document: int
    total: int | None = None
    answers: tuple[AnswerEntry, ...] = ()
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    provision: tuple[str, ...] = ()
    not_in_plan: tuple[NotInPlan, ...] = ()
    carried_over: tuple[str, ...] = ()
    measures: dict[str, dict[str, object]] = Field(default_factory=dict)


class FactsEntry(_Frozen):
    """What ``cases.csv`` said of the case."""

    team: str = ""
    coordinator: str = ""
    primary_need: str = ""
    placement_type: str = ""


class Assessment(_Frozen):
    """One case, assessed."""

    schema_: str = Field(SCHEMA, alias="schema")
    case: str
    assessed_at: dt.datetime
    versions: dict[str, str]
    documents: tuple[DocumentEntry, ...]
    facts: FactsEntry = FactsEntry()
    plan: PlanEntry
    findings: tuple[FindingEntry, ...] = ()
    answers: tuple[AnswerEntry, ...] = ()
    advice: tuple[AdviceEntry, ...] = ()
    measures: dict[str, dict[str, object]] = Field(default_factory=dict)

    def to_json(self) -> str:
        """The contract's JSON, indented, keys as in the contract."""
        return self.model_dump_json(by_alias=True, indent=1)
