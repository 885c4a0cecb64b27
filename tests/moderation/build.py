"""Small assessments with every line answered, and their documents."""

import datetime as dt
from collections.abc import Sequence

from checks.assessment import (
    AdviceEntry,
    AnswerEntry,
    Assessment,
    ChildEntry,
    DocumentEntry,
    FactsEntry,
    FindingEntry,
    NeedEntry,
    PlanEntry,
    SectionEntry,
)
from moderation.forms import advice_form, plan_form

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
CHILD = ChildEntry(name="Amina Okafor", known_as="Mina", date_of_birth=dt.date(2016, 3, 1), year_group="Year 5")
BROKEN = FindingEntry(
    check="thread.need_without_provision", severity="high", section="B", item="B1", quote="finds reading hard",
    message="No provision meets this need.", suggestion="Add provision.", reason="Code of Practice 9.69",
)  # fmt: skip
NO_C = FindingEntry(
    check="statement.missing_c", severity="high", section="C", quote="", message="Section C says nothing.",
    suggestion="Say so.", reason="Regulation 12",
)  # fmt: skip


def assessment(
    case: str = "case-1",
    *,
    child: ChildEntry = CHILD,
    needs: Sequence[str] = ("Mina finds reading hard.",),
    findings: Sequence[FindingEntry] = (),
    facts: FactsEntry | None = None,
    program: str = "1.0",
    score: int = 3,
    confidence: float = 0.8,
    advice: bool = False,
) -> Assessment:
    """A whole assessment; every score line is drafted as ``score``, every other as yes."""
    documents = [DocumentEntry(file="plan.docx", sha256="", role="plan", format="docx")]
    entries = []
    if advice:
        documents.append(DocumentEntry(file="advice.docx", sha256="", role="advice", kind="school", format="docx"))
        lines = tuple(AnswerEntry(line=a.id, answer=4, confidence=0.7, why="") for a in advice_form().lines)
        entries = [AdviceEntry(document=1, answers=lines)]
    return Assessment(
        case=case,
        assessed_at=NOW,
        versions={"program": program, "form": "ehcp/1"},
        documents=tuple(documents),
        facts=facts or FactsEntry(team="North", coordinator="Jo Field"),
        plan=PlanEntry(
            child=child,
            status="draft",
            sections={"B": SectionEntry(title="Needs", text="\n".join(needs), confidence=1)},
            needs=tuple(NeedEntry(id=f"B{i}", section="B", area="", text=t) for i, t in enumerate(needs, 1)),
        ),
        findings=tuple(findings),
        answers=tuple(
            AnswerEntry(line=x.id, answer=score if x.kind == "score" else "yes", confidence=confidence, why="As read.")
            for x in plan_form().lines
        ),
        advice=tuple(entries),
    )


def documents(text: str = "one", *, advice: bool = False) -> dict[str, bytes]:
    """Documents whose bytes are told apart by ``text``."""
    files = {"plan.docx": f"plan {text}".encode()}
    return files | {"advice.docx": f"advice {text}".encode()} if advice else files
