"""Section A: whose voice it is, how views were sought, how to communicate, the one-page profile.

Looks for      First person and who speaks; who asked and by what means; both halves of communication; a profile.
               What is hoped for and the history stand in files of their own.
Why            "If written in the first person, the plan should make clear whether the child is being quoted
               directly, or if the views of parents or professionals are being represented" (SEND Code of
               Practice 9.69); the framework's Section A lines.
Fails          Views were obtained.
Passes         Mrs Lyle, teaching assistant, asked Ben with picture cards on 4 March.
Leaves alone   Prompts of the form ("My aspirations:") are no voice; likes and dislikes; what parents say of themselves.
Not known      Whether the words are really the child's: people must judge that.
Known problems A method told without naming who asked, or by what means, is missed.
Measured       Of 22 ways of asking written unseen, 8 were told at first (the lists have grown since); none of 46
               other sentences was taken for one. Samples: 8 of 8 methods right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.check import CaseCheck, Mark
from checks.finding import Examined, Finding, Measure, Severity
from checks.quoting import first_words
from checks.subject import Subject
from checks.voice.method import method_of
from checks.voice.speakers import Speaker, passages, shares
from checks.words import load_words
from extractors.passage import Passage
from models.sentences import sentences

REASON = "SEND Code of Practice 9.69, Section A: make clear whether the child is quoted or others speak"
MOSTLY, SOME = 0.55, 0.12  # the child's share, from which a section is in the first person, or mixed
_LEAST_WORDS = 4
ENDS = ".!?\"”'’;)"  # a line that ends otherwise is a heading


def examine(subject: Subject) -> Examined:
    """Findings on voice and method, and the measures of voice, communication and profile."""
    section = subject.plan.sections.get("A")
    text = section.text if section else ""
    spoken = [s for s in sentences(text) if len(s.split()) >= _LEAST_WORDS]
    heads = " | ".join(section.headings) if section else ""
    by = shares(list(passages(text)))
    kind, method = _voice(by), method_of(spoken)
    findings = _findings(subject, section.passage if section else Passage(), kind, method, by[Speaker.CHILD])
    measures = [
        Measure("voice.kind", value=kind),
        *(Measure(f"voice.share.{speaker.value}", value=round(share, 2)) for speaker, share in by.items()),
        Measure("voice.method", value=method is not None, quotes=(method,) if method else ()),
        _communication(spoken, f"{heads} | {_short_lines(text)}"),
        _profile(text, heads),
    ]
    return Examined(tuple(findings), tuple(measures))


# A child who does not speak: others watched and told, and there are no words to quote.
_WORDLESS = re.compile(
    r"\bnon-?verbal|\bpre-?verbal|\b(?:cannot|can[’']t|not) (?:yet )?(?:speak|talk|say|tell)|\bdoes not (?:yet )?(?:speak|talk|use (?:any )?words)"
    r"|\bno words\b|\bwatch(?:ed|ing)\b|\bobserv\w+|\bfilmed\b",
    re.IGNORECASE,
)


def _voice(by: dict[Speaker, float]) -> str:
    """first_person, third_person, mixed or none, by the child's own share of what is not the parents'."""
    of = by[Speaker.CHILD] + by[Speaker.REPRESENTED] + by[Speaker.NARRATOR]
    if not of:
        return "none"
    mine = by[Speaker.CHILD] / of
    return "first_person" if mine >= MOSTLY else "mixed" if mine >= SOME else "third_person"


def _findings(subject: Subject, passage: Passage, kind: str, method: str | None, child: float) -> Iterator[Finding]:
    if not passage:
        return
    mark = first_words(passage.text, "Say who asked, by what means and when.")
    if not method and kind == "first_person":
        message = "This is in the first person, and nothing says whether the child is quoted or others speak."
        yield _finding(subject, passage, "voice.unattributed", Severity.MEDIUM, mark, message)
    elif not method:
        message = "This does not explain how the child's views were sought: by whom, and by what means."
        yield _finding(subject, passage, "voice.no_method", Severity.MEDIUM, mark, message)
    if kind == "third_person" and not child and not (method and _WORDLESS.search(passage.text)):
        remedy = "Quote the child's own words, or say what was seen and by whom, where they do not speak."
        message = "All of this is told about the child; nothing is in the child's own words."
        yield _finding(subject, passage, "voice.third_person", Severity.LOW, replace(mark, suggestion=remedy), message)
    score = load_words("voice.speakers")["score"].search(passage.text)
    if score:
        shown = Mark(score.start(), score.end(), score[0], "Leave test scores to Section B.")
        message = "A professional's finding stands among the views of the child and the parents."
        yield _finding(subject, passage, "voice.professional", Severity.LOW, shown, message)


def _finding(subject: Subject, passage: Passage, code: str, severity: Severity, mark: Mark, message: str) -> Finding:
    place = subject.place(passage, mark.start, mark.end)
    return Finding(code, severity, "A", mark.quote, message, mark.suggestion, REASON, None, place, version=2)


def _short_lines(text: str) -> str:
    return " | ".join(line for line in text.split("\n") if len(line.split()) <= 12)


def _communication(spoken: Sequence[str], heads: str) -> Measure:
    """Yes needs both halves: how the child communicates, and how others should."""
    words = load_words("voice.communication")
    told = [s for s in spoken if s.rstrip()[-1:] in ENDS]
    own = [s for s in told if words["own"].search(s)]
    others = [s for s in told if words["others"].search(s)]
    headed = bool(re.search(r"communicat", heads, re.IGNORECASE))
    return Measure(
        "communication.how",
        value=bool(own or others) if headed else bool(own and others and {*own} != {*others}),
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


CHECK = CaseCheck(
    codes=("voice.no_method", "voice.unattributed", "voice.third_person", "voice.professional"),
    version=2,
    examine=examine,
)
