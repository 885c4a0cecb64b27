"""Whom a case's documents name: child, family, staff, schools, addresses; each gets one steady stand-in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.case import Case
from moderation.anonymise.folding import fold, name_parts, tokens
from moderation.anonymise.patterns import ADDRESS_FIELD, PERSON_FIELD, SCHOOL, school_core
from moderation.anonymise.unnamed import unknown_names
from moderation.anonymise.words import anonymiser_words

CHILD, FAMILY = "Child", "Family"


@dataclass(slots=True)
class Identities:
    """Every name of a case and its stand-in, the same in all its documents.

    ``parts``   folded word of a name -> the stand-ins it may belong to, the likeliest first.
    ``places``  folded name of a school or line of an address -> its stand-in.
    ``initials``  the child's initials, as printed.
    """

    parts: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    birthdays: set[dt.date] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    child_parts: set[str] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)

    def add_person(self, name: str, kind: str) -> str:
        """Note a person; one who is known already, by all words of the name, keeps their stand-in."""
        parts = [p for p in name_parts(_without_titles(name)) if p not in _not_names()]
        if not parts:
            return ""
        shared = set.intersection(*(set(self.parts.get(p, ())) for p in parts))
        stand_in = next(iter(sorted(shared)), "") or self._next(kind)
        for part in parts:
            known = self.parts.setdefault(part, [])
            if stand_in not in known:
                known.append(stand_in)
        return stand_in

    def add_place(self, name: str, kind: str) -> None:
        """Note a school's name, or a line of an address."""
        folded = " ".join(fold(name).split())
        if len(folded) >= 3 and folded not in self.places:
            self.places[folded] = self._next(kind)

    def _next(self, kind: str) -> str:
        if kind == CHILD:
            return CHILD
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return f"{kind} {self._numbers[kind]}"


def identities_of(case: Case, texts: Sequence[str], *, also: Iterable[str] = ()) -> Identities:
    """Collect the identities of a case. ``texts`` are all blocks of all its documents; ``also`` are names that the
    authority knows of (staff, schools) and wants out of every pack.
    """
    found = Identities()
    _child(case, found)
    plan = case.plan
    for person in plan.child.parents:
        found.add_person(person.name, "Parent")
    if len(plan.child.parents) != 1:
        # A surname alone is the family's.
        for part in name_parts(plan.child.name)[1:]:
            found.parts[part].append(FAMILY)
    _schools(case, texts, found)
    staff = [plan.coordinator, *(a.author for a in plan.listed_advice), *(a.author for a in case.advice)]
    for names in staff:
        for name in re.split(r"\s*(?:;|,|&|\band\b|\n)\s*", names):
            if _like_a_name(name):
                found.add_person(name, "Professional")
    for text in texts:
        for match in PERSON_FIELD.finditer(text):
            if _like_a_name(match["name"]):
                found.add_person(match["name"], "Person")
        for match in ADDRESS_FIELD.finditer(text):
            _address(match["address"], found)
    for extra in also:
        found.add_person(extra, "Person") if len(extra.split()) < 4 else found.add_place(extra, "Place")
    known = frozenset(found.parts) | {t.folded for t in tokens(plan.authority)}
    for name, kind in unknown_names(texts, known):
        found.add_person(name, kind)
    return found


def _child(case: Case, found: Identities) -> None:
    child = case.plan.child
    found.add_person(child.name, CHILD)
    if child.known_as:
        for part in name_parts(child.known_as):
            found.parts.setdefault(part, []).insert(0, CHILD)
    found.child_parts = {p for p in found.parts if len(p) > 1}
    if child.date_of_birth:
        found.birthdays.add(child.date_of_birth)
    letters = [t.text[0].upper() for t in tokens(child.name)]
    if len(letters) > 1:
        found.initials = {"".join(letters), f"{letters[0]}{letters[-1]}"}
        found.initials |= {".".join(i) for i in set(found.initials)}


def _schools(case: Case, texts: Sequence[str], found: Identities) -> None:
    names = [case.plan.child.setting] if len(case.plan.child.setting.split()) < 12 else []
    names += [match[0] for text in texts for match in SCHOOL.finditer(text)]
    for name in names:
        core = school_core(name)
        if core:
            found.add_place(core, "School")


def _address(line: str, found: Identities) -> None:
    for part in re.split(r"[,\n]", line):
        part = part.strip(" .")
        # The house number with its street; a village alone. Not the postcode: that is a pattern.
        if 3 <= len(part) <= 40 and not re.search(r"\d[A-Za-z]{2}$", part):
            found.add_place(re.sub(r"^\d+[a-z]?\s+", "", part), "Place")


def _like_a_name(text: str) -> bool:
    """Whether a field's value reads like a person's name: two to five words with capitals, or a title and a name."""
    words = tokens(_without_titles(text))
    if not 1 <= len(words) <= 5 or any(c.isdigit() for c in text):
        return False
    capitals = [w for w in words if w.capital and w.folded not in _not_names()]
    return len(capitals) == len(words) and (len(words) > 1 or _without_titles(text) != text)


def _without_titles(name: str) -> str:
    titles = "|".join(anonymiser_words().titles)
    return re.sub(rf"\b(?:{titles})\b\.?\s*", "", name).strip(" .,;:()")


def _not_names() -> frozenset[str]:
    return frozenset(fold(w) for w in anonymiser_words().not_names)
