"""The second pass's own words: what it does not ask about, and what it asks about where a capital proves nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from moderation.anonymise.folding import fold, tokens


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]
    acronyms: tuple[str, ...]
    phrases: tuple[str, ...]
    anchors: tuple[str, ...]
    kinds: tuple[str, ...]
    name_words: tuple[str, ...]
    place_words: tuple[str, ...]
    openers: tuple[str, ...]
    small_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The lists, folded. ``phrases`` are words in a row, by their first word, the longest first."""

    words: frozenset[str]
    acronyms: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    anchors: frozenset[str]
    kinds: frozenset[str]
    name_words: frozenset[str]
    place_words: frozenset[str]
    openers: frozenset[str]
    small_words: frozenset[str]


@cache
def terms() -> Terms:
    """The lists as they stand in the file."""
    file = _File.model_validate(yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")))
    return Terms(
        words=frozenset(map(fold, file.words)),
        acronyms=frozenset(map(fold, file.acronyms)),
        phrases=by_first_word(file.phrases),
        anchors=frozenset(map(fold, file.anchors)),
        kinds=frozenset(map(fold, file.kinds)),
        name_words=frozenset(map(fold, file.name_words)),
        place_words=frozenset(map(fold, file.place_words)),
        openers=frozenset(map(fold, file.openers)),
        small_words=frozenset(map(fold, file.small_words)),
    )


def by_first_word(phrases: Collection[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as folded words, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        if words := tuple(t.folded for t in tokens(phrase)):
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}
