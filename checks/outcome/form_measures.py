"""What the form asks of outcomes as a whole: SMART, steps, adulthood; and arrangements for review.

Looks for      Outcomes with S, M and T all met (achievable and realistic are left to people); steps; the four
               strands of preparing for adulthood; who reviews and when, fit to the child's age.
Why            SEND Code of Practice 9.66 (outcomes), 8.9 (adulthood from Year 9), 9.166 and 9.178 (review).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.ages import age_on, year_group_of
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.outcome.words import has_measure, has_time, is_provision, is_specific
from checks.subject import Subject
from checks.words import load_words
from extractors.plan.model import Domain, Outcome

YEAR_NINE = 9
_REVIEW = re.compile(
    r"\breview\w*\b[^.]{0,160}\b(?:year|yearly|annual\w*|twelve months|12 months|month\w*|term\w*|weeks?)\b|\b(?:every|each) (?:\w+ ){0,2}(?:term|year|months?|half[- ]term)\b[^.]{0,100}\breview",
    re.IGNORECASE,
)


def examine(subject: Subject) -> Examined:
    """``outcome.smart``, ``outcome.steps`` and ``outcome.pfa`` by domain; ``monitoring.fit``; ``pfa.missing``."""
    measures, findings = [], []
    year = year_group_of(subject.plan.child, subject.plan.dates.draft or subject.today)
    strands = load_words("pfa")
    for domain in Domain:
        own = [o for o in subject.plan.outcomes if o.domain is domain]
        if not own:
            continue
        measures.append(_share(f"outcome.smart.{domain.value}", own, [o for o in own if _smart(o)]))
        measures.append(_share(f"outcome.steps.{domain.value}", own, [o for o in own if o.steps]))
        touched = {s for s, p in strands.items() for o in own if p.search(f"{o.area} {o.text}")}
        measures.append(
            Measure(
                f"outcome.pfa.{domain.value}",
                value=len(touched) / (4 if domain is Domain.EDUCATION else 2),
                failing=tuple(sorted(set(strands) - touched)),
            )
        )
    everything = " ".join(f"{o.area} {o.text}" for o in subject.plan.outcomes)
    missing = [s for s, p in strands.items() if not p.search(everything)]
    if year is not None and year >= YEAR_NINE and len(missing) >= 2 and subject.plan.outcomes:
        message = f"From Year 9 outcomes should prepare for adulthood; nothing is said of {', '.join(missing)}."
        findings.append(
            Finding(
                "pfa.missing",
                Severity.MEDIUM,
                "E",
                "",
                message,
                "Add outcomes for work, independent living, friends and community, and health.",
                "SEND Code of Practice 8.9 and 9.69",
            )
        )
    measures.append(_monitoring(subject))
    return Examined(tuple(findings), tuple(measures))


def _smart(outcome: Outcome) -> bool:
    return is_specific(outcome) and has_measure(outcome) and has_time(outcome) and not is_provision(outcome)


def _share(name: str, own: Sequence[Outcome], good: Sequence[Outcome]) -> Measure:
    ids = {o.id for o in good}
    return Measure(
        name,
        len(good),
        len(own) - len(good),
        quotes=tuple(o.text for o in good[:2]),
        failing=tuple(o.id for o in own if o.id not in ids),
    )


def _monitoring(subject: Subject) -> Measure:
    section = subject.plan.sections.get("E")
    text = section.text if section else ""
    found = _REVIEW.search(text)
    age = age_on(subject.plan.child.date_of_birth, subject.plan.dates.draft or subject.today)
    for_small = re.search(r"under (?:the age of )?(?:5|five)\b", text, re.IGNORECASE)
    fits = not (for_small and age is not None and age >= 6)
    return Measure("monitoring.fit", value=bool(found) and fits, quotes=(found[0],) if found else ())


CHECK = CaseCheck(codes=("pfa.missing",), version=1, examine=examine)
