"""Needs that can be found and understood: one need, in its place, what is hard, and what comes of it.

Looks for      An effect on learning or life in each need; strengths beside the needs of B.
Why            SEND Code of Practice 9.69: all of the child's needs must be specified; the framework's lines
               "clearly sets out needs that are easy to identify and evidence what the CYP can do".
Known problems Whether a need is rightly told is for people.
"""

from __future__ import annotations

from collections import Counter

from checks.check import CaseCheck
from checks.finding import Examined, Measure
from checks.misplaced import judge_need
from checks.subject import Subject
from checks.words import load_words
from extractors.plan.labels import difficulties, praises
from extractors.plan.model import Plan

LEAST = 15  # words; a shorter need tells little
LONGEST = 110  # words; a longer one holds several, or buries one
INTRODUCTION = 150  # words at the head of Section B that no need has to hold
PRAISE = 6  # words of a sentence that tells of a strength, at the least
MOSTLY = 0.9  # of Section B; from here on nothing is said of the rest


def examine(subject: Subject) -> Examined:
    """``need.clear.B/C/D`` as shares; ``need.strengths``, ``need.findable``, ``background.needs`` as values 0 to 1."""
    words, plan = load_words("needs"), subject.plan
    measures = []
    for letter in ("B", "C", "D"):
        own = [n for n in plan.needs if n.section == letter]
        copies = Counter(" ".join(n.text.lower().split()) for n in own)  # a need told twice is not easy to identify
        clear = [
            n
            for n in own
            if LEAST <= len(n.text.split()) <= LONGEST
            and words["effect"].search(n.text)
            and copies[" ".join(n.text.lower().split())] == 1
            and not judge_need(n)
        ]
        if own:
            ids = {n.id for n in clear}
            measures.append(
                Measure(
                    f"need.clear.{letter}",
                    len(clear),
                    len(own) - len(clear),
                    quotes=tuple(n.text for n in clear[:2]),
                    failing=tuple(n.id for n in own if n.id not in ids),
                )
            )
    areas = {n.area for n in plan.needs if n.section == "B" and n.area}
    text = plan.sections["B"].text if "B" in plan.sections else ""
    strengths = max(len(plan.strengths), _praised(plan, text))
    measures.append(Measure("need.strengths", value=min(1.0, strengths / max(1, len(areas), 4))))
    if text:
        measures.append(_findable(plan, text))
    kinds = {m.lower() for m in words["background"].findall(text)}
    measures.append(Measure("background.needs", value=min(1.0, len(kinds) / 8) if text else 0.0))
    return Examined(measures=tuple(measures))


def _praised(plan: Plan, text: str) -> int:
    """Paragraphs of Section B that tell what the child can do, though no label says so; those of needs apart."""
    needs = " ".join(" ".join(n.text.split()) for n in plan.needs if n.section == "B")
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return sum(
        1
        for line in lines
        if len(line.split()) >= PRAISE and line not in needs and praises(line) and not difficulties(line)
    )


def _findable(plan: Plan, text: str) -> Measure:
    """How much of Section B stands in needs and strengths that can be found; the rest is talk in which they are lost."""
    held = [n.text for n in plan.needs if n.section == "B"] + [s.text for s in plan.strengths]
    words = len(text.split())
    share = min(1.0, (sum(len(t.split()) for t in held) + INTRODUCTION) / words)
    note = "" if share >= MOSTLY else f"{1 - share:.0%} of Section B is talk that is neither a need nor a strength."
    return Measure("need.findable", value=share, note=note)


CHECK = CaseCheck(codes=(), version=1, examine=examine)
