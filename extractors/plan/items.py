"""Needs, outcomes and provision from placed blocks, whatever shape they are printed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractors.document import Document
from extractors.passage import Passage, Piece
from extractors.plan.areas import area_of
from extractors.plan.domains import with_domains
from extractors.plan.grid import references
from extractors.plan.labels import aside_of, inline_labels, is_intro, is_statement
from extractors.plan.model import Domain, Need, Outcome, Provision, Tie
from extractors.plan.needs import is_item, numbered_needs
from extractors.plan.outcomes import outcomes, printed_number
from extractors.plan.placed import Placed
from extractors.plan.prose import asks, holds_together, parted

_SERVICES = {Domain.HEALTH: {"C", "G"}, Domain.SOCIAL_CARE: {"D", "H", "H1", "H2"}}
BRIEF = 2  # words of an item of provision that has its own cell or entry
_ITEM = re.compile(r"\W*items? (?:no\.? ?)?\d{1,2}\W*$", re.IGNORECASE)  # a label of the form's that numbers its items
LONGEST_INTRO = 150  # words of an introduction


@dataclass(frozen=True, slots=True)
class Items:
    """What a plan asks for: its needs, outcomes and provision, and the strengths it names."""

    needs: tuple[Need, ...]
    outcomes: tuple[Outcome, ...]
    provision: tuple[Provision, ...]
    strengths: tuple[Passage, ...]


def read_items(document: Document, placed: Sequence[Placed]) -> Items:
    """All items, in the order of the document, numbered as people number them (B1, C1, E1, F1, H1.1)."""
    words = [p for p in placed if p.print in ("", "reference") and p.text.strip()]
    strengths = tuple(Passage.of(document, [p.piece]) for p in words if p.context.role == "strengths" and not p.print)
    found, placed_by_print = outcomes(document, words)
    provision = _numbered_provision(document, words)
    sections = {p.context.section for p in words}
    services = frozenset(d for d, letters in _SERVICES.items() if sections & letters)
    needs = numbered_needs(document, words)
    return Items(
        needs,
        with_domains(found, provision, placed_by_print, services, needs),
        provision,
        strengths,
    )


def _numbered_provision(document: Document, words: Sequence[Placed]) -> tuple[Provision, ...]:
    provision = []
    sought = {_plain(p.text) for p in words if p.context.section == "E" and is_item(p)}
    for letter in ("F", "G", "H1", "H2"):
        own = [p for p in words if p.context.section == letter and _plain(p.text) not in sought]  # repeated from E
        dot = "." if letter.startswith("H") else ""
        for number, group in enumerate(_provision_of(own), 1):
            provision.append(_provision(f"{letter}{dot}{number}", letter, document, group))
    return tuple(provision)


@dataclass(frozen=True, slots=True)
class _Drafted:
    """An item of provision on its way: its own blocks, and those of its columns."""

    own: tuple[Placed, ...]
    who: tuple[Placed, ...] = ()
    frequency: tuple[Placed, ...] = ()
    refers: tuple[str, ...] = ()


def _provision_of(own: Sequence[Placed]) -> list[_Drafted]:
    drafted: list[_Drafted] = []
    tabled = any(p.context.row is not None and p.context.role == "provision" for p in own)
    for row, run in groupby(own, key=lambda p: p.context.row):
        members = list(run)
        main = [
            p for p in members if p.context.role in ("provision", "", "outcome") and not p.print and _is_provision(p)
        ]
        who = [p for p in members if p.context.role == "who"]
        often = [p for p in members if p.context.role == "frequency"]
        if row is not None:
            named = tuple(r for p in members if p.print == "reference" for r in references(p.text, p.context.heading))
            drafted.extend(replace(d, refers=named) for d in _aligned(main, who, often))
        else:
            below = _flowing([p for p in main if p.listed or not tabled], who, often)
            for placed in (p for p in members if p.print == "reference"):
                if (last := _before(below, placed)) is not None:
                    below[last] = replace(below[last], refers=(*below[last].refers, *references(placed.text)))
            drafted.extend(below)
    return drafted


def _is_provision(placed: Placed) -> bool:
    """Whether a block asks for something: in a column or cell of provision, or as an entry of a list, two words may
    ("Waking nights").
    """
    own = (placed.block.cell is not None and placed.context.role == "provision") or bool(placed.block.label)
    brief = own and len(placed.text.split()) >= BRIEF and not placed.text.rstrip().endswith(":")
    return is_item(placed) or (brief and not is_statement(placed.text))


def _aligned(main: Sequence[Placed], who: Sequence[Placed], often: Sequence[Placed]) -> list[_Drafted]:
    """A row's provision with its columns: one for one where cells run in parallel, else all for each."""
    if not (who or often) and len(main) > 1 and not any(p.listed for p in main):
        return _with_asides(main)
    items = [p for p in main if p.listed] or list(main)
    if len(items) == 1 or not (who or often):
        return [_Drafted((p,), tuple(who), tuple(often)) for p in items]

    def beside(placed: Placed, position: int, column: Sequence[Placed]) -> tuple[Placed, ...]:
        by_line = [c for c in column if c.block.ordinal is not None and c.block.ordinal == placed.block.ordinal]
        if by_line:
            return tuple(by_line)
        if len(column) == len(items):
            return (column[position],)
        return tuple(column) if len(column) == 1 else ()

    return [_Drafted((p,), beside(p, i, who), beside(p, i, often)) for i, p in enumerate(items)]


