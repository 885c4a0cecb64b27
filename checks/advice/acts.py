"""Acts that stand for themselves: training is answered by training alone, not by work of somebody who is trained."""

from __future__ import annotations

from functools import lru_cache

from checks.words import load_words

ACTS = ("training", "training_family")


def asked_in(text: str) -> frozenset[str]:
    """The acts that an ask is for."""
    return _acts(text, "asked")


def given_in(text: str) -> frozenset[str]:
    """The acts that an item of a plan gives."""
    return _acts(text, "given")


@lru_cache(maxsize=4_000)
def _acts(text: str, how: str) -> frozenset[str]:
    words = load_words("advice.acts")
    kept = words["not"].sub(" ", text)
    return frozenset(act for act in ACTS if words[f"{act}.{how}"].search(kept))
