"""American spellings in an English plan.

Looks for      "behavior", "program", "counselor" and their like, and American words for British things.
Why            Plans are written for families and schools in England; a foreign spelling is often a sign of pasted
               text or of a writing tool's words (SEND Code of Practice 9.61: clear and understandable).
Fails          His behavior improves with a visual program.
Passes         His behaviour improves with a visual programme.
Leaves alone   Names ("the Behavior Institute"), words in quotation marks, "-ize", which is British too, "practice" as
               a noun, a computer's program.
Not known      Words that are right in both ("license", "check").
Known problems A title printed in small letters is told.
Measured       Of 40 sentences written with the list, all are right; the samples hold none.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from checks.words import load_words
from extractors.plan.model import LETTERS

REASON = "SEND Code of Practice 9.61: clear, concise, understandable and accessible"


def examine(subject: Subject) -> Examined:
    """One finding for each word, where it first stands, with how often it does."""
    return Examined(tuple(_findings(subject)))


def _findings(subject: Subject) -> Iterator[Finding]:
    texts = {s: subject.plan.sections[s].text for s in LETTERS if s in subject.plan.sections and s != "K"}
    for british, pattern in load_words("language.american").items():
        places = [
            (letter, m.start(), m.end())
            for letter, text in texts.items()
            for m in pattern.finditer(text)
            if not _is_name(text, m.start(), m[0]) and not _quoted(text, m.start())
        ]
        if not places:
            continue
        letter, start, end = places[0]
        section = subject.plan.sections[letter]
        again = f", {len(places)} times" if len(places) > 1 else ""
        yield Finding(
            "language.american_spelling",
            Severity.LOW,
            letter,
            section.text[start:end],
            f'"{section.text[start:end]}" is American{again}.',
            f'Write "{british}".',
            REASON,
            None,
            subject.place(section.passage, start, end),
        )


def _is_name(text: str, start: int, word: str) -> bool:
    """A capital inside a sentence is a name's."""
    before = text[:start].rstrip(" ")
    return word[:1].isupper() and bool(before) and before[-1] not in ".!?:\n•"


def _quoted(text: str, start: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line.count('"') % 2 == 1 or line.count("“") > line.count("”")


CHECK = CaseCheck(codes=("language.american_spelling",), version=1, examine=examine)
