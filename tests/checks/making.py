"""Small plans and cases built in a line, so that a test says only what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from checks.subject import Subject
from checks.thread.model import Thread
from extractors.advice.model import Advice, AdviceKind
from extractors.case import Case
from extractors.document import Block, Document
from extractors.passage import Passage, Piece
from extractors.plan.model import Child, Need, Outcome, Plan, PlanDates, Provision, Section
from models.language import Language

TODAY = date(2026, 11, 23)
LANGUAGE = Language(None)


def make_subject(
    sections: Mapping[str, str],
    *,
    child: Child | None = None,
    dates: PlanDates | None = None,
    advice: Sequence[AdviceKind] = (),
    today: date = TODAY,
    front: str = "",
    **plan: Any,
) -> Subject:
    """A subject whose plan has these sections (one block a line), its needs, outcomes and provision read from
    ``needs``, ``outcomes`` and ``provision``: texts, or (id or section, text) pairs.
    """
    lines: list[str] = []

    def passage(text: str) -> Passage:
        pieces = []
        for line in text.split("\n"):
            lines.append(line)
            pieces.append(Piece(len(lines) - 1, 0, len(line)))
        return Passage(text, tuple(pieces)) if text else Passage()

    read = {k: Section(k, f"Section {k}", passage(text)) for k, text in sections.items()}
    front_passage = passage(front)
    needs = tuple(Need(f"{s}{i}", s, passage(t)) for i, (s, t) in enumerate(plan.pop("needs", ()), 1))
    outcomes = tuple(
        o if isinstance(o, Outcome) else Outcome(f"E{i}", passage(o)) for i, o in enumerate(plan.pop("outcomes", ()), 1)
    )
    provision = tuple(Provision(f"{s}{i}", s, passage(t)) for i, (s, t) in enumerate(plan.pop("provision", ()), 1))
    extra = {
        k: passage(v) if isinstance(v, str) and k in ("lead_professional", "sign_off") else v for k, v in plan.items()
    }
    document = Document("plan.docx", "0" * 64, "docx", tuple(Block(i, line) for i, line in enumerate(lines)))
    made = Plan(
        document,
        child or Child("Reece Bramhall", "Reece", date(2014, 10, 17), "Year 8", "he"),
        dates=dates or PlanDates(draft=date(2026, 11, 9)),
        sections=read,
        needs=needs,
        outcomes=outcomes,
        provision=provision,
        front=front_passage,
        **extra,
    )
    papers = tuple(Advice(Document(f"{k.value}.docx", k.value.ljust(64, "0"), "docx", ()), k, 1.0) for k in advice)
    case = Case("made", (document, *(a.document for a in papers)), made, papers)
    return Subject(case, Thread(), LANGUAGE, today)
