"""Layouts that differ in their titles, in the order of the sections, and in what stands under the titles."""

from __future__ import annotations

from tests.layouts.content import Content
from tests.layouts.form import layout, provide_lines, sections, strengths_first
from tests.layouts.parts import (
    FAMILY,
    SHORT,
    STATUTORY,
    front_lines,
    front_table,
    needs_listed,
    outcome_table,
    provision_table,
)  # fmt: skip
from tests.layouts.writer import Plan


@layout
def statutory_headings(plan: Plan, content: Content) -> None:
    """Statutory titles in full as headings; tables for outcomes and provision."""
    front_table(plan, content)

    def outcomes() -> None:
        plan.lines("E", content.lines.get("E", []))
        outcome_table(plan, content.outcomes)

    sections(
        plan, content, lambda x: plan.heading(f"Section {x}: {STATUTORY[x]}"), outcomes=outcomes,
        provision=lambda x: content.provision[x] and provision_table(plan, x, content.provision[x]),
    )  # fmt: skip


@layout
def short_bold_titles(plan: Plan, content: Content) -> None:
    """Short titles as bold paragraphs, needs as bullets."""
    front_lines(plan, content)
    sections(
        plan, content, lambda x: plan.print(f"{x} – {SHORT[x]}", bold=True),
        needs=lambda x: needs_listed(plan, content, x, style="List Bullet"),
        provision=lambda x: provide_lines(plan, content, x, "List Bullet"),
    )  # fmt: skip


@layout
def family_titles(plan: Plan, content: Content) -> None:
    """The family's own titles, without letters."""
    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(FAMILY[x]))


@layout
def letters_alone(plan: Plan, content: Content) -> None:
    """A letter as a heading and its title under it."""
    front_table(plan, content)

    def title(x: str) -> None:
        plan.heading(f"Section {x}")
        plan.print(STATUTORY[x], bold=True)

    sections(plan, content, title)


@layout
def letters_in_brackets(plan: Plan, content: Content) -> None:
    """Letters in brackets before short titles."""
    front_lines(plan, content)
    sections(plan, content, lambda x: plan.heading(f"({x}) {SHORT[x]}", 2))


@layout
def letters_in_brackets_after(plan: Plan, content: Content) -> None:
    """The letter in brackets after the title."""
    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"{SHORT[x]} (Section {x})"))


@layout
def numbers_before(plan: Plan, content: Content) -> None:
    """Numbers before the sections' names."""
    front_table(plan, content)
    order = [*"ABCDEFG", "H1", "H2", *"IJK"]
    sections(plan, content, lambda x: plan.heading(f"{order.index(x) + 2}. Section {x} - {SHORT[x]}"))


@layout
def parts_york(plan: Plan, content: Content) -> None:
    """Parts in capitals."""
    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"PART {x} – {FAMILY[x].upper()}"))


@layout
def statutory_without_letters(plan: Plan, content: Content) -> None:
    """Statutory titles in bold, no letters."""
    front_lines(plan, content)
    sections(plan, content, lambda x: plan.print(STATUTORY[x], bold=True))


@layout
def outcomes_first(plan: Plan, content: Content) -> None:
    """Essex: E before B."""
    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), order="AEBFCGDHIJK")


@layout
def views_at_the_end(plan: Plan, content: Content) -> None:
    """Section A last, as the family's own pages."""
    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x} - {SHORT[x]}"), order="BCDEFGHIJKA")


@layout
def views_in_two_places(plan: Plan, content: Content) -> None:
    """Section A split: history first, views after K."""
    front_table(plan, content)
    a = content.lines["A"]
    plan.heading("Section A1 - Summary of History")
    plan.lines("A", a[: len(a) // 3])
    sections(plan, content, lambda x: plan.heading(f"Section {x} - {SHORT[x]}"), order="BCDEFGHIJK")
    plan.heading("Section A2 - Views, Interests, Strengths, and Aspirations")
    plan.lines("A", a[len(a) // 3 :])


@layout
def social_care_undivided(plan: Plan, content: Content) -> None:
    """One H for all; counted under H2, whose words it does not name."""
    front_table(plan, content)

    def title(x: str) -> None:
        if x != "H2":
            plan.heading("Section H: Social care provision" if x == "H1" else f"Section {x}: {SHORT[x]}")

    sections(plan, content, title)
    text = "\n".join(plan.sections["H1"] + plan.sections["H2"]).lower()
    home, other = ("H1", "H2") if "chronically sick" in text or "csdpa" in text else ("H2", "H1")
    plan.sections[home] = plan.sections["H1"] + plan.sections["H2"]
    plan.sections[other] = []


@layout
def contents_and_key(plan: Plan, content: Content) -> None:
    """A contents page and a key table that repeat every title before the sections come."""
    front_table(plan, content)
    plan.heading("Contents")
    letters = [*"ABCDEFG", "H1", "H2", *"IJK"]
    for number, x in enumerate(letters):
        plan.print(f"Section {x}: {SHORT[x]}\t{number + 2}")
    table = plan.table(2, "Section label", "What the section must include")
    for x in letters:
        plan.row(table, x, STATUTORY[x])
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {STATUTORY[x]}"))


@layout
def guidance_under_titles(plan: Plan, content: Content) -> None:
    """The form's guidance left in under every title."""
    front_table(plan, content)
    guidance = {
        "A": "Please include how the child's views were sought.",
        "B": "This section must set out all of the child's identified special educational needs.",
        "E": "Outcomes should be SMART. This section should also set out the arrangements for monitoring.",
        "F": "Provision must be detailed and specific and should normally be quantified (SEND Code of Practice 9.69).",
    }

    def title(x: str) -> None:
        plan.heading(f"Section {x}: {SHORT[x]}")
        if x in guidance:
            plan.print(guidance[x], italic=True)

    sections(plan, content, title)


@layout
def amendments_shown(plan: Plan, content: Content) -> None:
    """Additions in bold, deletions struck through."""
    front_table(plan, content)

    def needs(x: str) -> None:
        strengths_first(plan, content, x)
        for need in content.needs[x]:
            plan.needs.append(need.text)
            plan.sections[x].append(need.text)
            half = need.text.rfind(" ", 0, len(need.text) // 2) + 1
            made = plan.paragraph(need.text[:half])
            made.add_run("this was said in the plan before ").font.strike = True
            made.add_run(need.text[half:]).bold = True

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs)


@layout
def front_with_advice_list_first(plan: Plan, content: Content) -> None:
    """Kent: the list of advice and who helped come first."""
    front_table(plan, content)
    plan.heading("These people helped me to write this plan", 2)
    table = plan.table(4, "Name", "Title", "How did they contribute?", "Report Attached?")
    plan.row(table, "A. Person", "Educational Psychologist", "Report", "Yes")
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), order="KABCDEFGHIJ")
