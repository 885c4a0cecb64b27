"""A Word document anonymised in place: its words, and everything else in the package that may tell who it is about.

Text is replaced paragraph by paragraph across runs, so that a name split over three runs is one name. Pictures,
embedded files, properties, custom data and people lists are taken out: what is not known to be harmless is left
behind. Layout, tables, headers, notes, comments and tracked changes stay.
"""

from __future__ import annotations

import base64
import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from moderation.anonymise.choices import Pass, Passes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# A grey dot in place of every picture: a photograph, a letterhead, a signature.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCB9kXJJgAAAABJRU5ErkJggg==")
DOT_NAME = "word/media/removed.png"

WORDS_IN = ("document", "header", "footer", "footnotes", "endnotes", "comments")
PLAIN = ("styles", "numbering", "settings", "fontTable", "webSettings", "theme/theme")
DELETED = frozenset({"delText", "delInstrText"})
TEXT = frozenset({"t", "instrText"}) | DELETED
REMOVED = frozenset(
    {
        "dataBinding",
        "alias",
        "tag",
        "placeholder",
        "docVars",
        "mailMerge",
        "attachedTemplate",
        "object",
        "altChunk",
        "documentProtection",
        "writeProtection",
    }
)
TOLD = frozenset({"descr", "title", "tooltip", "displayText", "alt", "string", "summary", "value"})


def anonymise_word(data: bytes, replacer: Passes) -> bytes:
    """The document with its identities replaced. ``data`` is a Word package that a reader has accepted."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        kept = [name for name in given.namelist() if _is_kept(name)]
        dropped: dict[str, set[str]] = {}
        for name in kept:
            if name.endswith(".rels"):
                root, gone = _relations(given.read(name), name, set(kept))
                dropped[_owner(name)] = gone
                out.writestr(zipfile.ZipInfo(name), _xml(root), zipfile.ZIP_DEFLATED)
        for name in kept:
            if name == "[Content_Types].xml":
                types = _content_types(given.read(name), set(kept))
                out.writestr(zipfile.ZipInfo(name), _xml(types), zipfile.ZIP_DEFLATED)
            elif name.endswith(".xml"):
                root = _parse(given.read(name))
                _clean(root, dropped.get(name, set()))
                if name.removeprefix("word/").startswith(WORDS_IN):
                    for each in replacer.each:
                        _replace_text(root, each)
                _replace_attributes(root, replacer)
                out.writestr(zipfile.ZipInfo(name), _xml(root), zipfile.ZIP_DEFLATED)
        out.writestr(zipfile.ZipInfo(DOT_NAME), DOT)
    return made.getvalue()


def _is_kept(name: str) -> bool:
    if name in ("[Content_Types].xml", "_rels/.rels"):
        return True
    if name.startswith("word/_rels/"):
        return _is_kept("word/" + name.removeprefix("word/_rels/").removesuffix(".rels"))
    if not name.startswith("word/") or not name.endswith(".xml"):
        return False
    stem = name.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
    return stem in WORDS_IN or stem in PLAIN


def _owner(rels: str) -> str:
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relations(data: bytes, name: str, kept: set[str]) -> tuple[etree._Element, set[str]]:
    """The relations that may stay, and the ids of those that are gone."""
    root, gone = _parse(data), set()
    base = posixpath.dirname(_owner(name))
    for relation in list(root):
        kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
        if kind == "image":
            relation.set("Target", "/" + DOT_NAME)
            if "TargetMode" in relation.attrib:
                del relation.attrib["TargetMode"]
        elif relation.get("TargetMode") == "External":
            if kind == "hyperlink":
                relation.set("Target", "https://removed.invalid/")
            else:
                gone.add(relation.get("Id") or "")
                root.remove(relation)
        else:
            target = relation.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
            if path not in kept:
                gone.add(relation.get("Id") or "")
                root.remove(relation)
    return root, gone


def _content_types(data: bytes, kept: set[str]) -> etree._Element:
    root = _parse(data)
    for entry in list(root):
        if entry.tag == f"{TYPES}Override" and (entry.get("PartName") or "").lstrip("/") not in kept:
            root.remove(entry)
    if not any((entry.get("Extension") or "").lower() == "png" for entry in root):
        etree.SubElement(root, f"{TYPES}Default", Extension="png", ContentType="image/png")
    return root


def _clean(root: etree._Element, gone: set[str]) -> None:
    """Take out what may carry a name and no words that are judged."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            _remove(element)  # comments and processing instructions of the XML
            continue
        name = etree.QName(element).localname
        bookmark = name in ("bookmarkStart", "bookmarkEnd")
        refers = any(str(key).startswith(R) and value in gone for key, value in element.attrib.items())
        if name in REMOVED or bookmark:
            _remove(element)
        elif refers:
            _remove(next(_shells(element), element))
        for key in element.attrib:
            if etree.QName(key).localname in ("author", "userId", "providerId"):
                element.set(key, "Reviewer")
            elif etree.QName(key).localname == "initials":
                element.set(key, "R")


def _shells(element: etree._Element) -> Iterator[etree._Element]:
    """The drawing that an element belongs to, the outermost first."""
    shells = [a for a in element.iterancestors() if etree.QName(a).localname in ("drawing", "pict", "AlternateContent")]
    yield from reversed(shells)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:  # only ever white space in Word's XML, but nothing is lost
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _replace_text(root: etree._Element, replacer: Pass) -> None:
    paragraphs: dict[etree._Element, list[etree._Element]] = {}
    for element in root.iter():
        name = etree.QName(element).localname
        if name in TEXT or name in ("tab", "br", "cr"):
            paragraph = next((a for a in element.iterancestors() if etree.QName(a).localname == "p"), root)
            paragraphs.setdefault(paragraph, []).append(element)
    for nodes in paragraphs.values():
        deleted = [n for n in nodes if etree.QName(n).localname in DELETED]
        if deleted:
            # "Mrs Marsh" struck out right before "agrees" would read "Marshagrees": each stream by itself first.
            _replace_in([n for n in nodes if n not in deleted], replacer)
            _replace_in(deleted, replacer)
        _replace_in(nodes, replacer)


def _replace_in(nodes: list[etree._Element], replacer: Pass) -> None:
    """Replace in the text that these nodes make together; a tab or a break between them counts as a tab."""
    texts = [(n.text or "") if etree.QName(n).localname in TEXT else "\t" for n in nodes]
    for change in reversed(replacer.replacements("".join(texts))):
        at, put = 0, change.text
        for i, text in enumerate(texts):
            start, end = max(change.start - at, 0), min(change.end - at, len(text))
            at += len(text)
            if start < end and etree.QName(nodes[i]).localname in TEXT:
                texts[i] = text[:start] + put + text[end:]
                put = ""  # the first run takes the stand-in, the others lose their share of the name
    for node, text in zip(nodes, texts, strict=True):
        if etree.QName(node).localname in TEXT and node.text != text:
            node.text = text
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _replace_attributes(root: etree._Element, replacer: Passes) -> None:
    for element in root.iter():
        for key, value in element.attrib.items():
            name = etree.QName(key).localname
            owner = etree.QName(element).localname
            # A style may be called after the child whose plan it was made for.
            of_style = name == "val" and owner in ("name", "aliases")
            if name in TOLD or of_style or (name == "name" and owner in ("docPr", "cNvPr")):
                element.set(key, replacer.apply(str(value)))


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
