"""Kinds of need and support that a text speaks of, by the words of ``forms/words/thread.kinds.yaml``.

A phrase is plain words; a star at a word's end stands for any ending. All phrases are looked up in one
pass over the words, so some 4,500 of them cost a plan three hundredths of a second.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import yaml

from checks.words import FOLDER
from extractors.errors import GoldenThreadError

NAME = "thread.kinds"
_TOKEN = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"['’]")
_SHORTEST_STEM = 2
_NO_KIND = "of no kind"  # the group of phrases that hide what stands within them and say nothing themselves
_PRONOUNS = {
    **dict.fromkeys(("he", "she", "i", "they"), "he"),
    **dict.fromkeys(("his", "him", "her", "my", "me", "their", "them"), "his"),
    **dict.fromkeys(("himself", "herself", "myself", "themselves", "themself"), "himself"),
}  # a phrase with "her" is as good for him, and for a plan that speaks in the first person
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # four times as fast where libyaml is there


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    words: tuple[str, ...]  # without stars
    open_ended: tuple[bool, ...]
    kinds: tuple[str, ...]

    def stands_at(self, tokens: list[str], start: int) -> bool:
        """Whether the phrase's words begin at ``tokens[start]``."""
        if start + len(self.words) > len(tokens):
            return False
        return all(
            token.startswith(word) if free else token == word
            for word, free, token in zip(self.words, self.open_ended, tokens[start:], strict=False)
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``groups``: each kind's group, kinds in the file's order; phrases by their first word."""

    groups: dict[str, str]
    exact: dict[str, tuple[_Phrase, ...]]
    stems: dict[str, tuple[_Phrase, ...]]

    def phrases(self, text: str) -> dict[str, frozenset[str]]:
        """The kinds that a text speaks of, each with the different phrases found.

        Where a phrase stands within a longer one only the longer counts ("steps" in "small steps").
        """
        tokens = [_PRONOUNS.get(token, token) for token in tokens_of(text)]
        hits = [(start, phrase) for start in range(len(tokens)) for phrase in self._starting(tokens, start)]
        found: dict[str, set[str]] = defaultdict(set)
        for start, phrase in hits:
            end = start + len(phrase.words)
            if any(s <= start and end <= s + len(p.words) and len(p.words) > end - start for s, p in hits):
                continue
            for kind in phrase.kinds:
                if kind not in self.groups:
                    continue
                found[kind].add(phrase.text)
        return {kind: frozenset(phrases) for kind, phrases in found.items()}

    def _starting(self, tokens: list[str], start: int) -> list[_Phrase]:
        token = tokens[start]
        candidates = [*self.exact.get(token, ())]
        for length in range(_SHORTEST_STEM, len(token) + 1):
            candidates += self.stems.get(token[:length], ())
        return [phrase for phrase in candidates if len(phrase.words) == 1 or phrase.stands_at(tokens, start)]


def tokens_of(text: str) -> list[str]:
    """Words in lower case: hyphens part words, apostrophes do not."""
    return _TOKEN.findall(_APOSTROPHE.sub("", text.lower()))


@cache
def lexicon() -> Lexicon:
    """The lexicon from its file.

    Raises ``GoldenThreadError`` (``words.wrong``) for a file of another shape or a phrase that is no words.
    """
    path = FOLDER / f"{NAME}.yaml"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  a safe loader, in C where there is one
    if not isinstance(data, dict) or not all(isinstance(kinds, dict) and kinds for kinds in data.values()):
        raise GoldenThreadError("words.wrong", f"{path.name} must hold groups, each with kinds under it.")
    groups = {str(kind): str(group) for group, kinds in data.items() if group != _NO_KIND for kind in kinds}
    by_phrase: dict[str, list[str]] = defaultdict(list)
    for kind, phrases in ((k, p) for kinds in data.values() for k, p in kinds.items()):
        if not isinstance(phrases, list) or not phrases:
            raise GoldenThreadError("words.wrong", f"{path.name}: {kind} must have a list of phrases under it.")
        for phrase in phrases:
            words = _checked(path.name, phrase).split()
            by_phrase[" ".join(_PRONOUNS.get(word, word) for word in words)].append(str(kind))
    exact: dict[str, list[_Phrase]] = defaultdict(list)
    stems: dict[str, list[_Phrase]] = defaultdict(list)
    for text, kinds in by_phrase.items():
        words = text.split()
        free = tuple(w.endswith("*") for w in words)
        phrase = _Phrase(text, tuple(w.rstrip("*") for w in words), free, tuple(dict.fromkeys(kinds)))
        (stems if free[0] else exact)[phrase.words[0]].append(phrase)
    return Lexicon(groups, {k: tuple(v) for k, v in exact.items()}, {k: tuple(v) for k, v in stems.items()})


def _checked(name: str, phrase: object) -> str:
    if isinstance(phrase, str) and re.fullmatch(r"[a-z0-9]+\*?(?: [a-z0-9]+\*?)*", phrase):
        return phrase
    raise GoldenThreadError(
        "words.wrong", f"{name}: {phrase!r} must be words in lower case, each with a star after it or none."
    )
