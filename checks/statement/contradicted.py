"""A statement in C or D that the rest of the plan contradicts.

Looks for      "No health needs", "not known to social care" beside a need in the same section, provision in G
               or H, a diagnosis or medicine elsewhere, a social worker, a care order, short breaks.
Why            Sections must fit together (SEND Code of Practice 9.61, 9.69); a family reads a stock sentence
               that denies what they live with as proof that nobody looked.
Fails          C "There are no health needs"; A "He takes medication for epilepsy every morning."
Passes         C "There are no other health needs" after two needs.
Leaves alone   "No other" and "no further" needs; denials ("has no asthma"); relatives' illnesses; where help may be
               asked for, what is only supposed, and what the child would like to be.
Not known      Whether the illness relates to the special educational needs: the message asks.
Known problems An illness that has gone away since is told too, unless the sentence says so.
Measured       Of 40 pairs written unseen 29 were right at first (13 of 20 found, 4 of 20 others told). In the samples: 1
               finding in 8 plans, rightly (a statement of no needs beside section 20).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.statement.classify import Statement, classify, is_denied
from checks.subject import Subject
from checks.words import load_words
from extractors.plan.model import Section
from models.sentences import spans

REASON = "SEND Code of Practice 9.61 and 9.69: the sections must fit together"
PARTNERS = {"C": ("G",), "D": ("H1", "H2")}
NAMES = {"C": "health", "D": "social care"}
ELSEWHERE = {"C": ("C", "A", "B", "G"), "D": ("D", "A", "B")}
_OTHER = re.compile(r"\b(?:other|further|additional|else|beyond)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:his|her|their|my|the)? ?(?:mum|mother|dad|father|brother|sister|sibling|gran\w*|nan\w*|uncle|aunt|parents?|carer)(?:'s|’s)?\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:grew out|grown out|no longer|resolved|in the past|as a baby|when (?:he|she|they) w(?:as|ere))\b"
)


def examine(subject: Subject) -> Examined:
    """At most one finding for each of C and D."""
    return Examined(tuple(f for letter in PARTNERS for f in _side(subject, letter)))


def _side(subject: Subject, letter: str) -> Iterator[Finding]:
    section = subject.plan.sections.get(letter)
    said = _statement(section) if section else None
    if section is None or said is None:
        return
    against = _against(subject, letter)
    if against is None:
        return
    where, words = against
    start = section.text.find(said)
    yield Finding(
        "statement.contradicted",
        Severity.MEDIUM,
        letter,
        said,
        f'This says that there are no {NAMES[letter]} needs or no involvement; {where} says: "{words}".',
        "Check which is right, and write both alike; if it does not relate to the special educational needs, say so.",
        REASON,
        None,
        subject.place(section.passage, start, start + len(said)),
    )


def _statement(section: Section) -> str | None:
    for kind, sentence in classify(section.text):
        if kind in (Statement.NO_NEEDS, Statement.NOT_KNOWN) and not _OTHER.search(sentence):
            return sentence
    return None


def _against(subject: Subject, letter: str) -> tuple[str, str] | None:
    """Where the plan says otherwise, and its words."""
    pattern, supposes = load_words("statement.against")[letter], load_words("statement.against")["supposes"]
    if any(n.section == letter for n in subject.plan.needs):
        return None  # the section states needs itself: its "no" is of something narrower
    for other in ELSEWHERE[letter]:
        section = subject.plan.sections.get(other)
        text = section.text if section else ""
        for start, end in spans(text):
            sentence = text[start:end]
            for found in pattern.finditer(sentence):
                lead = sentence[: found.start()]
                elsewhere = _RELATIVE.search(lead) or _OVER.search(sentence) or supposes.search(sentence)
                if not (elsewhere or is_denied(sentence, found.start())):
                    return f"Section {other}", found[0]
    for item in subject.plan.provision:
        if (
            item.section in PARTNERS[letter]
            and len(item.text.split()) >= 6
            and load_words("statement.against")["provision"].search(item.text)
        ):
            return f"Section {item.section}", " ".join(item.text.split()[:14])
    return None


CHECK = CaseCheck(codes=("statement.contradicted",), version=1, examine=examine)
