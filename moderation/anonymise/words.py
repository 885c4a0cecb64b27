"""The word lists of the anonymiser, read once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from checks.words import FOLDER
from moderation.anonymise.folding import fold

HERE = Path(__file__).parent


class AnonymiserWords(BaseModel):
    """The lists of ``words.yaml``; unknown ones are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    titles: tuple[str, ...]
    relations: tuple[str, ...]
    kin: frozenset[str]
    joining: frozenset[str]
    person_labels: tuple[str, ...]
    address_labels: tuple[str, ...]
    school_words: tuple[str, ...]
    school_generic: frozenset[str]
    street_words: tuple[str, ...]
    place_words: tuple[str, ...]
    place_generic: frozenset[str]
    place_surnames: frozenset[str]
    place_before: frozenset[str]
    sure_streets: tuple[str, ...]
    no_streets: frozenset[str]
    not_names: frozenset[str]
    word_names: frozenset[str]
    time_names: frozenset[str]
    particles: frozenset[str]
    not_surnames: frozenset[str]
    time_cues: frozenset[str]
    time_before: frozenset[str]
    name_cues: frozenset[str]
    diminutives: dict[str, tuple[str, ...]]
    ordinary_too: frozenset[str]


@cache
def anonymiser_words() -> AnonymiserWords:
    """The lists as they stand in the file."""
    return AnonymiserWords.model_validate(yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8")))


@cache
def first_names() -> frozenset[str]:
    """First names met in English schools, folded: the same list by which checks notice another child's name."""
    data = yaml.safe_load((FOLDER / "identity.names.yaml").read_text(encoding="utf-8"))
    return frozenset(fold(name) for line in data["names"] for name in line.split("|"))


@cache
def short_forms(name: str) -> tuple[str, ...]:
    """Other folded forms of a folded first name: "tom" and "tommy" of "thomas", and "thomas" of "tom"."""
    given = {fold(long): tuple(map(fold, short)) for long, short in anonymiser_words().diminutives.items()}
    return (*given.get(name, ()), *(long for long, short in given.items() if name in short))


@cache
def house_words() -> frozenset[str]:
    """Lower-case words of the program's own forms and lists: a capital makes none of them a name."""
    words: set[str] = set()
    for file in (*FOLDER.glob("*.yaml"), *FOLDER.parent.glob("*.yaml")):
        if file.name != "identity.names.yaml":
            words |= set(re.findall(r"(?<![\w])[a-z]{3,}(?![\w])", file.read_text(encoding="utf-8")))
    return frozenset(words)
