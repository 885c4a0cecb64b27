"""A case of a plan and its advice, made of a few facts, for checks that hold the two against each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from checks.subject import Subject
from checks.thread.draw import draw_thread
from extractors.advice.model import Advice, AdviceDates, AdviceItem, AdviceKind, AdvicePart, PartRole
from extractors.case import Case, CaseFacts
from extractors.document import Block, Document
from extractors.passage import Passage
from extractors.plan.model import Child, ListedAdvice, Need, Outcome, Plan, PlanDates, Provision, Section
from models.language import Language

DRAFT = dt.date(2026, 11, 2)
_LANGUAGE = Language()


def document(name: str, lines: Sequence[str]) -> Document:
    return Document(name, "0" * 64, "docx", tuple(Block(i, line) for i, line in enumerate(lines)))


def report(
    kind: AdviceKind,
    author: str = "",
    *,
    role: str = "",
    date: dt.date | None = None,
    requested: dt.date | None = None,
    seen: tuple[dt.date, ...] = (),
    signed: bool | None = True,
    provision: Sequence[str] = (),
    outcomes: Sequence[str] = (),
    needs: Sequence[str] = (),
    text: Sequence[str] = (),
) -> Advice:
    """A report that says these things and bears these facts."""
    lines = [f"{kind.value} advice", *needs, *outcomes, *provision, *text]
    paper = document(f"{kind.value}.docx", lines)

    def items(said: Sequence[str], letter: str) -> tuple[AdviceItem, ...]:
        blocks = [b for b in paper.blocks if b.text in said]
        return tuple(AdviceItem(f"{letter}{i}", Passage.of_blocks(paper, [block])) for i, block in enumerate(blocks, 1))

    parts = tuple(
        AdvicePart(part, part.value, Passage.of_blocks(paper, [b for b in paper.blocks if b.text in said]))
        for part, said in (
            (PartRole.NEEDS, [*needs, *text]),
            (PartRole.OUTCOMES, outcomes),
            (PartRole.PROVISION, provision),
        )
        if said
    )
    return Advice(
        paper,
        kind=kind,
        kind_confidence=1.0,
        title=lines[0],
        author=author,
        role=role,
        dates=AdviceDates(requested, seen, date, date if signed else None),
        signed=signed,
        needs=items(needs, "N"),
        outcomes=items(outcomes, "O"),
        provision=items(provision, "P"),
        parts=parts,
    )


def case_of(
    *advice: Advice,
    listed: Sequence[ListedAdvice] = (),
    prose: str = "",
    provision: Sequence[str] = (),
    outcomes: Sequence[str] = (),
    birth: dt.date | None = dt.date(2017, 3, 14),
    facts: CaseFacts | None = None,
    sections: Sequence[tuple[str, str]] = (),
    needs: Sequence[str] = (),
) -> Subject:
    """A subject whose plan has these items and this section K."""
    known = [*(row.text for row in listed), *([prose] if prose else [])]
    paper = document("plan.docx", [*known, *provision, *outcomes, *needs, *(text for _, text in sections)])
    held = {"K": Section("K", "Advice", Passage.of_blocks(paper, [b for b in paper.blocks if b.text in known]))}
    if provision:
        held["F"] = Section(
            "F", "Provision", Passage.of_blocks(paper, [b for b in paper.blocks if b.text in provision])
        )
    if outcomes:
        held["E"] = Section("E", "Outcomes", Passage.of_blocks(paper, [b for b in paper.blocks if b.text in outcomes]))
    for letter, text in sections:
        held[letter] = Section(letter, letter, Passage.of_blocks(paper, [b for b in paper.blocks if b.text == text]))
    plan = Plan(
        paper,
        child=Child(name="Theo Ramsbottom", known_as="Theo", date_of_birth=birth),
        dates=PlanDates(draft=DRAFT),
        sections=held,
        provision=tuple(
            Provision(f"F{i}", "F", Passage.of_blocks(paper, [b for b in paper.blocks if b.text == text]))
            for i, text in enumerate(provision, 1)
        ),
        outcomes=tuple(
            Outcome(f"E{i}", passage=Passage.of_blocks(paper, [b for b in paper.blocks if b.text == text]))
            for i, text in enumerate(outcomes, 1)
        ),
        needs=tuple(
            Need(f"B{i}", "B", Passage.of_blocks(paper, [b for b in paper.blocks if b.text == text]))
            for i, text in enumerate(needs, 1)
        ),
        listed_advice=tuple(listed),
    )
    case = Case("made", (paper, *(a.document for a in advice)), plan, advice, facts=facts or CaseFacts())
    return Subject(case, draw_thread(plan), _LANGUAGE, DRAFT)


def row(
    title: str, author: str = "", role: str = "", date: dt.date | None = None, *, printed: str = ""
) -> ListedAdvice:
    """A row of section K."""
    said = [title, author, role, date.strftime("%d/%m/%Y") if date else "", printed]
    return ListedAdvice(" | ".join(s for s in said if s), title, author, role, date)


def section(letter: str, text: str) -> tuple[str, str]:
    """A section of the plan with these words alone."""
    return letter, text
