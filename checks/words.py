"""Word lists: patterns kept as data beside the checks, so that people who are no programmers can change them.

A list is a YAML file in ``checks/forms/words``: names (or suggestions) and the phrases under each, as
regular expressions matched on word borders whatever their case. A name that begins with ``_`` is a part
that other phrases of the same file may use: with ``_period: ['week', 'term']``, ``once a <period>``
stands for "once a week" and "once a term". A part may use the parts above it. An authority's
configuration may add, remove or replace phrases (``checks/forms/authority.py``).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from checks.forms.authority import words_of
from checks.forms.mistakes import LOADER
from extractors.errors import GoldenThreadError

FOLDER = Path(__file__).parent / "forms" / "words"
_PART = re.compile(r"(?<!\?P)<([a-z][a-z_]*)>")


@cache
def load_words(name: str) -> dict[str, re.Pattern[str]]:
    """The list ``name.yaml``: each key with one pattern for all its phrases.

    Raises ``GoldenThreadError`` (``words.wrong``) for a file of another shape or a phrase that is no pattern.
    """
    path = FOLDER / f"{name}.yaml"
    data = LOADER(path.read_text(encoding="utf-8")).get_single_data()
    if not isinstance(data, dict) or not all(isinstance(v, list) and v for v in data.values()):
        raise GoldenThreadError("words.wrong", f"{path.name} must hold names, each with a list of phrases under it.")
    data = words_of(name, {str(key): [str(p) for p in phrases] for key, phrases in data.items()})
    parts: dict[str, str] = {}
    found: dict[str, re.Pattern[str]] = {}
    for key, phrases in data.items():
        filled = [_filled(path, p, parts) for p in phrases]
        if key.startswith("_"):
            parts[key[1:]] = f"(?:{'|'.join(filled)})"
        else:
            found[key] = _pattern(path, filled)
    return found


def _filled(path: Path, phrase: str, parts: dict[str, str]) -> str:
    """The phrase with its parts put in; an unknown part is a mistake in the file."""
    for name in _PART.findall(phrase):
        if name not in parts:
            raise GoldenThreadError("words.wrong", f"{path.name} uses <{name}>, and no _{name} stands above it.")
    return _PART.sub(lambda m: parts[m[1]], phrase)


def _pattern(path: Path, phrases: list[str]) -> re.Pattern[str]:
    try:
        # One look behind for all: within a word no phrase is tried at all.
        return re.compile(r"(?<!\w)(?:" + "|".join(rf"(?:{p})(?!\w)" for p in phrases) + ")", re.IGNORECASE)
    except re.error as error:
        raise GoldenThreadError("words.wrong", f"{path.name} holds a phrase that cannot be read: {error}.") from error
