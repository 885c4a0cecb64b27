"""The writer's own draft with the findings as Word comments on the exact words; nothing else is changed."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import docx
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.text.run import Run
from lxml import etree

from checks.assessment import FindingEntry
from extractors.document import Document
from reports.cells import plain_cell as clean
from reports.words import SEVERITY, area_of

MOST = 60  # comments; more than a writer can take in
AUTHOR, INITIALS = "Golden Thread", "GT"
_ORDER = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a comment begins and ends: ``w:t`` ordinals of the original, and characters within them."""

    first: int
    start: int
    last: int
    end: int


def annotate(original: Path, document: Document, number: int, findings: Sequence[FindingEntry], path: Path) -> int:
    """Write a copy of ``original`` with comments for the findings in document ``number`` of the case.

    Findings on the same words share a comment, the gravest first. How many comments were written.
    """
    spots: dict[_Spot, list[FindingEntry]] = {}
    for finding in sorted(findings, key=lambda f: _ORDER[f.severity]):
        spot = _spot(document, finding) if finding.place and finding.place.document == number else None
        if spot:
            spots.setdefault(spot, []).append(finding)
    chosen = list(spots.items())[:MOST]
    word = docx.Document(str(original))
    pieces = _Pieces(list(word.element.body.getroottree().iter(qn("w:t"))))
    for spot, told in sorted(chosen, key=lambda c: (c[0].first, c[0].start), reverse=True):
        first, last = pieces.cut(spot)
        if first is not None and last is not None:
            word.add_comment([_run(first, word), _run(last, word)], text=_text(told), author=AUTHOR, initials=INITIALS)
    left = len(findings) - sum(len(told) for _, told in chosen)
    opening = next(iter(_runs_of_text(word.element.body)), None)
    if opening is not None:
        summary = f"Golden Thread found {len(findings)} things to look at; {len(chosen)} comments stand in the margin"
        summary += f" and {left} more are in the checklist and the workbook." if left > 0 else "."
        word.add_comment([_run(opening, word)], text=summary, author=AUTHOR, initials=INITIALS)
    word.save(str(path))
    return len(chosen)


def _run(element: CT_R, word: object) -> Run:
    return Run(element, word)  # type: ignore[arg-type]


def _runs_of_text(body: etree._Element) -> list[CT_R]:
    return [cast("CT_R", r) for r in body.iter(qn("w:r")) if r.find(qn("w:t")) is not None][:1]


def _spot(document: Document, finding: FindingEntry) -> _Spot | None:
    """A finding's place as ordinals of the original's ``w:t``."""
    place = finding.place
    if place is None:
        return None
    inside = [o for o in document.blocks[place.block].origins if o.start < place.end and o.end > place.start]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    start = first.offset + max(0, place.start - first.start)
    end = last.offset + min(last.end, place.end) - last.start
    return _Spot(first.node, start, last.node, end)


def _text(told: Sequence[FindingEntry]) -> str:
    parts = [f"{SEVERITY[f.severity]}. {area_of(f.check)}: {f.message}\n{f.suggestion}\n({f.reason})" for f in told[:4]]
    return clean("\n\n".join(dict.fromkeys(parts)))


class _Pieces:
    """The runs of the original, cut where comments begin and end; each cut keeps the run's format."""

    def __init__(self, words: list[etree._Element]) -> None:
        self._words = words
        self._cuts: dict[int, list[tuple[int, CT_R]]] = {}

    def cut(self, spot: _Spot) -> tuple[CT_R | None, CT_R | None]:
        """The runs that begin at a spot's start and end at its end."""
        self._split(spot.last, spot.end)
        self._split(spot.first, spot.start)
        return self._at(spot.first, spot.start), self._at(spot.last, spot.end - 1)

    def _fragments(self, node: int) -> list[tuple[int, CT_R]]:
        if node not in self._cuts:
            run = self._words[node].getparent()
            self._cuts[node] = [(0, cast("CT_R", run))] if run is not None and run.tag == qn("w:r") else []
        return self._cuts[node]

    def _at(self, node: int, offset: int) -> CT_R | None:
        before = [run for start, run in self._fragments(node) if start <= offset]
        return before[-1] if before else None

    def _split(self, node: int, offset: int) -> None:
        """Cut the fragment that holds a character in two before it."""
        for position, (start, run) in enumerate(self._fragments(node)):
            words = run.findall(qn("w:t"))
            if len(words) != 1 or any(c.tag not in (qn("w:t"), qn("w:rPr")) for c in run):
                continue
            text = words[0].text or ""
            if start < offset < start + len(text):
                other = deepcopy(run)
                _set(words[0], text[: offset - start])
                _set(other.find(qn("w:t")), text[offset - start :])
                run.addnext(other)
                self._fragments(node).insert(position + 1, (offset, other))
                return


def _set(word: etree._Element | None, text: str) -> None:
    if word is not None:
        word.text = text
        word.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
