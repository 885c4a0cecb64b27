"""One Word paragraph as it stands now: its accepted words, where each came from, and how they look."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from extractors.document import Origin
from extractors.readers.word.styles import Look, Styles, W, run_look, value

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
GONE = frozenset({W + "del", W + "moveFrom"})
THROUGH = frozenset({W + n for n in ("ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "customXml", "dir", "bdo")})
TICKED = {"00FE": "☒", "00FD": "☒", "0052": "☒", "00FC": "✓", "0050": "✓", "00A8": "☐", "006F": "☐", "00A3": "☐"}
LABEL = 8  # words of a line that may be a label or a heading
_ENTRY = re.compile(r"^(?:[-–—•▪●◦*·‣o]\s|[•▪●◦·‣]|\(?\d{1,2}(?:\.\d{1,2})?[.)]\s|\(?[a-z]\)\s)")
_PROMPT = re.compile(r"[\W_]*(?:click|tap|choose|select|enter|insert|type|pick)\b|[\[<{]", re.IGNORECASE)
_CLEAN = str.maketrans(
    {
        **{chr(0xF000 + int(code, 16)): sign for code, sign in TICKED.items() if int(code, 16) > 0x7F},  # Wingdings
        **dict.fromkeys("\uf0b7\uf0a7\uf0d8", "•"),  # bullets of the Symbol and Wingdings fonts
        **dict.fromkeys("\u00a0\u2007\u202f", " "),
        **dict.fromkeys("\u00ad\ufeff", "\u200b"),
    }
)


@dataclass(slots=True)
class Piece:
    """Words of one ``w:t`` (node None: a tab, a break, a tick), with their resolved look."""

    text: str
    node: int | None
    look: Look


@dataclass(slots=True)
class Gathered:
    """What one paragraph holds: its pieces, what is hidden or struck through, its text boxes."""

    pieces: list[Piece] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    answered: bool = False
    coded: list[str] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)
    _code: list[Piece] = field(default_factory=list)

    def field_char(self, kind: str | None) -> None:
        """Where a field stands: at its beginning its code follows, after the parting mark the words that it shows."""
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def add(self, piece: Piece) -> None:
        """Add words; those within a field's code, as one field may stand in another's condition, are none to be seen."""
        self.pieces.append(piece)
        if any(self._fields):
            self._code.append(piece)

    def close(self) -> None:
        """Leave out the words of field codes, unless a code has no end here and may be none."""
        if self._code and not any(self._fields):
            self.coded = [piece.text for piece in self._code]
            self.pieces = [piece for piece in self.pieces if not any(piece is code for code in self._code)]

    @property
    def text(self) -> str:
        """The accepted words as they come."""
        return "".join(piece.text for piece in self.pieces)


def gather(paragraph: etree._Element, styles: Styles, base: Look, numbers: dict[etree._Element, int]) -> Gathered:
    """Collect a paragraph's accepted words.

    ``numbers`` gives each ``w:t`` of the original its ordinal; ``base`` is the paragraph style's look.
    """
    found = Gathered()
    _collect(paragraph, styles, base, numbers, found)
    found.close()
    return found


def _collect(
    element: etree._Element, styles: Styles, base: Look, numbers: dict[etree._Element, int], found: Gathered
) -> None:
    for child in element:
        if child.tag == W + "r":
            _run(child, styles, base, numbers, found)
        elif child.tag in THROUGH:
            _collect(child, styles, base, numbers, found)
        elif child.tag == MC + "AlternateContent":
            _collect(chosen(child), styles, base, numbers, found)
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None and not is_unanswered(child):
                found.answered = True
                _collect(content, styles, base, numbers, found)
        elif child.tag in (_M + "oMath", _M + "oMathPara"):
            found.add(Piece(clean("".join(t.text or "" for t in child.iter(_M + "t"))), None, base))


def chosen(alternate: etree._Element) -> etree._Element:
    """The one of several tellings that is read: the first, as Word itself does."""
    tellings = [t for name in ("Choice", "Fallback") if (t := alternate.find(MC + name)) is not None]
    return tellings[0] if tellings else alternate


def is_unanswered(control: etree._Element) -> bool:
    """Whether a content control still shows its own prompt. Case systems fill controls in and leave the mark that says
    so: words neither styled as a prompt nor worded as one are an answer.
    """
    if control.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
        return False
    runs = [r for r in control.iterfind(f"{W}sdtContent//{W}r") if r.find(W + "t") is not None]
    if any((value(r.find(W + "rPr"), "rStyle") or "").startswith("Placeholder") for r in runs):
        return True
    said = "".join(t.text or "" for r in runs for t in r.iterfind(W + "t")).strip()
    return not said or _PROMPT.match(said) is not None


def _run(run: etree._Element, styles: Styles, base: Look, numbers: dict[etree._Element, int], found: Gathered) -> None:
    properties = run.find(W + "rPr")
    style = value(properties, "rStyle")
    look = run_look(properties).over(styles.look(style) if style else Look()).over(base)
    for text, node in _words(run, numbers, found):
        if look.hidden:
            found.hidden.append(text)
        elif look.struck:
            found.struck.append(text)
        else:
            found.add(Piece(text, node, look))


def _words(
    run: etree._Element, numbers: dict[etree._Element, int], found: Gathered
) -> Iterator[tuple[str, int | None]]:
    for child in run:
        if child.tag == W + "t":
            yield clean(child.text or ""), numbers.get(child)
        elif child.tag in (W + "br", W + "cr"):
            if child.get(W + "type") not in ("page", "column"):
                yield "\n", None
        elif child.tag in (W + "tab", W + "ptab"):
            yield "\t", None
        elif child.tag == W + "noBreakHyphen":
            yield "-", None
        elif child.tag == W + "sym":
            yield TICKED.get(child.get(W + "char", "").upper().replace("F0", "00", 1), "•"), None
        elif child.tag == MC + "AlternateContent":
            found.boxes.extend(_boxes(chosen(child)))
        elif child.tag in (W + "drawing", W + "pict", W + "object"):
            found.boxes.extend(_boxes(child))
            yield from ((clean(art.get("string", "")), None) for art in child.iter(_V + "textpath"))
        elif child.tag == W + "ruby":
            for word in child.iterfind(f"{W}rubyBase/{W}r/{W}t"):
                yield clean(word.text or ""), numbers.get(word)
        elif child.tag == W + "fldChar":
            if (box := child.find(f"{W}ffData/{W}checkBox")) is not None:
                yield "☒" if _is_ticked(box) else "☐", None
            elif (choice := child.find(f"{W}ffData/{W}ddList")) is not None:
                yield _chosen_entry(choice), None
            found.field_char(child.get(W + "fldCharType"))


def _chosen_entry(choice: etree._Element) -> str:
    """What a form field's list shows: the entry chosen, or the one it began with."""
    entries = [entry.get(W + "val", "") for entry in choice.iterfind(W + "listEntry")]
    said = value(choice, "result") or value(choice, "default") or "0"
    return clean(entries[int(said)]) if said.isdigit() and int(said) < len(entries) else ""


