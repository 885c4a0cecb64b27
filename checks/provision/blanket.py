"""Words that loosen all the provision of a section, outside any one item.

Looks for      Sentences of F, G and H that are no item's own and leave everything open: "funding will be used
               flexibly", "hours may vary", "provision is subject to review".
Why            Flexibility must not take the place of what is specified (SEND Code of Practice 9.69; JD v South
               Tyneside Council [2016] UKUT 9 (AAC)).
Fails          The funding will be used flexibly to achieve the outcomes.
Passes         The following provision will be made at Fernlea Academy.
Leaves alone   Items of provision: they are judged one by one.
Not known      Sections that could not be parted into items.
Known problems A sentence that introduces only the next item is taken for all.
Measured       Samples: 1 of 1 found; no other sentence of F, G or H is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from checks.words import load_words
from models.sentences import spans

REASON = "SEND Code of Practice 9.69; JD v South Tyneside Council [2016] UKUT 9 (AAC)"
SECTIONS = ("F", "G", "H1", "H2")


def examine(subject: Subject) -> Examined:
    """One finding for each such sentence."""
    return Examined(tuple(_findings(subject)))


def _findings(subject: Subject) -> Iterator[Finding]:
    pattern = load_words("provision.blanket")["loose"]
    for letter in SECTIONS:
        section = subject.plan.sections.get(letter)
        own = [p.whole for p in subject.plan.provision if p.section == letter]
        if section is None or not own:
            continue
        for start, end in spans(section.text):
            sentence = section.text[start:end]
            found = pattern.search(sentence)
            if found and not any(sentence in item for item in own):
                at = start + found.start()
                yield Finding(
                    "provision.vague",
                    Severity.HIGH,
                    letter,
                    sentence,
                    "This leaves all the provision of the section open.",
                    "Take it out, or say exactly what may change, by how much and who decides with the family.",
                    REASON,
                    None,
                    subject.place(section.passage, at, start + found.end()),
                )


CHECK = CaseCheck(codes=("provision.vague",), version=1, examine=examine)
