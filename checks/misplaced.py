"""Needs and provision that stand in a section where they do not belong.

Looks for      In F: health care that teaches nothing, transport, funding, respite. In G: therapy that educates. In
               H1: a night away, or anything for an adult. In H2: help at home, adaptations and clubs for a child. In
               B: a plain medical condition, or provision put as a need. In C and D: a need of another section. In F: a need.
Why            Regulation 12(1) and CoP 9.69: health or care provision that "educates or trains" is special
               educational provision; transport is not (Staffordshire County Council v JM [2016] UKUT 246 (AAC));
               section 2 of the CSDPA 1970 is for under-18s and is H1; the rest of social care is H2.
Fails          Section F: "A taxi takes Ava to school and home each day, with an escort."
Passes         Section F: "A speech and language therapist works with Ava for 45 minutes each week."
Leaves alone   An item about both: what teaches stays in F, a swallowing plan in G, a condition with its effect on
               learning in B. Words of the item's first two sentences decide, so a passing mention is no fault.
Not known      The age of the child: H1 is then not held against an adult, nor H2 against a child.
Known problems Whether a therapy educates turns on what it is for; every finding here asks a person to look.
Measured       On the eight sample cases: both items that stand in the wrong section are found, and none is said to
               that does not. Of 64 more sentences written unseen the earlier check had 48 right (14 of 28 found, of
               36 others none told). `tests/checks/cases/section.misplaced.yaml` holds them all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from checks.ages import age_on
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.identity.people import child_names
from checks.quoting import first_words
from checks.subject import Subject
from checks.thread.kinds import lexicon
from checks.words import load_words
from extractors.plan.model import Item, Need, Provision
from models.sentences import sentences

ADULT = 18
BARE = 12  # words; a need so short says no more than its name
LEAST_NEED = 6  # words of a line of F that may be a need
_ILLNESS = frozenset({"illness and treatment", "sleep"})
_BODY = frozenset(
    {"eating, toilet, care", "movement and the body", "senses", "sight", "hearing", "feelings and behaviour"}
)
_EDUCATION = frozenset({"literacy", "number", "language", "thinking and learning"})
_LEARNING = _EDUCATION | {"social", "feelings and behaviour", "shared", "growing up", "senses", "sight", "hearing"}
_CARE = frozenset({"family and care", "community"})
_EDUCATES = (
    'SEND Code of Practice 9.69 and Children and Families Act 2014, s21(5): what "educates or trains" is Section F'
)
_LABELLED = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Where an item belongs instead, and why: ``message``, ``suggestion`` and ``reason`` in plain words."""

    code: str
    message: str
    suggestion: str
    reason: str
    severity: Severity = Severity.MEDIUM


def judge_provision(item: Provision, *, age: int | None) -> Misplaced | None:
    """What is wrong with where an item of provision stands; ``age`` in years, None where it is not known."""
    words, text = load_words("section.misplaced"), _opening(item)
    if item.section == "F":
        return _in_f(text)
    if (
        item.section == "G"
        and words["therapy"].search(" ".join(sentences(item.text)[:2]))
        and not words["swallowing"].search(item.whole)
        and not words["health care"].search(item.text)
    ):
        return _provision("This reads as therapy or teaching that educates or trains.", "F", _EDUCATES)
    if (
        item.section == "H1"
        and age is not None
        and age >= ADULT
        and not words["nothing"].fullmatch(item.text.strip(" ."))
    ):
        return _provision(
            f"The young person is {age}: services under section 2 of the CSDPA end at 18.", "H2",
            "Chronically Sick and Disabled Persons Act 1970, s2; Care Act 2014; SEND Code of Practice 9.69",
        )  # fmt: skip
    if item.section == "H1" and words["overnight"].search(_first(item)):
        return _provision(
            "A night or a stay away from home is residential.", "H2",
            "SEND Code of Practice 9.69: H1 holds non-residential short breaks, H2 residential ones", Severity.LOW,
        )  # fmt: skip
    if item.section == "H2" and age is not None and age < ADULT and words["csdpa"].search(_first(item)):
        return _provision(
            "For a child under 18 this is a service under section 2 of the CSDPA.", "H1",
            "Chronically Sick and Disabled Persons Act 1970, s2; SEND Code of Practice 9.69", Severity.LOW,
        )  # fmt: skip
    return None


def _in_f(text: str) -> Misplaced | None:
    words = load_words("section.misplaced")
    if words["health care"].search(text) and not words["teaches"].search(text):
        return _provision("This is health care and teaches nothing.", "G", _EDUCATES)
    if words["transport"].search(text) and not words["travel training"].search(text):
        return Misplaced(
            "section.misplaced_provision", "Transport is not special educational provision.",
            "Take it out of Section F; transport is decided under the authority's own policy.",
            "Staffordshire County Council v JM (SEN) [2016] UKUT 246 (AAC)",
        )  # fmt: skip
    if words["funding"].search(text):
        return Misplaced(
            "section.misplaced_provision", "A sum or band of funding is not provision.",
            "Say what the money is to buy: who does what with the child, how often and for how long.",
            "R v Cumbria County Council ex parte P [1994] ELR 337; SEND Code of Practice 9.69", Severity.LOW,
        )  # fmt: skip
    if words["care"].search(text) and not words["teaches"].search(text):
        return _provision("This is social care.", "H1 or H2", "SEND Code of Practice 9.69")
    return None


