"""How things are said to people: dates, confidence, answers, names of checks."""

from __future__ import annotations

import datetime as dt

from checks.assessment import AnswerEntry
from extractors.dates import in_words

_SURE = ((0.93, "sure"), (0.8, "fairly sure"), (0.65, "likely"), (0.0, "unsure"))
NOT_SCORED = "For you to judge"
SEVERITY = {"high": "High", "medium": "Medium", "low": "Low"}
AREAS = {
    "thread": "Golden thread", "provision": "Provision", "outcome": "Outcomes", "statement": "Sections C and D",
    "voice": "Views in Section A", "identity": "Another child", "dates": "Dates and ages", "draft": "Left in the draft",
    "section": "Sections", "jargon": "Unexplained terms", "language": "Reading ease", "advice": "Advice and plan",
    "placement": "Placement", "budget": "Personal budget", "lead": "Lead professional", "signoff": "Sign-off",
    "pfa": "Preparing for adulthood",
}  # fmt: skip
HOW = {
    "missing": "Not found in the plan",
    "watered_down": "The plan says less",
    "contradicted": "The plan says otherwise",
}
KINDS = {
    "educational_psychology": "Educational psychology", "speech_language": "Speech and language therapy",
    "occupational_therapy": "Occupational therapy", "physiotherapy": "Physiotherapy", "paediatric": "Health",
    "camhs": "Mental health service", "school": "School", "early_years": "Early years setting",
    "social_care": "Social care", "sensory": "Sensory service", "youth_justice": "Youth justice", "parents": "Parents",
}  # fmt: skip


def day(date: dt.date | None) -> str:
    """23 November 2026, or "not known"."""
    return in_words(date) if date else "not known"


def confidence(answer: AnswerEntry) -> str:
    """As "likely, 74%"; for a line left to people, who decides."""
    if answer.answer is None:
        return "for you to judge"
    name = next((word for least, word in _SURE if answer.confidence >= least), "unsure")
    return f"{name}, {answer.confidence:.0%}"


def answer_words(answer: AnswerEntry) -> str:
    """The draft answer as the form's choices have it."""
    if answer.answer is None:
        return NOT_SCORED
    if answer.answer == "not_applicable":
        return "Not applicable"
    return answer.answer.capitalize() if isinstance(answer.answer, str) else str(answer.answer)


def area_of(check: str) -> str:
    """The plain name of a check's area."""
    return AREAS.get(check.split(".")[0], "Other")


def kind_words(kind: str | None) -> str:
    """The plain name of a kind of advice."""
    return KINDS.get(kind or "", "Other advice")


def where_of(section: str, item: str | None) -> str:
    """As "Section F, F3"; "the whole plan" where it is about no section."""
    return f"Section {section}" + (f", {item}" if item else "") if section else "The whole plan"


def quoted(text: str, most: int = 220) -> str:
    """Words in quotation marks, cut at ``most`` characters."""
    return f"“{short(text, most)}”" if text.strip() else "(nothing is there)"


def short(text: str, most: int) -> str:
    """Text on one line, cut at a word's end."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: max(plain.rfind(" ", 0, most), most // 2)] + " …"
