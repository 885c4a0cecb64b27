"""Where identifying words stand in a text, and what to put in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.dates import Precision, find_dates
from moderation.anonymise.folding import HALVES, Token, fold, tokens
from moderation.anonymise.identities import CHILD, FAMILY, Identities
from moderation.anonymise.patterns import SHAPES
from moderation.anonymise.words import anonymiser_words, house_words

LIKE_THE_CHILD = 88  # likeness (0 to 100) from which on a word is the child's name misspelt
BIRTH_LABEL = re.compile(r"(?i:\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|born(?: on)?|birthday)[^\n\d]{0,20})$")
BETWEEN = re.compile(r"[ \u00a0.]{1,3}")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters ``start`` to ``end`` of a text give way to ``text``."""

    start: int
    end: int
    text: str


class Replacer:
    """Replaces one case's identities, the same way in all its texts."""

    def __init__(self, identities: Identities) -> None:
        self._known = identities
        words = anonymiser_words()
        self._titles = {fold(t) for t in words.titles}
        self._not_names = {fold(n) for n in words.not_names}
        places = sorted(identities.places, key=len, reverse=True)
        self._places = [(re.compile(_loosely(place), re.IGNORECASE), identities.places[place]) for place in places]
        initials = sorted((re.escape(i) for i in identities.initials - _ACRONYMS), key=len, reverse=True)
        self._initials = re.compile(rf"(?<![\w.])(?:{'|'.join(initials)})(?![\w])\.?") if initials else None

    def replacements(self, text: str) -> list[Replacement]:
        """What to replace in a text, in order, none overlapping."""
        found: list[Replacement] = []
        for stand_in, shape in SHAPES:
            _keep(found, (Replacement(m.start(), m.end(), stand_in) for m in shape.finditer(text)))
        _keep(found, self._dates(text))
        for pattern, stand_in in self._places:
            _keep(found, (Replacement(m.start(), m.end(), stand_in) for m in pattern.finditer(text)))
        _keep(found, self._names(text))
        if self._initials:
            _keep(found, (Replacement(m.start(), m.end(), CHILD) for m in self._initials.finditer(text)))
        return sorted(found, key=lambda r: r.start)

    def apply(self, text: str) -> str:
        """The text with everything replaced."""
        made, at = [], 0
        for r in self.replacements(text):
            made += [text[at : r.start], r.text]
            at = r.end
        return "".join([*made, text[at:]])

    def _dates(self, text: str) -> Iterable[Replacement]:
        for date in find_dates(text):
            born = date.precision is Precision.DAY and date.date in self._known.birthdays
            if born or BIRTH_LABEL.search(text[: date.start]):
                yield Replacement(date.start, date.end, "[date of birth]")

    def _names(self, text: str) -> Iterable[Replacement]:
        words = tokens(text)
        i = 0
        while i < len(words):
            stand_ins, start, end = self._person(words[i])
            if not stand_ins:
                i += 1
                continue
            begin = self._leftwards(text, words, i, start)
            candidates = [stand_ins]
            while end == words[i].end and i + 1 < len(words):
                step = self._next_of_name(text, words, i)
                if step is None:
                    break
                i, more, end = step
                candidates.append(more)
            titled = begin < start
            yield Replacement(begin, end, _resolve(candidates, titled=titled))
            i += 1

    def _person(self, token: Token) -> tuple[list[str], int, int]:
        """Whose name a word may be, and which characters of it."""
        if not token.capital:
            return [], 0, 0
        if whole := self._known.parts.get(token.folded):
            return whole, token.start, token.end
        at = token.start
        spans = []
        for half in HALVES.split(token.text):
            if half[:1].isupper() and (known := self._known.parts.get(fold(half))):
                spans.append((known, at, at + len(half)))
            at += len(half) + 1
        if spans:
            # "Jay-led": only the name; "Rowe-Achebe": both halves.
            return spans[0][0], spans[0][1], spans[-1][2]
        if len(token.folded) >= 5 and token.folded not in house_words() and token.folded not in self._not_names:
            near = (p for p in self._known.child_parts if len(p) >= 5 and fuzz.ratio(p, token.folded) >= LIKE_THE_CHILD)
            if misspelt := next(near, None):
                return self._known.parts[misspelt], token.start, token.end
        return [], 0, 0

    def _leftwards(self, text: str, words: list[Token], i: int, start: int) -> int:
        """Where the name begins with its initials and title."""
        if start != words[i].start:
            return start
        for before in reversed(words[max(0, i - 3) : i]):
            if not BETWEEN.fullmatch(text[before.end : start]):
                break
            initial = before.capital and len(before.text) == 1
            title = before.capital and before.folded in self._titles
            if not (initial or title):
                break
            start = before.start
            if title:
                break
        return start

    def _next_of_name(self, text: str, words: list[Token], i: int) -> tuple[int, list[str], int] | None:
        """The next word of the same name, over a middle initial where there is one."""
        for ahead in (1, 2):
            if i + ahead >= len(words) or not BETWEEN.fullmatch(
                text[words[i + ahead - 1].end : words[i + ahead].start]
            ):
                return None
            stand_ins, start, end = self._person(words[i + ahead])
            if stand_ins and start == words[i + ahead].start:
                # "… with Jay. Ellie came": a new sentence is a new name.
                return (
                    None
                    if "." in text[words[i].end : words[i + 1].start] and ahead == 1
                    else (i + ahead, stand_ins, end)
                )
            if not (words[i + ahead].capital and len(words[i + ahead].text) == 1):
                return None
        return None


_ACRONYMS = frozenset("AR EP OT PE IT TA ED SEN LA GP CP HI VI MSI AM PM PT RE TV UK EU ID NI SW CT".split())


def _resolve(candidates: list[list[str]], *, titled: bool) -> str:
    """One stand-in for a name of several words: what all of them share, else the one that only one person has."""
    shared = [s for s in candidates[0] if all(s in c for c in candidates)]
    only = [c[0] for c in candidates if len(c) == 1]
    options = shared or only or candidates[0]
    if titled and CHILD in options:
        # "Mrs Tattersall" is a parent, not the child.
        return next((s for s in options if s not in (CHILD, FAMILY)), "Parent")
    if len(candidates) == 1 and len(options) > 1 and FAMILY in options:
        return FAMILY
    return options[0]


def _keep(found: list[Replacement], more: Iterable[Replacement]) -> None:
    """Add what does not overlap."""
    for r in more:
        if not any(r.start < k.end and k.start < r.end for k in found):
            found.append(r)


def _loosely(place: str) -> str:
    """A place's name with any kind of space, apostrophe and hyphen."""
    words = place.split()
    made = r"[\s\u00a0]{1,3}".join(
        re.escape(w).replace("'", "['’‘]?").replace(r"\-", r"[\s\u2010\u2011-]") for w in words
    )
    return rf"(?<!\w){made}(?!\w)"
