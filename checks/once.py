"""One remedy, told once: a slighter finding is left out where a graver one of the same item asks for the same change.

An outcome that is provision in disguise, or that nobody could measure, names no act either: to say what the child will
do mends both. The measures count every fault all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from checks.finding import Finding

COVERED = {"outcome.not_specific": frozenset({"outcome.is_provision", "outcome.not_measurable"})}


def said_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that another one of the same item covers (``COVERED``), in their order."""
    told: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for finding in findings:
        told[finding.section, finding.item].add(finding.check)
    return [f for f in findings if f.item is None or not (COVERED.get(f.check, frozenset()) & told[f.section, f.item])]
