"""A second reader of Word files, written apart from the program's and in another way, to hold it against."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree

_LEFT_OUT = """
    ancestor::w:del or ancestor::w:moveFrom or ancestor::mc:Fallback[parent::mc:AlternateContent/mc:Choice]
    or ancestor::w:tr[w:trPr/w:del] or ancestor::w:tc[w:tcPr/w:cellDel] or ancestor::w:sdt[w:sdtPr/w:showingPlcHdr]
    or ancestor::w:rt
    or ancestor::w:r/w:rPr/*[self::w:vanish or self::w:strike or self::w:dstrike]
        [not(@w:val) or @w:val = '1' or @w:val = 'true' or @w:val = 'on']
"""
_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}


def accepted_words(path: Path) -> list[str]:
    """The words of the main part, as they stand now, in the order of the file; spaces alone part them. Styles that
    hide or strike are not resolved here.
    """
    with zipfile.ZipFile(path) as opened:
        root = etree.fromstring(opened.read("word/document.xml"))
    told = root.xpath(
        f"//w:t[not({_LEFT_OUT})] | //w:tab[parent::w:r] | //w:br[not({_LEFT_OUT})] | //w:p | //w:cr", namespaces=_NAMES
    )
    text = "".join(e.text or "" if etree.QName(e).localname == "t" else " " for e in told)
    return re.sub(r"[\u00ad\ufeff]", "", text).split()


def letters(words: list[str]) -> str:
    """All letters and figures, without what lies between them."""
    return "".join(c for word in words for c in word if c.isalnum())
