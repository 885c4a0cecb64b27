"""Section A: whose voice it is, how views were sought, what is hoped for, history, how to communicate.

Looks for      First person and who speaks; who asked and by what means; hopes of child and of parents for
               this stage and for adult life; history and its topics; both halves of communication; a profile.
Why            "If written in the first person, the plan should make clear whether the child is being quoted
               directly, or if the views of parents or professionals are being represented" (SEND Code of
               Practice 9.69); the framework's Section A lines.
Fails          Views were obtained.
Passes         Mrs Lyle, teaching assistant, asked Ben with picture cards on 4 March.
Known problems Depth is told from how much is said and to what topics; whether it rings true is for people.
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
TOPICS = ("health", "play", "schooling", "independence", "friends")
_FIRST = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|I'd|I’d|my|me|My|Me)\b")
_QUOTED = re.compile(r"[\"“‘'][^\"”’]{3,300}[\"”’]")
_LEAST_WORDS = 4


def examine(subject: Subject) -> Examined:
    """Findings on voice and method, and the measures of every line of the form's Section A."""
    section = subject.plan.sections.get("A")
    text = section.text if section else ""
    spoken = [s for s in sentences(text) if len(s.split()) >= _LEAST_WORDS]
    heads = " | ".join(section.headings) if section else ""
    kind, method = _voice(spoken), _method(spoken)
    findings = _findings(subject, section.passage if section else Passage(), kind, method)
    measures = [
        Measure("voice.kind", value=kind),
        Measure("voice.method", value=method is not None, quotes=(method,) if method else ()),
        *_aspirations(text),
        *_history(spoken),
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


def _aspirations(text: str) -> list[Measure]:
    """Depth of each hope, 0 to 1, for child and parents, this stage and adult life."""
    words = load_words("voice")
    found: dict[str, list[str]] = {f"{who}_{when}": [] for who in ("child", "parent") for when in ("short", "long")}
    speaker, horizon, wanted = "child", None, False
    for line in text.split("\n"):
        if len(line.split()) <= 14 and not line.rstrip().endswith((".", '"', "”")):
            lower = line.lower()
            speaker = "parent" if words["parent"].search(lower) else "child"
            horizon = (
                "long" if words["long"].search(lower) else "short" if re.search(r"now|soon|year|short", lower) else None
            )
            wanted = bool(words["wanting"].search(lower)) or horizon is not None
            continue
        for sentence in sentences(line):
            if not (words["wanting"].search(sentence) or (wanted and horizon)):
                continue
            first = _FIRST.search(sentence) or sentence.lstrip(' "“‘').startswith("To ")
            who = speaker if first else "parent" if words["parent"].search(sentence) and not first else speaker
            when = "long" if words["long"].search(sentence) else horizon or "short"
            found[f"{who}_{when}"].append(sentence)
    return [Measure(f"aspirations.{k}", value=_depth(said), quotes=tuple(said[:3])) for k, said in found.items()]


def _depth(said: Sequence[str]) -> float:
    amount = sum(len(s.split()) for s in said)
    level = 1 if not said else 2 if amount < 10 else 3 if amount < 30 else 4 if amount < 130 else 5
    return (level - 1) / 4


def _history(spoken: Sequence[str]) -> list[Measure]:
    words = load_words("voice")

    def holding(topic: str) -> list[str]:
        return [s for s in spoken if words[topic].search(s)]

    parts = [topic for topic in ("early", "schooling", "home") if holding(topic)]
    length = sum(len(s.split()) for s in (*holding("early"), *holding("schooling"), *holding("home")))
    brief = len(parts) + (1 if length > 80 else 0)
    topics = [t for t in TOPICS if len(holding(t)) >= 1]
    transfer, future = holding("transfer"), holding("future")
    moved = (2 if transfer and future else 1 if transfer or future else 0) + (len(transfer) >= 3) + (len(future) >= 3)
    return [
        Measure("history.brief", value=brief / 4 if brief else 0.0, quotes=tuple(holding("early")[:2])),
        Measure(
            "history.comments",
            met=len(topics),
            not_met=len(TOPICS) - len(topics),
            failing=tuple(t for t in TOPICS if t not in topics),
        ),
        Measure("history.transitions", value=moved / 4, quotes=(*transfer[:2], *future[:1])),
    ]


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
