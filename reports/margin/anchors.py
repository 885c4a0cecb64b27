"""Runs of a Word file cut where a comment begins and ends, their format kept, and the marks set between them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from extractors.document import Document
from extractors.readers.word.paragraphs import clean
from reports.margin.notes import Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a comment begins and ends: ``w:t`` ordinals of the original, and characters within them."""

    first: int
    start: int
    last: int
    end: int


def spot_of(document: Document, span: Span) -> Spot | None:
    """A span of a block in terms of the original's ``w:t``; None where the words came from elsewhere (a list number)."""
    inside = [o for o in document.blocks[span.block].origins if o.start < span.end and o.end > span.start]
    if not inside or span.end <= span.start:
        return None
    first, last = inside[0], inside[-1]
    start = first.offset + max(0, span.start - first.start)
    end = last.offset + min(last.end, span.end) - last.start
    return Spot(first.node, start, last.node, end)


class Anchors:
    """The ``w:t`` of a document by ordinal, cut as comments need it. Cuts may nest and cross."""

    def __init__(self, root: etree._Element) -> None:
        self._pieces: list[list[tuple[int, etree._Element]]] = [[(0, word)] for word in root.iter(W + "t")]

    def mark(self, spot: Spot, number: int) -> bool:
        """Set comment ``number`` on the words of ``spot``. False where they do not stand in a run."""
        first = self._run_after(spot.first, spot.start)
        last = self._run_before(spot.last, spot.end)
        if first is None or last is None:
            return False
        first.addprevious(etree.Element(W + "commentRangeStart", {W + "id": str(number)}))
        reference = etree.Element(W + "r")
        etree.SubElement(reference, W + "commentReference", {W + "id": str(number)})
        ending = etree.Element(W + "commentRangeEnd", {W + "id": str(number)})
        last.addnext(reference)
        last.addnext(ending)
        return True

    def _place(self, node: int, offset: int) -> int:
        """The same place in the file's own letters: reading composes "e" and its accent into one."""
        word = "".join(piece.text or "" for _, piece in self._pieces[node])
        if word.isascii() or len(clean(word)) == len(word):
            return offset
        return next((k for k in range(len(word)) if len(clean(word[: k + 1])) > offset), len(word))

    def _run_after(self, node: int, offset: int) -> etree._Element | None:
        """The run that begins at a character, cut there where need be."""
        word = self._cut(node, self._place(node, offset))
        return _begin_run(word) if word is not None else None

    def _run_before(self, node: int, offset: int) -> etree._Element | None:
        """The run that ends before a character, cut there where need be."""
        offset = self._place(node, offset)
        after = self._cut(node, offset)
        pieces = self._pieces[node]
        word = next((w for start, w in reversed(pieces) if start < offset), None)
        if word is None or word is after:
            return None
        run, follower = word.getparent(), word.getnext()
        if run is None or run.tag != W + "r":
            return None
        if follower is not None:
            _split_run(run, follower)
        return run

    def _cut(self, node: int, offset: int) -> etree._Element | None:
        """The ``w:t`` that begins at a character of an original one; None past its end."""
        for position, (start, word) in enumerate(self._pieces[node]):
            if start == offset:
                return word
            text = word.text or ""
            if start < offset < start + len(text):
                rest = etree.Element(W + "t")
                _set(rest, text[offset - start :])
                _set(word, text[: offset - start])
                word.addnext(rest)
                self._pieces[node].insert(position + 1, (offset, rest))
                return rest
        return None


def _begin_run(word: etree._Element) -> etree._Element | None:
    """The run that begins with a ``w:t``: its own, or the half of it that is split off before the word."""
    run = word.getparent()
    if run is None or run.tag != W + "r":
        return None
    before = [c for c in word.itersiblings(preceding=True) if c.tag != W + "rPr"]
    return _split_run(run, word) if before else run


def _split_run(run: etree._Element, at: etree._Element) -> etree._Element:
    """Move ``at`` and what follows it into a run of its own, in the same format."""
    other = etree.Element(W + "r")
    for name, value in run.attrib.items():
        other.set(name, value)
    properties = run.find(W + "rPr")
    if properties is not None:
        other.append(deepcopy(properties))
    for child in [at, *at.itersiblings()]:
        other.append(child)
    run.addnext(other)
    return other


def _set(word: etree._Element, text: str) -> None:
    word.text = text
    word.set(_SPACE, "preserve")
