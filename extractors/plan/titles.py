"""Titles of sections: which sections, if any, the words of a block may open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

_COMBINED = {"EF": ("E", "F"), "BEF": ("B", "E", "F"), "CG": ("C", "G"), "DH": ("D", "H"), "JK": ("J", "K")}
_LETTER = r"(?:H\s?[12]|H\s?\(?i{1,2}\)?|[ACD]\s?[12]|[A-K](?!\d))"
_SEPARATOR = r"\s*(?:,|&|/|\+|-|–|—|\band\b)\s*"
_EXPLICIT = re.compile(
    rf"^\W*(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]?\s+)?(?:my\s+)?(?:ehcp?\s+)?(?:sections?|parts?)\s+(?P<letters>{_LETTER}(?:{_SEPARATOR}(?:(?:sections?|parts?)\s+)?{_LETTER})*)\b\s*[:\-–—.)|]*\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(
    rf"^(?!\w\.\s?\w\.)\(?(?P<letters>{_LETTER}(?:(?:(?:,|/|\+|-|–)\s?(?:and\s+)?|\s?&\s?|\s+and\s+){_LETTER})*)\)?\s*(?P<mark>[:\-–—.)|]?)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_KIND = re.compile(rf"^(?P<letters>{_LETTER})\s+(?P<rest>provision|needs|outcomes)\s*:?$", re.IGNORECASE)
_TRAILING = re.compile(
    rf"\((?:sections?|parts?)?\s*(?P<letters>{_LETTER}(?:{_SEPARATOR}{_LETTER})*)\)\s*$", re.IGNORECASE
)
_NAME = re.compile(r"\b(?P<name>[A-Za-z][\w\-]*)(?P<own>['’]s?)?(?![\w])")
_NOUNS = {
    letter: re.compile(words, re.IGNORECASE)
    for letter, words in {
        "A": r"\bviews\b|aspiration|history|about me|\bprofile\b|\bstory\b",
        "B": r"educational needs|\bSEN\b|learning needs",
        "C": r"\bhealth\b.*\bneeds\b",
        "D": r"\bcare\b.*\bneeds\b",
        "E": r"\boutcomes\b",
        "F": r"educational (provision|support)|\bSEN\b.*\bprovision\b|support in (school|college)",
        "G": r"\bhealth\b.*\b(provision|support|services)\b",
        "H": r"\bprovision\b|\bcare\b.*\b(support|services)\b|\bCSDPA\b|Chronically Sick",
        "I": r"\bplacement\b|\bschool\b|\bsetting\b",
        "J": r"\bbudget\b|direct payment",
        "K": r"\badvice\b|appendi|\breports\b",
    }.items()
}
_OWN_NUMBER = re.compile(r"^(?:(?:part|section)\s+)?\d{1,2}(?:\.\d{1,2})*\s*[.):–-]?\s+(?=\D)", re.IGNORECASE)
_NOT_WORDS = re.compile(r"[^a-z0-9']+")
_LEADER = re.compile(r"[\s.·…_]{3,}\d{1,3}$")
LIKELY = 84.0  # fuzzy likeness (0 to 100) from which a title without a letter counts
SURE = 92.0
KEPT = 4096  # readings of lines kept in memory, however many documents a worker reads
MOST_WEAK = 14  # words of an unknown title after a letter


@dataclass(frozen=True, slots=True)
class Title:
    """Words that may open sections. ``letters`` may hold "H" (both of H1 and H2, undivided).

    ``explicit``  the letter itself is printed; ``score`` 0 to 1, how like a known title the rest is;
    ``clash``     letter and title disagree, and the title was trusted; ``weak`` a letter before words that
                  are no known title: one only among others printed in the same manner.
    """

    letters: tuple[str, ...]
    score: float
    explicit: bool
    rest: str
    clash: bool = False
    weak: bool = False


@cache
def _families() -> dict[str, str]:
    """Each known title, simplified, with its section or combination."""
    data = yaml.safe_load((Path(__file__).parent / "titles.yaml").read_text(encoding="utf-8"))
    return {simple(title): key for key, titles in data.items() for title in titles}


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the known titles."""
    return frozenset(word for title in _families() for word in title.split())


