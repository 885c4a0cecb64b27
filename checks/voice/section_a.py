"""Section A: whose voice it is, how views were sought, how to communicate, the one-page profile.

Looks for      First person and who speaks; who asked and by what means; both halves of communication; a profile.
               What is hoped for and the history stand in files of their own.
Why            "If written in the first person, the plan should make clear whether the child is being quoted
               directly, or if the views of parents or professionals are being represented" (SEND Code of
               Practice 9.69); the framework's Section A lines.
Fails          Views were obtained.
Passes         Mrs Lyle, teaching assistant, asked Ben with picture cards on 4 March.
Known problems A method told in other words is missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.quoting import first_words
from checks.subject import Subject
from checks.words import load_words
from extractors.passage import Passage
from models.sentences import sentences

REASON = "SEND Code of Practice 9.69, Section A: make clear whether the child is quoted or others speak"
_FIRST = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|I'd|I’d|my|me|My|Me)\b")
_QUOTED = re.compile(r"[\"“‘'][^\"”’]{3,300}[\"”’]")
_LEAST_WORDS = 4


def examine(subject: Subject) -> Examined:
    """Findings on voice and method, and the measures of voice, communication and profile."""
    section = subject.plan.sections.get("A")
    text = section.text if section else ""
    spoken = [s for s in sentences(text) if len(s.split()) >= _LEAST_WORDS]
    heads = " | ".join(section.headings) if section else ""
    kind, method = _voice(spoken), _method(spoken)
    findings = _findings(subject, section.passage if section else Passage(), kind, method)
    measures = [
        Measure("voice.kind", value=kind),
        Measure("voice.method", value=method is not None, quotes=(method,) if method else ()),
        _communication(spoken, f"{heads} | {_short_lines(text)}"),
        _profile(text, heads),
    ]
    return Examined(tuple(findings), tuple(measures))


def _voice(spoken: Sequence[str]) -> str:
    """first_person, third_person, mixed or none, by the share of sentences with "I" outside quotation marks."""
    if not spoken:
        return "none"
    mine = sum(bool(_FIRST.search(_QUOTED.sub(" ", s))) for s in spoken) / len(spoken)
    return "first_person" if mine >= 0.6 else "mixed" if mine >= 0.12 else "third_person"


def _method(spoken: Sequence[str]) -> str | None:
    """The sentence that says who sought the child's views and how, or None."""
    words = load_words("voice")
    for before, sentence, after in zip(["", *spoken], spoken, [*spoken[1:], ""], strict=False):
        near = f"{before} {sentence} {after}"
        if words["sought"].search(sentence) and words["who"].search(near) and words["how"].search(near):
            return sentence
    return None


def _findings(subject: Subject, passage: Passage, kind: str, method: str | None) -> list[Finding]:
    if not passage or method:
        return []
    mark = first_words(passage.text, "Say who asked, by what means and when.")
    place = subject.place(passage, mark.start, mark.end)
    if kind == "first_person":
        message = "This is in the first person, and nothing says whether the child is quoted or others speak."
        return [
            Finding(
                "voice.unattributed", Severity.MEDIUM, "A", mark.quote, message, mark.suggestion, REASON, None, place
            )
        ]
    message = "This does not explain how the child's views were sought: by whom, and by what means."
    return [Finding("voice.no_method", Severity.MEDIUM, "A", mark.quote, message, mark.suggestion, REASON, None, place)]


def _short_lines(text: str) -> str:
    return " | ".join(line for line in text.split("\n") if len(line.split()) <= 12)


def _communication(spoken: Sequence[str], heads: str) -> Measure:
    """Yes needs both halves: how the child communicates, and how others should."""
    words = load_words("voice")
    own = [s for s in spoken if words["communicates"].search(s)]
    others = [s for s in spoken if words["communicate_with"].search(s)]
    headed = bool(re.search(r"communicat", heads, re.IGNORECASE))
    return Measure(
        "communication.how",
        value=bool(headed and (own or others)) or (len(own) >= 2 and len(others) >= 2),
        quotes=(*own[:1], *others[:1]),
    )


def _profile(text: str, heads: str) -> Measure:
    """So titled and filled, or its three questions together; "to follow" or "[insert]" is none."""
    words = load_words("voice")
    everything = f"{heads}\n{text}"
    titled = [
        m
        for m in words["profile"].finditer(everything)
        if not re.search(r"insert|to follow|attach", everything[max(0, m.start() - 30) : m.end() + 30], re.IGNORECASE)
    ]
    questions = all(words[k].search(everything) for k in ("profile_like", "profile_matters", "profile_help"))
    return Measure("communication.profile", value=bool(titled) or questions)


CHECK = CaseCheck(codes=("voice.no_method", "voice.unattributed"), version=1, examine=examine)
