"""Whom a case's documents name: child, family, staff, schools, addresses; each gets one steady stand-in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz, process

from extractors.case import Case
from moderation.anonymise.folding import HALVES, Token, fold, name_parts, tokens
from moderation.anonymise.ordinary import is_ordinary, is_word_too
from moderation.anonymise.patterns import ADDRESS_FIELD, LIVES, PERSON_FIELD, SCHOOL, SMALL_SCHOOL, school_core
from moderation.anonymise.places import places_in
from moderation.anonymise.unnamed import unknown_names
from moderation.anonymise.words import anonymiser_words, short_forms

CHILD, FAMILY = "Child", "Family"
PLACES = ("School", "Place", "Club")
ALIKE = 88  # likeness (0 to 100) from which on a word is a known name misspelt
SHORTEST_ALIKE = 5


@dataclass(slots=True)
class Identities:
    """Every name of a case and its stand-in, the same in all its documents.

    ``parts``   folded word of a name -> the stand-ins it may belong to, the likeliest first.
    ``places``  folded name of a school or line of an address -> its stand-in.
    ``initials``  the child's initials, as printed.
    ``particles``  little words within these names, which are replaced only beside another word of one.
    ``surname_initials``  folded, as they stand after the child's first name ("Jay M", "Jay M-W").
    ``titled``  folded surnames of two letters that are words too, replaced after a title alone ("Mrs Do").
    ``names``   stand-in -> the names it stands for, as printed: the key that is kept apart from a pack.
    """

    parts: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    birthdays: set[dt.date] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    child_parts: set[str] = field(default_factory=set)
    names: dict[str, list[str]] = field(default_factory=dict)
    particles: set[str] = field(default_factory=set)
    surname_initials: set[str] = field(default_factory=set)
    titled: dict[str, list[str]] = field(default_factory=dict)
    nicknames: dict[str, str] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _long: dict[str, bool] = field(default_factory=dict)

    def add_person(self, name: str, kind: str, *, stand_in: str = "") -> str:
        """Note a person; one who is known already, by all words of the name, keeps their stand-in."""
        parts = name_parts(_without_titles(name))
        little = {p for p in parts if p in anonymiser_words().particles} | {p for p in parts if _too_common(p)}
        if len(parts) > 1 and _without_titles(name) == name and len(parts[0]) > 2:
            little.discard(parts[0])  # "Van Long Nguyen", "Mac Donald": a given name is none of the little words
        if len(parts) == 1 and len(parts[0]) == 2 and little and _without_titles(name) != name:
            return self._titled_only(parts[0], name, stand_in or kind)
        if little and set(parts) - little:
            self.particles |= little
            parts = tuple(p for p in parts if p not in little)
        if not parts:
            return ""
        shared = set.intersection(*(set(self.parts.get(p, ())) for p in parts)) - {FAMILY}
        if len(parts) == 1 and _without_titles(name) != name:
            # "Mrs Pickersgill" is of the child's family, not the child.
            kind = "Parent" if CHILD in shared else kind
            shared -= {CHILD}
        stand_in = stand_in or next(iter(sorted(shared)), "") or self._next(kind)
        for part in parts:
            self._add_part(part, stand_in)
        for short in short_forms(parts[0]):
            # "Tom" is Thomas Bell unless somebody else is called so.
            self.nicknames.setdefault(short, stand_in)
        self._note(stand_in, name)
        return stand_in

    def _titled_only(self, part: str, name: str, kind: str) -> str:
        """A surname of two letters that is a word too ("Mrs Do", "Dr Ho") is one after a title alone."""
        stand_in = next(iter(self.titled.get(part, ())), "") or (kind if kind[-1:].isdecimal() else self._next(kind))
        self.titled[part] = [stand_in]
        self._note(stand_in, name)
        return stand_in

    def keep(self, stand_in: str, name: str) -> None:
        """Give a name the stand-in that it had before."""
        kind, _, number = stand_in.rpartition(" ")
        if number.isdecimal():
            self._numbers[kind] = max(self._numbers.get(kind, 0), int(number))
        if kind in PLACES:
            self.places[" ".join(fold(name).split())] = stand_in
            self._note(stand_in, name)
        else:
            self.add_person(name, kind or stand_in, stand_in=stand_in)

    def add_place(self, name: str, kind: str) -> None:
        """Note a school's name, or a line of an address."""
        folded = " ".join(fold(name).split())
        if len(folded) >= 3 and folded not in self.places:
            self.places[folded] = self._next(kind)
            self._note(self.places[folded], name)

    def stand_in_for(self, words: str, kind: str) -> str:
        """The stand-in for words that people said are to go: the one that they had before, or the next of the kind."""
        had = next((stand_in for stand_in, names in self.names.items() if words in names), "")
        stand_in = had or self._next(kind)
        self._note(stand_in, words)
        return stand_in

    def add_nicknames(self) -> None:
        """Let short forms that nobody is called by in full stand for their person."""
        for short, stand_in in self.nicknames.items():
            if short not in self.parts and len(short) > 1:
                self.parts[short] = [stand_in]

    def stands_for(self, word: str) -> list[str]:
        """The stand-ins that a folded word may have, also misspelt or in the plural; empty where it is none's."""
        return self.parts.get(word) or self.plural(word) or self.misspelt(word) or []

    def plural(self, word: str) -> list[str] | None:
        """Those of the name in "Reeces" and "the Pettifers": apostrophes are forgotten."""
        if len(word) > 4 and word.endswith("s") and not is_ordinary(word):
            return self.parts.get(word[:-1])
        return None

    def misspelt(self, word: str) -> list[str] | None:
        """Those of the name that a word is nearly."""
        if len(word) < SHORTEST_ALIKE or word in _not_names() or is_word_too(word):
            return None
        near = process.extractOne(word, self._long_parts(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self.parts[near[0]] if near else None

    def _long_parts(self) -> list[str]:
        if len(self._long) != len(self.parts):
            self._long = {p: len(p) >= SHORTEST_ALIKE for p in self.parts}
        return [p for p, long in self._long.items() if long]

    def _add_part(self, part: str, stand_in: str) -> None:
        known = self.parts.setdefault(part, [])
        if stand_in not in known:
            known.append(stand_in)

    def _note(self, stand_in: str, name: str) -> None:
        kept = self.names.setdefault(stand_in, [])
        plain = " ".join(name.split()).strip(" .,;:")
        if plain not in kept:
            kept.append(plain)

    def _next(self, kind: str) -> str:
        if kind == CHILD:
            return CHILD
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return f"{kind} {self._numbers[kind]}"


def identities_of(
    case: Case,
    texts: Sequence[str],
    *,
    also: Iterable[str] = (),
    earlier: Mapping[str, Sequence[str]] | None = None,
) -> Identities:
    """Collect the identities of a case. ``texts`` are all blocks of all its documents; ``also`` are names that the
    authority knows of (staff, schools) and wants out of every pack; ``earlier`` says which names had which stand-in
    when this was last done (``Identities.names``).
    """
    found = Identities()
    for stand_in, names in (earlier or {}).items():
        for name in names:
            found.keep(stand_in, name)
    _child(case, found)
    plan = case.plan
    for person in plan.child.parents:
        found.add_person(person.name, "Parent")
    for part in _surname_parts(plan.child.name):
        # A surname alone is the family's.
        if part in found.parts:
            found.parts[part].append(FAMILY)
    _schools(case, texts, found)
    staff = [plan.coordinator, *(a.author for a in plan.listed_advice), *(a.author for a in case.advice)]
    for names in staff:
        for name in re.split(r"\s*(?:;|,|&|\band\b|\n)\s*", names):
            if _like_a_name(name):
                found.add_person(name, "Professional")
    council = {t.folded for t in tokens(plan.authority)}
    for text in texts:
        for match in PERSON_FIELD.finditer(text):
            if _like_a_name(match["name"]):
                found.add_person(match["name"], "Person")
        for match in ADDRESS_FIELD.finditer(text):
            _address(match["address"], found, council)
        for match in LIVES.finditer(text):
            # A word of a month or a country is no home: "moved in September", "born in England".
            named = [
                t
                for t in tokens(match["place"])
                if t.folded not in _not_names() and t.folded not in found.parts and t.folded not in council
            ]
            whose = re.search(r"['’]s?$", match["place"])  # "moved to Jodie's group": no place
            if len(named) == len(tokens(match["place"])) and not whose and school_core(match["place"]):
                found.add_place(match["place"], "Place")
    # The same with and without ``earlier``: only names that the plan itself gives.
    people = {part for name in (plan.child.name, *(p.name for p in plan.child.parents)) for part in name_parts(name)}
    for text in texts:
        for place in places_in(text, council, people):
            found.add_place(place, "Place")
    for extra in also:
        found.add_person(extra, "Person") if len(extra.split()) < 4 else found.add_place(extra, "Place")
    found.add_nicknames()
    for name, kind in unknown_names(texts, lambda word: word in council or bool(found.stands_for(word))):
        found.add_person(name, kind)
    return found


def _child(case: Case, found: Identities) -> None:
    child = case.plan.child
    found.add_person(child.name, CHILD)
    if child.known_as:
        for part in name_parts(child.known_as):
            found.parts[part] = [CHILD, *(s for s in found.parts.get(part, ()) if s != CHILD)]
        found._note(CHILD, child.known_as)
    found.child_parts = {p for p in found.parts if len(p) > 1}
    if child.date_of_birth:
        found.birthdays.add(child.date_of_birth)
    words = [t.text for t in tokens(child.name)]
    if len(words) > 1:
        surname = [half[0] for half in HALVES.split(fold(words[-1])) if half]
        # "a" and "i" are words.
        found.surname_initials = {surname[0], "-".join(surname), "".join(surname)} - {"a", "i"}
        halves = [half for word in words for half in HALVES.split(word) if half]
        for letters in ([w[0] for w in words], [words[0][0], words[-1][0]], [h[0] for h in halves]):
            found.initials |= {"".join(letters).upper(), ".".join(letters).upper()}


def _too_common(part: str) -> bool:
    """Two letters that are a word of any text: a name of theirs is replaced only with its other words."""
    return len(part) == 2 and is_ordinary(part)


def _surname_parts(name: str) -> tuple[str, ...]:
    """The folded parts of a name's last word: the family's."""
    words = tokens(_without_titles(name))
    return name_parts(words[-1].text) if len(words) > 1 else ()


def _schools(case: Case, texts: Sequence[str], found: Identities) -> None:
    names = [case.plan.child.setting] if len(case.plan.child.setting.split()) < 12 else []
    names += [match[0] for text in texts for match in SCHOOL.finditer(text)]
    names += [
        name for text in texts for match in SMALL_SCHOOL.finditer(text) if (name := _small_school(text, match, found))
    ]
    for name in names:
        core = school_core(name)
        if core:
            found.add_place(core, "School")


def _small_school(text: str, match: re.Match[str], found: Identities) -> str:
    """The name before a kind of school in small letters; "" where it is a person's or none: "Jay's nursery", "The
    nursery". A word that begins a sentence ("Attended Bumblebees pre-school") does not belong to it.
    """
    words = tokens(match["name"])
    starts = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1:] in ".!?:;\n\t•"
    if starts and words and is_ordinary(words[0].folded):
        words = words[1:]
    saint = bool(words) and words[0].folded in ("st", "saint")
    never = _not_names() | {fold(w) for w in (*anonymiser_words().titles, *anonymiser_words().relations)}
    if not words or (not saint and re.search(r"['’]s?\s*$", match["name"])):
        return ""
    if any(w.folded in never or (not saint and w.folded in found.parts) for w in words):
        return ""
    return match["name"][words[0].start :].strip()


def _address(line: str, found: Identities, council: set[str]) -> None:
    # What stands after the postcode is another field.
    for part in re.split(r"[,\n]", re.split(r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}\b", line)[0]):
        part = part.strip(" .")
        # The house number with its street; a village alone. Not the postcode: that is a pattern.
        if {t.folded for t in tokens(part)} <= council:
            continue  # the council's own name is on every page and says nothing of the child
        if 3 <= len(part) <= 40 and not re.search(r"\d[A-Za-z]{2}$", part):
            found.add_place(re.sub(r"^\d+[a-z]?\s+", "", part), "Place")


def _like_a_name(text: str) -> bool:
    """Whether a field's value reads like a person's name: two to five words with capitals, or a title and a name."""
    words = tokens(_without_titles(text))
    if not 1 <= len(words) <= 5 or any(c.isdigit() for c in text):
        return False
    if any(not w.capital for w in words):
        return False
    titled = _without_titles(text) != text
    # "Integrated Front Door" is a team, "May Turner" a person.
    ordinary = [w for w in words if w.folded in _not_names() or is_ordinary(w.folded)]
    return titled or (len(words) > 1 and len(ordinary) < len(words)) or _word_name(words)


def _word_name(words: Sequence[Token]) -> bool:
    """A first name that is an ordinary word too, with a surname."""
    given = anonymiser_words()
    return len(words) > 1 and words[0].folded in given.word_names | given.time_names


def _without_titles(name: str) -> str:
    titles = "|".join(anonymiser_words().titles)
    return re.sub(rf"\b(?:{titles})\b\.?\s*", "", name).strip(" .,;:()")


@cache
def _not_names() -> frozenset[str]:
    return frozenset(fold(w) for w in anonymiser_words().not_names)
