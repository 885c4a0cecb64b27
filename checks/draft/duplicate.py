"""The same words twice in one plan.

Looks for      A sentence of twelve words or more that stands again, the same or nearly so.
Why            Pasted paragraphs are how another child's needs come in, and how plans grow too long to use.
Fails          "Reece came into care when he was six because of neglect ..." in Section A and again in Section B.
Passes         The same outcome printed beside each of two needs.
Leaves alone   Headings, outcomes printed again beside each need or over their provision, provision that serves two areas, sections that
               say "no provision is required", Section K.
Not known      Whether a repeated quotation is meant.
Known problems A quotation repeated on purpose is found too.
Measured       Samples: 2 of 2 planted repeats found; alarms where nothing was planted: 0 a plan.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from extractors.plan.model import LETTERS, Need, Plan, Provision
from models.sentences import spans

LEAST = 12  # words
SHINGLE = 5  # words that two near copies share somewhere
ALIKE = 92.0  # of 100, from which two sentences are the same words but for a slip or a name
PROVIDED = frozenset({"F", "G", "H1", "H2"})
REASON = "SEND Code of Practice 9.61: plans should be clear, concise and understandable"


def examine(subject: Subject) -> Examined:
    """One finding for each sentence that repeats an earlier one, runs of them joined."""
    return Examined(tuple(_findings(subject)))


def _findings(subject: Subject) -> Iterator[Finding]:
    seen = _Seen(subject.plan)
    for letter in LETTERS:
        section = subject.plan.sections.get(letter)
        if section is None or letter == "K":
            continue
        last_end = -10
        for start, end in spans(section.text):
            sentence = section.text[start:end]
            before = seen.before(letter, sentence)
            if before is None:
                continue
            joined = start - last_end <= 3
            last_end = end
            if joined:
                continue
            yield Finding(
                "draft.duplicate",
                Severity.LOW,
                letter,
                sentence,
                f"The same words stand in Section {before} too."
                if before != letter
                else "The same words stand twice here.",
                "Keep them where they belong, once.",
                REASON,
                None,
                subject.place(section.passage, start, end),
                version=2,
            )


class _Seen:
    """The sentences met so far, found again by any five words in a row that they share."""

    def __init__(self, plan: Plan) -> None:
        self._sentences: list[tuple[str, str, str]] = []  # section, words, area
        self._by: dict[tuple[str, ...], list[int]] = defaultdict(list)
        items: list[Provision | Need] = [*plan.provision, *plan.needs]
        self._outcomes = " ".join(" ".join(re.findall(r"[a-z0-9]+", o.text.lower())) for o in plan.outcomes)
        self._areas = [(i.section, i.text, i.area) for i in items if i.area]

    def before(self, letter: str, sentence: str) -> str | None:
        """The section in which the same words stood before, or None; the sentence is kept."""
        words = tuple(re.findall(r"[a-z0-9]+", sentence.lower()))
        if len(words) < LEAST or sentence.rstrip().endswith(":"):
            return None
        key = " ".join(words)
        area = self._area(letter, sentence)
        near: set[int] = set()
        for at in (0, len(words) // 2, len(words) - SHINGLE):
            near.update(self._by.get(words[at : at + SHINGLE], ()))
        found = next((n for n in sorted(near) if self._same(n, letter, key, area)), None)
        number = len(self._sentences)
        self._sentences.append((letter, key, area))
        for at in range(len(words) - SHINGLE + 1):
            self._by[words[at : at + SHINGLE]].append(number)
        return self._sentences[found][0] if found is not None else None

    def _same(self, number: int, letter: str, key: str, area: str) -> bool:
        section, words, other_area = self._sentences[number]
        if letter in PROVIDED and section == "E" and words in self._outcomes:
            return False  # "Outcome: …" at the head of its provision
        if letter == section == "E" or (letter in PROVIDED and section in PROVIDED and area != other_area):
            return False
        if abs(len(words) - len(key)) > 0.25 * len(key):
            return False
        return words == key or (_figures(words) == _figures(key) and fuzz.ratio(words, key) >= ALIKE)

    def _area(self, letter: str, sentence: str) -> str:
        return next((area for section, text, area in self._areas if section == letter and sentence in text), "")


def _figures(words: str) -> list[str]:
    """Its numbers: "20 words" and "40 words" are two steps and no copy."""
    return re.findall(r"\d+", words)


CHECK = CaseCheck(codes=("draft.duplicate",), version=2, examine=examine)
