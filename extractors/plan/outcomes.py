"""The outcomes of section E with the steps towards them, from labels, columns, lists or plain paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extractors.dates import find_dates
from extractors.document import Document
from extractors.passage import Passage
from extractors.plan.areas import area_of
from extractors.plan.called import CHILD
from extractors.plan.grid import names_both
from extractors.plan.labels import dates_all
from extractors.plan.model import Domain, Outcome, Tie
from extractors.plan.needs import is_item
from extractors.plan.placed import Placed

_ASIDE = ("by_when", "known_by", "monitoring", "who", "frequency", "which_need", "review", "other", "strengths", "need")
_MONITORS = re.compile(
    r"^(?:(?:the|this|these|his|her|their|all|[A-Z]\w+['’]s?) )?(?:[\w-]+ ){0,3}(?:progress|plan|EHCP?|outcomes?|targets?|review|steps)\b"
    r".{0,80}\b(?:will|is|are|to) (?:then )?(?:also )?be (?:\w+ly )?(?:monitored|reviewed|measured|checked|tracked|recorded|looked at|discussed)\b"
    r"|^because .{3,60}\b(?:is|are) under five\b"
    r"|^(?:[\w'’]+,? ){1,8}?(?:will )?(?:set|agree|write|review)s? (?:(?:and|review|his|her|their|my|our|the|new|small|short(?:er)?[- ]term|termly|three|smart) ){0,4}(?:targets|steps|plan)\b"
    r"|^(?:(?:mr|mrs|ms|miss|dr)\b|the (?:school|setting|college|senco|class|family|parents|staff|team|local)|parents|staff|we)\b.{0,60}?\b(?:will|is to|are to)\b.{0,30}\b(?:look at|check|meet|review|monitor|discuss|set|go through)\b.{0,80}\b(?:steps|targets?|progress|plan|outcomes?)\b",
    re.IGNORECASE,
)
_SHORT_STEP = re.compile(r"by [^:.]{3,40}:\s", re.IGNORECASE)
_NAMED_STEP = re.compile(
    r"(?:(?:first|second|third|fourth|next|last|final|interim|small|short(?:er)?[- ]term) )+(?:steps?|targets?|milestones?)\b ?(?:\d{1,2} ?)?(?:[:,(–-]|by\b)"
    r"|(?:steps?|targets?|milestones?) \d{1,2}\b",
    re.IGNORECASE,
)
_WILL_DO = re.compile(rf"{CHILD} will\b|By [^.]{{3,40}} {CHILD} will\b")
_WILL = re.compile(r"\bwill\b|\bto be able to\b|^by (the end|\w+ \d{4}|\d)", re.IGNORECASE)


def outcomes(document: Document, words: Sequence[Placed]) -> tuple[tuple[Outcome, ...], tuple[bool, ...]]:
    """All outcomes in order, numbered E1, E2, ...; and of each whether a heading or column names its service."""
    freed = _after_known(words)
    own = [
        p
        for p in words
        if p.context.section == "E" and not p.print and (p.context.role not in _ASIDE or id(p) in freed)
    ]
    run, runs = 0, {}  # E may come again for each area; one run's labels say nothing of the next
    for placed in words:
        run += placed.context.section != "E"
        runs[id(placed)] = run
    labelled = {runs[id(p)] for p in own if p.context.role == "outcome"}
    groups: dict[int, list[Placed]] = defaultdict(list)
    for placed in own:
        if not placed.context.item and not placed.context.column:
            groups[placed.context.label].append(placed)
    by_label = {label: _heads_of_list(members) for label, members in groups.items()}
    found: list[list[Placed]] = []
    steps: list[list[Placed]] = []
    by: list[str] = []
    dated = ""  # by when all are to be reached, where an introduction says so
    named = any(p.context.role == "steps" and p.context.row is not None and not p.print for p in own)
    for placed in own:
        if not placed.listed and placed.context.row is None and dates_all(placed.text):
            dated = placed.text
            continue
        if placed.context.role == "" and runs[id(placed)] in labelled:
            continue
        heads = None if placed.context.item or placed.context.column else by_label[placed.context.label]
        if _is_step(placed, found, steps, heads, named=named):
            if found:
                steps[-1].append(placed)
        elif _is_head(placed, heads):
            found.append([placed])
            by.append(dated)
            steps.append([])
    asked = _asked_apart(words, [group[0] for group in found], freed)
    made = tuple(
        _outcome(number, document, group, taken, asked.get(number - 1, ()), by[number - 1])
        for number, (group, taken) in enumerate(zip(found, steps, strict=True), 1)
    )
    return made, tuple(bool(group[0].context.domain) for group in found)


def _after_known(words: Sequence[Placed]) -> frozenset[int]:
    """Paragraphs after the list of how an outcome will be known, each the next outcome ("Ali will ...")."""
    freed: set[int] = set()
    label, listed = -1, False
    for placed in words:
        if placed.context.role != "known_by" or placed.context.row is not None or placed.print:
            label, listed = -1, False
            continue
        if placed.context.label != label:
            label, listed = placed.context.label, False
        if placed.listed:
            listed = True
        elif listed and is_item(placed) and _WILL.search(placed.text):
            freed.add(id(placed))
    return frozenset(freed)


def _is_head(placed: Placed, heads: tuple[bool, bool, int] | None) -> bool:
    """Whether a block is an outcome: under a label or in a column, or of the kind that holds them."""
    if not is_item(placed) or placed.text.rstrip().endswith(":") or _MONITORS.match(placed.text):
        return False
    return heads is None or _kind(placed) == heads


def _kind(placed: Placed) -> tuple[bool, bool, int]:
    """How an entry is listed: at all, with a number, how deep."""
    deep = (placed.block.level or 0) if placed.block.label else 0
    return placed.listed, placed.listed and _is_numbered(placed), deep


def _heads_of_list(own: Sequence[Placed]) -> tuple[bool, bool, int] | None:
    """The kind of list entry, or the plain paragraph, that holds the outcomes where no label tells; None where
    every paragraph may. A list of another kind beneath holds their steps.
    """
    mine = [p for p in own if p.context.role in ("", "outcome")]
    listed = [p for p in mine if p.listed]
    if len(listed) < 2:
        return None
    plain = [p for p in mine if not p.listed and is_item(p) and _WILL.search(p.text) and not p.text.endswith(":")]
    over = sum(not before.listed and before in plain for before, p in pairwise(own) if p.listed)
    fewest = 1 if listed[0].context.role == "outcome" and plain[:1] == mine[:1] else 2
    if len(plain) >= fewest and over >= fewest:
        return False, False, 0
    return _kind(listed[0])


def _is_step(
    placed: Placed,
    found: Sequence[Sequence[Placed]],
    steps: Sequence[Sequence[Placed]],
    heads: tuple[bool, bool, int] | None,
    *,
    named: bool,
) -> bool:
    """Whether a block is a step towards the outcome before it and not an outcome of its own. ``named``: the cells of
    the table name their steps, so that a sentence of what the child will do, before them, is another outcome.
    """
    if placed.context.role == "steps":
        return not (found and _next_of_list(placed, found[-1], next((s for s in reversed(steps) if s), ())))
    if not found:
        return False
    if _NAMED_STEP.match(placed.text) or _steps_up(placed.text, found[-1][0].text):
        return True
    if heads is not None and placed.listed and _kind(placed) != heads:
        return True
    if (
        named
        and not placed.listed
        and placed.context.role == "outcome"
        and not steps[-1]
        and _WILL_DO.match(placed.text)
    ):
        return False
    return _continues(placed, found[-1][0], steps[-1])


def _steps_up(text: str, outcome: str) -> bool:
    """Whether a line is a dated step in short ("By July 2027: six words in ten."), before its outcome is due."""
    if not _SHORT_STEP.match(text) or re.search(r"\bwill\b", text):
        return False
    own, over = find_dates(text), find_dates(outcome)
    return bool(own) and bool(over) and own[0].date < over[0].date


def _next_of_list(placed: Placed, head: Sequence[Placed], steps: Sequence[Placed]) -> bool:
    """Whether a block after steps goes on with the outcomes' list, or their paragraphs, and not with the steps."""
    if not steps or not steps[0].listed or placed.context.row is not None:
        return False
    if not head[0].listed:
        return not placed.listed and bool(_WILL.search(placed.text))
    return placed.listed and _kind(placed) == _kind(head[0]) != _kind(steps[0])


