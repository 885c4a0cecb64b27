"""WordprocessingML as strings: runs, paragraphs, tables. Elements stand in the order that the schema asks.

Strings rather than an element tree, because a form has a thousand cells and is written for every case. Every
text goes through ``escape``, which also drops what XML cannot hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ASK_FILL, HEAD_FILL, GOOD_FILL = "FFF2CC", "DCE6F1", "E2EFDA"
TWIPS = 1440 / 2.54  # in a centimetre
_FORBIDDEN = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ESCAPED = re.compile(r'[&<>"]')


def escape(text: str) -> str:
    """Text for an element or an attribute."""
    return _ESCAPED.sub(lambda m: _ESCAPES[m[0]], _FORBIDDEN.sub("", text))


def run(text: str, *, bold: bool = False, italic: bool = False, colour: str = "", small: bool = False) -> str:
    """Words in one format; line breaks kept."""
    properties = "".join(
        (
            "<w:b/>" if bold else "",
            "<w:i/>" if italic else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            '<w:sz w:val="18"/>' if small else "",
        )
    )
    lines = escape(text).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' if line else "" for line in lines)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{words}</w:r>"


def paragraph(content: str = "", *, style: str = "", keep_next: bool = False) -> str:
    """A paragraph of runs and controls."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:keepNext/>" if keep_next else "")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def words(text: str, *, style: str = "", bold: bool = False, keep_next: bool = False) -> str:
    """A paragraph of plain words."""
    return paragraph(run(text, bold=bold), style=style, keep_next=keep_next)


def bullet(text: str) -> str:
    """An item of a list."""
    return words(text, style="ListBullet")


def heading(text: str, level: int = 1, *, mark: str = "", number: int = 0) -> str:
    """A heading that the navigation pane and a screen reader find; ``mark`` names it as a target of links."""
    content = run(text)
    if mark:
        content = f'<w:bookmarkStart w:id="{number}" w:name="{mark}"/>{content}<w:bookmarkEnd w:id="{number}"/>'
    return paragraph(content, style=f"Heading{level}" if level else "Title")


def link(text: str, mark: str) -> str:
    """A link to a heading of the same document."""
    return f'<w:hyperlink w:anchor="{mark}" w:history="1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:hyperlink>'


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs as markup, its ground, the columns it spans."""

    content: str
    fill: str = ""
    span: int = 1


def cell(text: str, *, bold: bool = False, fill: str = "") -> Cell:
    """A cell of plain words."""
    return Cell(words(text, bold=bold), fill)


def row(cells: Iterable[Cell | str], widths: Sequence[float], *, head: bool = False, fill: str = "") -> str:
    """A table row that no page's end cuts in two. ``head`` repeats it on each page and tells screen readers."""
    parts, column = [], 0
    for given in cells:
        made = given if isinstance(given, Cell) else cell(given, bold=head)
        ground = made.fill or fill or (HEAD_FILL if head else "")
        width = round(sum(widths[column : column + made.span]) * TWIPS)
        column += made.span
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{made.span}"/>' if made.span > 1 else "")
            + (f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else "")
            + f"</w:tcPr>{made.content}</w:tc>"
        )
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(parts)}</w:tr>"


def title_row(text: str, widths: Sequence[float], *, more: str = "") -> str:
    """A row of one cell over the whole width, in bold, kept with what follows; ``more`` are further paragraphs."""
    return row([Cell(words(text, bold=True, keep_next=True) + more, span=len(widths))], widths)


def table(heads: Sequence[str], rows: Iterable[str], widths: Sequence[float], *, title: str) -> str:
    """A ruled table with a head row; widths in centimetres, ``title`` is what a screen reader announces."""
    grid = "".join(f'<w:gridCol w:w="{round(w * TWIPS)}"/>' for w in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{round(sum(widths) * TWIPS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        + row(heads, widths, head=True)
        + "".join(rows)
        + "</w:tbl>"
        + paragraph(style="AfterTable")
    )
