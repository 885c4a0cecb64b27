"""The rows of a filled-in Word form: the words of each cell, those of its controls apart.

Read from the file itself and not through ``extractors``, which leaves out a control's unanswered prompt and joins
what people write to what the form had printed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from extractors.errors import GoldenThreadError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_MOST = 50_000_000  # bytes that a part may declare
_GONE = frozenset({W + "del", W + "moveFrom", W + "sdtPr", W + "rPr", W + "pPr"})


class FormReadError(GoldenThreadError):
    """A file that cannot be read as a filled-in form."""


@dataclass(slots=True)
class FormCell:
    """One cell: ``controls`` by tag, each with its words ("" where it still shows its prompt); ``loose`` the rest."""

    loose: str = ""
    controls: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All words of the cell."""
        return " ".join([*self.controls.values(), self.loose]).strip()


@dataclass(frozen=True, slots=True)
class WordForm:
    """A Word file as rows of cells, with the headings that stand before them, and what the file remembers."""

    rows: tuple[tuple[FormCell, ...], ...]
    properties: dict[str, str]


def read_tables(path: Path) -> WordForm:
    """Every table row of a Word file. Raises ``FormReadError`` with a plain sentence."""
    try:
        with zipfile.ZipFile(path) as package:
            body = _part(package, "word/document.xml", path)
            named = "docProps/custom.xml"
            custom = _part(package, named, path) if named in package.namelist() else None
    except FileNotFoundError as error:
        raise FormReadError("form.not_found", f"There is no file at {path}.") from error
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, IsADirectoryError) as error:
        raise FormReadError(
            "form.not_word",
            f"{path.name} is not a Word document (.docx). Save the filled-in form as .docx and try again.",
        ) from error
    rows = tuple(tuple(_cell(c) for c in row.iterfind(f".//{W}tc") if _own(c, row)) for row in body.iter(W + "tr"))
    return WordForm(rows, _properties(custom))


def _part(package: zipfile.ZipFile, name: str, path: Path) -> etree._Element:
    if package.getinfo(name).file_size > _MOST:
        raise FormReadError("form.too_large", f"{path.name} is too large to be a form.")
    return etree.fromstring(package.read(name), _PARSER)


def _own(cell: etree._Element, row: etree._Element) -> bool:
    return next(cell.iterancestors(W + "tr")) is row


def _properties(custom: etree._Element | None) -> dict[str, str]:
    if custom is None:
        return {}
    return {p.get("name", ""): p.findtext(_VT + "lpwstr", "") for p in custom}


def _cell(element: etree._Element) -> FormCell:
    cell = FormCell()
    loose = list(_words(element, cell, ""))
    cell.loose = "".join(loose).strip()
    return cell


def _words(element: etree._Element, cell: FormCell, tag: str) -> Iterator[str]:
    """The words of an element outside any tagged control; those inside one go to the cell's controls."""
    for child in element:
        if child.tag in _GONE or _struck(child):
            continue
        if child.tag == W + "sdt":
            yield from _control(child, cell, tag)
        elif child.tag == W + "t":
            yield child.text or ""
        elif child.tag in (W + "br", W + "cr", W + "tab"):
            yield "\n" if child.tag != W + "tab" else "\t"
        elif child.tag == W + "sym":
            yield _symbol(child)
        else:
            yield from _words(child, cell, tag)
            if child.tag == W + "p":
                yield "\n"


def _control(control: etree._Element, cell: FormCell, outer: str) -> Iterator[str]:
    properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
    named = properties.find(W + "tag") if properties is not None else None
    tag = (named.get(W + "val") or "") if named is not None else ""
    if content is None:
        return
    if properties is not None and properties.find(W + "showingPlcHdr") is not None:
        if tag:
            cell.controls.setdefault(tag, "")
        return
    words = _words(content, cell, tag or outer)
    if not tag:
        yield from words
        return
    said = "".join(words).strip()
    cell.controls[tag] = " ".join(x for x in (cell.controls.get(tag, ""), said) if x)


def _struck(element: etree._Element) -> bool:
    """Whether a run is struck through: crossed out is not said."""
    if element.tag != W + "r":
        return False
    found = (element.find(f"{W}rPr/{W}{name}") for name in ("strike", "dstrike"))
    return any(f is not None and f.get(W + "val") not in ("0", "false") for f in found)


def _symbol(element: etree._Element) -> str:
    ticked = {"F0FE": "☒", "F0FD": "☒", "F052": "☒", "F0FC": "✓", "F050": "✓", "F0A8": "☐", "F06F": "☐", "F0A3": "☐"}
    return ticked.get(element.get(W + "char", "").upper(), "•")
