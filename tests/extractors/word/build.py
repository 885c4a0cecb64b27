"""Tiny Word files written from XML, part by part."""

from __future__ import annotations

import zipfile
from pathlib import Path

from extractors.document import Document
from extractors.readers.word import read_word

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "document": "document", "styles": "styles", "numbering": "numbering", "comments": "comments",
    "footnotes": "footnotes", "header": "hdr", "footer": "ftr",
}  # fmt: skip
BY = 'w:id="1" w:author="Ruth Amadi" w:date="2026-10-01T09:30:00Z"'


def run(text: str, properties: str = "") -> str:
    """A run of words, with run properties as XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph: plain words, or XML as it stands."""
    told = "".join(x if x.startswith("<") else run(x) for x in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{told}</w:p>"


def cell(*inside: str, properties: str = "") -> str:
    """A table cell of paragraphs."""
    told = "".join(x if x.startswith("<") else paragraph(x) for x in inside) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{told}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row."""
    told = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{told}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def control(inside: str, properties: str = "") -> str:
    """A content control round whatever it holds."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def box(*paragraphs: str) -> str:
    """A run with a text box, told twice as Word writes it."""
    inside = f"<w:txbxContent>{''.join(paragraph(p) for p in paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def write(folder: Path, *body: str, extended: str = "", **parts: str) -> Path:
    """A file with this body and these other parts (styles, numbering, comments, footnotes, header, footer)."""
    parts = {"document": f"<w:body>{''.join(body)}<w:sectPr/></w:body>", **parts}
    path = folder / "plan.docx"
    types, links = [], []
    with zipfile.ZipFile(path, "w") as made:
        for number, (name, inside) in enumerate(parts.items()):
            root = _ROOTS[name]
            made.writestr(f"word/{name}.xml", f"<w:{root} {_SPACES}>{inside}</w:{root}>")
            kind = "document.main" if name == "document" else name
            types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>')
            if name != "document":
                links.append(f'<Relationship Id="r{number}" Type="{_REL}/{name}" Target="{name}.xml"/>')
        if extended:
            made.writestr("word/commentsExtended.xml", f"<w15:commentsEx {_SPACES}>{extended}</w15:commentsEx>")
            types.append(
                f'<Override PartName="/word/commentsExtended.xml" ContentType="{_TYPE}.commentsExtended+xml"/>'
            )
            more = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
            links.append(f'<Relationship Id="x1" Type="{more}" Target="commentsExtended.xml"/>')
        made.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>' + "".join(types) + "</Types>",
        )
        packed = "http://schemas.openxmlformats.org/package/2006/relationships"
        made.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packed}"><Relationship Id="r1" Type="{_REL}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        made.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{packed}">{"".join(links)}</Relationships>'
        )
    return path


def read_back(folder: Path, *body: str, extended: str = "", **parts: str) -> Document:
    """The file as the program reads it."""
    return read_word(write(folder, *body, extended=extended, **parts), file="plan.docx", sha256="0" * 64)


def swap(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Put other bytes for some of a part's."""
    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    held[part] = held[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in held.items():
            package.writestr(name, data)
