"""What the form asks of needs as a whole: told with effect and degree; and health or care needs that the
advice knows and Section C or D does not.

Looks for      In each need of C and D what comes of it and how much or how often; in the background of B the main
               need, its cause, source, attainment, where it shows and words explained. Needs that reports state.
Why            The framework's lines on B, C and D; regulation 6(1) of the SEND Regulations 2014 (advice is sought
               on needs); SEND Code of Practice 9.69 ("all of the child's identified needs").
Leaves alone   Whether a need stems from the SEN: people judge that.
Known problems A condition that a report mentions in passing counts as known to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.advice.concepts import concepts_in, difficulties_in
from checks.check import CaseCheck
from checks.counts import SERVICES
from checks.finding import Examined, Measure
from checks.subject import Subject
from checks.words import load_words
from extractors.plan.model import Need
from models.sentences import sentences

INTRODUCTION = 260  # words at the head of Section B that are read as its background
LEAST = 12  # words; a shorter need tells little
BOTH, ONE, NEITHER = 1.0, 0.7, 0.3  # a need with effect and degree, with one of them, with none
SIDES = {"C": "health", "D": "social care"}


def examine(subject: Subject) -> Examined:
    """``need.told.C/D``, ``background.told``, ``advice.asks.C/D``, ``elsewhere.C/D`` and ``need.carried.C/D``."""
    measures: list[Measure] = [_background(subject)]
    for letter in SIDES:
        own = [n for n in subject.plan.needs if n.section == letter]
        if own:
            measures.append(_told(letter, own))
        measures.append(_asked(subject, letter))
        measures += _elsewhere(subject, letter)
    return Examined(measures=tuple(measures))


def _told(letter: str, own: Sequence[Need]) -> Measure:
    words = load_words("needs.told")
    worth: dict[str, float] = {}
    for need in own:
        signs = sum(bool(words[k].search(need.text)) for k in ("effect", "degree"))
        worth[need.id] = (
            (BOTH if signs == 2 else ONE if signs else NEITHER) if len(need.text.split()) >= LEAST else NEITHER
        )
    good = [n for n in own if worth[n.id] == BOTH]
    return Measure(
        f"need.told.{letter}",
        met=len(good),
        not_met=len(own) - len(good),
        value=sum(worth.values()) / len(own),
        quotes=tuple(n.text for n in (*good, *own))[:2],
        failing=tuple(n.id for n in own if worth[n.id] < BOTH),
    )


def _asked(subject: Subject, letter: str) -> Measure:
    """Needs and provision that this service's own advice states."""
    reports = [a for a in subject.advice if a.kind in SERVICES[letter]]
    stated = [i.text for a in reports for i in (*a.needs, *a.provision)]
    return Measure(f"advice.asks.{letter}", met=len(stated), value=bool(stated), quotes=tuple(stated[:2]))


def _elsewhere(subject: Subject, letter: str) -> Iterator[Measure]:
    """Conditions or circumstances of this service's kind that any report names as a difficulty, and which of
    them the plan's needs name.
    """
    kinds = load_words("needs.told")["health_subjects" if letter == "C" else "care_subjects"]
    found: dict[str, str] = {}
    for item in (i for a in subject.advice for i in a.needs):
        for start, end, named in difficulties_in(item.text):
            for concept in sorted(named):
                if kinds.fullmatch(concept):
                    found.setdefault(concept, item.text[start:end])
    names = tuple(n.replace("_", " ") for n in found)
    quotes = tuple(found.values())[:2]
    yield Measure(f"elsewhere.{letter}", met=len(found), value=bool(found), quotes=quotes, failing=names)
    if found:
        sections = [subject.plan.sections[x].text for x in ("B", letter) if x in subject.plan.sections]
        lost = found.keys() - concepts_in("\n".join(sections))
        yield Measure(
            f"need.carried.{letter}",
            met=len(found) - len(lost),
            not_met=len(lost),
            quotes=tuple(found[n] for n in found if n in lost)[:2],
            failing=tuple(n.replace("_", " ") for n in found if n in lost),
        )


def _background(subject: Subject) -> Measure:
    """What the head of Section B tells, of six things, each looked for there (attainment anywhere in B)."""
    section = subject.plan.sections.get("B")
    parts = dict(_parts(section.text if section else ""))
    told = [name for name, quote in parts.items() if quote]
    missing = [name for name, quote in parts.items() if not quote]
    note = f"It gives {', '.join(told)}" if told else "It gives none of what is looked for"
    quotes = tuple(dict.fromkeys(q for q in parts.values() if q))[:3]
    return Measure(
        "background.told",
        len(told),
        len(missing),
        value=len(told) / 6,
        quotes=quotes,
        failing=tuple(missing),
        note=note,
    )


def _parts(text: str) -> Iterator[tuple[str, str]]:
    said = sentences(text)
    head: list[str] = []
    length = 0
    for sentence in said:
        if length > INTRODUCTION:
            break
        head.append(sentence)
        length += len(sentence.split())
    patterns = load_words("background")
    for key, name in NAMES.items():
        pool = said if key == "attainment" else head
        yield name, next((s for s in pool if patterns[key].search(s)), "")


NAMES = {
    "main": "the main need",
    "cause": "a diagnosis or cause",
    "source": "who found it or when",
    "attainment": "attainment",
    "shows": "where and when it shows",
    "explained": "terms in plain words",
}

CHECK = CaseCheck(codes=(), version=1, examine=examine)
