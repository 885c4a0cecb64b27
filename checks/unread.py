"""Parts of a plan that were found but could not be read: their words hold next to no needs, outcomes or provision.

Looks for      Section B, E or F with a page's words and hardly any items among them; no Section A in a plan that
               has nearly all the others.
Why            A form not met before is read wrongly as a whole. To score what was not read, or to say that its
               threads are broken, would be wrong and cost trust: those lines are left to people.
Fails          Section F: 320 words in a column that was not taken for provision.
Passes         Section F: twelve items that hold most of its words.
Leaves alone   A section of a few words, which may well hold nothing; C, D, G and H, which often do.
Not known      Whether a plan without Section A never had one: it is said to be missing, and its lines are left open.
Known problems A plan of talk alone, with a need in every tenth sentence, is taken for one that was not read.
Measured       20 plans read rightly: none is called unread (the least share of words in items is 0.40). Three of an
               examiner's plans whose part was lost: all three are told.
"""

from __future__ import annotations

from dataclasses import replace

from checks.check import CaseCheck
from checks.finding import Examination, Examined, Finding, Severity
from checks.subject import Subject
from extractors.plan.model import Plan

LEAST = 60  # words of a section in which something is to be found
SHARE = 0.3  # of a section's words that stand in its items, at the least; a plan full of talk holds 0.4
OTHERS = 8  # sections besides A from which a plan without one is rather read wrongly than without it
ITEMS = {"B": "needs", "E": "outcomes", "F": "provision"}
APART = frozenset({"C", "D", "G", "H1", "H2"})  # a need of C has its provision in G: what was lost of F leaves it whole
REASON = "The draft answers rest on what was read; here it was not"
_THREAD = {
    "thread.need_without_provision": "BF",
    "thread.need_without_outcome": "BE",
    "thread.provision_without_need": "BF",
    "thread.outcome_without_need": "BE",
    "thread.need_has_provision": "BF",
    "thread.need_has_outcome": "BE",
    "thread.provision_has_need": "BF",
    "thread.provision_has_outcome": "EF",
    "thread.outcome_has_need": "BE",
}


def unread(plan: Plan) -> frozenset[str]:
    """The letters among A, B, E and F whose part of the plan could not be read."""
    steps = [s.text for o in plan.outcomes for s in o.steps]
    held = {
        "B": [n.text for n in plan.needs if n.section == "B"] + [s.text for s in plan.strengths],
        "E": [f"{o.text} {o.heading}" for o in plan.outcomes] + steps,
        "F": [p.whole for p in plan.provision if p.section == "F"],
    }
    letters = {x for x, texts in held.items() if x in plan.sections and _lost(plan.sections[x].text, texts)}
    if "A" not in plan.sections and len(plan.sections) >= OTHERS:
        letters.add("A")
    return frozenset(letters)


def _lost(text: str, items: list[str]) -> bool:
    words = len(text.split())
    return words >= LEAST and sum(len(item.split()) for item in items) < SHARE * words


def withheld(examination: Examination, parts: frozenset[str]) -> Examination:
    """The examination without what is said of the thread on the strength of parts that were not read."""

    def rests(name: str, letter: str | None) -> bool:
        lost = parts & {"E"} if letter in APART else parts
        return any(name.startswith(begin) and set(on) & lost for begin, on in _THREAD.items())

    return replace(
        examination,
        findings=tuple(f for f in examination.findings if not rests(f.check, f.section)),
        measures={name: m for name, m in examination.measures.items() if not rests(name, name.rsplit(".", 1)[-1])},
    )


def examine(subject: Subject) -> Examined:
    """One finding for each part whose items could not be told apart."""
    lost = sorted(unread(subject.plan) & ITEMS.keys())
    return Examined(tuple(_finding(letter, subject) for letter in lost))


def _finding(letter: str, subject: Subject) -> Finding:
    section, what = subject.plan.sections[letter], ITEMS[letter]
    first = section.text.split("\n")[0]
    return Finding(
        "section.unread",
        Severity.MEDIUM,
        letter,
        first,
        f"Section {letter} has words, but this program could not tell its {what} apart.",
        f"Read Section {letter} yourself: its lines are left to you, and nothing is said here of the threads from it.",
        REASON,
        None,
        subject.place(section.passage, 0, len(first)),
    )


CHECK = CaseCheck(codes=("section.unread",), version=1, examine=examine)
