"""Names made of standard terms alone: what a firm or a charity calls itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from moderation.anonymise.folding import Token
from moderation.anonymise.sentences import opens
from moderation.anonymise.terms import terms


def unanchored(line: str, words: Sequence[Token], known: set[int]) -> Iterator[int]:
    """Standard terms in a row in the middle of a sentence, none of which says what thing it is: "from Tutors Direct"."""
    run: list[int] = []
    for i, token in enumerate(words):
        joins = bool(run) and line[words[run[-1]].end : token.start] in (" ", "\u00a0")
        plain = (
            i not in known
            and token.capital
            and len(token.text) > 1
            and not token.text.isupper()
            and not opens(line, token)
        )
        if plain and (joins or not run):
            run.append(i)
            continue
        yield from run if _is_name_of_terms(words, run) else ()
        run = [i] if plain else []
    yield from run if _is_name_of_terms(words, run) else ()


def _is_name_of_terms(words: Sequence[Token], run: Sequence[int]) -> bool:
    told = [words[i].folded for i in run]
    standing = all(w in terms().words for w in told)
    return len(told) > 1 and standing and not terms().anchors.intersection(told)
