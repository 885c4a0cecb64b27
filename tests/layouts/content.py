"""What a plan says, apart from how it is laid out: made from a sample case's truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.truth import truth

CHILDREN = tuple(sorted(p.stem for p in (Path(__file__).parent / "children").glob("*.yaml")))

AREAS = (
    "Communication and interaction",
    "Cognition and learning",
    "Social, emotional and mental health",
    "Sensory and/or physical needs",
)


@dataclass(frozen=True)
class Entry:
    """An item: a need, an outcome with its steps, or provision with who and how often. ``printed`` is the
    area as the child's own papers call it, ``area`` one of the four.
    """

    text: str
    area: str = ""
    domain: str = ""
    steps: tuple[str, ...] = ()
    who: str = ""
    frequency: str = ""
    printed: str = ""


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
    """The words of a sample case, or of one of the made-up children."""
    if case in CHILDREN:
        return _made_up(case)
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


def _made_up(child: str) -> Content:
    told = yaml.safe_load((Path(__file__).parent / "children" / f"{child}.yaml").read_text(encoding="utf-8"))
    dates = {key: str(day) if day else None for key, day in told["dates"].items()}

    def entry(item: dict[str, Any]) -> Entry:
        printed = item.get("area") or ""
        return Entry(
            item["text"], _area(printed) if printed else "", item.get("domain", ""), tuple(item.get("steps", ())),
            item.get("who", ""), item.get("frequency", ""), printed,
        )  # fmt: skip

    return Content(
        {**told["child"], "dob": str(told["child"]["dob"])},
        dates,
        told["lines"],
        {letter: [entry(n) for n in needs] for letter, needs in told["needs"].items()},
        [entry(o) for o in told["outcomes"]],
        {letter: [entry(p) for p in given] for letter, given in told["provision"].items()},
        told["strengths"],
    )


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
