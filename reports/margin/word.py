"""Notes as Word comments in a copy of the writer's own draft. Every other part of the file stays byte for byte."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from extractors.document import Document
from extractors.readers.word.package import usual_names
from reports.margin.anchors import Anchors, Spot, W, spot_of
from reports.margin.notes import Notes
from reports.word.markup import escape

AUTHOR, INITIALS = "Golden Thread", "GT"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_W_NS = W.strip("{}")
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass(slots=True)
class _Package:
    """The parts that change; ``main`` is the name of the document's own part."""

    files: zipfile.ZipFile
    main: str
    changed: dict[str, bytes]

    @property
    def rels(self) -> str:
        """The name of the part that holds the document's relationships."""
        folder, name = posixpath.split(self.main)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def tree(self, name: str) -> etree._Element:
        """A part as a tree."""
        return etree.fromstring(usual_names(self.files.read(name)), _PARSER)

    def put(self, name: str, root: etree._Element) -> None:
        """A part as it shall be."""
        self.changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def annotate_word(original: Path, document: Document, notes: Notes, path: Path, *, made: dt.datetime) -> int:
    """Write a copy of ``original`` with a comment for each note and a summary on its first words.

    How many notes are set (the summary not counted); fewer than given where words came from no run of the file.
    """
    with zipfile.ZipFile(original) as files:
        package = _Package(files, _main_part(files), {})
        root = package.tree(package.main)
        comments, name = _comments_part(package)
        number = 1 + max((int(c.get(W + "id", "0")) for c in comments), default=-1)
        style = _comment_style(files, package.main)
        anchors, told = Anchors(root), 0
        if (first := _first_words(root, document)) and anchors.mark(first, number):
            comments.append(_comment(number, notes.summary, made, style))
            number += 1
        for note in notes.each:
            spot = spot_of(document, note.span)
            if spot and anchors.mark(spot, number):
                comments.append(_comment(number, note.paragraphs, made, style))
                number, told = number + 1, told + 1
        package.put(package.main, root)
        package.put(name, comments)
        _write(package, path)
    return told


def _main_part(files: zipfile.ZipFile) -> str:
    rels = etree.fromstring(files.read("_rels/.rels"), _PARSER)
    targets = [r.get("Target", "") for r in rels if r.get("Type", "").endswith("/officeDocument")]
    return targets[0].lstrip("/") if targets else "word/document.xml"


def _first_words(root: etree._Element, document: Document) -> Spot | None:
    """The first words of the body that a reader sees."""
    for block in document.body:
        if block.origins:
            first = block.origins[0]
            return Spot(first.node, first.offset, first.node, first.offset + first.end - first.start)
    return None


def _comments_part(package: _Package) -> tuple[etree._Element, str]:
    """The comments that the draft has, or a new part for them, tied to the document."""
    rels_there = package.rels in package.files.namelist()
    rels = package.tree(package.rels) if rels_there else etree.fromstring(f'<Relationships xmlns="{_RELS}"/>', _PARSER)
    folder = posixpath.dirname(package.main)
    for rel in rels:
        if rel.get("Type", "").endswith("/relationships/comments"):
            target = rel.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            return package.tree(name), name
    name = posixpath.join(folder, "comments.xml")
    taken = {r.get("Id") for r in rels}
    key = next(f"rIdGT{i}" for i in range(1, len(taken) + 2) if f"rIdGT{i}" not in taken)
    etree.SubElement(rels, f"{{{_RELS}}}Relationship", {"Id": key, "Type": _KIND, "Target": "comments.xml"})
    package.put(package.rels, rels)
    types = package.tree("[Content_Types].xml")
    etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": _CONTENT})
    package.put("[Content_Types].xml", types)
    return etree.Element(W + "comments", nsmap={"w": _W_NS}), name


def _comment_style(files: zipfile.ZipFile, main: str) -> str:
    """The id of the draft's own style for comments, "" where it has none: ids differ by language."""
    name = posixpath.join(posixpath.dirname(main), "styles.xml")
    if name not in files.namelist():
        return ""
    styles = etree.fromstring(files.read(name), _PARSER)
    for style in styles.iter(W + "style"):
        named = style.find(W + "name")
        if named is not None and named.get(W + "val") == "annotation text":
            return style.get(W + "styleId", "")
    return ""


def _comment(number: int, paragraphs: Sequence[str], made: dt.datetime, style: str) -> etree._Element:
    """A comment; the first paragraph is its title, in bold."""
    properties = f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>' if style else ""
    size = "" if style else '<w:sz w:val="20"/>'
    parts = []
    for position, text in enumerate(paragraphs):
        look = f"{'<w:b/>' if position == 0 else ''}{size}"
        mark = "<w:r><w:annotationRef/></w:r>" if position == 0 else ""
        words = re.sub(r"\s+", " ", text)
        run = f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
        parts.append(f"<w:p>{properties}{mark}{run}</w:p>")
    markup = (
        f'<w:comment xmlns:w="{_W_NS}" w:id="{number}" w:author="{AUTHOR}" w:date="{made:%Y-%m-%dT%H:%M:%SZ}" '
        f'w:initials="{INITIALS}">{"".join(parts)}</w:comment>'
    )
    return etree.fromstring(markup, _PARSER)


def _write(package: _Package, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as made:
        for info in package.files.infolist():
            data = package.changed.pop(info.filename, b"") or package.files.read(info.filename)
            made.writestr(info, usual_names(data) if info.filename.endswith((".xml", ".rels")) else data)
        for name, data in package.changed.items():
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