def _is_numbered(placed: Placed) -> bool:
    return any(c.isalnum() for c in (placed.block.label or placed.block.text[: placed.start]))


def _continues(placed: Placed, head: Placed, steps: Sequence[Placed]) -> bool:
    """Whether a paragraph after an outcome, under the same label or in the same cell, is a step towards it."""
    same_label = head.context.item != "" and head.context.label == placed.context.label
    same_cell = (
        head.context.row is not None and head.context.row == placed.context.row and head.block.cell == placed.block.cell
    )
    if same_label and not same_cell:
        return True
    if not same_cell:
        return _falls_short(placed, head)
    if placed.listed:
        return not head.listed
    own, over = find_dates(placed.text), find_dates(head.text)
    if own and over:
        return own[0].date < over[0].date
    loose = not own and len(placed.text) < len(head.text) and (bool(over) or not _WILL.search(placed.text))
    return loose or bool(steps)


def _falls_short(placed: Placed, head: Placed) -> bool:
    """Whether a paragraph in the outcome's own cell is no sentence of what will be, and has an earlier date."""
    if head.block.cell is None or head.block.cell != placed.block.cell or _WILL.search(placed.text):
        return False
    own, over = find_dates(placed.text), find_dates(head.text)
    return bool(own and over) and own[0].date < over[0].date


