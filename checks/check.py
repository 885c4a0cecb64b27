"""What a check is: an item check judges one item by its own words; a case check reads the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from checks.finding import Examined, Severity
from checks.subject import Subject
from extractors.plan.model import Item

T = TypeVar("T", bound=Item)


class Verdict(StrEnum):
    """The answer for one item. Not known is an answer and never counts as a failure."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Mark:
    """The words ``start`` to ``end`` of an item's text that a finding quotes. ``severity`` and
    ``message`` override the check's own.
    """

    start: int
    end: int
    quote: str
    suggestion: str
    severity: Severity | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One item judged. Not met needs at least one mark; not known needs a reason. ``values`` are
    structured facts found on the way (who, how often, minutes, ...).
    """

    verdict: Verdict
    marks: tuple[Mark, ...] = ()
    reason: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemCheck(Generic[T]):
    """A question asked of each item of one kind. ``judge`` is pure: no file, no clock, no model.

    ``measure`` is the measure's name before the section ("provision.quantified" for items of F gives
    "provision.quantified.F"); for outcomes the last part is the domain ("outcome.measurable.health").
    """

    code: str
    version: int
    kind: Literal["need", "outcome", "provision"]
    severity: Severity
    measure: str
    message: str
    reason: str
    judge: Callable[[T], Judged]


@dataclass(frozen=True, slots=True)
class CaseCheck:
    """A question that needs more than one item: the plan, its advice, the thread, today's date.
    ``codes`` are all the codes it may report.
    """

    codes: tuple[str, ...]
    version: int
    examine: Callable[[Subject], Examined]
