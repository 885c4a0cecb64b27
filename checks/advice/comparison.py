"""One report beside the plan: what of it is carried over, missing, weaker or denied, each once.

Rows for the advice form, the checklist and ``assessment.json``. Where a report's words are both left out and denied, the
denial is told and not the gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checks.advice.asks import asks_of
from checks.advice.compare import gaps
from checks.advice.contradicted import contradictions
from checks.subject import Subject
from extractors.advice.model import Advice

CONTRARY = "the plan says otherwise"


@dataclass(frozen=True, slots=True)
class Row:
    """Something that a report states, and what the plan makes of it. ``plan_quote`` is "" where the plan is silent."""

    what: Literal["need", "outcome", "provision"]
    how: Literal["missing", "watered_down", "contradicted"]
    quote: str
    plan_quote: str = ""
    item: str | None = None
    difference: str = ""


def rows_of(subject: Subject, advice: Advice) -> tuple[Row, ...]:
    """What the plan lacks, weakens or denies of one report: denials first, then in the report's order."""
    denied = list(_denied(subject, advice))
    quoted = [row.quote for row in denied]
    lacking = (
        Row(gap.what, gap.how, ask.text, gap.plan_quote, gap.item, gap.difference)
        for gap in gaps(subject)
        for ask in gap.asks
        if subject.advice[ask.report] is advice
    )
    return (*denied, *(row for row in lacking if not any(same_words(row.quote, quote) for quote in quoted)))


def carried_over(subject: Subject, advice: Advice) -> tuple[str, ...]:
    """The outcomes and provision of a report that the plan carries, in its words: what deserves praise on both sides."""
    lost = [row.quote for row in rows_of(subject, advice)]
    number = next(i for i, own in enumerate(subject.advice) if own is advice)
    asks = asks_of(number, advice)  # an item that only remarks is neither carried nor lost
    stated = dict.fromkeys(ask.item.text for ask in asks if ask.what != "need")
    return tuple(text for text in stated if not any(quote in text or text in quote for quote in lost))


def _denied(subject: Subject, advice: Advice) -> Iterator[Row]:
    for each in contradictions(subject):
        if each.report is advice:
            what: Literal["need", "provision"] = "provision" if each.item else "need"
            yield Row(what, "contradicted", each.words, each.quote, each.item, CONTRARY)


def same_words(first: str, second: str) -> bool:
    """Whether one wording holds the other, blanks and full stops apart."""
    one, other = (" ".join(text.lower().split()).strip(" .;") for text in (first, second))
    return one in other or other in one
