"""Needs, outcomes and provision from placed blocks, whatever shape they are printed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractors.dates import find_dates
from extractors.document import Document
from extractors.passage import Passage, Piece
from extractors.plan.areas import area_of
from extractors.plan.domains import with_domains
from extractors.plan.labels import difficulties, inline_labels, is_intro, is_statement
from extractors.plan.model import Domain, Need, Outcome, Provision, Tie
from extractors.plan.placed import Placed

_REFERENCE = re.compile(r"\b(?:[BCDE]\d{1,2}|[Oo]utcome \d{1,2}|[Nn]eed \d{1,2})\b")
_SERVICES = {Domain.HEALTH: {"C", "G"}, Domain.SOCIAL_CARE: {"D", "H", "H1", "H2"}}
LONGEST_INTRO = 150  # words of an introduction
SENTENCE = 4  # words; fewer are a label or a remark, no item


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
    outcomes, printed = _outcomes(document, words)
    provision = _numbered_provision(document, words)
    sections = {p.context.section for p in words}
    services = frozenset(d for d, letters in _SERVICES.items() if sections & letters)
    outcomes = with_domains(outcomes, provision, printed, services)
    return Items(_numbered_needs(document, words), outcomes, provision, strengths)


# -- needs ------------------------------------------------------------------------------------------


def _numbered_needs(document: Document, words: Sequence[Placed]) -> tuple[Need, ...]:
    needs = []
    for letter in ("B", "C", "D"):
        own = [p for p in words if p.context.section == letter]
        chosen = _needs_of(own, labelled=any(p.context.role == "need" for p in own))
        for number, group in enumerate(chosen, 1):
            first = group[0]
            tie = Tie(first.context.row, first.context.table or area_of(first.context.area), first.number)
            needs.append(
                Need(
                    f"{letter}{number}",
                    letter,
                    Passage.of(document, [p.piece for p in group]),
                    first.context.area,
                    tie,
                    min(p.block.certainty for p in group),
                )
            )
    return tuple(needs)


def _needs_of(own: Sequence[Placed], *, labelled: bool) -> list[list[Placed]]:
    """The blocks of one section that state needs, grouped into items."""
    if labelled:
        groups: list[list[Placed]] = []
        for (_, _, _, _, column), run in groupby(
            own, key=lambda p: (p.context.role, p.context.area, p.context.row, p.context.item, p.context.column)
        ):
            members = [p for p in run if p.context.role == "need" and _is_item(p)]
            groups.extend(_entries(members, together=column))
        return groups
    stated = [p for p in _under_areas(own) if p.context.role in ("", "need") and _is_item(p)]
    listed = [p for p in stated if p.listed]
    if len(listed) >= 2 or (listed and len(stated) <= 3):
        return [[p] for p in listed if difficulties(p.text) or len(p.text.split()) > 12]
    first = own[0] if own else None
    several = len(stated) > 1
    return [
        [p]
        for p in stated
        if difficulties(p.text) >= (2 if p is first and several else 1)
        and not (p is first and several and is_intro(p.text))
    ]


def _under_areas(own: Sequence[Placed]) -> Sequence[Placed]:
    """Without what stands before the first area of need, an overview, where there are areas."""
    areas = {p.context.area for p in own if p.context.area}
    if len(areas) < 2:
        return own
    return [p for p in own if p.context.area and p.text.rstrip(": ") != p.context.area]


def _entries(members: Sequence[Placed], *, together: bool) -> list[list[Placed]]:
    """List entries each make an item; without a list, each paragraph does, or the whole table cell."""
    if any(p.listed for p in members):
        return [[p] for p in members if p.listed]
    if together and len(members) > 1 and all(len(p.text.split()) < 60 for p in members):
        return [list(members)]
    return [[p] for p in members if not is_intro(p.text)]


def _is_item(placed: Placed) -> bool:
    return len(placed.text.split()) >= SENTENCE and not is_statement(placed.text)


# -- outcomes ---------------------------------------------------------------------------------------


def _outcomes(document: Document, words: Sequence[Placed]) -> tuple[tuple[Outcome, ...], tuple[bool, ...]]:
    """The outcomes, and of each whether a heading or column says which service it belongs to."""
    own = [
        p
        for p in words
        if p.context.section == "E"
        and not p.print
        and p.context.role not in ("monitoring", "who", "frequency", "which_need")
    ]
    found: list[list[Placed]] = []
    steps: list[list[Placed]] = []
    labelled = any(p.context.role == "outcome" for p in own)
    listed = sum(p.listed for p in own if p.context.role in ("", "outcome")) >= 2
    for placed in own:
        role = placed.context.role
        if role == "steps" and not (
            found and _next_of_list(placed, found[-1], next((s for s in reversed(steps) if s), ()))
        ):
            if found:
                steps[-1].append(placed)
        elif role in ("outcome", "steps") or not labelled:
            if not labelled and listed and not placed.listed:
                continue
            if _continues(placed, found, steps):
                steps[-1].append(placed)
            elif _is_item(placed) and not placed.text.rstrip().endswith(":"):
                found.append([placed])
                steps.append([])
    made = tuple(
        _outcome(number, document, group, taken)
        for number, (group, taken) in enumerate(zip(found, steps, strict=True), 1)
    )
    return made, tuple(bool(group[0].context.domain) for group in found)


def _next_of_list(placed: Placed, head: Sequence[Placed], steps: Sequence[Placed]) -> bool:
    """Whether a list entry goes on with the outcomes' list and not with the steps' one."""
    if not (placed.listed and head[0].listed and steps and steps[0].listed):
        return False
    return _numbering(placed) == _numbering(head[0]) != _numbering(steps[0])


def _numbering(placed: Placed) -> bool:
    """Whether a list entry is numbered, not bulleted."""
    return any(c.isalnum() for c in (placed.block.label or placed.block.text[: placed.start]))


def _continues(placed: Placed, found: Sequence[Sequence[Placed]], steps: Sequence[Sequence[Placed]]) -> bool:
    """Whether a paragraph after an outcome is a step towards it and not an outcome of its own."""
    if not found:
        return False
    head = found[-1][0]
    same_label = head.context.item and head.context.item == placed.context.item
    same_cell = (
        head.context.row is not None and head.context.row == placed.context.row and head.block.cell == placed.block.cell
    )
    if same_label and not same_cell:
        return True
    if not same_cell:
        return False
    if placed.listed and not head.listed:
        return True
    if placed.listed:
        return False
    own, over = find_dates(placed.text), find_dates(head.text)
    if own and over:
        return own[0].date < over[0].date
    return (bool(over) and not own and len(placed.text) < len(head.text)) or bool(steps[-1])


def _outcome(number: int, document: Document, group: Sequence[Placed], steps: Sequence[Placed]) -> Outcome:
    first = group[0]
    context = first.context
    domain = context.domain or ("health" if area_of(context.area) == "health" else "education")
    return Outcome(
        f"E{number}",
        Passage.of(document, [p.piece for p in group]),
        Domain(domain),
        context.area,
        tuple(Passage.of(document, [p.piece]) for p in steps),
        "",
        Tie(context.row, context.table or area_of(context.area), _digits(context.item) or first.number),
        min(p.block.certainty for p in group),
    )


def _digits(text: str) -> str | None:
    return next((word.strip("().:-–") for word in text.split() if any(c.isdigit() for c in word)), None)


# -- provision --------------------------------------------------------------------------------------


def _numbered_provision(document: Document, words: Sequence[Placed]) -> tuple[Provision, ...]:
    provision = []
    for letter in ("F", "G", "H1", "H2"):
        own = [p for p in words if p.context.section == letter]
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
        main = [p for p in members if p.context.role in ("provision", "", "outcome") and not p.print and _is_item(p)]
        who = [p for p in members if p.context.role == "who"]
        often = [p for p in members if p.context.role == "frequency"]
        if row is not None:
            named = tuple(
                dict.fromkeys(x for p in members if p.print == "reference" for x in _REFERENCE.findall(p.text))
            )
            drafted.extend(replace(d, refers=named) for d in _aligned(main, who, often))
        else:
            drafted.extend(_flowing([p for p in main if p.listed or not tabled], who, often))
    return drafted


def _aligned(main: Sequence[Placed], who: Sequence[Placed], often: Sequence[Placed]) -> list[_Drafted]:
    """A row's provision with its columns: one for one where cells run in parallel, else all for each."""
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


