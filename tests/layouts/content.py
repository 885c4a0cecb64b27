"""What a plan says, apart from how it is laid out: made from a sample case's truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tests.truth import truth

AREAS = (
    "Communication and interaction",
    "Cognition and learning",
    "Social, emotional and mental health",
    "Sensory and/or physical needs",
)


@dataclass(frozen=True)
class Entry:
    """An item: a need, an outcome with its steps, or provision with who and how often."""

    text: str
    area: str = ""
    domain: str = ""
    steps: tuple[str, ...] = ()
    who: str = ""
    frequency: str = ""


@dataclass(frozen=True)
class Content:
    """A case's words. ``lines`` are what stands in a section beside its items, in order."""

    child: dict[str, Any]
    dates: dict[str, Any]
    lines: dict[str, list[str]]
    needs: dict[str, list[Entry]]
    outcomes: list[Entry]
    provision: dict[str, list[Entry]]
    strengths: dict[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The child's full name."""
        return f"{self.child['first']} {self.child['last']}"


@cache
def content(case: str) -> Content:
    """The words of a sample case."""
    known = truth(case)
    needs: dict[str, list[Entry]] = {"B": [], "C": [], "D": []}
    for need in known["needs"]:
        needs[need["section"]].append(Entry(need["text"], _area(need.get("area"))))
    outcomes = [
        Entry(o["text"], _area(o.get("area")), o["domain"], tuple(o.get("steps") or ())) for o in known["outcomes"]
    ]
    provision: dict[str, list[Entry]] = {"F": [], "G": [], "H1": [], "H2": []}
    for p in known["provision"]:
        entry = Entry(p["text"], _area(p.get("area")), who=p.get("who") or "", frequency=p.get("frequency") or "")
        provision[p["section"]].append(entry)
    taken = {e.text for group in (*needs.values(), *provision.values(), outcomes) for e in group}
    taken |= {s for o in outcomes for s in o.steps}
    taken |= {x for group in provision.values() for e in group for x in (e.who, e.frequency)}
    heads = {str(x.get("area") or "") for x in (*known["needs"], *known["outcomes"], *known["provision"])}
    lines = {
        letter: [line for line in said if line not in taken and line not in heads]
        for letter, said in known["sections"].items()
    }
    return Content(known["child"], known["dates"], lines, needs, outcomes, provision)


def _area(printed: str | None) -> str:
    """One of the four areas, whatever the case calls it."""
    low = (printed or "").lower()
    for area, marks in zip(
        AREAS, (("communic", "speech"), ("cognit", "learning"), ("social", "semh", "emotion"), ("sens", "phys", "self")),
        strict=True,
    ):  # fmt: skip
        if any(mark in low for mark in marks):
            return area
    return AREAS[1] if printed else ""


def by_area(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries under the four areas, those that have any; entries without an area under the second."""
    groups = [(area, [e for e in entries if (e.area or AREAS[1]) == area]) for area in AREAS]
    return [(area, members) for area, members in groups if members]