def judge_need(need: Need) -> Misplaced | None:
    """What is wrong with where a need stands, by the kinds of need that it speaks of."""
    words = load_words("section.misplaced")
    if need.section == "B" and words["provided"].search(need.text) and not words["hard"].search(need.text):
        return Misplaced(
            "section.misplaced_provision", "This says what is to be done and not what the child finds hard.",
            "State the difficulty and what comes of it here; put the help in Section F.", "SEND Code of Practice 9.69",
        )  # fmt: skip
    found = lexicon().phrases(need.text)
    groups = {lexicon().groups[kind] for kind in found}
    told = Counter(lexicon().groups[kind] for kind, phrases in found.items() for _ in phrases)
    strong = {group for group, times in told.items() if times > 1}  # one word may be a passing mention
    bare = set(groups) if len(need.text.split()) <= BARE else set()  # "Ava has eczema."
    if need.section == "B" and (strong | bare) & _ILLNESS and not groups & _LEARNING:
        return _need("This is a medical condition with nothing on how it bears on learning.", "C")
    if need.section == "C" and strong & _EDUCATION and not groups & (_ILLNESS | _BODY):
        return _need("This is a special educational need.", "B")
    if (
        need.section == "C"
        and strong & _CARE
        and not strong & (_BODY | _EDUCATION)
        and not groups & {"illness and treatment"}
    ):
        return _need("This is a social care need.", "D")
    if need.section == "D" and strong & _EDUCATION and not groups & (_CARE | {"growing up", "eating, toilet, care"}):
        return _need("This is a special educational need.", "B")
    return None


def _provision(message: str, belongs: str, reason: str, severity: Severity = Severity.MEDIUM) -> Misplaced:
    return Misplaced(
        "section.misplaced_provision", f"{message} It seems to belong in Section {belongs}.",
        f"Move it to Section {belongs}, or say what it teaches and keep it.", reason, severity,
    )  # fmt: skip


def _need(message: str, belongs: str) -> Misplaced:
    return Misplaced(
        "section.misplaced_need", f"{message} It seems to belong in Section {belongs}.",
        f"Move it to Section {belongs}, or say how it bears on this section.",
        "SEND Code of Practice 9.69; SEND Regulations 2014, regulation 12(1)",
    )  # fmt: skip


def _opening(item: Provision) -> str:
    return " ".join(sentences(item.whole)[:2])


def _first(item: Provision) -> str:
    """The first dozen words: what the item as a whole is."""
    return " ".join(re.split(r"\s+", item.text)[:12])


def examine(subject: Subject) -> Examined:
    """One finding for each need or item of provision in the wrong section."""
    plan = subject.plan
    age = age_on(plan.child.date_of_birth, plan.dates.draft or subject.today)
    judged: list[tuple[Item, Misplaced | None]] = [(need, judge_need(need)) for need in plan.needs]
    judged += [(item, judge_provision(item, age=age)) for item in plan.provision]
    return Examined((*(_finding(subject, item, found) for item, found in judged if found), *_needs_in_f(subject)))


def _needs_in_f(subject: Subject) -> Iterator[Finding]:
    """Lines of F that say what the child finds hard, and nothing of what anybody does about it."""
    section = subject.plan.sections.get("F")
    words = load_words("section.misplaced")
    names = child_names(subject.plan) | {"He", "She", "They"}
    at = 0
    for line in section.text.split("\n") if section else ():
        start, at = at, at + len(line) + 1
        first = re.match(r"[A-Z][\w-]*", line)
        if len(line.split()) < LEAST_NEED or first is None or first[0] not in names or _LABELLED.search(line):
            continue
        if section and words["hard"].search(line) and not words["done"].search(line):
            found = _need("This says what the child finds hard, and nothing of what is done about it.", "B")
            mark = first_words(line, found.suggestion)
            yield Finding(
                found.code, found.severity, "F", mark.quote, found.message, found.suggestion, found.reason, None,
                subject.place(section.passage, start + mark.start, start + mark.end),
            )  # fmt: skip


def _finding(subject: Subject, item: Item, found: Misplaced) -> Finding:
    mark = first_words(item.text, found.suggestion)
    return Finding(
        found.code, found.severity, item.section, mark.quote, found.message, found.suggestion, found.reason, item.id,
        subject.place(item.passage, mark.start, mark.end),
    )  # fmt: skip


CHECK = CaseCheck(codes=("section.misplaced_need", "section.misplaced_provision"), version=1, examine=examine)
