"""Ordinary English words: a capital makes none of them a name ("the Review", "Speech and Language Therapy Service")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from moderation.anonymise.words import anonymiser_words, first_names, house_words

LIST = Path(__file__).parent / "ordinary.txt"
# Ending of a word -> endings of base forms it may come from. "y" stands for a changed letter: therapies, therapy.
ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ies", ("y", "ie")), ("ied", ("y", "ie")), ("es", ("", "e")), ("s", ("",)), ("ed", ("", "e")), ("ing", ("", "e")),
)  # fmt: skip
# The same for endings that make new words: only after five letters or more, else Jamal would be jam and Ester est.
LONG_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ier", ("y",)), ("iest", ("y",)), ("ily", ("y",)), ("iness", ("y",)), ("ly", ("", "le")), ("er", ("", "e")),
    ("ers", ("", "e")), ("est", ("", "e")), ("ness", ("",)), ("ment", ("",)), ("ments", ("",)), ("able", ("", "e")),
    ("ation", ("e", "")), ("ations", ("e", "")), ("ion", ("e", "")), ("ions", ("e", "")), ("al", ("", "e")),
    ("ally", ("", "al")), ("ist", ("", "y", "e")), ("ists", ("", "y", "e")), ("ity", ("", "e")), ("ism", ("", "e")),
)  # fmt: skip
CONTRACTED = re.compile(r"(?:n't|'(?:d|ll|ve|re|m))$")  # "they'd", "he'll"
# British spellings beside the American ones of the list.
SPELLINGS = (
    ("our", "or"),
    ("is", "iz"),
    ("ys", "yz"),
    ("ae", "e"),
    ("oe", "e"),
    ("ll", "l"),
    ("re", "er"),
    ("mme", "m"),
)
# Beginnings that make new words of old ones: neurodevelopmental, multisensory.
BEGINNINGS = (
    "neuro", "multi", "multi-", "non", "non-", "pre", "pre-", "psycho", "socio", "inter", "over", "under", "self-",
    "micro", "meta", "bio", "physio", "hydro", "audio", "cardio", "un", "re", "re-", "mis", "dis", "co-", "anti-", "sub",
)  # fmt: skip


def is_ordinary(word: str) -> bool:
    """Whether a folded word, in some form, is an ordinary one: "hospitals", "organisation", "metalinguistics"."""
    whole = CONTRACTED.sub("", word)
    if whole != word and (len(whole) < 3 or _known(whole)):
        return True
    if word in first_names() or word in anonymiser_words().word_names:
        return False
    if "-" in word and all(_known(part) for part in word.split("-") if part):
        return True
    # "stars", "roses": in the plural the names among ordinary words are things.
    return _known(word) or (word.endswith("s") and len(word) > 4 and word[:-1] in anonymiser_words().word_names)


def is_word_too(word: str) -> bool:
    """Whether a folded word is ordinary, even if it is a name as well: "grace", "may"."""
    words = anonymiser_words()
    return is_ordinary(word) or word in words.word_names or word in words.time_names


@cache
def _known(word: str) -> bool:
    for form in _forms(word):
        if form in _ordinary():
            return True
        for beginning in BEGINNINGS:
            if form.startswith(beginning) and len(form) > len(beginning) + 3 and form[len(beginning) :] in _ordinary():
                return True
    return False


def _forms(word: str) -> Iterator[str]:
    """The word, in American spelling, and the base forms that it may have."""
    spellings = [word]
    for british, american in SPELLINGS:
        spellings += [s.replace(british, american) for s in spellings if british in s]
    for spelling in dict.fromkeys(spellings):
        yield spelling
        for ending, bases in (*ENDINGS, *LONG_ENDINGS):
            least = 3 if (ending, bases) in ENDINGS else 5
            if not spelling.endswith(ending) or len(spelling) - len(ending) < least:
                continue
            stem = spelling[: -len(ending)]
            for base in bases:
                yield stem + base
                # "planned", "planning"
                if len(stem) > 3 and stem[-1] == stem[-2]:
                    yield stem[:-1] + base


@cache
def _ordinary() -> frozenset[str]:
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    listed = re.findall(r"[a-z]+", " ".join(lines))
    words = anonymiser_words()
    return (frozenset(listed) | words.ordinary_too | house_words()) - words.word_names
