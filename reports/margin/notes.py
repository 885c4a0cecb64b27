"""Which findings stand in the margin, on which words, and what each note says; a summary tells the rest.

A writer can take in so many notes and no more. The gravest come first; of one kind, every ninth weighs a grade
less than the eighth before it, because by then its writer has understood. Findings on the same words share a note.
Of one kind in one item the first note tells why and what to do, the others stand on their own words with a line each,
after the first notes of their grade; those left without room are named in the first.
What is missing from a section (and so stands nowhere) is told in one note where the section begins.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checks.assessment import Assessment, FindingEntry
from extractors.plan.model import Plan
from reports.margin.patterns import also_words, pattern_for, said_and_unsaid
from reports.words import SEVERITY, area_of, day, quoted, where_of
from reports.worst import WEIGHT, worst

MOST = 30  # notes, three or four a page of a plan; changed by the environment's GOLDENTHREAD_MOST_NOTES
ENOUGH = 8  # of one kind, before the next weighs less
IN_ONE = 6  # findings told in one note
FIRST = 5  # findings that the summary names
WORDS_LEFT = 12  # of one kind without a note, whose words the summary names


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
    """Where a note would stand, and what it would tell; ``missing`` where the words are not in the plan.

    ``others`` are more places of the same kind in the same item, each to have a line of its own.
    """

    span: Span
    findings: tuple[FindingEntry, ...]
    missing: bool = False
    others: tuple[_Place, ...] = ()

    @property
    def weight(self) -> int:
        """That of its gravest finding."""
        return min(WEIGHT[f.severity] for p in (self, *self.others) for f in p.findings)


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
    found = _by_item([_Place(span, tuple(told)) for span, told in on_words.items()])
    found += [_Place(span, tuple(told), missing=True) for span, told in on_sections.items()]
    chosen = _chosen(found, most if most is not None else most_notes())
    left = [f for lead in found if lead not in chosen for p in (lead, *lead.others) for f in p.findings]
    said = _Said(assessment)
    each: list[Note] = []
    for one in sorted(chosen, key=lambda p: (p.span.block, p.span.start, -p.span.end)):
        if one.missing:
            each.append(Note(one.span, one.findings, said.missing(one.findings)))
        elif any(one in lead.others for lead in found):
            each.append(Note(one.span, one.findings, said.again(one.findings)))
        else:
            untold = [f for p in one.others if p not in chosen for f in p.findings]
            told = (*one.findings, *untold)
            also = len([p for p in one.others if p in chosen])
            each.append(Note(one.span, told, said.there(told, also)))
    return Notes(tuple(each), _summary(assessment, len(chosen), left, nowhere))


def _by_item(found: Sequence[_Place]) -> list[_Place]:
    """The places, those of one kind in one block of one item put together: eight notes in a bullet are read by nobody."""
    alike: dict[tuple[object, ...], list[_Place]] = {}
    for place in found:
        first = place.findings[0]
        one = first.item is not None and len({f.check for f in place.findings}) == 1
        key = (first.item, first.check, place.span.block) if one else (place.span,)
        alike.setdefault(key, []).append(place)
    return [held[0] if len(held) == 1 else _together(held) for held in alike.values()]


def _together(held: Sequence[_Place]) -> _Place:
    first, *others = sorted(held, key=lambda p: p.span.start)
    return _Place(first.span, first.findings, others=tuple(others))


def _chosen(found: Sequence[_Place], most: int) -> list[_Place]:
    """The gravest places; in each grade the first of an item before the others of their kind in it."""
    of_kind: Counter[str] = Counter()
    weighed: list[tuple[int, bool, int, int, _Place]] = []
    for place in sorted(found, key=lambda p: (p.weight, p.span.block, p.span.start)):
        kind = place.findings[0].check
        tired = of_kind[kind] // ENOUGH
        weighed.append((place.weight + tired, False, tired, len(weighed), place))
        weighed += [(place.weight + tired, True, tired, len(weighed), other) for other in place.others]
        of_kind[kind] += 1
    return [place for *_, place in sorted(weighed, key=lambda w: w[:4])[:most]]


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

    def again(self, told: Sequence[FindingEntry]) -> tuple[str, ...]:
        """The one line of a note on more words of a kind that the item's first note tells of."""
        wanted = " ".join(dict.fromkeys(f.suggestion for f in told))
        return (f"{also_words(told[0].check)} ({told[0].item}): {wanted}",)

    def there(self, told: Sequence[FindingEntry], also: int = 0) -> tuple[str, ...]:
        """The paragraphs of a note on words of the plan; ``also`` more of its kind have a note of their own."""
        first = told[0]
        areas = ", ".join(dict.fromkeys(area_of(f.check) for f in told))
        parts = [f"{SEVERITY[first.severity]}: {areas}{f' ({first.item})' if first.item else ''}"]
        several = len(told) > 1 and len({f.check for f in told}) == 1 and len({f.quote for f in told}) > 1
        for finding in told if several else told[:IN_ONE]:
            # Several of one kind: what is wrong once, then each of the words with what to do about it.
            parts.append(finding.message if several else f"{finding.message} {finding.suggestion}")
            parts.append(f"• {quoted(finding.quote, 80)}: {finding.suggestion}" if several else "")
            parts.append(self._once(finding.item, said_and_unsaid(finding, self._assessment)))
        if also:
            parts.append(f"{also} more in {first.item} {'is' if also == 1 else 'are'} marked, with what to write.")
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
    parts += _kept(
        f"• {where_of(f.section, f.item)}: {f.message} {quoted(f.quote, 60) if f.quote.strip() else ''}".rstrip()
        for f in worst(findings, FIRST)
    )
    if nowhere:
        parts.append("What stands nowhere in the draft:")
        parts += [f"• {f.message} {f.suggestion}" for f in nowhere[:IN_ONE]]
    if left:
        parts.append(f"{len(left)} more have no comment, being of less weight or of a kind that is shown:")
        parts += [f"• {area}: {_named(of)}" for area, of in _by_area(left).items()]
    parts.append("A program wrote these comments from the words alone and can be wrong. You decide what to change.")
    return tuple(parts)


def _by_area(left: Sequence[FindingEntry]) -> dict[str, list[FindingEntry]]:
    areas: dict[str, list[FindingEntry]] = {}
    for finding in left:
        areas.setdefault(area_of(finding.check), []).append(finding)
    return dict(sorted(areas.items(), key=lambda a: -len(a[1])))


def _named(findings: Sequence[FindingEntry]) -> str:
    """The items and words of findings without a note, each once."""
    named = _kept(
        " ".join(x for x in (f.item or "", quoted(f.quote, 40) if f.quote.strip() else "") if x) for f in findings
    )
    more = f" and {len(named) - WORDS_LEFT} more" if len(named) > WORDS_LEFT else ""
    return f"{', '.join(named[:WORDS_LEFT])}{more}." if named else f"{len(findings)}."


def _kept(parts: Iterable[str]) -> list[str]:
    """Each paragraph once, empty ones left out."""
    return [p for p in dict.fromkeys(parts) if p]
