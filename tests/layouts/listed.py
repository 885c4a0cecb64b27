"""Layouts in running text: labels, lists and prose."""

from __future__ import annotations

from tests.layouts.content import AREAS, Content, by_area
from tests.layouts.form import layout, provide_lines, sections
from tests.layouts.parts import (
    FAMILY,
    SHORT,
    STATUTORY,
    front_lines,
    front_table,
    needs_listed,
    outcomes_listed,
)  # fmt: skip
from tests.layouts.tabled import rows
from tests.layouts.writer import Plan


@layout
def labelled_paragraphs(plan: Plan, content: Content) -> None:
    """Need, outcome and provision as labelled paragraphs, numbered."""
    front_lines(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for number, need in enumerate(content.needs[x], start=1):
            plan.paragraph(f"Need {number}:", bold=True)
            plan.need(x, need)

    def provision(x: str) -> None:
        for number, entry in enumerate(content.provision[x], start=1):
            plan.paragraph(f"Provision {number}:", bold=True)
            plan.provide_with(x, entry, "By whom:", "Frequency:")

    sections(
        plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs, provision=provision,
        outcomes=lambda: outcomes_listed(plan, content, label="Outcome {}:"),
    )  # fmt: skip


@layout
def numbered_lists(plan: Plan, content: Content) -> None:
    """Automatic numbers before every item."""
    front_table(plan, content)
    sections(
        plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"),
        needs=lambda x: needs_listed(plan, content, x, style="List Number"),
        outcomes=lambda: outcomes_listed(plan, content, label="", style="List Number"),
        provision=lambda x: provide_lines(plan, content, x, "List Number"),
    )  # fmt: skip


@layout
def typed_numbers(plan: Plan, content: Content) -> None:
    """Numbers typed before the words: B1, F1.1."""
    front_table(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for number, need in enumerate(content.needs[x], start=1):
            plan.needs.append(need.text)
            plan.sections[x].append(need.text)
            plan.paragraph(f"{x}{number}. {need.text}")

    def provision(x: str) -> None:
        for number, entry in enumerate(content.provision[x], start=1):
            plan.provision.append(entry.text)
            plan.sections[x].append(entry.text)
            plan.paragraph(f"{x}{'.' if len(x) > 1 else ''}{number} {entry.text}")
            for extra in (entry.who, entry.frequency):
                if extra:
                    plan.say(x, extra)

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs, provision=provision)


@layout
def plain_prose(plan: Plan, content: Content) -> None:
    """Needs and provision as plain paragraphs under bold areas."""
    front_lines(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if x != "B":
            for need in content.needs[x]:
                plan.need(x, need)
            return
        for area, members in by_area(content.needs["B"]):
            plan.say("B", area, bold=True)
            for need in members:
                plan.need("B", need)

    def provision(x: str) -> None:
        for entry in content.provision[x]:
            plan.provide(x, entry)

    sections(
        plan,
        content,
        lambda x: plan.print(f"SECTION {x}: {SHORT[x].upper()}", bold=True),
        needs=needs,
        provision=provision,
    )


@layout
def outcomes_and_support_plan(plan: Plan, content: Content) -> None:
    """Combined "Outcomes and Support Plan (E/F)": outcome and its provision in one row."""
    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"{x}. {FAMILY[x]}"), order="ABCD")
    plan.heading("My Outcomes and Special Educational Provision (E/F)")
    aims = [o for o in content.outcomes if o.domain == "education"]
    table = plan.table(2, "Outcomes", "Provision required")
    rows(plan, table, ("E", aims), ("F", content.provision["F"]))
    for title, domain, letter in (
        ("Health Outcomes and Health Provision (E/G)", "health", "G"),
        ("Social Care Outcomes and Provision (E/H1)", "social_care", "H1"),
    ):
        plan.heading(title)
        table = plan.table(2, "Outcomes", "Provision required")
        entries = [o for o in content.outcomes if o.domain == domain]
        if entries or content.provision[letter]:
            rows(plan, table, ("E", entries), (letter, content.provision[letter]))
    plan.heading("H2. Other social care provision reasonably required")
    provide_lines(plan, content, "H2")
    for letter in "IJK":
        plan.heading(f"{letter}. {FAMILY[letter]}")
        plan.lines(letter, content.lines.get(letter, []))


@layout
def need_by_need(plan: Plan, content: Content) -> None:
    """Labels such as "SEMH Need 1:", as some councils number within areas."""
    front_table(plan, content)
    short = dict(zip(AREAS, ("C&I", "C&L", "SEMH", "S&P"), strict=True))

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for area, members in by_area(content.needs[x]):
            for number, need in enumerate(members, start=1):
                plan.paragraph(f"{short[area]} Need {number}:" if x == "B" else f"Need {number}:", bold=True)
                plan.need(x, need)

    def provision(x: str) -> None:
        for area, members in by_area(content.provision[x]):
            for number, entry in enumerate(members, start=1):
                plan.paragraph(
                    f"{short[area]} Provision {number}:" if x == "F" else f"{x} Provision {number}:", bold=True
                )
                plan.provide_with(x, entry, "Who:", "How often:")

    sections(
        plan, content, lambda x: plan.heading(f"Section {x} – {FAMILY[x]}"), needs=needs, provision=provision,
        outcomes=lambda: outcomes_listed(plan, content, label="Outcome {}:"),
    )  # fmt: skip


@layout
def adulthood_headings(plan: Plan, content: Content) -> None:
    """Outcomes and provision under the four strands of preparing for adulthood."""
    front_table(plan, content)
    strands = ("Employment", "Independent living", "Friends, relationships and community", "Good health")

    def outcomes() -> None:
        plan.lines("E", content.lines.get("E", []))
        for number, outcome in enumerate(content.outcomes):
            if number % 3 == 0:
                plan.heading(f"Preparing for adulthood: {strands[(number // 3) % 4]}", 2)
            plan.paragraph(f"Outcome {number + 1}", bold=True)
            plan.outcome(outcome)

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {STATUTORY[x]}"), outcomes=outcomes)
