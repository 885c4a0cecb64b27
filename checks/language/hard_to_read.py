"""Sections that a parent would find hard to read.

Looks for      A reading ease under the target for the section, or a reading age of seventeen and over (fourteen in A);
               quotes the hardest sentences.
Why            SEND Code of Practice 9.61; GOV.UK writes for a reading age of 9. Completeness comes first in B, E, F.
Fails          A section of long sentences in long words.
Passes         Tom likes cars. He wants to drive one day.
Leaves alone   Sections of under fifty words, where figures mean nothing; lists and table cells are cut at each line.
Not known      Whether the words could be plainer: the band and the hardest sentences are shown, and no pass mark.
Known problems Diagnoses, names and test scores make any formula read harder than the words are.
Measured       Samples: reading ages run from 8 to 18; of 50 sections 5 are told, none of them Section A.
"""

from __future__ import annotations

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.subject import Subject
from models.readability import ease, hardest, reading_age

TARGETS = {  # Flesch; proposed, after Somerset's 60 for A
    **{"A": 60.0, "B": 40.0, "C": 40.0, "D": 40.0, "E": 40.0},
    **{"F": 35.0, "G": 35.0, "H1": 35.0, "H2": 35.0},
}
REASON = "SEND Code of Practice 9.61: clear, concise, understandable and accessible"
OLDEST, OLDEST_A = 17, 14  # reading ages from which a section is told; proposed
MOST = 3  # sentences shown


def examine(subject: Subject) -> Examined:
    """``language.ease.<section>`` and ``language.age.<section>`` for A to H, and the hardest sentences under target."""
    findings, measures = [], []
    for letter, target in TARGETS.items():
        section = subject.plan.sections.get(letter)
        found = ease(section.text) if section else None
        if section is None or found is None:
            continue
        worst = hardest(section.text, MOST)
        age = reading_age(found)
        note = f"{found.mean} words a sentence"
        measures += [
            Measure(f"language.ease.{letter}", value=found.flesch, quotes=tuple(worst), note=note),
            Measure(f"language.age.{letter}", value=float(age), note=note),
        ]
        if (found.flesch < target or age >= (OLDEST_A if letter == "A" else OLDEST)) and worst:
            start = section.text.find(worst[0])
            more = f" {len(worst) - 1} more come near it." if len(worst) > 1 else ""
            findings.append(
                Finding(
                    "language.hard_to_read",
                    Severity.LOW,
                    letter,
                    worst[0],
                    f"Section {letter} asks for a reading age of about {age} ({found.mean:.0f} words a sentence on "
                    f"average); this sentence is the hardest.{more}",
                    "Cut it into shorter sentences, in everyday words.",
                    REASON,
                    None,
                    subject.place(section.passage, start, start + len(worst[0])),
                    version=2,
                )
            )
    return Examined(tuple(findings), tuple(measures))


CHECK = CaseCheck(codes=("language.hard_to_read",), version=2, examine=examine)
