"""Sections that a parent would find hard to read.

Looks for      A reading ease under the target for the section; quotes the hardest sentences.
Why            SEND Code of Practice 9.61; GOV.UK writes for a reading age of 9. Completeness comes first in B, E, F.
Known problems Diagnoses, names and test scores make any formula read harder than the words are.
"""

from __future__ import annotations

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.subject import Subject
from models.readability import ease, hardest

TARGETS = {"A": 60.0, "B": 40.0, "E": 40.0, "F": 35.0}  # Flesch; proposed, after Somerset's 60 for A
REASON = "SEND Code of Practice 9.61: clear, concise, understandable and accessible"


def examine(subject: Subject) -> Examined:
    """``language.ease.<section>`` for A, B, E and F, and the hardest sentences where it is under target."""
    findings, measures = [], []
    for letter, target in TARGETS.items():
        section = subject.plan.sections.get(letter)
        found = ease(section.text) if section else None
        if section is None or found is None:
            continue
        worst = hardest(section.text, 3)
        measures.append(
            Measure(
                f"language.ease.{letter}",
                value=found.flesch,
                quotes=tuple(worst),
                note=f"{found.mean} words a sentence",
            )
        )
        if found.flesch < target and worst:
            start = section.text.find(worst[0])
            findings.append(
                Finding(
                    "language.hard_to_read",
                    Severity.LOW,
                    letter,
                    worst[0],
                    f"Section {letter} is hard to read ({found.mean:.0f} words a sentence on average); this sentence is the hardest.",
                    "Cut it into shorter sentences, in everyday words.",
                    REASON,
                    None,
                    subject.place(section.passage, start, start + len(worst[0])),
                )
            )
    return Examined(tuple(findings), tuple(measures))


CHECK = CaseCheck(codes=("language.hard_to_read",), version=1, examine=examine)
