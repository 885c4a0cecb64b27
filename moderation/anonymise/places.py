"""Hospitals, clinics, centres, homes, trusts, clubs and streets: a family is known by where it goes.

A place is a run of capitals that ends in a word for a kind of place. Where its other words only say what kind it is
("Child Development Centre", "NHS Trust") it is nobody's in particular and stays, and so does the council's own name:
every paper in a council's pack is that council's, so it tells one family of it from another as little as the logo does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from moderation.anonymise.folding import Token, fold, tokens
from moderation.anonymise.ordinary import is_word_too
from moderation.anonymise.words import anonymiser_words, first_names


def places_in(text: str, council: Collection[str] = (), people: Collection[str] = ()) -> Iterator[str]:
    """Names of places in a text, as they are to be looked for: what names the place alone ("Hollybank" of "Hollybank
    Family Centre"), or the whole where that alone is an ordinary word or a person's name ("Link Centre", "Okus Road").
    ``council`` are the folded words of the council's own name, ``people`` those of the case's people.
    """
    words = anonymiser_words()
    generic = _generic()
    for match in _place().finditer(text):
        found = tokens(match[0])
        kind = _kind_length(found)
        named = found[:-kind]
        while named and (named[0].folded in generic or not named[0].capital):
            named = named[1:]
        core = list(named)
        while core and (core[-1].folded in generic or not core[-1].capital):
            core = core[:-1]
        if not core or {t.folded for t in core} <= set(council):
            continue
        if _persons(text, match.start() + core[0].start, core, found[-1]):
            continue
        alone = match[0][core[0].start : core[-1].end + _possessive(match[0], core[-1])]
        own = len(core) > 1 or not (is_word_too(core[0].folded) or core[0].folded in first_names())
        yield alone if own and not {t.folded for t in core} & set(people) else match[0][core[0].start :]
    for match in _street().finditer(text):
        found = tokens(match[0])
        while found and found[0].folded in words.place_before:
            found = found[1:]
        whole = match[0][found[0].start :] if len(found) > 1 else ""
        if whole and fold(whole) not in words.no_streets and not {t.folded for t in found[:-1]} <= set(council):
            yield whole


def _persons(text: str, at: int, core: list[Token], kind: Token) -> bool:
    """Whether the word for a kind of place is a surname here: "Jack Ward", "Mrs House", "Tia's Home"."""
    titles = {fold(t) for t in anonymiser_words().titles}
    before = tokens(text[max(0, at - 12) : at])[-1:]
    surname = kind.folded in anonymiser_words().place_surnames
    return surname and (core[0].folded in first_names() or bool(before and before[0].folded in titles))


def _possessive(text: str, token: Token) -> int:
    return 2 if re.match(r"['’‘]s\b", text[token.end - 2 :]) else 0


def _kind_length(found: list[Token]) -> int:
    """How many words at the end are the kind of place: 2 of "Hollybank Family Centre"."""
    kinds = {tuple(fold(k).split()) for k in anonymiser_words().place_words}
    return next((n for n in (3, 2) if tuple(t.folded for t in found[-n:]) in kinds), 1)


@cache
def _generic() -> frozenset[str]:
    words = anonymiser_words()
    return frozenset({fold(w) for w in (*words.place_generic, *words.school_generic)}) | words.place_before


def _either(kinds: Collection[str]) -> str:
    longest = sorted(kinds, key=len, reverse=True)
    either = "|".join(re.escape(k).replace("'", "['’‘]").replace(r"\ ", "[ \u00a0]") for k in longest)
    loud = "|".join(re.escape(k.upper()).replace("'", "['’‘]").replace(r"\ ", "[ \u00a0]") for k in longest)
    return f"(?:{either}|{loud})"


_CAPITAL = r"[A-Z][\w.'’‘&-]{0,30}"


@cache
def _place() -> re.Pattern[str]:
    kinds = _either(anonymiser_words().place_words)
    return re.compile(rf"\b(?:(?:{_CAPITAL}|of|and|the|for|upon|on)[ \u00a0]){{1,6}}{kinds}\b")


@cache
def _street() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_CAPITAL}[ \u00a0]){{1,3}}{_either(anonymiser_words().sure_streets)}\b")
