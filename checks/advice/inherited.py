"""Vague words of the plan that it took faithfully from a report: the report's fault, and low in the plan.

The advice form counts them against the report (``advice.exact``); the plan's finding stays, low, and says whose they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checks.advice.invented import inherited
from checks.advice.services import NAMES
from checks.finding import Finding, Severity
from checks.subject import Subject

CODES = ("provision.vague", "provision.unquantified")


def with_inherited(findings: Sequence[Finding], subject: Subject) -> tuple[Finding, ...]:
    """The findings, those whose words stand in the advice behind the item made low and told so."""
    return tuple(_told(f, subject) if f.check in CODES and f.item else f for f in findings)


def _told(finding: Finding, subject: Subject) -> Finding:
    item = next((p for p in subject.plan.provision if p.id == finding.item), None)
    if item is None:
        return finding
    names = subject.plan.child.first_names
    for advice in subject.advice:
        if inherited(finding.quote, item, (advice,), names):
            message = f"{finding.message} The {NAMES[advice.kind]} advice has the same words: ask its author."
            return replace(finding, severity=Severity.LOW, message=message)
    return finding