def _is_ticked(box: etree._Element) -> bool:
    """Whether a form field's box is ticked: now, or from the start where nobody has touched it."""
    said = box.find(W + "checked")
    said = said if said is not None else box.find(W + "default")
    return said is not None and said.get(W + "val", "1") not in ("0", "false", "off")


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing, each once, outermost only."""
    for box in element.iter(W + "txbxContent"):
        if next(box.iterancestors(W + "txbxContent"), None) is None or box is element:
            yield box


def clean(text: str) -> str:
    """NFC text, its length kept wherever NFC allows: odd spaces plain, soft hyphens made invisible."""
    plain = text.translate(_CLEAN)
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def divided(pieces: list[Piece], *, listed: bool) -> list[list[Piece]]:
    """A paragraph's pieces, parted at those line breaks that stand for a new paragraph, as case systems export
    them: before a typed bullet or number, round an empty line, round a label, after a sentence's end. A list's own
    entry is parted at typed bullets alone. The breaks that part belong to neither side.
    """
    breaks = [i for i, piece in enumerate(pieces) if piece.text == "\n" and piece.node is None]
    if not breaks:
        return [pieces]
    lines = [pieces[a + 1 : b] for a, b in pairwise([-1, *breaks, len(pieces)])]
    parts = [list(lines[0])]
    for before, after, at in zip(lines, lines[1:], breaks, strict=False):
        if _parts("".join(p.text for p in before).strip(), "".join(p.text for p in after).strip(), listed=listed):
            parts.append(list(after))
        else:
            parts[-1] += [pieces[at], *after]
    return parts


def _parts(before: str, after: str, *, listed: bool) -> bool:
    if _ENTRY.match(after):
        return True
    if listed:
        return False
    if not before or not after:
        return True
    if before.endswith(":") or (after.endswith(":") and len(after.split()) <= LABEL):
        return True
    begins = not after[:1].islower()
    return begins and (before[-1:] in '.!?;”")' or len(before.split()) <= LABEL)


def assemble(pieces: list[Piece]) -> tuple[str, tuple[Origin, ...]]:
    """The paragraph's text without outer white space or invisible characters, and where it came from."""
    letters: list[str] = []
    sources: list[tuple[int, int] | None] = []
    for piece in pieces:
        for offset, letter in enumerate(piece.text):
            if letter != "\u200b":
                letters.append(letter)
                sources.append(None if piece.node is None else (piece.node, offset))
    first = next((i for i, c in enumerate(letters) if not c.isspace()), len(letters))
    last = next((i for i in range(len(letters), first, -1) if not letters[i - 1].isspace()), first)
    return "".join(letters[first:last]), tuple(_joined(sources[first:last]))


def _joined(sources: list[tuple[int, int] | None]) -> Iterator[Origin]:
    start = 0
    while start < len(sources):
        source = sources[start]
        end = start + 1
        while source and end < len(sources) and sources[end] == (source[0], source[1] + end - start):
            end += 1
        if source:
            yield Origin(start, end, *source)
        start = end
