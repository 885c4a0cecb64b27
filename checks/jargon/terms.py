"""Terms of the trade in a plan: where each first stands, how often, and whether it is explained.

Explained is: spelt out or glossed where it stands (see ``checks.jargon.explained``), or in the plan's own list
of terms. A term explained at any of its places is explained; one that only a list knows of no explanation
for is told with plain words to use instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.jargon.explained import is_explained, spells
from checks.jargon.glossary import Term, Use, uses
from checks.jargon.shapes import shapes
from checks.words import load_words
from extractors.document import Block
from extractors.plan.model import LETTERS, Plan

_LISTED = re.compile(
    r"^\s*(?P<term>[A-Za-z][\w&/ -]{1,40}?)\s?(?::|\s[–—=-]|\s(?:means|stands for)\b|\sis (?=an? |the |when |where )|\t)\s*(?P<what>.{10,})"
)
_LIST = re.compile(
    r"\b(?:glossary|abbreviations?|acronyms?|jargon|terms used|what (?:the|these|some) (?:words|letters|terms) mean|words (?:used|explained|we use)|terms explained"
    r"|explanation of (?:terms|words)|list of terms|useful words|difficult words|word list|key to (?:terms|abbreviations|words|letters))\b",
    re.IGNORECASE,
)
FURTHEST = 4  # lines that list nothing, after which a list of terms has ended
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ar|ory)$")  # "lexical density" is told as one term
_GOES_ON = re.compile(
    r" (?:density|skills|processing|feedback|difficulties|delay|disorder|knowledge|memory|system|function|loop|defensiveness)\b"
)
_BRACKETED = re.compile(r"(?P<words>(?: [A-Za-z][\w’'-]*){0,3}) \((?P<capitals>[A-Z][A-Za-z]{2,5})\)")
_OPENED = re.compile(r"\b(?P<capitals>[A-Z][A-Za-z]{1,5})s? \((?=[^)]*\Z)")
_WORD = r"[A-Za-z][A-Za-z’'-]*"
INSIDE = frozenset({"clinical", "teaching"})  # the list's headings that a test's name may hold
PLAIN = "plain"  # the list's heading for full forms and names that are never told
MOST = 8  # places of one term that are looked at
LEAST_GLOSS = 3  # words


@dataclass(frozen=True, slots=True)
class TermUse:
    """One term: as first printed, the section and the offset in it, its uses in all, whether explained, and
    plain words for it ("" where the list has none).
    """

    term: str
    section: str
    start: int
    count: int
    explained: bool
    gloss: str = ""


@dataclass(slots=True)
class _Gathered:
    term: str
    section: str
    start: int
    gloss: str
    count: int = 0
    explained: bool = False


def find_terms(plan: Plan) -> tuple[TermUse, ...]:
    """Every term of the trade in the plan, once each, in the order of the plan."""
    listed = _listed(plan)
    seen: dict[str, _Gathered] = {}
    for section in LETTERS:
        if section == "K" or section not in plan.sections:
            continue
        text = plan.sections[section].text
        for key, known, start, end in _found(text):
            term = text[start:end]
            held = seen.setdefault(key, _Gathered(term, section, start, known.gloss if known else ""))
            held.count += 1
            if not held.explained and held.count <= MOST:
                kind = known.kind if known else ""
                held.explained = not listed.isdisjoint((key, _key(term))) or is_explained(
                    term, text, start, end, kind=kind
                )
    return tuple(TermUse(h.term, h.section, h.start, h.count, h.explained, h.gloss) for h in seen.values())


def _found(text: str) -> Iterator[tuple[str, Term | None, int, int]]:
    """Key, entry and place of each term in a text: those of the list, and those told by their shape."""
    known = load_words("jargon")["known"]
    taken: list[tuple[int, int]] = []
    for use in uses(text):
        term = text[use.start : use.end]
        if _in_a_title(term, text, use.start):
            continue
        taken.append((use.start, use.end))
        if use.term.kind == PLAIN or known.fullmatch(term.removesuffix("s")):
            continue
        if _names_an_acronym(text, use) or (use.term.kind in INSIDE and _in_a_tests_name(text, use.start, taken[:-1])):
            continue
        goes_on = _GOES_ON.match(text, use.end) if _ADJECTIVE.search(term) else None
        end = goes_on.end() if goes_on else use.end
        taken[-1] = (use.start, end)
        yield _key(use.term.name), use.term, use.start, end
    for start, end in shapes(text):
        inside = any(s < end and start < e for s, e in taken)
        bare = text[start:end].removesuffix("s")
        if inside or known.fullmatch(bare) or known.fullmatch(text[start:end]):
            continue
        if not _in_a_title(text[start:end], text, start) and not _is_initials(text, start, end):
            yield _key(bare), None, start, end


def _names_an_acronym(text: str, use: Use) -> bool:
    """Whether a term is part of the words that an acronym in brackets stands for: "emotional literacy support (ELSA)"."""
    opened = _OPENED.search(text, max(0, use.start - 60), use.start)
    if opened:  # "AFOs (ankle-foot orthoses)"
        return spells(opened["capitals"], re.findall(_WORD, text[opened.end() : text.find(")", use.start)]))
    m = _BRACKETED.match(text, use.end)
    if m is None or not m["words"]:
        return False
    return spells(m["capitals"], re.findall(_WORD, text[use.start : m.start("capitals")]), ending=True)


def _in_a_tests_name(text: str, start: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a capitalised word goes on with a test's name: "CELF-5 Pragmatics Profile"."""
    return text[start].isupper() and any(
        e == start - 1 and text[e] == " " and text[s:e][:2].isupper() for s, e in taken
    )


def _key(term: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", term.lower()).strip().removesuffix("s")


def _in_a_title(term: str, text: str, start: int) -> bool:
    """Capitals in a line of capitals are a heading, not an acronym."""
    if not term.isupper():
        return False
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", start) + 1 or len(text) + 1) - 1]
    letters = [c for c in line if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.6 * len(letters)


def _is_initials(text: str, start: int, end: int) -> bool:
    """Somebody's initials or letters after a name: "Dr A. JB Smith", "J Patel BSc", a postcode."""
    return bool(
        re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? ?$", text[max(0, start - 5) : start])
        or re.match(r"\d? ?\d[A-Z]{2}\b", text[end : end + 5])
        or re.match(r"(?:BSc|MSc|BA|MA|PhD|CPsychol|Hons|MRCPCH|MBBS|PGCE|QTS|CSci|DEdPsy|DipCOT)$", text[start:end])
    )


def _listed(plan: Plan) -> frozenset[str]:
    """Terms that a glossary in the plan explains: "ELSA: a teaching assistant who ...", or a table's row."""
    found = set()
    blocks = plan.document.blocks
    left = 0
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):
        text = block.text.strip()
        if len(text) <= 60 and _LIST.search(text):
            left = FURTHEST
        if not left or not text:
            continue
        left -= 1
        m = _LISTED.match(text)
        if m and len(m["what"].split()) >= LEAST_GLOSS:
            found.add(_key(m["term"]))
            left = FURTHEST
        elif after and _explains_beside(block, after):
            found.add(_key(text))
            left = FURTHEST
    return frozenset(found)


def _explains_beside(block: Block, after: Block) -> bool:
    """A table's row of a list of terms: the term in one cell, plain words in the next."""
    if not (block.cell and after.cell):
        return False
    beside = (after.cell.table, after.cell.row) == (
        block.cell.table,
        block.cell.row,
    ) and after.cell.column > block.cell.column
    return beside and len(after.text.split()) >= LEAST_GLOSS and len(block.text) <= 60
