"""The needs of sections B, C and D: told by labels and columns where the form has them, else by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from extractors.document import Document
from extractors.passage import Passage
from extractors.plan.areas import area_of
from extractors.plan.labels import difficulties, is_diagnosis, is_intro, is_overview, is_statement, states_need
from extractors.plan.model import Need, Tie
from extractors.plan.placed import Placed
from extractors.plan.telling import parted_needs, tells_need

SENTENCE = 4  # words; fewer are a label or a remark, no item
REMARK = 14  # words of an opening paragraph that tells nothing hard: what goes well, told first
HEADING = 8  # words of a heading in bold
CELL = 60  # words of a paragraph from which a cell of several holds as many needs


def numbered_needs(document: Document, words: Sequence[Placed]) -> tuple[Need, ...]:
    """All needs, numbered within their section (B1, C1, D1)."""
    needs = []
    for letter in ("B", "C", "D"):
        own = [p for p in words if p.context.section == letter]
        for number, group in enumerate(_needs_of(own), 1):
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


def is_item(placed: Placed) -> bool:
    """Whether a block is long enough for an item, and neither a heading nor a statement that there is nothing."""
    return len(placed.text.split()) >= SENTENCE and not is_statement(placed.text) and not _is_heading(placed)


def _is_heading(placed: Placed) -> bool:
    """Whether a block is a heading that names no known area: in a heading's style, or short and bold with no stop."""
    block = placed.block
    if placed.context.column or placed.listed:
        return False
    short = block.style.bold and len(block.text.split()) <= HEADING and block.text[-1:] not in ".!?;"
    return block.level is not None or short


def _needs_of(own: Sequence[Placed]) -> list[list[Placed]]:
    """The blocks of one section that state needs, grouped into items."""
    labelled = {p.context.area for p in own if p.context.role == "need"}
    if labelled and (own[0].context.section != "B" or not all(labelled) or any(p.context.column for p in own)):
        return _labelled(own)
    groups: list[list[Placed]] = []
    for area, run in groupby(_under_areas(own), key=lambda p: p.context.area):
        members = list(run)
        groups.extend(_labelled(members) if area in labelled else [[p] for p in _told(members, own)])
    return groups


def _labelled(own: Sequence[Placed]) -> list[list[Placed]]:
    """Needs under labels or in columns; a cell of a table with a row for each need is one."""
    rows = Counter(table for table, _ in {(p.context.table, p.context.row) for p in own if p.context.role == "need"})
    groups: list[list[Placed]] = []
    for (_, _, _, _, column), run in groupby(
        own, key=lambda p: (p.context.role, p.context.area, p.context.row, p.context.item, p.context.column)
    ):
        members = [p for p in run if p.context.role == "need" and is_item(p)]
        if members:
            groups.extend(_entries(members, together=column and rows[members[0].context.table] > 1))
    return groups


def _entries(members: Sequence[Placed], *, together: bool) -> list[list[Placed]]:
    """List entries each make an item; without a list, each paragraph does, or the whole table cell."""
    if any(p.listed for p in members):
        return [[p] for p in members if p.listed]
    if together and len(members) > 1 and all(len(p.text.split()) < CELL for p in members):
        return [list(members)]
    return [[p] for p in members if not is_intro(p.text)]


def _under_areas(own: Sequence[Placed]) -> Sequence[Placed]:
    """Without what stands before the first area of need, an overview, where there are areas."""
    areas = {p.context.area for p in own if p.context.area}
    if len(areas) < 2:
        return own
    return [p for p in own if p.context.area and p.text.rstrip(": ") != p.context.area]


def _told(under: Sequence[Placed], own: Sequence[Placed]) -> list[Placed]:
    """Under one area, or a section without areas: the paragraphs or list entries whose words state a need."""
    stated = [p for p in under if p.context.role in ("", "need") and is_item(p)]
    listed = [p for p in stated if p.listed and states_need(p.text)]
    chosen = listed or [p for p in stated if states_need(p.text) and not is_intro(p.text)]
    chosen = chosen or [p for p in stated if p.context.section == "B" and p.context.area and tells_need(p.text)]
    if len(chosen) > 1 and _leads_in(chosen[0], own):
        chosen = chosen[1:]
    while len(chosen) > 1 and chosen[0].context.section == "B" and is_diagnosis(chosen[0].text):
        chosen = chosen[1:]  # diagnoses, told before the needs
    if len(chosen) == 1 and chosen[0].context.area and not chosen[0].listed and chosen[0].context.row is None:
        return parted_needs(chosen[0])  # one paragraph for the area
    return chosen


def _leads_in(opening: Placed, own: Sequence[Placed]) -> bool:
    """Whether the first of several paragraphs only leads up to the needs: an overview, or what goes well."""
    first = opening is own[0] and not opening.listed
    if difficulties(opening.text):
        return first and is_overview(opening.text)
    return first or len(opening.text.split()) <= REMARK
