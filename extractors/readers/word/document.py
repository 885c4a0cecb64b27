"""A Word file becomes a ``Document``: the accepted view of its text, and what is left unresolved in it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from extractors.document import Change, Document, Warned, Where
from extractors.errors import ReadError
from extractors.readers.limits import check_length
from extractors.readers.word.changes import changes, comments
from extractors.readers.word.numbering import Numbering
from extractors.readers.word.package import headers_and_footers, main_part, parts_of, root_of
from extractors.readers.word.paragraphs import GONE, MC, clean, is_unanswered
from extractors.readers.word.styles import Styles, W
from extractors.readers.word.walk import Place, Walk

LEAST_COVERAGE = 0.995
BROKEN = (  # what a torn or spoilt package makes python-docx, zipfile and lxml raise
    zipfile.BadZipFile, zlib.error, etree.LxmlError, PackageNotFoundError, NotImplementedError,
    KeyError, ValueError, AttributeError, EOFError, OSError, RuntimeError,
)  # fmt: skip
NO_MEMORY = 2  # XML_ERR_NO_MEMORY: how lxml says that it ran out


def read_word(path: Path, *, file: str, sha256: str) -> Document:
    """Read a .docx. Raises ``ReadError`` for a file that Word itself could not open, ``MemoryError`` for one that is
    more than this process may hold.
    """
    try:
        main = main_part(Package.open(str(path)))
        root = root_of(main)
        body = root.find(W + "body") if root is not None else None
        if body is None:
            raise KeyError("body")
        return _read(body, parts_of(main), main, path, file, sha256)
    except BROKEN as error:
        if getattr(error, "code", None) == NO_MEMORY:
            raise MemoryError from error  # the file may be whole
        raise ReadError(
            "docx.truncated", f"{file} is damaged or cut short. Ask for the file again, or save it afresh."
        ) from error


def _read(body: etree._Element, parts: dict[str, Part], main: Part, path: Path, file: str, sha256: str) -> Document:
    words = list(body.getroottree().iter(W + "t"))
    walk = Walk(
        Styles(root_of(parts.get("styles"))),
        Numbering(root_of(parts.get("numbering"))),
        {w: i for i, w in enumerate(words)},
    )
    walk.part(body, Place())
    covered = _coverage(body, walk)
    for kind, root in headers_and_footers(main):
        walk.part(root, Place(where=Where(kind)))
    notes = [noted for kind in ("footnotes", "endnotes") if (noted := root_of(parts.get(kind))) is not None]
    for note in (note for noted in notes for note in noted):
        if note.get(W + "type") is None:
            walk.part(note, Place(where=Where.NOTE))
    check_length(path, sum(len(b.text) for b in walk.blocks))
    tracked = [change for root in (body, *notes) for change in changes(root, walk.paragraphs)]
    struck = [Change("struck_through", "", None, text, block) for text, block in walk.struck]
    return Document(
        file=file,
        sha256=sha256,
        format="docx",
        blocks=tuple(walk.blocks),
        coverage=covered,
        partial=covered < LEAST_COVERAGE or _holds(main, "/aFChunk"),
        changes=(*tracked, *struck),
        comments=tuple(
            comments(root_of(parts.get("comments")), root_of(parts.get("commentsExtended")), body, walk.paragraphs)
        ),
        hidden=tuple(walk.hidden),
        warnings=tuple(_warnings(covered, walk, parts, main)),
    )


def _coverage(body: etree._Element, walk: Walk) -> float:
    """Share of the accepted tree's characters, white space apart, that stand in the blocks or were left out of them
    on purpose, as hidden, struck through or a field's code.
    """
    there = sum(_letters(w.text or "") for w in _accepted_words(body))
    held = sum(_letters(b.text[o.start : o.end]) for b in walk.blocks for o in b.origins)
    held += sum(_letters(text) for text in (*walk.hidden, *walk.coded)) + sum(_letters(text) for text, _ in walk.struck)
    return min(1.0, held / there) if there else 1.0


def _letters(text: str) -> int:
    return sum(not c.isspace() for c in clean(text) if c != "\u200b")


def _accepted_words(body: etree._Element) -> Iterator[etree._Element]:
    """The words of everything but deletions, prompts, and the second telling of text boxes."""
    for word in body.iter(W + "t"):
        dropped = any(
            a.tag in GONE
            or a.tag == W + "rt"
            or a.tag == MC + "Fallback"
            or (a.tag == W + "sdt" and is_unanswered(a))
            or (a.tag == W + "tr" and a.find(f"{W}trPr/{W}del") is not None)
            or (a.tag == W + "tc" and a.find(f"{W}tcPr/{W}cellDel") is not None)
            for a in word.iterancestors()
        )
        if not dropped:
            yield word


def _holds(main: Part, kind: str) -> bool:
    return any(r.reltype.endswith(kind) for r in main.rels.values())


def _warnings(covered: float, walk: Walk, parts: dict[str, Part], main: Part) -> Iterator[Warned]:
    if covered < LEAST_COVERAGE:
        yield Warned("read.partial", f"Only {covered:.1%} of the words in this file could be read in order.")
    if walk.hidden:
        yield Warned("read.hidden_text", f"{len(walk.hidden)} pieces of hidden text were left out.")
    if _holds(main, "/aFChunk"):
        told = (
            "Another document is inserted in this file and was not read. Open the file in Word, save it and try again."
        )
        yield Warned("read.partial", told)
    if _holds(main, "/diagramData"):
        yield Warned("read.drawings", "The file holds drawings whose words were not read.")
    outside = [r for r in main.rels.values() if r.is_external and not r.reltype.endswith("/hyperlink")]
    if outside or "oleObject" in parts:
        yield Warned("read.external_links", "The file points to or embeds other files, which were not opened.")
