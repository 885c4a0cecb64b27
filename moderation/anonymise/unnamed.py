"""Names that no form field gives: brothers, friends, teachers, found by what stands around them.

A capital in the middle of a sentence marks a name unless the word is also written small somewhere in the case or
in the program's own lists, or is known to be nobody's name. That takes a programme's name for a person's now and
then, which costs a moderator little; a name left in costs a child much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from moderation.anonymise.folding import Token, fold, tokens
from moderation.anonymise.words import anonymiser_words, first_names, house_words

SENTENCE_START = re.compile(r"(?:^|[.!?:;•\n\t“\"‘(\]–—/]|\d[.)])\s*$")


def unknown_names(texts: Sequence[str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Names that are not ``known`` (folded words), each with its kind: "Professional" after a title, else "Person"."""
    words = anonymiser_words()
    titles = {fold(t) for t in words.titles}
    relations = {fold(r) for r in words.relations}
    not_names = {fold(n) for n in words.not_names}
    small = house_words() | {t.folded for text in texts for t in tokens(text) if t.text.islower()}
    given: dict[str, str] = {}
    for text in texts:
        found = tokens(text)
        running = _in_a_sentence(found)
        for i, token in enumerate(found):
            if not _could_be(token, not_names) or token.folded in known:
                continue
            before = _word_before(text, found, i)
            if before is not None and before.capital and before.folded in titles:
                given[_with_next(text, found, i, small | not_names)] = "Professional"
                continue
            if token.folded in small:
                continue
            after_relation = before is not None and before.folded in relations
            mid_sentence = running and not SENTENCE_START.search(text[max(0, token.start - 6) : token.start])
            if token.folded in first_names() or after_relation or mid_sentence:
                given.setdefault(_with_next(text, found, i, small | not_names), "Person")
    yield from given.items()


def _word_before(text: str, found: list[Token], i: int) -> Token | None:
    """The word that stands right before, with nothing but a space (or a title's full stop) between."""
    if i == 0:
        return None
    before = found[i - 1]
    return before if text[before.end : found[i].start] in (" ", "\u00a0", ". ", ".\u00a0") else None


def _could_be(token: Token, not_names: set[str]) -> bool:
    """A capital and then small letters: an acronym is no name."""
    return token.capital and len(token.text) > 2 and not token.text.isupper() and token.folded not in not_names


def _with_next(text: str, found: list[Token], i: int, not_part: frozenset[str] | set[str]) -> str:
    """The name from this word on: a surname beside a first name belongs to it."""
    end = found[i].end
    for token in found[i + 1 : i + 3]:
        if (
            text[end : token.start] not in (" ", "\u00a0")
            or not token.capital
            or token.text.isupper()
            or token.folded in not_part
            or len(token.text) < 3
        ):
            break
        end = token.end
    return text[found[i].start : end]


def _in_a_sentence(found: list[Token]) -> bool:
    """Whether these are running words rather than a heading or a label, where capitals mean nothing."""
    small = sum(t.text.islower() for t in found)
    return small >= 4 and small * 2 >= len(found)
