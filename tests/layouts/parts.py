"""Pieces that layouts share: front sheets, and each section's content in the manners seen in the wild."""

from __future__ import annotations

from datetime import date

from tests.layouts.content import AREAS, Content, Entry, by_area
from tests.layouts.writer import Plan

STATUTORY = {
    "A": "The views, interests and aspirations of the child and their parents, or of the young person",
    "B": "The child or young person's special educational needs (SEN)",
    "C": "The child or young person's health needs which relate to their SEN or to a disability",
    "D": "The child or young person's social care needs which relate to their SEN or to a disability",
    "E": "The outcomes sought for the child or the young person",
    "F": "The special educational provision required by the child or the young person",
    "G": "Any health provision reasonably required by the learning difficulties or disabilities which result in the child or young person having SEN",
    "H1": "Any social care provision which must be made for a child or young person under 18 resulting from section 2 of the Chronically Sick and Disabled Persons Act 1970",
    "H2": "Any other social care provision reasonably required by the learning difficulties or disabilities which result in the child or young person having SEN",
    "I": "The name and type of the school, maintained nursery school, post-16 institution or other institution",
    "J": "Personal Budget (including arrangements for direct payments)",
    "K": "Advice and information",
}
SHORT = {
    "A": "Views and aspirations", "B": "Special educational needs", "C": "Health needs", "D": "Social care needs",
    "E": "Outcomes", "F": "Special educational provision", "G": "Health provision", "H1": "Social care provision (CSDPA)",
    "H2": "Other social care provision", "I": "Placement", "J": "Personal Budget", "K": "Appendices and advice",
}  # fmt: skip
FAMILY = {
    "A": "All about me", "B": "My special educational needs", "C": "My health needs", "D": "My social care needs",
    "E": "My outcomes", "F": "My special educational provision", "G": "My health provision",
    "H1": "Social care provision secured under section 2 of the Chronically Sick and Disabled Persons Act 1970",
    "H2": "Other social care provision reasonably required", "I": "Educational placement", "J": "My personal budget",
    "K": "Advice and information used to write my EHC Plan",
}  # fmt: skip
DOMAINS = (("education", "Education outcomes"), ("health", "Health outcomes"), ("social_care", "Social care outcomes"))


def day(iso: str) -> str:
    """A date as plans print it."""
    return date.fromisoformat(iso).strftime("%d %B %Y").lstrip("0")


def front_table(plan: Plan, content: Content) -> None:
    """A front sheet: label, value, label, value."""
    plan.heading("Education, Health and Care Plan", 1)
    plan.print("DRAFT", bold=True)
    table = plan.table(4)
    child = content.child
    rows = (
        ("Name", content.name, "Preferred name", child["known_as"]),
        ("Date of birth", day(child["dob"]), "Year group", child["year_group"]),
        ("Current setting", child["setting"], "Date of draft", day(content.dates["draft"])),
    )
    for row in rows:
        plan.row(table, *row)


def front_lines(plan: Plan, content: Content) -> None:
    """A front sheet of labelled lines."""
    child = content.child
    plan.paragraph("EHC PLAN", bold=True)
    for label, value in (
        ("Child's name", content.name), ("Known as", child["known_as"]), ("DOB", day(child["dob"])),
        ("NCY", child["year_group"]), ("Status", "Draft"), ("Date of this draft", day(content.dates["draft"])),
    ):  # fmt: skip
        plan.print(f"{label}: {value}")


def needs_listed(plan: Plan, content: Content, section: str = "B", *, style: str | None = None) -> None:
    """A section of needs: what stands beside them first, then needs under their areas."""
    plan.lines(section, content.lines.get(section, []))
    if section != "B":
        for need in content.needs[section]:
            plan.need(section, need, style=style)
        return
    for area, needs in by_area(content.needs["B"]):
        plan.heading(area, 2)
        plan.sections["B"].append(area)
        for need in needs:
            plan.need("B", need, style=style)


def outcomes_listed(plan: Plan, content: Content, *, label: str = "Outcome {}", style: str | None = None) -> None:
    """Outcomes one under another with steps, under sub-headings by domain."""
    plan.lines("E", content.lines.get("E", []))
    number = 0
    for domain, title in DOMAINS:
        entries = [o for o in content.outcomes if o.domain == domain]
        if entries:
            plan.heading(title, 2)
        for outcome in entries:
            number += 1
            if label:
                plan.paragraph(label.format(number), bold=True)
            plan.outcome(outcome, style=style)


def outcome_table(plan: Plan, entries: list[Entry], *heads: str) -> None:
    """Outcomes in the first column, steps in the second."""
    table = plan.table(2, *(heads or ("Outcome", "Steps towards the outcome")))
    for outcome in entries:

        def told(o: Entry = outcome) -> None:
            plan.outcomes.append(o.text)
            plan.say("E", o.text)

        def stepped(o: Entry = outcome) -> None:
            plan.lines("E", o.steps)

        plan.row(table, told, stepped)


def provision_table(plan: Plan, section: str, entries: list[Entry], *heads: str) -> None:
    """Provision, by whom, how often: one row an item."""
    table = plan.table(3, *(heads or ("Special educational provision", "By whom", "Frequency")))
    for entry in entries:
        provision_row(plan, table, section, entry)


def provision_row(plan: Plan, table: object, section: str, entry: Entry) -> None:
    """One item in three cells."""

    def what() -> None:
        plan.provide(section, entry)

    def who() -> None:
        if entry.who:
            plan.say(section, entry.who)

    def often() -> None:
        if entry.frequency:
            plan.say(section, entry.frequency)

    plan.row(table, what, who, often)


def rest(plan: Plan, content: Content, titles: dict[str, str], title: object) -> None:
    """Sections I, J and K as plain lines."""
    for letter in ("I", "J", "K"):
        title(letter, titles[letter])
        plan.lines(letter, content.lines.get(letter, []))


AREA_COUNT = len(AREAS)
