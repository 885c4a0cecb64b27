"""Placeholders that were never filled in.

Looks for      Square brackets with an instruction, {{ }}, << >>, XX, ???, TBC, "insert ...", "Choose an item", dotted
               and ruled lines, "he/she", a form's broken fields.
Why            A plan is a legal document: what is left open cannot be enforced (Children and Families Act 2014, s42).
Fails          [INSERT NAME OF SCHOOL ONCE PREFERENCE RECEIVED]
Passes         [Photograph 2: Wren at the garden gate]
Told once      [child] in every sentence of a plan made fit to publish.
Leaves alone   "To be completed" in Section I of a draft; parties' remarks in a working document; pictures' captions, [sic] and words of the writer's own in brackets, X-rays, sizes, genes, 3 x 20.
Not known      Whether "to be confirmed" has been settled elsewhere.
Known problems Words in square brackets that are the writer's own are passed over unless they instruct.
Measured       Of 65 sentences written unseen, the earlier check had 45 right, of 31 more the next had 25; alarms on the
               samples: 0 a plan.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from checks.words import load_words
from extractors.plan.called import hidden_name
from extractors.plan.model import LETTERS, Plan, Status

_PICTURE = re.compile(r"\[\s*(?:photo|picture|image|drawing)", re.IGNORECASE)
# A party's remark in a working document: "[Parents: the report recommends five hours.]"
_REMARK = re.compile(
    r"\[\s*(?:parents?|mum|dad|LA|local authority|council|school|appellants?|respondent|tribunal|agreed)\s*:",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:TBC|TBA)\b|\[(?:insert|add|enter)[^\]\n]{0,60}\]|\bto be confirmed\b", re.IGNORECASE)
# How a plan made fit to publish prints a name: the same bracket in sentence after sentence.
_NAME = hidden_name()
THROUGHOUT = 6  # times that such a bracket stands in a plan from which it hides a name
# What a draft's Section I may say: the name comes with the final plan (Children and Families Act 2014, s38(5)).
_LATER = re.compile(
    r"\b(?:to|will) be (?:completed|confirmed|named|added|inserted|determined|decided)\b(?! by)", re.IGNORECASE
)
_RULED = re.compile(r"[\s._…/-]+")
_SIGNING = re.compile(r"\b(?:sign(?:ed|ature)\w*|on behalf of)\b", re.IGNORECASE)
REASON = "Children and Families Act 2014, s42: only what the plan says can be secured"


def examine(subject: Subject) -> Examined:
    """Every placeholder in a section's own words, and TBC and its like on the front sheet."""
    findings = list(_on_front(subject))
    hidden = _hidden_names(subject.plan)
    told_once: set[str] = set()
    for letter in LETTERS:
        section = subject.plan.sections.get(letter)
        if section is None:
            continue
        for found in load_words("draft.placeholder")["placeholder"].finditer(section.text):
            told = _PICTURE.match(found[0]) or _REMARK.match(found[0])
            if told or _lawful(subject.plan, letter, found, section.text):
                continue
            often = hidden.get(found[0].lower(), 0)
            if often and found[0].lower() in told_once:
                continue
            told_once.add(found[0].lower())
            place = subject.place(section.passage, found.start(), found.end())
            findings.append(
                Finding(
                    "draft.placeholder",
                    Severity.HIGH,
                    letter,
                    found[0],
                    f"This stands {often} times in place of a name." if often else "This was left to be filled in.",
                    "Fill it in, or take it out.",
                    REASON,
                    None,
                    place,
                )
            )
    return Examined(tuple(findings))


def _hidden_names(plan: Plan) -> dict[str, int]:
    """Brackets that stand for a name throughout the plan, and how often: told of once, and not at each place."""
    printed = Counter(m[0].lower() for section in plan.sections.values() for m in _NAME.finditer(section.text))
    return {text: times for text, times in printed.items() if times >= THROUGHOUT}


def _on_front(subject: Subject) -> Iterator[Finding]:
    """The first of the cells of the front sheet, and of the lead professional's box, that are still to be confirmed."""
    plan = subject.plan
    for front in (plan.front, plan.lead_professional):
        found = _OPEN.search(front.text) if front else None
        if found is None:
            continue
        yield Finding(
            "draft.placeholder",
            Severity.MEDIUM,
            "",
            found[0],
            "This was left to be filled in on the front sheet or in the lead professional's box.",
            "Fill it in, or take it out.",
            REASON,
            None,
            subject.place(front, found.start(), found.end()),
        )
        return


def _lawful(plan: Plan, letter: str, found: re.Match[str], text: str) -> bool:
    """Whether a draft may be so: Section I left for the final plan in words of its own, or a line to sign and date."""
    line = text[text.rfind("\n", 0, found.start()) + 1 : (text.find("\n", found.end()) + 1 or len(text) + 1) - 1]
    if plan.status is Status.FINAL:
        return False
    if letter == "I" and _LATER.search(line):
        return True
    return bool(_RULED.fullmatch(found[0]) and (letter == "K" or _SIGNING.search(line)))


CHECK = CaseCheck(codes=("draft.placeholder",), version=2, examine=examine)
