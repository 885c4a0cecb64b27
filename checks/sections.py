"""Sections that are not there, or hold nothing.

Looks for      A section without a title in the plan, or with no words under it.
Why            Regulation 12(1) of the SEND Regulations 2014: each section must be separately identified.
Leaves alone   I in a draft, which must be blank (Children and Families Act 2014, s38(5)); J where there is no budget;
               G, H1 and H2 beside a statement that there are no needs, or needs that the plan sets apart from
               SEN; C and D, where the check on statements says what is missing.
"""

from __future__ import annotations

import re

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from checks.words import load_words
from extractors.plan.model import LETTERS

REASON = "SEND Regulations 2014, regulation 12(1): each section must be separately identified"
_NOTHING = re.compile(r"^\W*(?:n/?a|none|nil|-|none specified|none identified)?\W*$", re.IGNORECASE)
_NONE_STATED = re.compile(
    r"^\W*none\b(?! (?:is|are|was|were) (?:\w+ )?(?:required|needed|necessary|called for))", re.IGNORECASE
)
_OTHER_HALF = {"H1": "H2", "H2": "H1"}
_PARTNER = {"G": "C", "H1": "D", "H2": "D"}


def examine(subject: Subject) -> Examined:
    """One finding for each section that is missing or empty."""
    findings = []
    apart = load_words("statement")["set_apart"]
    provided = {item.section for item in subject.plan.provision}
    for letter in LETTERS:
        section = subject.plan.sections.get(letter)
        if section is None:
            severity = Severity.MEDIUM if letter in ("A", "B", "E", "F") else Severity.LOW
            findings.append(
                Finding(
                    "section.missing",
                    severity,
                    letter,
                    "",
                    f"No Section {letter} was found in the plan.",
                    f"Add Section {letter}, even if only to say that there is nothing to record.",
                    REASON,
                )
            )
            continue
        text = section.text.strip()
        needs = any(n.section == _PARTNER.get(letter) and not apart.search(n.text) for n in subject.plan.needs)
        if _OTHER_HALF.get(letter, "") in provided and _NONE_STATED.match(text):
            needs = False  # the needs of D are met in the one half, and the other says that it holds none
        empty = (
            _NOTHING.match(text)
            or (needs and letter in _PARTNER and _NONE_STATED.match(text))
            or text in section.headings
        )
        if empty and letter not in ("C", "D", "I", "J") and (letter not in _PARTNER or needs):
            place = subject.place(section.passage, 0, len(text.split("\n")[0])) if text else None
            findings.append(
                Finding(
                    "section.empty",
                    Severity.MEDIUM,
                    letter,
                    text.split("\n")[0] or section.title,
                    f"Section {letter} holds nothing.",
                    "Set out what belongs here, or say that there is none and why.",
                    REASON,
                    None,
                    place,
                )
            )
    return Examined(tuple(findings))


CHECK = CaseCheck(codes=("section.missing", "section.empty"), version=1, examine=examine)
