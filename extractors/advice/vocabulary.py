"""The words by which advice is read, as data: YAML files beside the code, loaded once, strictly."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

from extractors.advice.model import AdviceKind, PartRole

HERE = Path(__file__).parent
Vocabulary = TypeVar("Vocabulary", bound=BaseModel)


class Strict(BaseModel):
    """Data in which an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class KindMarks(Strict):
    """What tells one profession: words of a job title, of a report's title, of a service's name, of its
    headings, and the tests and terms that it uses. Each is a regular expression, lower case.
    """

    role: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class Kinds(Strict):
    """The marks of every profession, and which kinds are settings rather than professions."""

    kinds: dict[AdviceKind, KindMarks]
    settings: tuple[AdviceKind, ...]
    job: tuple[str, ...]


class Headings(Strict):
    """Which heading words open which part, tried in this order; ``areas`` are subjects of need; ``needs_named``
    are headings that name needs outright, whatever else they hold.
    """

    needs_named: tuple[str, ...]
    roles: dict[PartRole, tuple[str, ...]]
    areas: tuple[str, ...]


class Fields(Strict):
    """Labels of a front sheet or signature block, and what each one's value is; ``days`` are words of any
    label beside a day, tried in order.
    """

    fields: dict[str, tuple[str, ...]]
    days: dict[str, str]


class Phrases(Strict):
    """Wordings of a report's sentences."""

    requested: tuple[str, ...]
    seen: tuple[str, ...]
    not_seen: tuple[str, ...]
    born: tuple[str, ...]
    written: tuple[str, ...]
    unsigned: tuple[str, ...]
    signed: tuple[str, ...]
    closing: tuple[str, ...]
    review: tuple[str, ...]
    said: tuple[str, ...]
    comment: tuple[str, ...]
    recommends: tuple[str, ...]
    strength: tuple[str, ...]
    difficulty: tuple[str, ...]
    family: tuple[str, ...]
    covering: tuple[str, ...]
    no_involvement: tuple[str, ...]
    plan: tuple[str, ...]
    blank: tuple[str, ...]


@cache
def load(name: str, shape: type[Vocabulary]) -> Vocabulary:
    """The vocabulary in ``name``.yaml. Raises pydantic's ``ValidationError`` for an unknown key."""
    data = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return shape.model_validate(data)


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds any of these, whatever the case."""
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


@cache
def lower(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for text that is already in lower case: much faster than one that ignores case."""
    return re.compile("|".join(f"(?:{p})" for p in patterns))


def phrases() -> Phrases:
    """The wordings of a report's sentences."""
    words: Phrases = load("phrases", Phrases)
    return words


def plain(text: str) -> str:
    """Text with typographic quotes and dashes made plain, one character for one."""
    return text.translate(_PLAIN)


_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
