"""The words shown beside an answer, each with the section and page where it stands."""

from __future__ import annotations

from checks.answers import QUOTES, Answer
from checks.assessment import EvidenceEntry
from extractors.document import Document
from extractors.plan.model import Plan

MOSTLY = 0.5  # from this share on the items that pass are shown, below it those that fail
LONGEST = 300  # characters of a quote


def evidence_of(answer: Answer, document: Document, plan: Plan | None) -> tuple[EvidenceEntry, ...]:
    """An answer's evidence. ``document`` is the plan's or, where ``plan`` is None, a report's."""
    own = answer.line.split(".")[0]
    return tuple(
        EvidenceEntry(section=_section_of(q, own, plan), quote=q[:LONGEST], page=_page(document, q))
        for q in _shown(answer, plan)
    )


def _shown(answer: Answer, plan: Plan | None) -> tuple[str, ...]:
    """Where most items fail, the first of those; else what passes."""
    if plan is None or (answer.quotes and (answer.reached is None or answer.reached >= MOSTLY)):
        return answer.quotes
    texts = {item.id: item.text for item in plan.items}
    failing = [texts[name] for name in answer.failing if name in texts][:QUOTES]
    return tuple(dict.fromkeys([*failing, *answer.quotes]))[:QUOTES]


def _section_of(quote: str, own: str, plan: Plan | None) -> str:
    """The section whose words a quote are: the line's own if it holds them; "" where they stand in the advice."""
    if plan is None:
        return ""
    sections = sorted(plan.sections, key=lambda letter: not letter.startswith(own))
    return next((letter for letter in sections if quote in plan.sections[letter].text), "")


def _page(document: Document, quote: str) -> int | None:
    """The page on which a quote first stands, where the format has pages of its own (Word lays them out afresh)."""
    return next((b.page for b in document.blocks if b.page and quote in b.text), None)
