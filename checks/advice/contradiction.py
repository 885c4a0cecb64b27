"""One place where the plan says what a report denies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.advice.once import once_a_case
from checks.subject import Subject
from extractors.advice.model import Advice, PartRole
from extractors.advice.sentences import sentences
from extractors.passage import Passage

FOUND = (PartRole.NEEDS, PartRole.RESULTS, PartRole.IMPACT, PartRole.BACKGROUND, PartRole.STRENGTHS)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Characters ``start`` to ``end`` of a plan's passage, and the words of the report that deny them."""

    section: str
    passage: Passage
    start: int
    end: int
    report: Advice
    words: str
    item: str | None = None

    @property
    def quote(self) -> str:
        """The plan's words."""
        return self.passage.text[self.start : self.end]


def sentences_of(subject: Subject, *letters: str) -> Iterator[tuple[str, Passage, int, int]]:
    """Every sentence of these sections with its passage."""
    for letter in letters:
        section = subject.plan.sections.get(letter)
        if section is not None:
            for start, end in sentences(section.text):
                yield letter, section.passage, start, end


@once_a_case
def told_by(subject: Subject) -> tuple[tuple[Advice, str], ...]:
    """Every sentence in which a report says what it found."""
    return tuple(
        (advice, part.text[s:e])
        for advice in subject.advice
        for part in advice.parts
        if part.role in FOUND
        for s, e in sentences(part.text)
    )
