"""Runs every check over one case and gathers findings and measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from checks.check import CaseCheck, ItemCheck, Judged, Verdict
from checks.finding import Examination, Examined, Finding, Measure
from checks.forms.authority import current
from checks.once import said_once
from checks.provision.inherited import softened
from checks.registry import CASE_CHECKS, ITEM_CHECKS
from checks.subject import Subject
from extractors.plan.model import Item, Outcome, Plan


def examine(
    subject: Subject,
    *,
    item_checks: Sequence[ItemCheck[Any]] = ITEM_CHECKS,
    case_checks: Sequence[CaseCheck] = CASE_CHECKS,
) -> Examination:
    """All that the checks find in one case."""
    parts = [_examine_items(check, subject) for check in item_checks]
    parts += [check.examine(subject) for check in case_checks]
    measures: dict[str, Measure] = {}
    for measure in (m for part in parts for m in part.measures):
        if measure.name in measures:
            raise ValueError(f"two checks yield the measure {measure.name}")
        measures[measure.name] = measure
    off = current().checks.leave_out
    told = said_once([f for part in parts for f in part.findings if f.check not in off])
    found = softened(told, subject)
    return Examination(tuple(found), measures)


def _examine_items(check: ItemCheck[Any], subject: Subject) -> Examined:
    """One item check over all items of its kind, counted by section (outcomes: by domain)."""
    judged = [(item, check.judge(item)) for item in _items(subject.plan, check.kind)]
    findings = [f for item, answer in judged for f in _findings(check, item, answer, subject)]
    groups: dict[str, list[tuple[Item, Judged]]] = defaultdict(list)
    for item, answer in judged:
        groups[item.domain.value if isinstance(item, Outcome) else item.section].append((item, answer))
    return Examined(tuple(findings), tuple(_measure(f"{check.measure}.{g}", pairs) for g, pairs in groups.items()))


def _items(plan: Plan, kind: str) -> Iterable[Item]:
    if kind == "need":
        return plan.needs
    return plan.outcomes if kind == "outcome" else plan.provision


def _findings(check: ItemCheck[Any], item: Item, judged: Judged, subject: Subject) -> list[Finding]:
    return [
        Finding(
            check=check.code,
            severity=mark.severity or check.severity,
            section=item.section,
            quote=mark.quote,
            message=mark.message or check.message,
            suggestion=mark.suggestion,
            reason=check.reason,
            item=item.id,
            place=subject.place(item.passage, mark.start, mark.end),
            version=check.version,
        )
        for mark in judged.marks
    ]


def _measure(name: str, pairs: Sequence[tuple[Item, Judged]]) -> Measure:
    by = {v: [item for item, answer in pairs if answer.verdict is v] for v in Verdict}
    return Measure(
        name,
        met=len(by[Verdict.MET]),
        not_met=len(by[Verdict.NOT_MET]),
        unknown=len(by[Verdict.NOT_KNOWN]),
        quotes=tuple(item.text for item in by[Verdict.MET]),
        failing=tuple(item.id for item in by[Verdict.NOT_MET]),
    )
