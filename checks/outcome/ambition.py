"""How far an outcome reaches: a change in the child that is hers, tied to what she hopes for.

This is a stand-in for the question that people answer ("is it aspirational?"). It knows three things that the
words show: provision in disguise changes nothing, a general wish ("improve his reading") stretches nobody, and
an outcome that takes up words of the child's or parents' own hopes serves them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.outcome.words import has_measure, is_provision
from checks.words import load_words
from extractors.plan.model import Outcome

GENERAL, CHANGE, TIED = 0.25, 0.8, 1.0
FEWEST = 12  # words; a shorter outcome without a measure is a general wish
_WORD = re.compile(r"[a-z]{4,}")
_PURPOSE = re.compile(r"\bso that\b|\bin order to\b|\bthis means\b|\bready (?:for|to)\b", re.IGNORECASE)


def reach(outcome: Outcome, hopes: Sequence[str]) -> float:
    """0 for provision in disguise, ``GENERAL``, ``CHANGE``, or ``TIED`` where it takes up a hope or says what
    it is for.
    """
    if is_provision(outcome) or load_words("outcome.general")["upkeep"].search(outcome.text):
        return 0.0
    if not has_measure(outcome) and len(outcome.text.split()) < FEWEST:
        return GENERAL
    if _PURPOSE.search(outcome.text) or tied(outcome, hopes):
        return TIED
    return CHANGE


def tied(outcome: Outcome, hopes: Sequence[str]) -> str | None:
    """The hope whose words the outcome takes up, if it takes up two that are not common ones."""
    own = _telling(outcome.text)
    shared = {hope: len(own & _telling(hope)) for hope in hopes}
    best = max(shared, key=lambda h: shared[h], default=None)
    return best if best is not None and shared[best] >= 2 else None


def _telling(text: str) -> frozenset[str]:
    common = load_words("outcome.general")["common"]
    return frozenset(w[:6] for w in _WORD.findall(text.lower()) if not common.fullmatch(w))
