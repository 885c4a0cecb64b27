"""Letters that a phrase cannot do without: a text that has none of a list's is not searched for it.

Some sixty patterns over a thousand sentences cost half a second; looking for their letters first costs a hundredth.
"""

from __future__ import annotations

import re
from functools import cache

import yaml

from checks.forms.authority import words_of
from checks.words import FOLDER

_OPTIONAL = re.compile(r"\((?:\?:|\?=|\?!|\?<=|\?<!)?[^()]*\)(?:[?*]|\{0,\d+\}\??)")
_LOOK = re.compile(r"\(\?(?:=|!|<=|<!)[^()]*\)")
_GROUP = re.compile(r"\((?:\?:)?[^()]*\)")
_MAYBE = re.compile(r"(?:\[[^\]]*\]|\\?.)(?:[?*]|\{0,\d+\})")
_OPEN = re.compile(r"\[[^\]]*\]|\\[a-zA-Z]|[.^$+|{}\\]|\{\d+(?:,\d*)?\}")
SHORTEST = 2  # letters; a phrase without so many is always searched for


def literal_of(phrase: str) -> str:
    """The longest run of letters that every match of the phrase holds, lower case; "" where there is none."""
    rest = phrase
    while (cut := _GROUP.sub("\0", _OPTIONAL.sub("\0", _LOOK.sub("\0", rest)))) != rest:
        rest = cut
    if "|" in rest:
        return ""
    rest = _OPEN.sub("\0", _MAYBE.sub("\0", rest))
    runs = [run.strip().lower() for run in rest.split("\0")]
    best = max(runs, key=len, default="")
    return best if len(best) >= SHORTEST else ""


@cache
def literals(name: str) -> dict[str, tuple[str, ...]]:
    """For each key of a word list the letters of which a text must hold one; () where nothing can be ruled out."""
    data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    phrases = words_of(name, {str(key): [str(p) for p in said] for key, said in data.items()})
    letters = {key: tuple(literal_of(p) for p in said) for key, said in phrases.items()}
    return {key: each if all(each) else () for key, each in letters.items()}


def may_hold(text: str, letters: tuple[str, ...]) -> bool:
    """Whether a text in lower case can match a list with these letters."""
    return not letters or any(each in text for each in letters)
