"""A plain start for a Word file that is built with python-docx, as an anonymous copy of a document is.

The forms themselves are written from templates (``reports.word``), which is ten times as fast.
"""

from __future__ import annotations

import datetime as dt

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT = "Arial"


def new_document(title: str, *, landscape: bool = False) -> WordDocument:
    """An A4 document in British English with its properties set."""
    document = docx.Document()
    for key, related in list(document.part.rels.items()):
        if related.reltype.endswith(
            "/stylesWithEffects"
        ):  # Word 2010's copy of the styles: it would not be what ours are
            del document.part.rels[key]
    section = document.sections[0]
    width, height = Cm(21.0), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    properties = normal.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    properties.append(language)
    core = document.core_properties
    core.title, core.author, core.language = title, "Golden Thread", "en-GB"
    core.created = core.modified = dt.datetime.now(tz=dt.UTC).replace(tzinfo=None, microsecond=0)
    core.comments = ""
    return document
