"""A draft as pages show it: its findings by gravity, its golden thread row by row."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from checks.assessment import Assessment, FindingEntry
from moderation.findings import finding_key

MOST_SHOWN = 160  # characters of an item in a row of the thread


@dataclass(frozen=True, slots=True)
class Tied:
    """An outcome or an item of provision tied to a need, and why."""

    id: str
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One need with what is tied to it. ``broken``: it lacks an outcome or provision."""

    id: str
    area: str
    text: str
    outcomes: tuple[Tied, ...]
    provision: tuple[Tied, ...]

    @property
    def broken(self) -> bool:
        """Whether the thread ends at this need."""
        return not (self.outcomes and self.provision)


def by_severity(
    assessment: Assessment, set_aside: Container[str]
) -> Mapping[str, tuple[tuple[str, FindingEntry], ...]]:
    """Findings that stand, with their keys, by severity, the gravest first."""
    told: dict[str, list[tuple[str, FindingEntry]]] = {"high": [], "medium": [], "low": []}
    for finding in assessment.findings:
        key = finding_key(finding)
        if key not in set_aside:
            told[finding.severity].append((key, finding))
    return {severity: tuple(found) for severity, found in told.items()}


def thread_rows(assessment: Assessment) -> tuple[ThreadRow, ...]:
    """The golden thread: every need of the plan, in its order."""
    plan = assessment.plan
    needs = {n.id: n for n in plan.needs}
    texts = {o.id: o.text for o in plan.outcomes} | {p.id: p.text for p in plan.provision}

    def tied(ids: tuple[str, ...], because: Mapping[str, str]) -> tuple[Tied, ...]:
        return tuple(Tied(i, _short(texts.get(i, "")), because.get(i, "")) for i in ids)

    return tuple(
        ThreadRow(
            t.need, needs[t.need].area, _short(needs[t.need].text),
            tied(t.outcomes, t.because), tied(t.provision, t.because),
        )
        for t in plan.thread
        if t.need in needs
    )  # fmt: skip


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= MOST_SHOWN else plain[: plain.rfind(" ", 0, MOST_SHOWN)] + " …"
