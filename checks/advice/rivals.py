"""Things that are not one another: paired reading is no answer to an ask for paired writing, however alike the rest."""

from __future__ import annotations

from functools import lru_cache

from checks.words import load_words

FEW = 2  # members; an ask that names more of a family is about the family and not about one
ALSO = ".also"


def are_rivals(ask: str, answer: str) -> bool:
    """Whether an ask names one or two members of a family, and the answer only others of it."""
    wanted = _named(ask)
    given = _named(answer) if wanted else {}
    return any(
        given.get(family) and len(members) <= FEW and not any(_may_be(f"{family}.{m}", answer) for m in members)
        for family, members in wanted.items()
    )


@lru_cache(maxsize=8_000)
def _named(text: str) -> dict[str, frozenset[str]]:
    """The members that a text names outright, by family."""
    found: dict[str, set[str]] = {}
    for key, pattern in load_words("advice.rivals").items():
        if not key.endswith(ALSO) and pattern.search(text):
            family, _, member = key.partition(".")
            found.setdefault(family, set()).add(member)
    return {family: frozenset(members) for family, members in found.items()}


def _may_be(key: str, text: str) -> bool:
    words = load_words("advice.rivals")
    return any(words[k].search(text) for k in (key, key + ALSO) if k in words)
