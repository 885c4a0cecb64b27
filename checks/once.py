"""One remedy, told once: a slighter finding is left out where a graver one of the same item asks for the same change.

An outcome that is provision in disguise, or that nobody could measure, names no act either: to say what the child will
do mends both; nor has it a need of its own, since what it provides is no aim. That it has no measure and no time is
told slightly: both come with the new outcome. Provision that stands in the wrong section has no need there, and moving
it is the remedy. The measures count every fault all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from checks.finding import Finding, Severity

PROVISION = frozenset({"outcome.is_provision"})
COVERED = {
    "outcome.not_specific": PROVISION | {"outcome.not_measurable"},
    "thread.outcome_without_need": PROVISION,
    "thread.provision_without_need": frozenset({"section.misplaced_provision"}),
}
SLIGHTER = {"outcome.not_measurable": PROVISION, "outcome.no_time": PROVISION}


def said_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that another one of the same item covers (``COVERED``), in their order; what another
    one mends on the way (``SLIGHTER``) is told at low severity.
    """
    told: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for finding in findings:
        told[finding.section, finding.item].add(finding.check)

    def beside(finding: Finding, by: dict[str, frozenset[str]]) -> bool:
        return finding.item is not None and bool(
            by.get(finding.check, frozenset()) & told[finding.section, finding.item]
        )

    kept = [f for f in findings if not beside(f, COVERED)]
    return [replace(f, severity=Severity.LOW) if beside(f, SLIGHTER) else f for f in kept]
