"""What is left unresolved in a Word file: tracked changes and comments, each with author, time and place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from lxml import etree

from extractors.document import Change, Comment
from extractors.readers.word.paragraphs import MC, W14
from extractors.readers.word.styles import W

_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_KINDS = {W + "ins": "insertion", W + "del": "deletion", W + "moveTo": "move", W + "rPrChange": "formatting"}
_OUT = {W + "del", W + "moveFrom"}
_WITHIN = {W + "ins", W + "del", W + "moveTo", W + "moveFrom"}


def changes(root: etree._Element, blocks: Mapping[etree._Element, int]) -> Iterator[Change]:
    """The tracked changes of one part, in its order; a move is told once, where it went. A paragraph's own mark,
    a row or a table's shape without words counts with the words that were changed with it.

    ``blocks`` gives the block that each paragraph became.
    """
    for element in root.iter(*_KINDS):
        if any(a.tag == MC + "Fallback" for a in element.iterancestors()):
            continue  # a text box, told a second time
        kind = _KINDS[element.tag]
        text = _formatted(element) if kind == "formatting" else _changed(element)
        if text.strip():
            yield Change(kind, element.get(W + "author", ""), _when(element), text, _block(element, blocks))


def _changed(element: etree._Element) -> str:
    """The words that a change put in or took out, without what another change inside it took out again."""
    if element.tag == W + "del":
        return "".join(t.text or "" for t in element.iter(W + "delText"))
    return "".join(t.text or "" for t in element.iter(W + "t") if not any(a.tag in _OUT for a in t.iterancestors()))


def _formatted(element: etree._Element) -> str:
    """The words whose look alone was changed; none where the run itself is new or gone."""
    run = next((a for a in element.iterancestors(W + "r")), None)
    if run is None or any(a.tag in _WITHIN for a in run.iterancestors()):
        return ""
    return "".join(t.text or "" for t in run.iter(W + "t"))


def comments(
    root: etree._Element | None,
    extended: etree._Element | None,
    body: etree._Element,
    blocks: Mapping[etree._Element, int],
) -> Iterator[Comment]:
    """The comments that nobody has marked as done, each at the block that it is anchored in."""
    done = {
        one.get(_W15 + "paraId")
        for one in (extended.iter(_W15 + "commentEx") if extended is not None else ())
        if one.get(_W15 + "done") in ("1", "true")
    }
    anchors = {a.get(W + "id"): a for a in body.iter(W + "commentReference", W + "commentRangeStart")}
    for comment in root if root is not None else ():
        paragraphs = list(comment.iter(W + "p"))
        if paragraphs and paragraphs[-1].get(W14 + "paraId") in done:
            continue
        text = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in paragraphs).strip()
        anchor = anchors.get(comment.get(W + "id"))
        block = _block(anchor, blocks) if anchor is not None else None
        yield Comment(comment.get(W + "author", ""), _when(comment), text, block)


def _block(element: etree._Element, blocks: Mapping[etree._Element, int]) -> int | None:
    return next((blocks[p] for p in element.iterancestors(W + "p") if p in blocks), None)


def _when(element: etree._Element) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(element.get(W + "date", "").replace("Z", "+00:00"))
    except ValueError:
        return None
