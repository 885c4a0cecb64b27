"""Words as they are compared: without case, accents or the kind of hyphen and apostrophe; and names in text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

LETTERS = r"[^\W\d_]"
# "Maisie-Jo", "O’Brien", "Achebe-Rowe": hyphens and apostrophes hold a word together.
WORD = re.compile(rf"{LETTERS}+(?:['’‘\u2010\u2011-]{LETTERS}+)*")
POSSESSIVE = re.compile(r"['’‘]s?$")
HALVES = re.compile(r"[\u2010\u2011-]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, ``text[start:end]``, without a possessive ending; ``folded`` is how it is compared."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def fold(word: str) -> str:
    """A word for comparison."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.replace("’", "'").replace("‘", "'").replace("\u2010", "-").replace("\u2011", "-")


@cache
def accented() -> dict[str, str]:
    """The small letters with an accent that fold to each plain one."""
    alike: dict[str, str] = {}
    for letter in map(chr, range(0xC0, 0x250)):
        plain = fold(letter)
        if letter.islower() and len(plain) == 1 and plain != letter:
            alike[plain] = alike.get(plain, "") + letter
    return alike


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
    found = []
    for match in WORD.finditer(text):
        word = match[0]
        ending = re.search(r"['’‘]s$", word, re.IGNORECASE)
        if ending:
            word = word[: ending.start()]
        found.append(Token(match.start(), match.start() + len(word), word, fold(word)))
    return found


def name_parts(name: str) -> tuple[str, ...]:
    """The folded words of a person's name that are worth looking for: two letters or more, double names whole and
    in halves of three letters or more.
    """
    parts: dict[str, None] = {}
    for token in tokens(name):
        if len(token.folded) < 2:
            continue
        parts[token.folded] = None
        halves = HALVES.split(token.folded)
        if len(halves) > 1:
            parts |= dict.fromkeys(h for h in halves if len(h) >= 3)
    return tuple(parts)
