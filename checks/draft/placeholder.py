"""Placeholders that were never filled in.

Looks for      Square brackets with an instruction, {{ }}, XX, ???, TBC, "insert ...", "Choose an item".
Why            A plan is a legal document: what is left open cannot be enforced (Children and Families Act 2014, s42).
Fails          [INSERT NAME OF SCHOOL ONCE PREFERENCE RECEIVED]
Passes         [Photograph 2: Wren at the garden gate]
Known problems Words in square brackets that are the writer's own are passed over unless they instruct.
"""

from __future__ import annotations

import re

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from extractors.plan.model import LETTERS

_PLACEHOLDER = re.compile(
    r"\[[^\]\n]{0,80}\b(?:insert|add|enter|name|date|tbc|to be|confirm|delete|complete|here|xx+|details?|child|school|setting)\b[^\]\n]{0,80}\]"
    r"|\{\{[^}\n]*\}\}|<<[^>\n]{1,60}>>|\bX{2,}\b|\?{3,}|\bTB[CA]\b|\binsert (?:name|date|text|details|here|school)\b"
    r"|\bchoose an item\b|\bclick (?:or tap )?(?:here )?to enter\b|\[\s*\]|«[^»\n]{1,60}»",
    re.IGNORECASE,
)
REASON = "Children and Families Act 2014, s42: only what the plan says can be secured"


def examine(subject: Subject) -> Examined:
    """Every placeholder in a section's own words."""
    findings = []
    for letter in LETTERS:
        section = subject.plan.sections.get(letter)
        for found in _PLACEHOLDER.finditer(section.text) if section else ():
            if re.match(r"\[\s*photo", found[0], re.IGNORECASE):
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


CHECK = CaseCheck(codes=("draft.placeholder",), version=1, examine=examine)
