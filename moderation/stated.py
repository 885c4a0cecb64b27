"""The primary need and the kind of placement that a plan itself states, for plans that came without them.

Only what is said is taken: a line that names the primary need, and the type or name of the school in section I (blank
in a draft, by the law). Where that says two things, or none, the answer is "" and the sample is told of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from checks.assessment import Assessment

PRIMARY = re.compile(
    r"\b(?:primary|main)\s+(?:(?:area|category|type)\s+of\s+)?(?:SEND?\s+|special\s+educational\s+)?needs?"
    r"(?:\s*\([^()\n]{0,30}\))?(?:\s*[:\t|–-]\s*|\s+(?:is|are)\s+(?:in\s+)?|\s*\n\s*)(?P<value>[^\n.;]{2,90})",
    re.IGNORECASE,
)
BLANK = re.compile(r"left blank|to be (?:completed|named|confirmed)|final plan", re.IGNORECASE)


def stated_need(assessment: Assessment) -> str:
    """The primary need by the plan's own words, in the words of ``stated.yaml``; "" where it does not say."""
    found = {
        label
        for letter in ("A", "B")
        if letter in assessment.plan.sections
        for match in PRIMARY.finditer(assessment.plan.sections[letter].text)
        for label in _labels("need", match["value"])
    }
    return next(iter(found)) if len(found) == 1 else ""


def stated_placement(assessment: Assessment) -> str:
    """The kind of placement by section I; "" where it does not say."""
    section = assessment.plan.sections.get("I")
    text = section.text if section else ""
    found = [] if BLANK.search(text) else _labels("placement", text)
    if "Resourced provision" in found:
        return "Resourced provision"  # of a mainstream school
    return found[0] if found and not {"Special", "Mainstream"} <= set(found) else ""


def _labels(kind: str, text: str) -> list[str]:
    return [label for label, words in _words()[kind].items() if words.search(text)]


@cache
def _words() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    told = yaml.safe_load((Path(__file__).parent / "stated.yaml").read_text(encoding="utf-8"))
    return {
        kind: {label: re.compile(words, re.IGNORECASE) for label, words in labels.items()}
        for kind, labels in told.items()
    }
