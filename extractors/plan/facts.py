"""A plan's facts: the child, the dates, the status, who wrote it, from front sheets of any shape."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors.dates import parse_date
from extractors.document import Document, Where
from extractors.passage import Passage
from extractors.plan.called import printed_name, short_for, spoken_name, spoken_year
from extractors.plan.fronts import front_facts
from extractors.plan.listed import contributors, listed_advice
from extractors.plan.model import Child, ListedAdvice, PlanDates, Section, Status
from extractors.plan.people import child_name, first_line, parents, plain_name, year_group
from extractors.plan.placed import Placed

_RUN = re.compile(
    r"\b[Ff]or\s+(?P<name>[A-Z][\w’'\-]+(?:\s+[A-Z][\w’'\-]+){1,3})\s+(?:D\.?\s?[Oo]\.?\s?B\.?|[Dd]ate of birth)\W*(?P<dob>[\d/.\- ]+|\d{1,2} \w+ \d{4})"
    r"\s*(?P<year>Year \d{1,2}|Reception|Nursery)?\s*(?P<setting>[A-Z][^\n]*)?"
)
_BY_LINE = re.compile(
    r"\b(?:drafted|written|prepared) by\s+(?P<who>[A-Z][\w’'\-]+(?:[ \-][A-Z][\w’'\-]+)+)\s+on\s+(?P<day>[\d/.\-]+|\d{1,2} \w+ \d{4})",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\b((?:London Borough|Royal Borough|City) of (?:[A-Z][\w’'\-]+(?: (?:and|upon) )?){1,3}(?: (?:City )?Council)?|(?:[A-Z][\w’'\-]+ (?:and |of )?){1,4}(?:(?:Metropolitan |London )?(?:Borough|County|City|District|Unitary) )?Council)\b",
    re.IGNORECASE,
)
_STATUSES = (
    (Status.AMENDED, re.compile(r"\bamended?\b|\bamendment (number|no)", re.IGNORECASE)),
    (Status.FINAL, re.compile(r"\bfinal\b", re.IGNORECASE)),
    (Status.DRAFT, re.compile(r"\b(draft|proposed)\b", re.IGNORECASE)),
)
_PRONOUNS = {
    "he": ("male", "m", "boy", "he", "he/him"),
    "she": ("female", "f", "girl", "she", "she/her"),
    "they": ("they", "they/them", "non-binary", "non binary"),
}
_STATUS_WORD = re.compile(r"\b(?:draft|proposed|amended|final)\b", re.IGNORECASE)
_TICKED = re.compile(r"[☒☑✓]\s*(\w+)")
_FOR = re.compile(
    r"(?:[Pp]lan(?: [Nn]o\.? ?\d{1,2})?|EHCP|PLAN|Re:.{0,40})(?:\s+(?:for|FOR|of)\s*:?|\s?[:–-])\s+(?!(?:Key|Year|Final|Draft|Amended|Proposed|Section|Contents|Part|Appendix|Annual|Version|Review|Date)\b)(?P<name>[A-Z][\w’'\-]+(?: [A-Z][\w’'\-]+){1,3})"
    r"(?:,? \(?(?:known as|called) (?P<known>[A-Z][\w’'\-]+)\)?)?(?=$|[\s,;(–-])",
    re.MULTILINE,
)
_YEAR_OF = re.compile(
    r"(?:[,.;(]\s*|\bin |[–—|-] )(?P<year>Year \d{1,2}|Reception|Nursery)\b(?=\s*(?:[,.;)–—|-]|$))|^(?P<alone>Year \d{1,2})$",
    re.MULTILINE,
)
_ITS_YEAR = re.compile(r"\s*[,(]\s*(?:Year \d{1,2}|Reception)\)?\s*$")
_DRAFT_OF = re.compile(
    r"(?:\b(?:draft|proposed)\b[^\d\n]{0,25}|\b(?:working document|version)\b[^\n.;]{0,80}?\b|^issued (?:on )?|\bplan (?:is|was) (?:made|issued) (?:on )?)(?P<day>\d{1,2}(?:st|nd|rd|th)? \w+ \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})",
    re.IGNORECASE,
)
_LINED = re.compile(  # "Ana Costa (Annie), Year 6, Holm Street School"
    r"^(?P<name>[A-Z][\w’'\-]+(?: [A-Z][\w’'\-]+){1,3})(?: \((?:known as )?(?P<known_as>[A-Z][\w’'\-]+)\))?,\s+"
    r"(?P<year_group>Year \d{1,2}|Reception|Nursery)(?:,\s+(?P<setting>[A-Z][^,\n]{3,60}))?",
    re.MULTILINE,
)
_REVIEWED = re.compile(
    r"\breview\w*\b[^.;\n]{0,60}?\b(?:by|before|on)\s+(?P<day>\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4})",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?:date of birth|\bd\.?o\.?b\b\.?)\s*:?\s+(?P<day>\d{1,2}(?:st|nd|rd|th)? \w+ \d{4}|[\d/.\-]+)", re.IGNORECASE
)
_VERSION = re.compile(r"^\W*(?:working document|version) ?\d", re.IGNORECASE)
_TITLE_BLOCKS = 12


@dataclass(frozen=True, slots=True)
class Facts:
    """What a plan says of itself."""

    child: Child
    status: Status
    dates: PlanDates
    coordinator: str
    authority: str
    listed_advice: tuple[ListedAdvice, ...]
    lead_professional: Passage
    sign_off: Passage
    front: Passage


def read_facts(document: Document, placed: Sequence[Placed], sections: Mapping[str, Section]) -> Facts:
    """The facts, from the blocks that stand before the first section, and from K's end."""
    front = [p for p in placed if not p.context.section]
    aside = contributors(placed)
    values = front_facts([p for p in front if p.block.cell is None or p.block.cell.table not in aside])
    for fact, told in front_facts([p for p in placed if p.context.section == "A"]).items():
        if fact == "name" and "known_as" not in values and {"name", "first"} & values.keys() and told[0].isalpha():
            values["known_as"] = told  # "My name is Raff"
        values.setdefault(fact, told)
    text = "\n".join(p.block.text for p in front)
    if run := _RUN.search(text):
        values.setdefault("name", [run["name"]])
        values.setdefault("date_of_birth", [run["dob"]])
        for key in ("year", "setting"):
            if run[key]:
                values.setdefault("year_group" if key == "year" else key, [run[key].strip()])
    if titled := _FOR.search(text):
        values.setdefault("name", [titled["name"]])
        if titled["known"]:
            values.setdefault("known_as", [titled["known"]])
    if lined := _LINED.search(text):
        for fact in ("name", "known_as", "year_group", "setting"):
            if printed := lined[fact]:
                values.setdefault(fact, [printed.strip()])
    if "year_group" not in values and (year := _YEAR_OF.search(text)):
        values["year_group"] = [year["year"] or year["alone"]]
    if born := _BORN.search(text):
        values.setdefault("date_of_birth", [born["day"]])
    if "draft" not in values and _DRAFT_OF.match(first_line(values, "status")):
        values["draft"] = values["status"]
    if "draft" not in values and (day := _dated_draft(document, front)):
        values["draft"] = [day]
    if by := _BY_LINE.search(text):
        values.setdefault("coordinator", [by["who"]])
        values.setdefault("draft", [by["day"]])
    if "next_review" not in values and "E" in sections and (review := _REVIEWED.search(sections["E"].text)):
        values["next_review"] = [review["day"]]
    _from_sentences(values, document, sections, [p.block.text for p in front])
    dates = PlanDates(*(_day(values, key) for key in ("draft", "final", "next_review")))
    return Facts(
        child=_child(values, placed),
        status=_status(document, front, dates, first_line(values, "status")),
        dates=dates,
        coordinator=plain_name(first_line(values, "coordinator")),
        authority=_authority(document),
        listed_advice=tuple(listed_advice(placed)),
        lead_professional=Passage.of_blocks(document, [p.block for p in placed if p.print == "lead"]),
        sign_off=Passage.of_blocks(document, [p.block for p in placed if p.print == "sign"]),
        front=Passage.of_blocks(document, [p.block for p in front]),
    )


