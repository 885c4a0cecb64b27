"""Which findings to name first: the gravest, and no kind crowding out the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checks.assessment import FindingEntry

WEIGHT = {"high": 0, "medium": 1, "low": 2}
OF_A_KIND = 2  # before another kind of the same weight has its turn


def worst(findings: Sequence[FindingEntry], most: int) -> list[FindingEntry]:
    """The ``most`` to name first. Of one kind, two stand before the next kind of the same weight; then two more."""
    seen: Counter[str] = Counter()
    ranked = []
    for place, finding in enumerate(sorted(findings, key=lambda f: WEIGHT[f.severity])):
        ranked.append((WEIGHT[finding.severity], seen[finding.check] // OF_A_KIND, place, finding))
        seen[finding.check] += 1
    return [finding for *_, finding in sorted(ranked, key=lambda r: r[:3])[:most]]
