"""Which findings stand in the margin, on which words, and what each note says; a summary tells the rest.

A writer can take in so many notes and no more. The gravest come first; of one kind, every ninth weighs a grade
less than the eighth before it, because by then its writer has understood. Findings on the same words share a note.
What is missing from a section (and so stands nowhere) is told in one note where the section begins.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checks.assessment import Assessment, FindingEntry
from extractors.plan.model import Plan
from reports.margin.patterns import pattern_for, said_and_unsaid
from reports.words import AREAS, SEVERITY, area_of, day, quoted, where_of
from reports.worst import WEIGHT, worst

MOST = 40  # notes; changed by the environment's GOLDENTHREAD_MOST_NOTES
ENOUGH = 8  # of one kind, before the next weighs less
IN_ONE = 6  # findings told in one note
FIRST = 5  # findings that the summary names


@dataclass(frozen=True, slots=True)
class Span:
    """The characters ``start`` to ``end`` of a block of the plan's document."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note: where it is anchored, the findings it tells (the gravest first), its paragraphs (the first a title)."""

    span: Span
    findings: tuple[FindingEntry, ...]
    paragraphs: tuple[str, ...]

    @property
    def severity(self) -> str:
        """The gravest of its findings."""
        return min((f.severity for f in self.findings), key=lambda s: WEIGHT[s])


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes in the document's order, and the summary that stands at its top."""

    each: tuple[Note, ...]
    summary: tuple[str, ...]


def most_notes() -> int:
    """The cap that is in use."""
    given = os.environ.get("GOLDENTHREAD_MOST_NOTES", "")
    return int(given) if given.isdecimal() and int(given) > 0 else MOST


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a note would stand, and what it would tell; ``missing`` where the words are not in the plan."""

    span: Span
    findings: tuple[FindingEntry, ...]
    missing: bool = False

    @property
    def weight(self) -> int:
        """That of its gravest finding."""
        return WEIGHT[self.findings[0].severity]


def notes_of(assessment: Assessment, plan: Plan, number: int, *, most: int | None = None) -> Notes:
    """The notes for the plan, which is document ``number`` of its case."""
    on_words: dict[Span, list[FindingEntry]] = {}
    on_sections: dict[Span, list[FindingEntry]] = {}
    nowhere: list[FindingEntry] = []
    for finding in sorted(assessment.findings, key=lambda f: WEIGHT[f.severity]):
        place = finding.place
        if place and place.document == number and place.end > place.start:
            on_words.setdefault(Span(place.block, place.start, place.end), []).append(finding)
        elif span := _item(plan, finding.item) or _section(plan, finding.section):
            on_sections.setdefault(span, []).append(finding)
        else:
            nowhere.append(finding)
    found = [_Place(span, tuple(told)) for span, told in on_words.items()]
    found += [_Place(span, tuple(told), missing=True) for span, told in on_sections.items()]
    chosen = _chosen(found, most if most is not None else most_notes())
    left = [f for place in found if place not in chosen for f in place.findings]
    said = _Said(assessment)
    each = (
        Note(p.span, p.findings, said.missing(p.findings) if p.missing else said.there(p.findings))
        for p in sorted(chosen, key=lambda n: (n.span.block, n.span.start, -n.span.end))
    )
    return Notes(tuple(each), _summary(assessment, len(chosen), left, nowhere))


def _chosen(found: Sequence[_Place], most: int) -> list[_Place]:
    of_kind: Counter[str] = Counter()
    weighed: list[tuple[int, int, int, _Place]] = []
    for place in sorted(found, key=lambda p: (p.weight, p.span.block, p.span.start)):
        kind = place.findings[0].check
        tired = of_kind[kind] // ENOUGH
        weighed.append((place.weight + tired, tired, len(weighed), place))
        of_kind[kind] += 1
    return [place for *_, place in sorted(weighed, key=lambda w: w[:3])[:most]]


def _item(plan: Plan, item: str | None) -> Span | None:
    """Where an item of the plan begins."""
    found = next((i for i in plan.items if i.id == item), None)
    piece = found.passage.pieces[0] if found and found.passage.pieces else None
    return Span(piece.block, piece.start, piece.end) if piece else None


def _section(plan: Plan, letter: str) -> Span | None:
    """A section's title where it is printed, else the section's first words."""
    section = plan.sections.get(letter)
    if section is None:
        return None
    pieces = section.passage.pieces
    first = pieces[0].block if pieces else len(plan.document.blocks)
    titles = [b for b in plan.document.blocks[:first] if section.title and b.text == section.title]
    if titles:
        return Span(titles[-1].index, 0, len(titles[-1].text))
    return Span(pieces[0].block, pieces[0].start, pieces[0].end) if pieces else None


class _Said:
    """The words of each note. A pattern, and what an item leaves out, are told once for each item."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._told: set[tuple[str | None, str]] = set()

    def there(self, told: Sequence[FindingEntry]) -> tuple[str, ...]:
        """The paragraphs of a note on words of the plan."""
        first = told[0]
        areas = ", ".join(dict.fromkeys(area_of(f.check) for f in told))
        parts = [f"{SEVERITY[first.severity]}: {areas}{f' ({first.item})' if first.item else ''}"]
        for finding in told[:IN_ONE]:
            parts.append(f"{finding.message} {finding.suggestion}")
            parts.append(self._once(finding.item, said_and_unsaid(finding, self._assessment)))
        return (*_kept(parts), *self._patterns(told), *_kept(f"Why: {f.reason}" for f in told)[:2])

    def missing(self, told: Sequence[FindingEntry]) -> tuple[str, ...]:
        """The paragraphs of a note on what a section or an item lacks: what is said alike is said once."""
        first = told[0]
        parts = [f"{SEVERITY[first.severity]}: {where_of(first.section, first.item if len(told) == 1 else None)}"]
        alike: dict[tuple[str, str], list[FindingEntry]] = {}
        for finding in told[:IN_ONE]:
            alike.setdefault((finding.message, finding.suggestion), []).append(finding)
        for (message, suggestion), findings in alike.items():
            parts.append(f"{message} {suggestion}")
            parts += [f"• {quoted(f.quote, 200)}" for f in findings if f.quote.strip()]
        if len(told) > IN_ONE:
            parts.append(f"{len(told) - IN_ONE} more stand in the checklist and the workbook.")
        return (*_kept(parts), *self._patterns(told))

    def _patterns(self, told: Sequence[FindingEntry]) -> list[str]:
        patterns = [p for f in told if (p := self._once(f.item, pattern_for(f, self._assessment)))]
        return [f"To write instead: {p}" for p in patterns[:1]]

    def _once(self, item: str | None, words: str) -> str:
        """The words, "" where this item's notes have had them already."""
        if (item, words) in self._told:
            return ""
        self._told.add((item, words))
        return words


