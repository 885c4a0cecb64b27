"""Which blocks really open sections: titles weighed over the whole document at once.

A contents list or key table repeats titles that come again with words under them; where the form
prints its letters, a likeness without a letter is only a sub-heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.document import Block
from extractors.plan.gist import by_gist
from extractors.plan.titles import Title, match, vocabulary

LONG = 40  # words; a longer block is no title unless it is a heading
CONTENTS = 5  # titles close together that make a contents list
LETTERED = 5  # sections with their letter printed, from which a title without one opens nothing twice
MANNER = 4  # letters printed in one manner
SHOUTED = 400  # characters of a title in capitals, at most
FRONT = 60  # blocks of a front sheet, at most
USED = 5  # times that sentences name a child
_CAPITAL = re.compile(r"[A-Z][\w\-]+")
_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z\-]+(?=\b)")
_NAMED = re.compile(
    r"^\W*(?:(?:child|young person|pupil|student)(?:'s|’s)? |my |full |legal )*(?:first |fore|preferred |given )?(?:name|known as|likes to be (?:known as|called))s?\s*(?:[:/]\s*(?P<value>.{0,60}))?$",
    re.IGNORECASE,
)
_LONGHAND = re.compile(r"\W*(?:section|part)\b", re.IGNORECASE)
_OFTEN = frozenset(  # capital words inside sentences that are nobody's name
    "Year Section Part Item Appendix Annex Key Stage Term Level July English School Primary Academy College Nursery Council"
    " Education Health Care Plan Outcome Need Provision Speech Language Therapy Therapist Occupational Psychologist"
    " Teacher Assistant Dr Mrs Mr Ms Miss".split()
)
_NO_NAMES = frozenset({"name", "preferred", "known", "date", "birth"})
KNOWN_BY_WORDS = 7  # sections whose titles are known, from which others are not looked for by gist
CLOSE = 60  # words between two titles of a key table, at most


def openings(blocks: Sequence[Block]) -> tuple[dict[int, Title], frozenset[int]]:
    """The titles that open sections, by block index; and the tables that only tell what sections are for."""
    found: dict[int, Title] = {}
    column = _letter_column(blocks) | _halves_alone(blocks)
    names = child_names(blocks)
    for place, block in enumerate(blocks):
        title = match(block.text, names) if len(block.text.split()) <= LONG or block.level else None
        if (
            title
            and _looks_it(block, title)
            and (len(block.text) > 3 or block.index in column or _named_next(title, blocks[place + 1 :][:2]))
        ):
            found[block.index] = title
    texts = {b.index: len(b.text.strip()) for b in blocks}
    contents = _contents(found, blocks)
    tables = Counter(b.cell.table for b in blocks if b.index in contents and b.cell)
    keys = frozenset(t for t, n in tables.items() if n >= CONTENTS)
    found = _without_lone({i: t for i, t in found.items() if i not in contents})
    proper = {letter for t in found.values() if t.explicit and t.rest.strip() for letter in t.letters}
    found = {  # a letter alone whose section has its title elsewhere numbers an appendix
        i: t for i, t in found.items() if t.rest.strip() or texts[i] > 1 or not set(t.letters) <= proper
    }
    lettered = {letter for t in found.values() if t.explicit for letter in _both(t.letters)}
    if len(lettered) >= LETTERED:
        found = {
            index: t
            for index, t in found.items()
            if t.explicit or (t.score >= 0.92 and not set(_both(t.letters)) & lettered)
        }
    if len({letter for t in found.values() for letter in t.letters}) < KNOWN_BY_WORDS:
        found = by_gist(blocks, found, names)
    return found, keys


def child_names(blocks: Sequence[Block]) -> frozenset[str]:
    """The child's names in small letters: what stands beside "Name" or "Known as" on the front sheet, and the
    name that the plan's sentences use most.
    """
    names: set[str] = set()
    for block, following in pairwise(blocks[:FRONT]):
        if found := _NAMED.match(block.text):
            value = found["value"] or (following.text if following.cell else "")
            names.update(w.lower() for w in _CAPITAL.findall(value)[:4])
    used = Counter(
        w for b in blocks for w in _INSIDE.findall(b.text) if w not in _OFTEN and w.lower() not in vocabulary()
    )
    if used and used.most_common(1)[0][1] >= USED:
        names.add(used.most_common(1)[0][0].lower())
    return frozenset(names - _NO_NAMES - vocabulary())


def _without_lone(found: dict[int, Title]) -> dict[int, Title]:
    """Letters before unknown words count only where several letters stand before known titles."""
    known = {letter for t in found.values() if t.explicit and not t.weak for letter in t.letters}
    return {i: t for i, t in found.items() if not t.weak or (len(known) >= MANNER and not set(t.letters) & known)}


def _letter_column(blocks: Sequence[Block]) -> set[int]:
    """Letters alone down the left of a table, in the order of the alphabet: a layout of its own."""
    alone = [b for b in blocks if b.cell and b.cell.column == 0 and len(b.text) <= 3 and match(b.text)]
    letters = [b.text.strip().upper() for b in alone]
    return {b.index for b in alone} if len(letters) >= 5 and letters == sorted(letters) else set()


def _halves_alone(blocks: Sequence[Block]) -> set[int]:
    """Lines that are "H1" and "H2" alone, one after the other: no other letters are so plain."""
    alone = [(b.text.strip(" :."), b.index) for b in blocks if b.cell is None and len(b.text) <= 4]
    halves = [(text, index) for text, index in alone if text in ("H1", "H2")]
    return {index for _, index in halves} if [text for text, _ in halves] == ["H1", "H2"] else set()


def _named_next(title: Title, following: Sequence[Block]) -> bool:
    """Whether a letter that stands alone is followed by its title."""
    named = match(" ".join(b.text for b in following[:1])) or match(" ".join(b.text for b in following))
    return named is not None and bool(set(_both(named.letters)) & set(_both(title.letters)))


def _both(letters: Sequence[str]) -> list[str]:
    return [x for letter in letters for x in (("H1", "H2", "H") if letter == "H" else (letter,))]


def stands_out(block: Block) -> bool:
    """Whether a block looks like a title: heading style, bold, shaded or capitals."""
    letters = [c for c in block.text if c.isalpha()] if len(block.text) <= SHOUTED else []
    capitals = bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)
    return (block.level is not None and not block.label) or block.style.bold or block.style.shaded or capitals


def _looks_it(block: Block, title: Title) -> bool:
    words = len(block.text.split())
    if block.text.rstrip().endswith((".", ";")) and not stands_out(block):
        return False
    if title.explicit:
        in_title_cell = block.cell is not None and words <= LONG
        return stands_out(block) or (title.rest != "" and title.score > 0.6) or (in_title_cell and words <= 12)
    return stands_out(block) and title.score >= 0.88 and words <= LONG


def _contents(found: dict[int, Title], blocks: Sequence[Block]) -> set[int]:
    """Clusters of titles with next to nothing between them whose letters come again.

    Titles with letters and titles without are looked at apart: heads of columns name sections too.
    """
    return {
        index
        for explicit in (True, False)
        for index in _clustered({i: t for i, t in found.items() if t.explicit is explicit}, found, blocks)
    }


def _clustered(found: dict[int, Title], every: dict[int, Title], blocks: Sequence[Block]) -> set[int]:
    words = {b.index: len(b.text.split()) for b in blocks}
    manner = {b.index: (b.level is not None, _LONGHAND.match(b.text) is not None) for b in blocks}
    order = sorted(found)
    clusters: list[list[int]] = []
    for index in order:
        last = clusters[-1][-1] if clusters else None
        between = sum(words.get(i, 0) for i in range(last + 1, index)) if last is not None else CLOSE + 1
        seen = {x for i in clusters[-1] for x in found[i].letters} if clusters else set()
        alike = last is not None and manner[last] == manner[index]  # a contents list prints its lines alike
        if alike and between <= CLOSE and not seen & set(found[index].letters):
            clusters[-1].append(index)
        else:
            clusters.append([index])
    dropped: set[int] = set()
    for cluster in clusters:
        letters = {x for i in cluster for x in found[i].letters}
        again = {x for i, t in every.items() if i > cluster[-1] for x in t.letters}
        if len(cluster) >= CONTENTS <= len(letters) and len(letters & _with_both(again)) >= 0.6 * len(letters):
            dropped.update(cluster)
    return dropped


def _with_both(letters: set[str]) -> set[str]:
    return letters | ({"H1", "H2"} if "H" in letters else set()) | ({"H"} if {"H1", "H2"} & letters else set())
