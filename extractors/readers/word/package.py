"""A Word package's parts, whichever of the standard's two dialects they are written in.

"Strict Open XML", which Word and LibreOffice can save, names everything otherwise (ISO/IEC 29500-1) than the
"transitional" dialect that all else is written in (29500-4). Its names are put into the usual ones before reading.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.part import Part
from docx.package import Package
from lxml import etree

_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = b"http://schemas.openxmlformats.org/"
_NAMES = tuple(
    (_STRICT + kind + b"/" + name, _USUAL + kind + b"/2006/" + name)
    for kind, name in (
        (b"wordprocessingml", b"main"),
        (b"officeDocument", b"relationships"),
        (b"officeDocument", b"math"),
        (b"officeDocument", b"customXml"),
        (b"drawingml", b"main"),
        (b"drawingml", b"wordprocessingDrawing"),
        (b"drawingml", b"picture"),
        (b"drawingml", b"chart"),
        (b"drawingml", b"diagram"),
    )
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def usual_names(data: bytes) -> bytes:
    """A part's XML in the usual dialect: itself, unless it is strict."""
    if _STRICT not in data:
        return data
    for strict, usual in _NAMES:
        data = data.replace(strict, usual)
    return data


def main_part(package: Package) -> Part:
    """The part that holds the document. Raises ``KeyError`` where there is none."""
    for relation in package.rels.values():
        if relation.reltype.endswith("/officeDocument") and not relation.is_external:
            part: Part = relation.target_part
            return part
    raise KeyError("officeDocument")


def root_of(part: Part | None) -> etree._Element | None:
    """A part's tree in the usual dialect, or None where there is no part."""
    if part is None:
        return None
    element: etree._Element | None = getattr(part, "element", None)
    if element is None:
        return etree.fromstring(usual_names(part.blob), _PARSER)
    if any(name.startswith(_STRICT.decode()) for name in element.nsmap.values()):
        return etree.fromstring(usual_names(etree.tostring(element)), _PARSER)
    return element


def parts_of(main: Part) -> dict[str, Part]:
    """The parts that a document uses, by the last word of what they are to it ("styles", "footnotes")."""
    return {r.reltype.rsplit("/", 1)[-1]: r.target_part for r in main.rels.values() if not r.is_external}


def headers_and_footers(main: Part) -> Iterator[tuple[str, etree._Element]]:
    """Each header and each footer of a document once, as "header" or "footer" and its tree."""
    for kind in ("header", "footer"):
        parts = dict.fromkeys(r.target_part for r in main.rels.values() if r.reltype.endswith("/" + kind))
        for part in parts:
            root = root_of(part)
            if root is not None:
                yield kind, root
