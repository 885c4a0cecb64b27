"""Vagueness that the plan took over from a report: the report's fault first, so low in the plan, and said to be so.

Source: domain handbook, section 9 ("Vagueness inherited from a report is the report's fault: flag it on the
advice form and mark the plan's finding inherited, low").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checks.check import Judged, Verdict
from checks.finding import Finding, Severity
from checks.provision import provider, quantified, vague
from checks.subject import Subject
from extractors.plan.model import Provision

ALIKE = 0.6  # share of the plan item's telling words that the report's item holds
LEAST = 4  # telling words; fewer tell no item from another
SHORTEST = 4  # letters of a telling word
JUDGES: dict[str, Callable[[Provision], Judged]] = {
    provider.CHECK.code: provider.judge,
    quantified.CHECK.code: quantified.judge,
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """One item of provision that a report asks for, and the report's file."""

    item: Provision
    words: frozenset[str]
    file: str


def softened(findings: Iterable[Finding], subject: Subject) -> Iterator[Finding]:
    """The findings, those on words that a report has too at low severity and saying so."""
    asked = list(_asked(subject))
    items = {p.id: p for p in subject.plan.provision}
    for finding in findings:
        item = items.get(finding.item or "")
        ours = finding.check == vague.CODE or finding.check in JUDGES
        source = _source(finding, item, asked) if item and ours and asked else None
        yield _inherited(finding, source.file) if source else finding


def _asked(subject: Subject) -> Iterator[_Asked]:
    for advice in subject.advice:
        for n, item in enumerate(advice.provision):
            text = Provision(f"{n}", "F", item.passage, who=item.who, frequency=item.frequency)
            yield _Asked(text, _telling(text.whole), advice.document.file)


def _source(finding: Finding, item: Provision, asked: Sequence[_Asked]) -> _Asked | None:
    """The report's item that the plan's is taken from, if the fault is in it too."""
    words = _telling(item.text)
    if len(words) < LEAST:
        return None
    like = [a for a in asked if len(words & a.words) >= ALIKE * len(words)]
    if finding.check == vague.CODE:
        return next((a for a in like if finding.quote.lower() in a.item.whole.lower()), None)
    judge = JUDGES[finding.check]
    faulty = [a for a in like if judge(a.item).verdict is Verdict.NOT_MET]
    return faulty[0] if faulty and len(faulty) == len(like) else None


def _inherited(finding: Finding, file: str) -> Finding:
    said = f"{finding.message} The report ({file}) says it in the same way: the vagueness is inherited."
    remedy = f"{finding.suggestion} Ask the report's author, too."
    return replace(finding, severity=Severity.LOW, message=said, suggestion=remedy)


def _telling(text: str) -> frozenset[str]:
    return frozenset(w[:6] for w in re.findall(r"[a-z]+", text.lower()) if len(w) >= SHORTEST)
