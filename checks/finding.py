"""What a check says: findings (a quote, a reason, a remedy) and measures (how many of how many)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters to the child's plan."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: ``start`` to ``end`` of a block of the case's ``document``-th document."""

    document: int
    block: int
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a moderator should look at.

    ``check``       the code, ``area.what_is_wrong``; ``version`` that check's version.
    ``section``     plan section letter, or "" for the whole plan; ``item`` an item's id, or None.
    ``quote``       exact words of the document ("" only where the fault is that words are missing).
    ``message``     what is wrong; ``suggestion`` what to do; ``reason`` the rule it rests on.
    """

    check: str
    severity: Severity
    section: str
    quote: str
    message: str
    suggestion: str
    reason: str
    item: str | None = None
    place: Place | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Measure:
    """``met`` of ``met + not_met`` things pass a test; ``unknown`` could not be judged.

    ``name`` is ``test.section`` ("provision.quantified.F"). ``quotes`` are the words it rests on,
    ``failing`` the ids or quotes of what did not pass. ``value`` is set for measures that are not
    shares (a level, a class such as "no_needs", a flag).
    """

    name: str
    met: int = 0
    not_met: int = 0
    unknown: int = 0
    value: str | float | bool | None = None
    quotes: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    note: str = ""

    @property
    def of(self) -> int:
        """How many were judged."""
        return self.met + self.not_met

    @property
    def share(self) -> float | None:
        """The share that pass, 0 to 1; None where nothing was judged."""
        return self.met / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Examined:
    """All that one check found in one case."""

    findings: tuple[Finding, ...] = ()
    measures: tuple[Measure, ...] = ()

    def __add__(self, other: Examined) -> Examined:
        return Examined(self.findings + other.findings, self.measures + other.measures)


@dataclass(frozen=True, slots=True)
class Examination:
    """All findings and measures of a case, measures by name."""

    findings: tuple[Finding, ...] = ()
    measures: dict[str, Measure] = field(default_factory=dict)