def _summary(
    assessment: Assessment, shown: int, left: Sequence[FindingEntry], nowhere: Sequence[FindingEntry]
) -> tuple[str, ...]:
    findings = assessment.findings
    weights = Counter[str](f.severity for f in findings)
    counts = ", ".join(f"{weights[s]} {name.lower()}" for s, name in SEVERITY.items() if weights[s])
    parts = ["Golden Thread: what to look at in this draft"]
    if not findings:
        return (*parts, "Nothing was found. That does not mean that nothing is there: please read it as ever.")
    parts.append(
        f"Read on {day(assessment.assessed_at.date())}. {len(findings)} things to look at ({counts}); "
        f"{shown} comments stand in the margin, on the words they are about."
    )
    parts.append("Begin with:")
    parts += _kept(f"• {where_of(f.section, f.item)}: {f.message}" for f in worst(findings, FIRST))
    if nowhere:
        parts.append("What stands nowhere in the draft:")
        parts += [f"• {f.message} {f.suggestion}" for f in nowhere[:IN_ONE]]
    if left:
        kinds = Counter(area_of(f.check).lower() for f in left)
        listed = ", ".join(f"{n} on {kind}" for kind, n in kinds.most_common(len(AREAS)))
        parts.append(f"{len(left)} more, of less weight or of a kind that is shown, are in the checklist: {listed}.")
    parts.append("A program wrote these comments from the words alone and can be wrong. You decide what to change.")
    return tuple(parts)


def _kept(parts: Iterable[str]) -> list[str]:
    """Each paragraph once, empty ones left out."""
    return [p for p in dict.fromkeys(parts) if p]
