"""Labels with their values on a front sheet of any shape: side by side, one over the other, on one line, in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import yaml

from extractors.plan.placed import Placed

LONGEST = 80  # characters of a label
KEPT = 4096  # readings of labels kept in memory, however many documents a worker reads
_COLON = re.compile(r"^\s*([^:\n]{2,80}?)\s*:\s*(\S.*)$", re.DOTALL)
_OWNER = re.compile(r"^(?:my|the|child['’]?s|young person['’]?s|(?:child|young person)(?: ?/ ?| or )(?:child|young person)['’]?s|pupil['’]?s|student['’]?s)\s+", re.IGNORECASE)  # fmt: skip
_SENTENCES = (
    ("name", re.compile(r"\bmy (?:full )?name is\s+(.+?)\s*(?:$|[.,;])", re.IGNORECASE)),
    (
        "known_as",
        re.compile(r"\bi (?:like|prefer) to be (?:known as|called)\s*:?\s+(.+?)\s*(?:$|[.,;])", re.IGNORECASE),
    ),
    (
        "known_as",
        re.compile(
            r"(?<!n['’]t )(?<!not )(?<!never )\bcalls? me\s+((?-i:[A-Z])[\w-]+)(?=\s*(?:$|[.,;]))", re.IGNORECASE
        ),
    ),
    ("date_of_birth", re.compile(r"\bi was born on\s+(.+?)\s*(?:$|[;]|\.\s)", re.IGNORECASE)),
)
_ROLE_LABEL = re.compile(r"^relationship\b.*$", re.IGNORECASE)
_PARENTS = re.compile(
    r"^(?:details of (?:the )?)?(?:main )?(?:contact|parents?|carers?|foster carers?|guardians?)\b.{0,50}$",
    re.IGNORECASE,
)
_FAMILY = re.compile(r"^(?:family|parents?|carers?|people with parental)\b.{0,40}$", re.IGNORECASE)
_PERSON = re.compile(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr) )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}$")
_OTHERS = re.compile(
    r"^(?:services|professionals?|setting|school|social worker|education|gp\b|health|other|my plan|my education|child|young person|"
    r"address|named|allocated|lead)\b.{0,60}$",
    re.IGNORECASE,
)
Facts = dict[str, list[str]]


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))
    return tuple(
        (fact, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)) for fact, patterns in data.items()
    )


@lru_cache(maxsize=KEPT)
def fact_of(label: str) -> str | None:
    """The fact that a label asks for ("Date of birth:" gives date_of_birth), or None."""
    plain = re.sub(r"\s+", " ", label).strip(" :*?").rstrip(".")
    if not plain or len(plain) > LONGEST:
        return None
    for words in (plain, _OWNER.sub("", plain)):
        for fact, pattern in _labels():
            if pattern.fullmatch(words):
                return fact
    return None


def front_facts(front: Sequence[Placed]) -> Facts:
    """Each fact's values as printed, in the order met."""
    values: Facts = defaultdict(list)
    rows: dict[tuple[int, int], dict[tuple[int, int], list[str]]] = {}
    for placed in front:
        if cell := placed.block.cell:
            place = (cell.column, cell.column + cell.column_span)
            rows.setdefault((cell.table, cell.row), {}).setdefault(place, []).append(placed.block.text)
    for fact, value in (*_from_rows(rows), *_from_lines(front), *_from_sentences(front)):
        if value.strip():
            values[fact].append(value.strip())
    return values


def _from_rows(rows: dict[tuple[int, int], dict[tuple[int, int], list[str]]]) -> Iterator[tuple[str, str]]:
    """Values right of their label, or below it: in the same cell, or under a row of nothing but labels. Each cell
    is known by the columns it begins and ends at.
    """
    heads: dict[int, str] = {}
    group, family = "", -1
    for (table, _), cells in rows.items():
        texts = {place: "\n".join(inside) for place, inside in sorted(cells.items())}
        if _heads_family(list(texts.values())):
            family = table
            continue
        if table == family:
            name, relation, *_ = [*texts.values(), ""]
            yield from (("parent:", name), ("relationship", relation))
            continue
        if found := _in_role(list(texts.values())):
            yield "coordinator", found
        labels = {place: fact for place, text in texts.items() if not _COLON.match(text) and (fact := fact_of(text))}
        if heads and not labels:
            yield from ((heads[place[0]], text) for place, text in texts.items() if place[0] in heads)
            heads = {}
            continue
        heads = {place[0]: fact for place, fact in labels.items()} if len(labels) == len(texts) >= 3 else {}
        if heads:
            continue
        group = _group(next(iter(texts.values())), alone=len(texts) == 1, before=group)
        for place, text in texts.items():
            beside = next((p for p in texts if p[0] == place[1]), None)
            follows = texts[beside] if beside else ""
            last = beside is not None and beside == max(texts)
            if _ROLE_LABEL.match(text):
                yield "relationship", follows
            elif place in labels and (last or _is_value(follows, labels[place])):
                yield _meant(labels[place], text, group), follows
            elif place not in labels and len(cells[place]) > 1 and (fact := fact_of(cells[place][0])):
                yield _meant(fact, cells[place][0], group), "\n".join(cells[place][1:])


def _heads_family(texts: Sequence[str]) -> bool:
    """Whether a row heads a table of the child's family: "Family and carers", "Relationship", and more."""
    return len(texts) > 2 and bool(_FAMILY.match(texts[0])) and bool(_ROLE_LABEL.match(texts[1]))


def _in_role(texts: Sequence[str]) -> str:
    """Who stands left of "EHC plan co-ordinator" in a table of contacts; "" for nobody."""
    for name, role in pairwise(texts):
        if fact_of(role) == "coordinator" and fact_of(name) is None and _PERSON.match(name):
            return name
    return ""


def _is_value(text: str, fact: str) -> bool:
    """Whether a cell answers the label before it and is no label itself; "Draft" is both."""
    return fact == "status" or (fact_of(text) is None and not _ROLE_LABEL.match(text))


def _group(text: str, *, alone: bool, before: str) -> str:
    """Whose details the rows tell: the parents' under a heading of theirs, the child's again after another."""
    first = text.split("\n")[0].strip()
    if not alone:
        return before
    return "parent" if _PARENTS.match(first) else "" if _OTHERS.match(first) else before


def _meant(fact: str, label: str, group: str) -> str:
    """Under the parents' heading a name is theirs; a label such as "Mother" tells who they are."""
    if group == "parent" and fact in ("name", "first"):
        return "parent:"
    return f"parent:{label.strip(' :')}" if fact == "parent" else fact


def _from_lines(front: Sequence[Placed]) -> Iterator[tuple[str, str]]:
    group = ""
    for placed in front:
        for line in re.split(r"\n|\s{3,}|\t", placed.block.text):
            if (found := _COLON.match(line)) is None:
                group = _group(line, alone=True, before=group)
            elif group == "parent" and _ROLE_LABEL.match(found[1]):
                yield "relationship", found[2]
            elif fact := fact_of(found[1]):
                yield _meant(fact, found[1], group), found[2]


def _from_sentences(front: Sequence[Placed]) -> Iterator[tuple[str, str]]:
    for placed in front:
        for fact, pattern in _SENTENCES:
            if found := pattern.search(placed.block.text):
                yield fact, found[1]
