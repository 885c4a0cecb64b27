"""What is worked out once for the case in hand, however many checks and forms ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from checks.subject import Subject

Result = TypeVar("Result")


def once_a_case(work: Callable[[Subject], Result]) -> Callable[[Subject], Result]:
    """``work`` with its last result kept, for as long as it is asked about the same subject."""
    last: list[tuple[Subject, Result]] = []

    @wraps(work)
    def kept(subject: Subject) -> Result:
        if not (last and last[0][0] is subject):
            last[:] = [(subject, work(subject))]
        return last[0][1]

    return kept