def _asked_apart(words: Sequence[Placed], heads: Sequence[Placed], freed: frozenset[int]) -> dict[int, list[Placed]]:
    """By when and how it will be known, by the outcome's place: of its row in a table, else after it."""
    places = {id(placed): place for place, placed in enumerate(words)}
    asked: dict[int, list[Placed]] = defaultdict(list)
    for at, placed in enumerate(words):
        if placed.context.role not in ("by_when", "known_by") or placed.print or id(placed) in freed:
            continue
        if placed.context.column:
            mine = [n for n, head in enumerate(heads) if head.context.row == placed.context.row]
        else:
            mine = [n for n, head in enumerate(heads) if places[id(head)] < at][-1:]
        for n in mine:
            asked[n].append(placed)
    return asked


def _outcome(
    number: int,
    document: Document,
    group: Sequence[Placed],
    steps: Sequence[Placed],
    asked: Sequence[Placed],
    dated: str,
) -> Outcome:
    first = group[0]
    by_when = next((p.text for p in asked if p.context.role == "by_when"), "")
    context = first.context
    healthy = area_of(context.area) == "health" and not names_both(context.area)
    domain = context.domain or ("health" if healthy else "education")
    return Outcome(
        f"E{number}",
        Passage.of(document, [p.piece for p in group]),
        Domain(domain),
        context.area,
        tuple(Passage.of(document, [p.piece]) for p in steps),
        context.heading or by_when or dated,
        Passage.of(document, [p.piece for p in asked if p.context.role == "known_by"]),
        Tie(context.row, context.table or area_of(context.area), printed_number(context.item) or first.number),
        min(p.block.certainty for p in group),
    )


def printed_number(text: str) -> str | None:
    """The number that a label prints ("Outcome 3:" gives "3"), or None."""
    return next((word.strip("().:-–") for word in text.split() if any(c.isdigit() for c in word)), None)
