"""What Word asks of a .docx, checked: parts and their types, relationships, ids, and elements in the schema's order.

The order is that of ISO/IEC 29500-4 (transitional), as far as our writers and the annotator go. Word refuses or
repairs a file that breaks it, while LibreOffice and python-docx open it without a word.
"""

import io
import posixpath
import re
import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex appearance KIND",
    "sectPr": "HEADS footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "tc": "tcPr BLOCKS",
    "tr": "tblPrEx trPr CELLS",
    "tbl": "tblPr tblGrid ROWS",
    "comment": "BLOCKS",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
}  # fmt: skip
RUN = "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath".split()
KINDS = frozenset(
    "equation comboBox date docPartObj docPartList dropDownList picture richText text citation group bibliography checkbox".split()
)
RANGES = frozenset(
    "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd proofErr permStart permEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd".split()
)
BLOCKS = frozenset("p tbl sdt customXml altChunk ins del moveFrom moveTo".split()) | RANGES
INLINE = (
    frozenset(
        "pPr r hyperlink sdt fldSimple smartTag ins del moveFrom moveTo customXml dir bdo subDoc oMath oMathPara".split()
    )
    | RANGES
)


def problems(source: Path | bytes) -> list[str]:
    """Everything that Word would object to."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        if len(names) != len(package.namelist()):
            found.append("a part stands twice in the package")
        trees = {n: etree.fromstring(package.read(n)) for n in names if n.endswith((".xml", ".rels"))}
    found += _types(trees, names) + _relationships(trees, names)
    main = next(r.get("Target") for r in trees["_rels/.rels"] if r.get("Type", "").endswith("/officeDocument")).lstrip(
        "/"
    )
    styles = {s.get(W + "styleId") for n, t in trees.items() if n.endswith("styles.xml") for s in t.iter(W + "style")}
    for name, tree in trees.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            for element in tree.iter(etree.Element):
                found += _element(element, styles)
    return found + _ids(trees[main]) + _comments(trees, main)


def _types(trees, names) -> list[str]:
    defaults = {d.get("Extension", "").lower() for d in trees["[Content_Types].xml"] if d.tag.endswith("}Default")}
    overrides = [o.get("PartName", "").lstrip("/") for o in trees["[Content_Types].xml"] if o.tag.endswith("}Override")]
    found = [f"no content type for {n}" for n in names if n not in overrides and n.rsplit(".")[-1].lower() not in defaults and n != "[Content_Types].xml"]  # fmt: skip
    found += [f"content type for a part that is not there: {o}" for o in overrides if o not in names]
    return found + [f"two content types for {o}" for o in set(overrides) if overrides.count(o) > 1]


def _relationships(trees, names) -> list[str]:
    found = []
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        base = posixpath.dirname(posixpath.dirname(name))
        ids = [r.get("Id") for r in tree]
        found += [f"relationship {i} stands twice in {name}" for i in set(ids) if ids.count(i) > 1]
        for r in tree:
            target = r.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
            if r.get("TargetMode") != "External" and path not in names:
                found.append(f"{name} points to {target}, which is not there")
        part = posixpath.join(base, posixpath.basename(name).removesuffix(".rels"))
        if part in trees:
            used = {
                v for e in trees[part].iter(etree.Element) for k, v in e.attrib.items() if k in (R + "id", R + "embed")
            }
            found += [f"{part} uses relationship {i}, which is not there" for i in used - set(ids)]
    return found


def _element(element, styles) -> list[str]:
    local = etree.QName(element).localname
    children = [etree.QName(c).localname for c in element if isinstance(c.tag, str)]
    found = []
    if element.tag == W + "rPr" and etree.QName(element.getparent()).localname != "rPrChange":
        known = [c for c in children if c in RUN]
        if known != sorted(known, key=RUN.index):
            found.append(f"run properties out of order: {children}")
    elif local in ORDERS and element.tag.startswith(W):
        order = ORDERS[local].split()
        ranks = [_rank(c, order) for c in children]
        if None in ranks:
            found.append(f"{local} may not hold {[c for c, r in zip(children, ranks, strict=True) if r is None]}")
        elif ranks != sorted(ranks):
            found.append(f"{local} out of order: {children}")
        single = {"pPr", "tblPr", "tcPr", "sdtPr"} & {local}
        if single and len(set(children)) != len(children):
            found.append(f"{local} holds an element twice: {children}")
    elif element.tag == W + "p":
        wrong = [c for c in children if c not in INLINE]
        if wrong or ("pPr" in children[1:]):
            found.append(f"a paragraph may not hold {wrong or 'pPr after its words'}")
    if element.tag == W + "tc" and (not children or children[-1] not in ("p", *RANGES)):
        found.append("a cell must end in a paragraph")
    if element.tag in (W + "pStyle", W + "rStyle", W + "tblStyle") and element.get(W + "val") not in styles:
        found.append(f"style {element.get(W + 'val')} is not defined")
    if element.tag in (W + "tag", W + "alias") and len(element.get(W + "val", "")) > 64:
        found.append(f"a control's name has more than 64 characters: {element.get(W + 'val')}")
    if (
        element.tag == W + "t"
        and re.search(r"^\s|\s$", element.text or "")
        and not element.get("{http://www.w3.org/XML/1998/namespace}space")
    ):
        found.append(f"outer spaces will be lost: {element.text!r}")
    return found


def _rank(child: str, order: list[str]) -> int | None:
    if child in order:
        return order.index(child)
    for group, members in (
        ("KIND", KINDS),
        ("HEADS", {"headerReference", "footerReference"}),
        ("BLOCKS", BLOCKS),
        ("CELLS", {"tc", "sdt", "customXml"} | RANGES),
        ("ROWS", {"tr", "sdt", "customXml"} | RANGES),
    ):
        if group in order and child in members:
            return order.index(group)
    return None


def _ids(main) -> list[str]:
    found = []
    for what, path in (("content controls", f".//{W}sdtPr/{W}id"), ("bookmarks", f".//{W}bookmarkStart")):
        attribute = W + ("val" if what == "content controls" else "id")
        ids = [e.get(attribute) for e in main.iterfind(path)]
        if len(set(ids)) != len(ids):
            found.append(f"two {what} share an id")
    started, ended = ([e.get(W + "id") for e in main.iter(W + n)] for n in ("bookmarkStart", "bookmarkEnd"))
    if sorted(started) != sorted(ended):
        found.append("a bookmark begins or ends alone")
    marks = {e.get(W + "name") for e in main.iter(W + "bookmarkStart")}
    anchors = {e.get(W + "anchor") for e in main.iter(W + "hyperlink") if e.get(W + "anchor")}
    return found + [f"a link goes to {a}, which is not there" for a in anchors - marks if not a.startswith("_")]


def _comments(trees, main: str) -> list[str]:
    part = next((t for n, t in trees.items() if n.endswith("/comments.xml")), None)
    ids = [c.get(W + "id") for c in part] if part is not None else []
    found = ["two comments share an id"] if len(set(ids)) != len(ids) else []
    order = [(etree.QName(e).localname, e.get(W + "id")) for e in trees[main].iter(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")]  # fmt: skip
    for i in ids:
        own = [name for name, of in order if of == i]
        if own not in (["commentRangeStart", "commentRangeEnd", "commentReference"], ["commentReference"]):
            found.append(f"comment {i} is anchored by {own}")
    return found + [f"comment {i} is not in the comments" for _, i in order if i not in ids]
