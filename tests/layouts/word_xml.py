"""What python-docx cannot write: content controls, text boxes, tracked changes, struck and hidden words."""

from __future__ import annotations

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

_AUTHOR = {"author": "P. Writer", "date": "2026-10-01T09:00:00Z"}


def controlled(paragraph: Paragraph) -> None:
    """Put a whole paragraph into a content control of its own."""
    control = OxmlElement("w:sdt")
    control.append(OxmlElement("w:sdtPr"))
    inside = OxmlElement("w:sdtContent")
    control.append(inside)
    paragraph._p.addprevious(control)
    inside.append(paragraph._p)


def prompted(paragraph: Paragraph, prompt: str) -> None:
    """Put an unanswered control with its prompt at the end of a paragraph."""
    paragraph._p.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"<w:r><w:t>{prompt}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )


def tracked(paragraph: Paragraph, text: str, tag: str) -> None:
    """Add words as a tracked insertion (``ins``) or deletion (``del``)."""
    kind = "delText" if tag == "del" else "t"
    paragraph._p.append(
        parse_xml(
            f'<w:{tag} {nsdecls("w")} w:id="9" w:author="{_AUTHOR["author"]}" w:date="{_AUTHOR["date"]}"><w:r>'
            f'<w:{kind} xml:space="preserve">{_escaped(text)}</w:{kind}></w:r></w:{tag}>'
        )
    )


def boxed(paragraph: Paragraph, lines: list[str]) -> None:
    """Anchor a text box to a paragraph, as Word writes it: once to choose, once to fall back on."""
    inside = "".join(f'<w:p><w:r><w:t xml:space="preserve">{_escaped(line)}</w:t></w:r></w:p>' for line in lines)
    box = f"<w:txbxContent>{inside}</w:txbxContent>"
    wide, high = 5_400_000, 330_000 * len(lines) + 330_000  # EMU
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    shape = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    )
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {spaces}><mc:AlternateContent>"
            f'<mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="7" name="Box"/>{shape}</wp:inline></w:drawing></mc:Choice>'
            f'<mc:Fallback><w:pict><v:shape style="width:425pt;height:52pt"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
            f"</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def grey(paragraph: Paragraph) -> None:
    """Print a paragraph's runs in grey."""
    for run in paragraph.runs:
        colour = OxmlElement("w:color")
        colour.set(qn("w:val"), "808080")
        run._r.get_or_add_rPr().append(colour)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
