"""Layouts written after all others were read: sub-sections with numbers, strands in columns, vertical cards, prompts."""

from __future__ import annotations

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_parts import ending, health_and_care, of_area, of_domain, opening, other_outcomes, strengths
from tests.layouts.form import layout, sections
from tests.layouts.parts import SHORT, STATUTORY, front_lines, front_table
from tests.layouts.writer import Plan


@layout
def numbered_areas(plan: Plan, content: Content) -> None:
    """Areas numbered within their section: B1, B2 and F1, F2."""
    front_table(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for n, area in enumerate(AREAS if x == "B" else (), 1):
            own = of_area(content.needs["B"], area)
            if own:
                plan.heading(f"B{n} {area}", 2)
                plan.sections["B"].append(f"B{n} {area}")
                strengths_and(plan, content, area, own)
        for need in content.needs[x] if x != "B" else ():
            plan.need(x, need)

    def provision(x: str) -> None:
        for n, area in enumerate(AREAS if x == "F" else ("",), 1):
            own = of_area(content.provision["F"], area) if area else content.provision[x]
            if own and area:
                plan.heading(f"F{n} {area}", 2)
            for entry in own:
                plan.provide_with(x, entry, "By whom:", "Frequency:")

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs, provision=provision)


def strengths_and(plan: Plan, content: Content, area: str, own: list[Entry]) -> None:
    """An area's strengths, then its needs, each under its label."""
    if content.strengths.get(area):
        plan.print("Strengths:", bold=True)
        strengths(plan, content, area)
        plan.print("Needs:", bold=True)
    else:
        plan.print("Needs:", bold=True)
    for need in own:
        plan.need("B", need)


@layout
def title_beside_its_letter(plan: Plan, content: Content) -> None:
    """A table for each section: "Section B" left of its title, its words in a row across."""
    front_lines(plan, content)
    for x in [*"ABCDEFG", "H1", "H2", *"IJK"]:
        table = plan.table(2, f"Section {x}", STATUTORY[x])

        def fill(x: str = x) -> None:
            plan.lines(x, content.lines.get(x, []))
            for need in content.needs.get(x, []):
                plan.need(x, need, style="List Bullet")
            for n, outcome in enumerate(content.outcomes if x == "E" else (), 1):
                plan.paragraph(f"Outcome {n}", bold=True)
                plan.outcome(outcome)
            for entry in content.provision.get(x, []):
                plan.provide_with(x, entry, "Who:", "How often:")

        plan.merged(table, fill)
        plan.word.add_paragraph("")


@layout
def golden_thread_first(plan: Plan, content: Content) -> None:
    """A picture of the golden thread in a table before the plan, and the contributors."""
    front_table(plan, content)
    plan.heading("The EHCP Golden Thread", 2)
    plan.table(4, "Aspirations (A)", "Needs (B, C, D)", "Outcomes (E)", "Provision (F, G, H)")
    plan.heading("Greatest area of need", 2)
    plan.print("Communication and interaction")
    sections(plan, content, lambda x: plan.heading(f"Section {x} – {SHORT[x]}"))