def simple(text: str) -> str:
    """Lower-case words and figures alone."""
    return _NOT_WORDS.sub(" ", text.lower().replace("’", "'")).strip()


@lru_cache(maxsize=KEPT)
def family(words: str) -> tuple[tuple[str, ...], float]:
    """The sections that a title's words name, with the likeness 0 to 100; ((), 0) where none do."""
    known = simple(words)
    if not known or len(known) > 220:
        return (), 0.0
    best = process.extractOne(known, _families().keys(), scorer=_likeness, score_cutoff=70)
    if best is None:
        return (), 0.0
    key = _families()[best[0]]
    return _COMBINED.get(key, (key,)), best[1]


def _likeness(a: str, b: str, **_: object) -> float:
    """Word order counts little, extra words count much."""
    return max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b) - 2)


def match(text: str, names: frozenset[str] = frozenset()) -> Title | None:
    """The sections that a block's words may open, or None. Style is for the caller to weigh.

    ``names`` are those of the child, in small letters: "Ana's health needs" is a title like "my health needs".
    """
    text = nameless(_LEADER.sub("", text).strip(), names)
    if not text or len(text) > 400:
        return None
    if found := _EXPLICIT.match(text):
        return _lettered(letters_in(found["letters"]), found["rest"])
    if (found := _TRAILING.search(text)) and len(text) < 160:
        return _lettered(letters_in(found["letters"]), text[: found.start()])
    if (found := _BARE.match(text)) and (found["mark"] or not found["rest"] or found["rest"][:1].isupper()):
        letters = letters_in(found["letters"])
        if not found["rest"].strip():
            return Title(letters, 0.5, True, "")
        named, score = family(found["rest"])
        if score >= LIKELY and len(found["rest"]) > 3:
            return _lettered(letters, found["rest"])
    if kind := _KIND.match(text):
        return Title(letters_in(kind["letters"]), 0.6, True, kind["rest"])
    marked = found and (found["mark"] or text.startswith("(")) and 0 < len(found["rest"].split()) <= MOST_WEAK
    if found and marked and _speaks_of(letters_in(found["letters"]), found["rest"]):
        return Title(letters_in(found["letters"]), 0.8, True, found["rest"])
    plain = _OWN_NUMBER.sub("", text)
    named, score = family(plain)
    if score >= LIKELY:
        return Title(named, score / 100, False, plain)
    if found and marked:
        return Title(letters_in(found["letters"]), 0.5, True, found["rest"], weak=True)
    return None


def nameless(text: str, names: frozenset[str]) -> str:
    """A title's words with "my" for the child's name with an s, and the law's words for the name alone."""
    if len(text) > 400 or not text:
        return text
    if names:
        text = _NAME.sub(lambda m: _instead(m, names), text)
    return text


def _instead(found: re.Match[str], names: frozenset[str]) -> str:
    if found["name"].lower() not in names:
        return found[0]
    return "my" if found["own"] else "the child or the young person"


def _lettered(letters: tuple[str, ...], rest: str) -> Title:
    """A printed letter with its title; where they disagree, the title is trusted."""
    named, score = family(rest)
    agrees = bool(set(named) & set(letters) or {n[0] for n in named} & {letter[0] for letter in letters})
    if named and score >= SURE and not agrees and len(letters) == 1:
        return Title(named, score / 100, True, rest, clash=True)
    return Title(letters, max(0.6, score / 100 if agrees else 0.6), True, rest)


def _speaks_of(letters: tuple[str, ...], rest: str) -> bool:
    """Whether words after a letter hold the noun of its section ("E - Education outcomes")."""
    return all(_NOUNS[letter[0]].search(rest) for letter in letters)


def letters_in(printed: str) -> tuple[str, ...]:
    """Section letters from print: "B, E and F" gives B, E, F; "A1" gives A; "H i" gives H1; "H1 & H2" gives H,
    undivided.
    """
    found = []
    for letter in re.findall(rf"\b{_LETTER}\b\)?", printed, re.IGNORECASE):
        plain = re.sub(r"[\s()]", "", letter).upper()
        plain = {"HI": "H1", "HII": "H2"}.get(plain, plain)
        found.append(plain if plain in ("H1", "H2") else plain[0])
    letters = tuple(dict.fromkeys(found))
    return ("H",) if letters == ("H1", "H2") else letters
