"""What to write instead: the pattern for a check, and what an item of provision says and leaves out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from checks.assessment import Assessment, FindingEntry, ProvisionEntry
from reports.words import short

_FILE = Path(__file__).with_name("patterns.yaml")


@cache
def _patterns() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data


def pattern_for(finding: FindingEntry, assessment: Assessment) -> str:
    """A sentence to fill in, "" where none is known."""
    template: str = _patterns()["checks"].get(finding.check, "")
    child = assessment.plan.child
    name = child.known_as or (child.name.split() or ["the child"])[0]
    return " ".join(template.split()).replace("{child}", name).replace("{quote}", short(finding.quote, 60))


def also_words(check: str) -> str:
    """How a line on more words of a kind begins, as "Also vague"."""
    known: dict[str, str] = _patterns()["also"]
    return known.get(check, known["other"])


def said_and_unsaid(finding: FindingEntry, assessment: Assessment) -> str:
    """For an item of provision, as "It says who (TA). It does not say how often, how long each time."; else ""."""
    said = _patterns()["said"]
    if finding.check not in said["checks"]:
        return ""
    item = next((p for p in assessment.plan.provision if p.id == finding.item), None)
    return _told(item, said["elements"]) if item and item.elements.get("kind") == "delivery" else ""


def _told(item: ProvisionEntry, elements: dict[str, str]) -> str:
    there: dict[str, str] = {}
    for element, name in elements.items():
        value = item.elements.get(element)
        words = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
        if words:
            there.setdefault(name, f"{name} ({short(words, 60)})")
    lacking = [name for name in dict.fromkeys(elements.values()) if name not in there]
    parts = []
    if there:
        parts.append(f"It says {'; '.join(there.values())}.")
    if lacking:
        parts.append(f"It does not say {', '.join(lacking)}.")
    return " ".join(parts)
