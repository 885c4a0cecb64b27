"""Five forms written after the fifteen had been mended for; they were read once, and that is the estimate."""

from __future__ import annotations

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_parts import ending, health_and_care, of_area, of_domain, other_outcomes, strengths
from tests.layouts.form import layout, sections
from tests.layouts.parts import FAMILY, SHORT, STATUTORY, front_lines, front_table
from tests.layouts.writer import Plan


@layout
def aims_then_action_plan(plan: Plan, content: Content) -> None:
    """E as "Aim 1" with small steps in a nested list; F an action plan whose staff come first."""
    front_table(plan, content)

    def outcomes() -> None:
        for n, o in enumerate(content.outcomes, 1):
            plan.heading(f"Outcome {n}", 3)
            plan.outcome(o, steps="Small steps towards this:")

    def provision(x: str) -> None:
        if not content.provision[x]:
            return
        table = plan.table(3, "Who will deliver this?", "What they will do", "How frequently")
        for e in content.provision[x]:
            plan.row(
                table,
                (lambda e=e, x=x: plan.say(x, e.who) and None) if e.who else "",
                lambda e=e, x=x: plan.provide(x, e),
                (lambda e=e, x=x: plan.say(x, e.frequency) and None) if e.frequency else "",
            )

    sections(plan, content, lambda x: plan.heading(f"Section {x} ~ {SHORT[x]}"), outcomes=outcomes, provision=provision)


@layout
def strengths_table_needs_list(plan: Plan, content: Content) -> None:
    """B: one table of strengths for all areas, then numbered needs by area; F bullets with two short lines below."""
    front_lines(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if x == "B":
            table = plan.table(2, "Area", "Strengths and interests")
            for area in AREAS:
                if content.strengths.get(area):
                    plan.row(table, area, lambda a=area: strengths(plan, content, a))
            plan.print("Special educational needs", bold=True)
        for n, need in enumerate(content.needs[x], 1):
            plan.needs.append(need.text)
            plan.sections[x].append(need.text)
            plan.paragraph(f"{n}) {need.text}")

    def provision(x: str) -> None:
        plan.lines(x, [])
        for e in content.provision[x]:
            plan.provide_with(x, e, "Delivered by whom:", "How often and for how long:")

    sections(plan, content, lambda x: plan.heading(f"{x}: {STATUTORY[x]}", 2), needs=needs, provision=provision)


@layout
def outcome_blocks_with_side_labels(plan: Plan, content: Content) -> None:
    """E/F: a four-row table for an outcome: Outcome, Small steps, Support, Staff and time, labels down the left."""
    front_table(plan, content)
    plan.heading(f"Section A: {FAMILY['A']}")
    plan.lines("A", content.lines["A"])
    plan.heading(f"Section B: {FAMILY['B']}")
    plan.lines("B", content.lines["B"])
    for need in content.needs["B"]:
        plan.need("B", need, style="List Number")
    plan.heading("Section E and Section F: My outcomes and the support I need")
    aims, gives = of_domain(content, "education"), list(content.provision["F"])
    size = -(-len(gives) // len(aims))
    for n, aim in enumerate(aims):
        table = plan.table(2)

        def told(o: Entry = aim) -> None:
            plan.outcomes.append(o.text)
            plan.say("E", o.text)

        plan.row(table, "Outcome", told)
        if aim.steps:
            plan.row(table, "Small steps", lambda o=aim: plan.lines("E", o.steps))
        for e in gives[n * size : (n + 1) * size]:
            plan.row(table, "Support to be provided", lambda e=e: plan.provide("F", e))
            plan.row(table, "Staff responsible", lambda e=e: plan.say("F", e.who) and None)
            plan.row(table, "Frequency and duration", lambda e=e: plan.say("F", e.frequency) and None)
        plan.word.add_paragraph("")
    health_and_care(plan, content)
    other_outcomes(plan, content)
    ending(plan, content)


@layout
def area_pages(plan: Plan, content: Content) -> None:
    """A heading for each area with B, E and F as its sub-headings, again and again."""
    front_lines(plan, content)
    plan.heading("Section A - My story")
    plan.lines("A", content.lines["A"])
    plan.heading("Section B - Overview")
    plan.lines("B", content.lines["B"])
    for area in AREAS:
        needs, aims = of_area(content.needs["B"], area), of_area(of_domain(content, "education"), area)
        gives = of_area(content.provision["F"], area)
        if not needs + aims + gives:
            continue
        plan.heading(f"{area}", 1)
        plan.sections["B"].append(area)
        plan.heading("Section B - Needs", 2)
        for need in needs:
            plan.need("B", need, style="List Bullet")
        plan.heading("Section E - Outcomes", 2)
        for o in aims:
            plan.outcome(o, steps="Next steps:")
        plan.heading("Section F - Provision", 2)
        for e in gives:
            plan.provide_with("F", e, "Who will do this:", "How often:")
    health_and_care(plan, content, "Section {} - {}")
    other_outcomes(plan, content)
    ending(plan, content, form="Section {} - {}")


@layout
def wide_provision_with_setting_and_review(plan: Plan, content: Content) -> None:
    """F in six columns: number, provision, group size, staff, time, reviewed; capitals for titles in boxes."""
    front_table(plan, content)

    def title(x: str) -> None:
        plan.table(2, f"Section {x}", SHORT[x].upper())

    def provision(x: str) -> None:
        if not content.provision[x]:
            return
        table = plan.table(5, "Ref", "Description of provision", "Staff involved", "Time allocation", "Review date")
        for n, e in enumerate(content.provision[x], 1):
            plan.row(
                table,
                f"{x}{n}",
                lambda e=e, x=x: plan.provide(x, e),
                (lambda e=e, x=x: plan.say(x, e.who) and None) if e.who else "",
                (lambda e=e, x=x: plan.say(x, e.frequency) and None) if e.frequency else "",
                lambda x=x: plan.say(x, "July 2027") and None,
            )

    sections(plan, content, title, provision=provision)