def _from_sentences(
    values: dict[str, list[str]], document: Document, sections: Mapping[str, Section], front: Sequence[str]
) -> None:
    """What the front sheet leaves out and the plan's sentences say: the child's name, what it is called, its year."""
    spoken = spoken_name(sections)
    name, known_as = child_name(values)
    if spoken and not name:
        values["name"] = [printed_name(spoken, document, front) or spoken]
        values["known_as"] = [spoken]
    elif spoken and not known_as and short_for(spoken, name):
        values["known_as"] = [spoken]
    if "year_group" not in values and (year := spoken_year(spoken, sections)):
        values["year_group"] = [year]


def _dated_draft(document: Document, front: Sequence[Placed]) -> str:
    """The date beside the word draft in a title line or a running header ("Draft 12 October 2026"), or ""."""
    lines = [p.block.text for p in front if p.block.cell is None or _VERSION.match(p.block.text)][:_TITLE_BLOCKS]
    lines += [b.text for b in document.blocks if b.where in (Where.HEADER, Where.FOOTER)]
    return next((found["day"] for line in lines if (found := _DRAFT_OF.search(line))), "")


def _day(values: Mapping[str, list[str]], key: str) -> dt.date | None:
    return next((d for v in values.get(key, ()) if (d := parse_date(v))), None)


