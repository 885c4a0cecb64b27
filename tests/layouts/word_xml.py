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
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {spaces}><mc:AlternateContent>"
            f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
            f"</mc:AlternateContent></w:r>"
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