@layout
def upright_cards(plan: Plan, content: Content) -> None:
    """A card for each outcome, labels down the left: Outcome, Steps, Provision, Who, How often."""
    opening(plan, content)
    plan.heading("Section B: Special educational needs")
    plan.lines("B", content.lines["B"])
    for need in content.needs["B"]:
        plan.need("B", need, style="List Number")
    plan.heading("Sections E and F: Outcomes and special educational provision")
    aims, gives = of_domain(content, "education"), list(content.provision["F"])
    share = -(-len(gives) // len(aims))
    for n, aim in enumerate(aims, 1):
        table = plan.table(2)

        def told(o: Entry = aim) -> None:
            plan.outcomes.append(o.text)
            plan.say("E", o.text)

        plan.row(table, lambda n=n: plan.print(f"Outcome {n}", bold=True), told)
        if aim.steps:
            plan.row(table, lambda: plan.print("Steps", bold=True), lambda o=aim: plan.lines("E", o.steps))
        for entry in gives[(n - 1) * share : n * share]:
            plan.row(table, lambda: plan.print("Provision", bold=True), lambda e=entry: plan.provide("F", e))
            plan.row(table, lambda: plan.print("Who", bold=True), lambda e=entry: plan.say("F", e.who) and None)
            plan.row(
                table, lambda: plan.print("How often", bold=True), lambda e=entry: plan.say("F", e.frequency) and None
            )
        plan.word.add_paragraph("")
    health_and_care(plan, content)
    other_outcomes(plan, content)
    ending(plan, content)


@layout
def prompts_left_answers_right(plan: Plan, content: Content) -> None:
    """A as a table of prompts and answers; I, J and K as labelled rows; J with K under one title."""
    front_table(plan, content)
    plan.heading("Section A: My views, interests and aspirations")
    table = plan.table(2)
    prompts = (
        "What is important to me now and in the future",
        "How I communicate",
        "My family's views",
        "My journey so far",
        "How best to support me",
    )
    for n, line in enumerate(content.lines["A"]):
        plan.row(
            table,
            lambda n=n: plan.say("A", prompts[n % 5], bold=True) and None,
            lambda x=line: plan.say("A", x) and None,
        )
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), order="BCDEFGHI")
    plan.heading("Section J & K - Direct Payments and Advice")
    plan.heading("Section J: Direct payments", 2)
    plan.lines("J", content.lines["J"])
    plan.heading("Section K: Advice", 2)
    plan.lines("K", content.lines["K"])


@layout
def both_parts_of_h_together(plan: Plan, content: Content) -> None:
    """One title "Section H1 & H2", its two parts told apart by labels only where there is provision."""
    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), order="ABCDEFG")
    plan.heading("Section H1 & H2 - Social care provision")
    for x in ("H1", "H2"):
        if content.provision[x] or content.lines.get(x):
            plan.print(f"{x} provision:", bold=True)
        plan.lines(x, content.lines.get(x, []))
        for entry in content.provision[x]:
            plan.provide_with(x, entry)
    ending(plan, content)


@layout
def run_in_heads(plan: Plan, content: Content) -> None:
    """Provision in paragraphs with a bold head of its own at the start, one line for who and how often."""
    front_lines(plan, content)

    def provision(x: str) -> None:
        for entry in content.provision[x]:
            plan.provision.append(entry.text)
            plan.sections[x] += [entry.text, entry.who, entry.frequency]
            plan.paragraph(entry.text)
            plan.paragraph(f"Delivered by: {entry.who}. Frequency: {entry.frequency}")

    sections(plan, content, lambda x: plan.print(f"Section {x}. {SHORT[x]}", bold=True), provision=provision)


@layout
def outcomes_by_time(plan: Plan, content: Content) -> None:
    """E under the times by which things are to be reached, bullets beneath, steps as bullets within."""
    front_table(plan, content)

    def outcomes() -> None:
        plan.print("By the end of the key stage or phase:", bold=True)
        for outcome in content.outcomes:
            plan.outcome(outcome, style="List Number", steps="")
        plan.print("How these outcomes will be monitored and reviewed", bold=True)
        plan.say("E", "Each term the setting meets the family to set new short-term targets.")

    sections(plan, content, lambda x: plan.heading(f"({x}) {STATUTORY[x]}", 2), outcomes=outcomes)


@layout
def a_line_for_each_need_and_provision(plan: Plan, content: Content) -> None:
    """B and F by turns in running text under each area: "Need", then "Provision to meet this need"."""
    opening(plan, content)
    plan.heading("Sections B and F: Special educational needs and provision")
    for area in AREAS:
        needs, gives = of_area(content.needs["B"], area), of_area(content.provision["F"], area)
        if not (needs or gives):
            continue
        plan.heading(area, 2)
        plan.sections["B"].append(area)
        for n in range(max(len(needs), len(gives))):
            if n < len(needs):
                plan.paragraph(f"Need {n + 1}", bold=True)
                plan.need("B", needs[n])
            if n < len(gives):
                plan.paragraph("Provision to meet this need", bold=True)
                plan.provide_with("F", gives[n], "Who:", "How often:")
    plan.heading("Section E: Outcomes")
    for n, outcome in enumerate(of_domain(content, "education"), 1):
        plan.paragraph(f"Outcome {n}", bold=True)
        plan.outcome(outcome)
    health_and_care(plan, content)
    other_outcomes(plan, content)
    ending(plan, content)