def _child(values: Mapping[str, list[str]], placed: Sequence[Placed]) -> Child:
    name, known_as = child_name(values)
    return Child(
        name=name,
        known_as=known_as or (name.split() or [""])[0],
        date_of_birth=_day(values, "date_of_birth") or _day(values, "name_born"),
        year_group=year_group(first_line(values, "year_group")),
        pronouns=_pronouns(first_line(values, "gender"), placed),
        setting=_ITS_YEAR.sub("", first_line(values, "setting")),
        parents=tuple(p for p in parents(values) if not name or p.name != name),
    )


def _pronouns(gender: str, placed: Iterable[Placed]) -> str:
    said = gender.lower().strip(" .")
    for pronoun, words in _PRONOUNS.items():
        if said in words:
            return _usual(placed, pronoun)
    return _usual(placed, "")


def _usual(placed: Iterable[Placed], said: str) -> str:
    """The gender field's pronoun unless the needs and provision plainly use "they" for the child."""
    words = re.findall(
        r"\b(he|his|him|she|her|hers|they|their|them)\b",
        "\n".join(p.text.lower() for p in placed if p.context.section in ("B", "F")),
    )
    counts = {
        "he": sum(w in ("he", "his", "him") for w in words),
        "she": sum(w in ("she", "her", "hers") for w in words),
        "they": sum(w in ("they", "their", "them") for w in words),
    }
    single = counts["he"] + counts["she"]
    if counts["they"] >= 12 and counts["they"] > 5 * single:
        return "they"
    if said:
        return said
    best = max(("he", "she"), key=lambda p: counts[p])
    return best if counts[best] >= 5 and counts[best] > 3 * (single - counts[best]) else ""


def _status(document: Document, front: Sequence[Placed], dates: PlanDates, printed: str) -> Status:
    """What its label says, then a ticked box, the words on the plan's first lines, its running headers; a final
    date alone says final. Where the form prints them all to choose from, none is said.
    """
    heads = [p.block.text for p in front if len(p.block.text.split()) <= 16 and p.block.cell is None][:_TITLE_BLOCKS]
    heads += [b.text for b in document.blocks if b.where in (Where.HEADER, Where.FOOTER)]
    ticked = [m[1] for p in front for m in _TICKED.finditer(p.block.text)]
    for texts in ([printed], ticked, [t for t in heads if not _to_choose(t)]):
        for status, pattern in _STATUSES:
            if any(pattern.search(text) for text in texts if not _to_choose(text)):
                return status
    return Status.FINAL if dates.final else Status.DRAFT if dates.draft else Status.UNKNOWN


def _to_choose(text: str) -> bool:
    """Whether a line prints several kinds of plan for somebody to choose from."""
    return len(_STATUS_WORD.findall(text)) >= 3 or ("☐" in text and len(_STATUS_WORD.findall(text)) >= 2)


def _authority(document: Document) -> str:
    for block in (*document.blocks[:15], *(b for b in document.blocks if b.where is Where.HEADER)):
        if found := _AUTHORITY.search(block.text):
            return found[1] if not found[1].isupper() else found[1].title()
    return ""
