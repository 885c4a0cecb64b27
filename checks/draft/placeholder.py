"""Placeholders that were never filled in.

Looks for      Square brackets with an instruction, {{ }}, << >>, XX, ???, TBC, "insert ...", "Choose an item", dotted
               and ruled lines, "he/she", a form's broken fields.
Why            A plan is a legal document: what is left open cannot be enforced (Children and Families Act 2014, s42).
Fails          [INSERT NAME OF SCHOOL ONCE PREFERENCE RECEIVED]
Passes         [Photograph 2: Wren at the garden gate]
Leaves alone   Pictures' captions, [sic] and words of the writer's own in brackets, X-rays, sizes, genes, 3 x 20.
Not known      Whether "to be confirmed" has been settled elsewhere.
Known problems Words in square brackets that are the writer's own are passed over unless they instruct.
Measured       Of 65 sentences written unseen, the earlier check had 45 right; alarms on the samples: 0 a plan.
"""

from __future__ import annotations

import re

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from checks.words import load_words
from extractors.plan.model import LETTERS

_PICTURE = re.compile(r"\[\s*(?:photo|picture|image|drawing)", re.IGNORECASE)
REASON = "Children and Families Act 2014, s42: only what the plan says can be secured"


def examine(subject: Subject) -> Examined:
    """Every placeholder in a section's own words."""
    findings = []
    for letter in LETTERS:
        section = subject.plan.sections.get(letter)
        for found in load_words("draft.placeholder")["placeholder"].finditer(section.text) if section else ():
            if _PICTURE.match(found[0]):
                continue
            place = subject.place(section.passage, found.start(), found.end()) if section else None
            findings.append(
                Finding(
                    "draft.placeholder",
                    Severity.HIGH,
                    letter,
                    found[0],
                    "This was left to be filled in.",
                    "Fill it in, or take it out.",
                    REASON,
                    None,
                    place,
                )
            )
    return Examined(tuple(findings))


CHECK = CaseCheck(codes=("draft.placeholder",), version=2, examine=examine)
