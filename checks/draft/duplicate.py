"""The same words twice in one plan.

Looks for      A sentence of twelve words or more that stands again, the same or nearly so.
Why            Pasted paragraphs are how another child's needs come in, and how plans grow too long to use.
Leaves alone   Headings, outcomes printed again beside each need, provision that serves two areas.
Known problems A quotation repeated on purpose is found too.
"""

from __future__ import annotations

import re

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from extractors.plan.model import LETTERS
from models.sentences import spans

LEAST = 12  # words
REASON = "SEND Code of Practice 9.61: plans should be clear, concise and understandable"


def examine(subject: Subject) -> Examined:
    """One finding for each sentence that repeats an earlier one, runs of them joined."""
    first: dict[str, tuple[str, str]] = {}
    findings: list[Finding] = []
    for letter in LETTERS:
        section = subject.plan.sections.get(letter)
        last_end = -10
        for start, end in spans(section.text) if section else ():
            sentence = section.text[start:end] if section else ""
            key = " ".join(re.findall(r"[a-z0-9]+", sentence.lower()))
            if len(key.split()) < LEAST:
                continue
            if key in first and not (letter == "E" and first[key][0] == "E") and section:
                if start - last_end > 3:
                    place = subject.place(section.passage, start, end)
                    findings.append(
                        Finding(
                            "draft.duplicate",
                            Severity.LOW,
                            letter,
                            sentence,
                            f"The same words stand in Section {first[key][0]} too.",
                            "Keep them where they belong, once.",
                            REASON,
                            None,
                            place,
                        )
                    )
                last_end = end
            first.setdefault(key, (letter, sentence))
    return Examined(tuple(findings))


CHECK = CaseCheck(codes=("draft.duplicate",), version=1, examine=examine)
