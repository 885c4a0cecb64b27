"""What an outcome's words show: a measure, a time, an act that can be seen, or provision in disguise."""

from __future__ import annotations

import re

from checks.words import load_words
from extractors.plan.model import Outcome

_LIST = "outcome"
_WHEN = re.compile(
    r"\b(?:20\d\d(?:/\d\d)?|(?:year|age|aged|key stage|ks) ?\d+)\b", re.IGNORECASE
)  # numbers of no measure


def has_time(outcome: Outcome) -> bool:
    """A date, an age, a phase's end; one printed over the outcome counts."""
    return bool(load_words(_LIST)["time"].search(f"{outcome.heading} {outcome.text}"))


def has_measure(outcome: Outcome) -> bool:
    """A count, a frequency, a level of help, a thing done or a named measure, the target date apart; an
    amount of provision ("a daily intervention") measures nothing in the child.
    """
    return _measured(outcome) and not is_provision(outcome)


def _measured(outcome: Outcome) -> bool:
    words = load_words(_LIST)
    return bool(words["measure"].search(words["time"].sub(" ", outcome.text)))


def is_specific(outcome: Outcome) -> bool:
    """Something a stranger could see the child do; or a measured change."""
    words = load_words(_LIST)
    return bool(words["observable"].search(outcome.text)) or has_measure(outcome)


def is_provision(outcome: Outcome) -> bool:
    """The child receives, is given, has access to, attends; or a service acts: no change in the child."""
    found = load_words(_LIST)["provision"].search(outcome.text)
    if not found:
        return False
    so_that = outcome.text.lower().find("so that")
    if 0 <= so_that < found.start():
        return False
    rest = outcome.text[: found.start()] + " " + outcome.text[found.end() :]
    rest = _WHEN.sub(" ", load_words(_LIST)["time"].sub(" ", rest))
    return not load_words(_LIST)["number"].search(rest)