def _with_asides(main: Sequence[Placed]) -> list[_Drafted]:
    """The paragraphs of a cell: each is an item, but a few words on who or how often belong to the sentence before."""
    drafted: list[_Drafted] = []
    for placed in main:
        sentence = drafted and drafted[-1].own[0].text.rstrip().endswith((".", ";"))
        kind = aside_of(placed.text) if sentence else None
        if kind == "who" and not drafted[-1].who:
            drafted[-1] = replace(drafted[-1], who=(placed,))
        elif kind == "frequency" and not drafted[-1].frequency:
            drafted[-1] = replace(drafted[-1], frequency=(placed,))
        else:
            drafted.append(_Drafted((placed,)))
    return drafted


def _flowing(main: Sequence[Placed], who: Sequence[Placed], often: Sequence[Placed]) -> list[_Drafted]:
    """Lists and paragraphs; labelled lines for who and how often belong to the item before them."""
    drafted: list[_Drafted] = []
    areas = _told_by_area(main)
    prose = _in_prose(main)
    lists = any(p.listed for p in main)
    for item, run in groupby(main, key=lambda p: p.context.item or p.context.area):
        # before the first area stands an introduction
        members = [p for p in run if p.context.area or not areas]
        if members and _ITEM.match(item):
            drafted.append(_Drafted(tuple(members)))
            continue
        for placed, entries in _led(members):
            if entries and holds_together(placed.text, [e.text for e in entries]):
                drafted.append(_Drafted((placed, *entries)))
                continue
            for one in (placed, *entries):
                if lists and not one.listed and not one.context.item and not (prose and asks(one.text)):
                    continue
                opening = not lists and not drafted and len(main) > 1 and len(one.text.split()) <= LONGEST_INTRO
                if opening and is_intro(one.text):
                    continue
                if one.text.rstrip().endswith(":"):
                    continue
                drafted.append(_Drafted((one,)))
    alone = len({d.own[0].context.area for d in drafted}) == len(drafted) and not lists
    if alone or prose:  # a paragraph for each area tells all of its provision
        drafted = [one for d in drafted for one in _parted(d)]
    for placed in who:
        if (last := _before(drafted, placed)) is not None:
            drafted[last] = replace(drafted[last], who=(placed,))
    for placed in often:
        if (last := _before(drafted, placed)) is not None:
            drafted[last] = replace(drafted[last], frequency=(placed,))
    return drafted


def _parted(drafted: _Drafted) -> list[_Drafted]:
    """The items of a paragraph; a list and what leads up to it stay together."""
    if len(drafted.own) > 1 or drafted.own[0].listed:
        return [drafted]
    return [_Drafted((one,)) for one in parted(drafted.own[0])]


def _told_by_area(main: Sequence[Placed]) -> bool:
    """Whether what stands before the first area of need only introduces what is told under areas. A late heading of
    another kind ("Monitoring") makes no introduction of the provision before it, nor does any of a longer list.
    """
    under = [p for p in main if p.context.area]
    known = any(area_of(p.context.area) for p in under)
    before = [p for p in main if not p.context.area and (p.listed or not known)]
    return bool(under) and sum(len(p.text.split()) for p in under) >= sum(len(p.text.split()) for p in before)


def _in_prose(main: Sequence[Placed]) -> bool:
    """Whether a section with a list here and there is told in paragraphs: they ask for more than the lists do."""
    if not any(p.listed for p in main):
        return False
    listed = {p.context.item or p.context.area for p in main if p.listed}
    told = [p for p in main if not p.listed and asks(p.text)]
    apart = {p.context.item or p.context.area for p in told} - listed
    words = sum(len(p.text.split()) for p in main if p.listed)
    return bool(apart) and sum(len(p.text.split()) for p in told) > words


def _led(members: Sequence[Placed]) -> list[tuple[Placed, list[Placed]]]:
    """Blocks with the entries of a list that each leads up to, told by its colon."""
    led: list[tuple[Placed, list[Placed]]] = []
    for placed in members:
        if placed.listed and led and not led[-1][0].listed and led[-1][0].text.rstrip().endswith(":"):
            led[-1][1].append(placed)
        else:
            led.append((placed, []))
    return led


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".;")


def _before(drafted: Sequence[_Drafted], placed: Placed) -> int | None:
    """The last item that begins before a block."""
    return max((i for i, d in enumerate(drafted) if d.own[0].block.index < placed.block.index), default=None)


def _provision(key: str, letter: str, document: Document, drafted: _Drafted) -> Provision:
    pieces, who, often = [], [p.piece for p in drafted.who], [p.piece for p in drafted.frequency]
    for placed in drafted.own:
        text, at = placed.block.text[: placed.end], placed.start
        labels = [x for x in inline_labels(text) if x[1] > at + 10]
        end = labels[0][1] if labels else len(text)
        pieces.append(_trimmed(text, placed.block.index, at, end))
        for i, (kind, _, begin) in enumerate(labels):
            stop = labels[i + 1][1] if i + 1 < len(labels) else len(text)
            (who if kind == "who" else often).append(_trimmed(text, placed.block.index, begin, stop))
    first = drafted.own[0]
    tie = Tie(
        first.context.row,
        first.context.table or area_of(first.context.area),
        printed_number(first.context.item) or first.number,
        (*drafted.refers, *references(first.context.item if "utcome" in first.context.item else "")),
    )
    return Provision(
        key,
        letter,
        Passage.of(document, pieces),
        first.context.area,
        Passage.of(document, who),
        Passage.of(document, often),
        tie,
        min(p.block.certainty for p in drafted.own),
    )


def _trimmed(text: str, block: int, start: int, end: int) -> Piece:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Piece(block, start, end)
