"""Where identifying words stand in a text, and what to put in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.dates import Precision, find_dates
from moderation.anonymise.folding import HALVES, Token, accented, fold, tokens
from moderation.anonymise.identities import CHILD, FAMILY, Identities
from moderation.anonymise.ordinary import is_word_too
from moderation.anonymise.patterns import SHAPES
from moderation.anonymise.words import anonymiser_words

# "12 May", "May 2027", "the Summer term": no person's name, whoever is called so.
DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?[ \u00a0]+(?:of[ \u00a0]+)?$")
TIME_AFTER = re.compile(
    r"[ \u00a0]+(?:(?!\d+[ \u00a0]?(?:min|hour|hr|time|session|week|day|%|x\b))\d|term\b|holidays?\b|half\b|half-term\b|break\b)"
)
# "Will there be", "May we", "Read Write Inc": words at the beginning of a question, a programme.
ASKS_AFTER = re.compile(r"[ \u00a0]+(?:there|the|he|she|they|it|we|I|you|this|that)\b")
READS_AFTER = re.compile(r"[ \u00a0]+(?:,[ \u00a0]*)?Write\b")
THE_BEFORE = re.compile(r"\b[Tt]he[ \u00a0]$|\bTHE[ \u00a0]$")
ASKING = frozenset({"will", "may"})
# "Williams syndrome", "Turner's syndrome".
CONDITION_AFTER = re.compile(
    r"(?:['’‘]s)?[ \u00a0]+(?:syndrome|disease|disorder|phenomenon|test|scales?|palsy)\b", re.IGNORECASE
)
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
        self._time_names = words.time_names
        places = sorted(identities.places, key=len, reverse=True)
        self._places = [(_place_pattern(place), identities.places[place]) for place in places]
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
            stand_ins, start, end = self._person(text, words[i])
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
            if end == words[i].end:
                end = self._trailing(text, words, i, end)
            titled = begin < start
            yield Replacement(begin, end, _resolve(candidates, titled=titled))
            i += 1

    def _person(self, text: str, token: Token) -> tuple[list[str], int, int]:
        """Whose name a word may be, and which characters of it."""
        word = token.folded
        if word in self._known.titled and token.capital and self._after_title(text, token):
            return self._known.titled[word], token.start, token.end
        known = self._known.parts.get(word) or self._known.plural(word)
        if known:
            taken = token.capital or self._only_a_name(word)
            if (
                not taken
                or (len(word) == 2 and token.text.isupper() and not self._after_title(text, token))
                or self._something_else(text, token)
            ):
                return [], 0, 0
            return known, token.start, token.end
        if not token.capital:
            return [], 0, 0
        if FAMILY in self._known.parts.get(word.removesuffix("s"), ()) and THE_BEFORE.search(text[: token.start][-5:]):
            return [FAMILY], token.start, token.end  # "the Smiths"
        at = token.start
        spans = []
        for half in HALVES.split(token.text):
            if half[:1].isupper() and (part := self._known.parts.get(fold(half))):
                spans.append((part, at, at + len(half)))
            at += len(half) + 1
        if spans:
            # "Jay-led": only the name; "Rowe-Achebe": both halves.
            return spans[0][0], spans[0][1], spans[-1][2]
        if misspelt := self._known.misspelt(word):
            return misspelt, token.start, token.end
        return [], 0, 0

    def _after_title(self, text: str, token: Token) -> bool:
        at = token.start
        for before in reversed(tokens(text[max(0, at - 20) : at])[-3:]):
            start = max(0, token.start - 20) + before.start
            if not before.capital or not BETWEEN.fullmatch(text[start + before.end - before.start : at]):
                return False
            if before.folded in self._titles:
                return True
            if len(before.text) > 1:
                return False
            at = start  # an initial: "Dr K Do"
        return False

    def _only_a_name(self, word: str) -> bool:
        """Whether the word, written small, can only be the child's name typed in haste."""
        return len(word) > 3 and word in self._known.child_parts and not is_word_too(word)

    def _something_else(self, text: str, token: Token) -> bool:
        before, after = text[max(0, token.start - 12) : token.start], text[token.end : token.end + 16]
        in_time = token.folded in self._time_names and (DAY_BEFORE.search(before) or TIME_AFTER.match(after))
        asks = token.folded in ASKING and ASKS_AFTER.match(after)
        reads = token.folded == "read" and READS_AFTER.match(after)
        return bool(in_time or asks or reads or CONDITION_AFTER.match(after))

    def _leftwards(self, text: str, words: list[Token], i: int, start: int) -> int:
        """Where the name begins with its initials and title."""
        if start != words[i].start:
            return start
        for before in reversed(words[max(0, i - 3) : i]):
            if not BETWEEN.fullmatch(text[before.end : start]):
                break
            initial = before.capital and len(before.text) == 1
            title = before.capital and before.folded in self._titles
            if not (initial or title or before.folded in self._known.particles):
                break
            start = before.start
            if title:
                break
        return start

    def _next_of_name(self, text: str, words: list[Token], i: int) -> tuple[int, list[str], int] | None:
        """The next word of the same name, over a middle initial where there is one."""
        for ahead in (1, 2, 3):
            if i + ahead >= len(words) or not BETWEEN.fullmatch(
                text[words[i + ahead - 1].end : words[i + ahead].start]
            ):
                return None
            stand_ins, start, end = self._person(text, words[i + ahead])
            if stand_ins and start == words[i + ahead].start:
                # "… with Jay. Ellie came": a new sentence is a new name.
                return (
                    None
                    if "." in text[words[i].end : words[i + 1].start] and ahead == 1
                    else (i + ahead, stand_ins, end)
                )
            little = words[i + ahead].folded in self._known.particles
            if not little and not (words[i + ahead].capital and len(words[i + ahead].text) == 1):
                return None
        return None

    def _trailing(self, text: str, words: list[Token], i: int, end: int) -> int:
        """Where a name ends that ends with a little word or the surname's initials ("Li Na", "Jayden M-W")."""
        for token in words[i + 1 : i + 3]:
            little = token.folded in self._known.particles or token.folded in self._known.surname_initials
            if not (token.capital and little and BETWEEN.fullmatch(text[end : token.start])):
                break
            end = token.end
        return end


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


def _place_pattern(place: str) -> re.Pattern[str]:
    """A place in any case; one that is an ordinary word ("Hope Academy") only with a capital."""
    if " " in place or not is_word_too(place):
        return re.compile(_loosely(place), re.IGNORECASE)
    first = rf"{_loosely(place.capitalize())}|{_loosely(place.upper())}"
    return re.compile(first)


def _any_accent(letter: str) -> str:
    """A letter of a folded place with any accent on it: "Brontë Way" was folded to "bronte way"."""
    if letter == "'":
        return "['’‘]?"
    if letter == "-":
        return r"[\s\u2010\u2011-]"
    alike = accented().get(letter.casefold(), "")
    if not alike:
        return re.escape(letter)
    return f"[{letter}{alike.upper() if letter.isupper() else alike}][\u0300-\u036f]*"


def _loosely(place: str) -> str:
    """A place's name with any kind of space, apostrophe and hyphen."""
    words = place.split()
    made = r"[\s\u00a0]{1,3}".join("".join(map(_any_accent, w)) for w in words)
    return rf"(?<!\w){made}(?!\w)"