def _flowing(main: Sequence[Placed], who: Sequence[Placed], often: Sequence[Placed]) -> list[_Drafted]:
    """Lists and paragraphs; labelled lines for who and how often belong to the item before them."""
    drafted: list[_Drafted] = []
    areas = any(p.context.area for p in main)
    for _, run in groupby(main, key=lambda p: p.context.item or p.context.area):
        members = [p for p in run if p.context.area or not areas]  # before the first area stands an introduction
        lists = any(p.listed for p in members) or any(p.listed for p in main)
        for placed in members:
            if lists and not placed.listed and not placed.context.item:
                continue
            opening = not lists and not drafted and len(main) > 1 and len(placed.text.split()) <= LONGEST_INTRO
            if opening and is_intro(placed.text):
                continue
            if placed.text.rstrip().endswith(":"):
                continue
            drafted.append(_Drafted((placed,)))
    for placed in who:
        if (last := _before(drafted, placed)) is not None:
            drafted[last] = replace(drafted[last], who=(placed,))
    for placed in often:
        if (last := _before(drafted, placed)) is not None:
            drafted[last] = replace(drafted[last], frequency=(placed,))
    return drafted


def _before(drafted: Sequence[_Drafted], placed: Placed) -> int | None:
    """The last item that begins before a block."""
    return max((i for i, d in enumerate(drafted) if d.own[0].block.index < placed.block.index), default=None)


def _provision(key: str, letter: str, document: Document, drafted: _Drafted) -> Provision:
    pieces, who, often = [], [p.piece for p in drafted.who], [p.piece for p in drafted.frequency]
    for placed in drafted.own:
        text, at = placed.block.text, placed.start
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
        _digits(first.context.item) or first.number,
        (*drafted.refers, *_REFERENCE.findall(first.context.item if "utcome" in first.context.item else "")),
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
