"""Which profession wrote a report, and whether a document is professional advice at all.

Told by content alone: the author's job title first, then the report's title, the service's name, and
the tests and terms used. File names count for nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from extractors.advice.fields import FrontSheet
from extractors.advice.model import AdviceKind, AdvicePart, PartRole
from extractors.advice.names import Author
from extractors.advice.vocabulary import KindMarks, Kinds, any_of, load, lower, phrases, plain
from extractors.document import Document

ROLE, TITLE, ORGANISATION = 6.0, 4.0, 2.0
MARK, MOST_MARKS = 0.4, 2.4  # each distinct mark; and the most that marks alone can give
LEAST = 2.0  # under it nothing is told
TOP = 10  # blocks in which a plan says that it is one
LONGEST_TITLE = 12  # words
SHARPNESS = 0.9  # how fast a lead becomes certainty


def tell_kind(title: str, author: Author, text: str) -> tuple[AdviceKind, float]:
    """The kind of a report and the confidence in it, 0 to 1; ``OTHER`` where it is doubtful."""
    kinds = load("kinds", Kinds)
    words = plain(text).lower()
    scores = {kind: _score(marks, title, author, words) for kind, marks in kinds.kinds.items()}
    _professions_first(scores, kinds, author.role)
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    (best, top), (_, second) = ranked[0], ranked[1]
    if top < LEAST:
        return AdviceKind.OTHER, 0.3
    confidence = 1 / (1 + math.exp(-SHARPNESS * (top - second)))
    confidence *= min(1.0, 0.5 + top / 10)
    return (best, round(confidence, 2)) if confidence >= 0.4 else (AdviceKind.OTHER, round(confidence, 2))


def kind_of(title: str, role: str) -> AdviceKind:
    """The kind that a report's title and its author's role alone tell, as in a row of a list."""
    return tell_kind(title, Author(role=role), "")[0]


def _score(marks: KindMarks, title: str, author: Author, words: str) -> float:
    score = 0.0
    for patterns, text, weight in (
        (marks.role, author.role, ROLE),
        (marks.title, title, TITLE),
        (marks.organisation, author.organisation, ORGANISATION),
    ):
        if patterns and text and lower(patterns).search(plain(text).lower()):
            score += weight
    found = {m[0] for m in lower(marks.marks).finditer(words)} if marks.marks else set()
    return score + min(MOST_MARKS, MARK * len(found))


def _professions_first(scores: dict[AdviceKind, float], kinds: Kinds, role: str) -> None:
    """A therapist in a nursery is a therapist: settings count by role only where no profession does."""
    job = plain(role).lower()
    named = [k for k, m in kinds.kinds.items() if m.role and lower(m.role).search(job)]
    if any(k not in kinds.settings for k in named):
        for kind in named:
            if kind in kinds.settings:
                scores[kind] -= ROLE
    elif AdviceKind.EARLY_YEARS in named and AdviceKind.SCHOOL in named:
        scores[AdviceKind.SCHOOL] -= ROLE / 2  # a nursery's SENCO


def advice_likeness(
    document: Document,
    sheet: FrontSheet,
    parts: Sequence[AdvicePart],
    kind: tuple[AdviceKind, float],
    author: Author,
    *,
    tables: frozenset[PartRole] = frozenset(),
) -> float:
    """0 to 1, that this is professional advice and not a plan, a blank form, a covering letter or other.

    ``tables`` are the roles of items that stand in the report's tables.
    """
    text = plain("\n".join(b.text for b in document.body))
    words = len(text.split())
    if words < 25:
        return 0.0
    wording = phrases()
    roles = {p.role for p in parts if len(p.text.split()) >= 4} | tables
    if any_of(wording.recommends[:2]).search(text):
        roles.add(PartRole.PROVISION)
    content = roles & {
        PartRole.NEEDS,
        PartRole.OUTCOMES,
        PartRole.PROVISION,
        PartRole.MIXED,
        PartRole.VIEWS,
        PartRole.IMPACT,
        PartRole.RESULTS,
    }
    score = 0.15 + 0.12 * len(content)
    score += 0.25 if kind[0] is not AdviceKind.OTHER else 0.0
    score += 0.1 if author.name or sheet.values("author", "role", "name_role", "signature") else 0.0
    score += 0.1 if sheet.values("written", "requested", "signed", "seen") else 0.0
    if any_of(wording.no_involvement).search(text) and kind[0] is not AdviceKind.OTHER:
        score += 0.3  # "not known to us" is a reply, and belongs in section K
    letters = {
        m[0].strip().lower()[:12] for b in document.body if (m := any_of(wording.plan[:2]).match(plain(b.text).strip()))
    }
    if (len(letters) >= 5 and not _titled_advice(document)) or _titled_plan(document):
        score -= 0.7
    if len(any_of(wording.blank).findall(text)) > 3 + words / 120 or _mostly_labels(parts):
        score -= 0.5
    if (
        words < 450
        and any_of(wording.covering).search(text)
        and not content & {PartRole.OUTCOMES, PartRole.PROVISION, PartRole.MIXED}
    ):
        score -= 0.5
    return round(max(0.0, min(1.0, score)), 2)


def _titled_plan(document: Document) -> bool:
    """Whether its first lines call it a plan and not advice for one."""
    top = [plain(b.text).lower() for b in document.body if b.text.strip()][:TOP]
    return any(
        "health and care plan" in t and not any(w in t for w in ("advice", "report", "assessment", "information"))
        for t in top
    )


def _titled_advice(document: Document) -> bool:
    """Whether its first lines call it advice or a report: its own headings may then be lettered too."""
    top = [plain(b.text).lower() for b in document.body if b.text.strip()][:TOP]
    return any("advice" in t or "report" in t for t in top if len(t.split()) <= LONGEST_TITLE)


def _mostly_labels(parts: Sequence[AdvicePart]) -> bool:
    """A form that nobody filled in: headings with next to nothing under them."""
    titled = [p for p in parts if p.title]
    empty = sum(len(p.text.split()) < 4 for p in titled)
    return len(titled) >= 4 and empty / len(titled) > 0.6
