"""Terms of the trade in a plan: where each first stands, how often, and whether it is explained.

Explained is: spelt out or glossed where it first stands (brackets either way, "that is", "which means", a
dash), or in a glossary; a test, in the same or the next sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.words import load_words
from extractors.plan.model import LETTERS, Plan

_ACRONYM = re.compile(r"\b(?:[A-Z]{2,6}(?:-[A-Z0-9]{1,3})?|[A-Z][a-z]?[A-Z][A-Za-z]?[A-Z]?)s?\b")
_GLOSS_AFTER = re.compile(
    r"^\)?[^.\n]{0,40}?(?:\s?\((?!\d)(?:[^)\n]{8,})\)|,? (?:that is|which means|which (?:looks|is|are|shows|measures|tests|compares|tells)|meaning|known as|or in other words)\b|,? an? (?:\w+ ){0,3}(?:test|questionnaire|assessment|scale|measure|tool|programme|approach|way|device|method|system|medicine|heart|hand|sense)|\s[–—-]\s\w+ \w+ \w+| where \d+ is| in which \d+)"
)
_MEANS = re.compile(r"^s? (?:means?|stands? for|is (?:a|an|the|when|where|how))\b")
_NEXT = re.compile(
    r"^[^.\n]*\.\s+(?:This|It|These|Scores|An? (?:average|score))\b[^.\n]{0,40}(?:is a|is an|looks|measures|tests|shows|average|means)"
)


@dataclass(frozen=True, slots=True)
class TermUse:
    """One term: as first printed, the section and the offset in it, its uses in all, whether explained."""

    term: str
    section: str
    start: int
    count: int
    explained: bool


def find_terms(plan: Plan) -> tuple[TermUse, ...]:
    """Every term of the trade in the plan, once each, in the order of the plan."""
    words = load_words("jargon")
    known = re.compile(words["known"].pattern)
    texts = {s: plan.sections[s].text for s in LETTERS if s in plan.sections and s not in ("I", "K")}
    everything = "\n".join(texts.values())
    seen: dict[str, TermUse] = {}
    for section, text in texts.items():
        spans = [(m.start(), m.end()) for key in ("tests", "terms") for m in words[key].finditer(text)]
        spans += [(m.start(), m.end()) for m in _ACRONYM.finditer(text) if not known.fullmatch(m[0].rstrip("s"))]
        for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
            term = text[start:end]
            key = term.lower().rstrip("s")
            if key in seen or any(key in other.split() for other in seen) or not _is_term(term, text, start):
                continue
            count = len(re.findall(rf"\b{re.escape(term)}\b", everything))
            seen[key] = TermUse(term, section, start, count, _explained(term, text, start, end, everything))
    return tuple(seen.values())


def _is_term(term: str, text: str, start: int) -> bool:
    """Capitals in a line of capitals are a heading, not an acronym."""
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", start) + 1 or len(text) + 1) - 1]
    letters = [c for c in line if c.isalpha()]
    return not (term.isupper() and sum(c.isupper() for c in letters) > 0.6 * len(letters))


def _explained(term: str, text: str, start: int, end: int, everything: str) -> bool:
    before, after = text[max(0, start - 120) : start], text[end : end + 160]
    if _GLOSS_AFTER.match(after) or _MEANS.match(after) or _NEXT.match(after):
        return True
    if before.rstrip().endswith("(") and re.search(
        r"[a-z]{3,}[\s-]+(?:[a-z]+[\s-]+){0,6}[a-z]+\s*\($", before, re.IGNORECASE
    ):
        return True
    inside = before.rfind("(") > before.rfind(")") and len(before) - before.rfind("(") > 12
    if inside and term.isupper() and before[before.rfind("(") + 1 :].count(" ") >= 1:
        return False
    plain = re.escape(term.rstrip("s"))
    return bool(
        re.search(
            rf"\b{plain}s? (?:means?|stands? for|is short for)\b|\b{plain}s? \((?!\d)[a-z][^)\n]{{10,}}\)|[a-z]{{4,}} \({plain}s?[,;)]",
            everything,
        )
    )
