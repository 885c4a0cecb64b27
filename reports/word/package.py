"""A Word file as a package: the body among the parts that every file of ours shares.

A4, British English, title and author set, page numbers in the foot, and custom properties, which are how a form
remembers its draft answers (they outlive a change of program, as comments and hidden text do not).
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reports.word.markup import TWIPS, escape, run

AUTHOR = "Golden Thread"
_HERE = Path(__file__).parent
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMESPACES = (
    f'{_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SIZES = (
    '<w:sz w:val="21"/><w:szCs w:val="21"/>',
    '<w:sz w:val="19"/><w:szCs w:val="19"/>',
)  # of letters, in half points
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself. ``made`` is in UTC; ``foot`` stands at the foot of every page."""

    title: str
    made: dt.datetime
    foot: str = ""
    subject: str = ""
    landscape: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)


def write_word(path: Path, body: str, about: About) -> None:
    """Write a Word file of block markup. The same body and ``about`` give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as package:
        for name, text in _parts(body, about).items():
            package.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)


def _parts(body: str, about: About) -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("officeDocument", "word/document.xml", _OFFICE),
            ("metadata/core-properties", "docProps/core.xml", _PACKAGE),
            ("extended-properties", "docProps/app.xml", _OFFICE),
            ("custom-properties", "docProps/custom.xml", _OFFICE),
        ),
        "docProps/core.xml": _core(about),
        "docProps/app.xml": f'{_XML}<Properties xmlns="{_OFFICE}/extended-properties"><Application>{AUTHOR}</Application></Properties>',
        "docProps/custom.xml": _custom(about.properties),
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml", _OFFICE),
            ("settings", "settings.xml", _OFFICE),
            ("numbering", "numbering.xml", _OFFICE),
            ("footer", "footer.xml", _OFFICE),
        ),
        "word/styles.xml": _styles(landscape=about.landscape),
        "word/settings.xml": _shared("settings.xml"),
        "word/numbering.xml": _shared("numbering.xml"),
        "word/footer.xml": _footer(about),
        "word/document.xml": f"{_XML}<w:document {_NAMESPACES}><w:body>{body}{_page(landscape=about.landscape)}</w:body></w:document>",
    }


@cache
def _shared(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _styles(*, landscape: bool) -> str:
    styles = _shared("styles.xml")
    return styles.replace(*_SIZES, 1) if landscape else styles


def _page(*, landscape: bool) -> str:
    # A form is a wide table with much to read: narrow edges, and letters a size smaller than a paper's.
    long, short, margin, feet = (round(c * TWIPS) for c in (29.7, 21.0, 1.5 if landscape else 1.8, 0.8))
    size = f'w:w="{long}" w:h="{short}" w:orient="landscape"' if landscape else f'w:w="{short}" w:h="{long}"'
    edges = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz {size}/>'
        f'<w:pgMar {edges} w:header="{feet}" w:footer="{feet}" w:gutter="0"/></w:sectPr>'
    )


def _footer(about: About) -> str:
    def number(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    line = run(f"{about.foot or about.title}    Page ") + number("PAGE") + run(" of ") + number("NUMPAGES")
    return f'{_XML}<w:ftr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{line}</w:p></w:ftr>'


def _core(about: About) -> str:
    made = f"{about.made.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(about.title)}</dc:title><dc:subject>{escape(about.subject)}</dc:subject>"
        f"<dc:creator>{AUTHOR}</dc:creator><cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _custom(properties: Mapping[str, str]) -> str:
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{i}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for i, (name, value) in enumerate(properties.items(), 2)
    )
    return f'{_XML}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{entries}</Properties>'


def _relationships(*given: tuple[str, str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{i}" Type="{base}/relationships/{kind}" Target="{target}"/>'
        for i, (kind, target, base) in enumerate(given, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_WORD_PART}.document.main+xml",
        "/word/styles.xml": f"{_WORD_PART}.styles+xml",
        "/word/settings.xml": f"{_WORD_PART}.settings+xml",
        "/word/numbering.xml": f"{_WORD_PART}.numbering+xml",
        "/word/footer.xml": f"{_WORD_PART}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
