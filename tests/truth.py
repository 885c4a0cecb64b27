"""Cases built from the known truth of ``sample_docs/``, so that checks are tested apart from reading.

``truth_case("c02")`` is a ``Case`` whose plan has exactly the sections, needs, outcomes and provision
that ``truth.json`` gives, on a document with one block a line.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from extractors.advice.model import Advice, AdviceDates, AdviceKind
from extractors.case import Case, CaseFacts
from extractors.document import Block, Document
from extractors.passage import Passage, Piece
from extractors.plan.model import Child, Domain, Need, Outcome, Person, Plan, PlanDates, Provision, Section, Status

SAMPLES = Path(__file__).parent.parent / "sample_docs"
CASES = tuple(sorted(p.parent.name for p in SAMPLES.glob("*/truth.json")))


@cache
def truth(case: str) -> dict[str, Any]:
    """The case's ``truth.json``."""
    loaded: dict[str, Any] = json.loads((SAMPLES / case / "truth.json").read_text(encoding="utf-8"))
    return loaded


@cache
def ratings(case: str) -> dict[str, Any]:
    """The case's ``ratings.json``."""
    loaded: dict[str, Any] = json.loads((SAMPLES / case / "ratings.json").read_text(encoding="utf-8"))
    return loaded


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class _Sheet:
    """Collects lines into blocks and finds them again."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, line: str) -> Piece:
        self.lines.append(line)
        return Piece(len(self.lines) - 1, 0, len(line))

    def find(self, text: str) -> Piece:
        for i, line in enumerate(self.lines):
            at = line.find(text)
            if at >= 0:
                return Piece(i, at, at + len(text))
        return self.add(text)

    def passage(self, *pieces: Piece) -> Passage:
        return Passage("\n".join(self.lines[p.block][p.start : p.end] for p in pieces), pieces)


@cache
def truth_case(name: str) -> Case:
    """The case as a perfect reading would give it (its advice: kind, author and dates only)."""
    known = truth(name)
    sheet = _Sheet()
    sections = {}
    for letter, lines in known["sections"].items():
        if lines:
            sections[letter] = Section(letter, letter, sheet.passage(*[sheet.add(line) for line in lines]))
    needs = tuple(
        Need(n["id"], n["section"], sheet.passage(sheet.find(n["text"])), n.get("area") or "") for n in known["needs"]
    )
    outcomes = tuple(
        Outcome(
            o["id"],
            sheet.passage(sheet.find(o["text"])),
            Domain(o["domain"]),
            o.get("area") or "",
            tuple(sheet.passage(sheet.find(step)) for step in o.get("steps") or ()),
        )
        for o in known["outcomes"]
    )
    provision = tuple(
        Provision(
            p["id"],
            p["section"],
            sheet.passage(sheet.find(p["text"])),
            p.get("area") or "",
            sheet.passage(sheet.find(p["who"])) if p.get("who") else Passage(),
            sheet.passage(sheet.find(p["frequency"])) if p.get("frequency") else Passage(),
        )
        for p in known["provision"]
    )
    document = Document("plan.docx", "0" * 64, "docx", tuple(Block(i, line) for i, line in enumerate(sheet.lines)))
    child = known["child"]
    plan = Plan(
        document,
        Child(
            f"{child['first']} {child['last']}",
            child["known_as"],
            _day(child["dob"]),
            child["year_group"],
            child["pronouns"],
            child["setting"],
            tuple(Person(p["name"], p["relationship"]) for p in child["parents"]),
        ),
        Status.FINAL if known["dates"]["final"] else Status.DRAFT,
        PlanDates(_day(known["dates"]["draft"]), _day(known["dates"]["final"]), _day(known["dates"]["next_review"])),
        sections=sections,
        needs=needs,
        outcomes=outcomes,
        provision=provision,
    )
    advice = tuple(
        Advice(
            Document(f"{a['id']}.docx", a["id"].ljust(64, "0"), "docx", ()),
            AdviceKind(a["kind"]),
            1.0,
            a["title"],
            a["author"],
            a["role"] or "",
            dates=AdviceDates(requested=_day(a["requested_on"]), written=_day(a["date"])),
            signed=a["signed"],
        )
        for a in known["advice"]
    )
    facts = CaseFacts(known["team"], "", known["primary_need"], known["placement_type"])
    return Case(name, (document, *(a.document for a in advice)), plan, advice, facts=facts)
