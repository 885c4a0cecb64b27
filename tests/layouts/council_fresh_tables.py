"""Those of the fresh forms that put needs, outcomes or provision into tables."""

from __future__ import annotations

from itertools import zip_longest

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_fresh import contacts, row_of, says, share_of, told_in_b
from tests.layouts.council_parts import ending, health_and_care, of_area, of_domain, opening, other_outcomes, strengths
from tests.layouts.form import layout, provide_lines, sections
from tests.layouts.parts import FAMILY, STATUTORY, front_lines
from tests.layouts.writer import Plan


@layout
def good_at_hard_help(plan: Plan, content: Content) -> None:
    """The child's voice in every area: what I am good at, what I find hard; F as how you will help me."""
    front_lines(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for area in AREAS if x == "B" else ():
            own = of_area(content.needs["B"], area)
            if own:
                plan.heading(area, 2)
                plan.sections["B"].append(area)
                if content.strengths.get(area):
                    plan.print("What I am good at", bold=True)
                    strengths(plan, content, area)
                plan.print("What I find difficult", bold=True)
                for need in own:
                    plan.need("B", need)
        for need in content.needs[x] if x != "B" else ():
            plan.need(x, need)

    sections(plan, content, lambda x: plan.heading(f"Section {x} {FAMILY[x]}"), needs=needs)


@layout
def frames_with_nested_rows(plan: Plan, content: Content) -> None:
    """F framed by area: the area at the left, a table of provision nested at the right."""
    contacts(plan, content)

    def provision(x: str) -> None:
        if x != "F":
            provide_lines(plan, content, x)
            return
        outer = plan.table(2, "Area of need", "Special educational provision")
        for area in AREAS:
            own = of_area(content.provision["F"], area)

            def nested(own: list[Entry] = own) -> None:
                table = plan.place.add_table(0, 3)
                table.style = plan.word.styles["Table Grid"]
                plan.row(table, "Support", "By whom", "When")
                for entry in own:
                    row_of(plan, table, "F", entry)

            if own:
                plan.row(outer, area, nested)

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {STATUTORY[x]}", 2), provision=provision)


@layout
def needs_merged_down(plan: Plan, content: Content) -> None:
    """B in a table with the area merged down the left; "Section F continued" and repeated heads in F."""
    contacts(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if x != "B":
            for need in content.needs[x]:
                plan.need(x, need)
            return
        table = plan.table(3, "Broad area", "Primary/secondary", "Description of need")
        for area in AREAS:
            first = None
            for n in of_area(content.needs["B"], area):
                plan.row(table, "" if first else area, "" if first else "Primary", lambda n=n: plan.need("B", n))
                last = table.rows[-1].cells[0]
                if first is not None:
                    first.merge(last)
                first = table.rows[-1].cells[0] if first is None else first

    def provision(x: str) -> None:
        if x != "F":
            provide_lines(plan, content, x)
            return
        for n, own in enumerate(share_of(content.provision["F"], 2)):
            if n:
                plan.print("Section F (continued)", bold=True)
            table = plan.table(4, "Special educational provision", "Delivered by", "Frequency/duration", "Monitored by")
            for entry in own:
                row_of(plan, table, "F", entry, says(plan, "F", "SENCO"))

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {STATUTORY[x]}", 2), needs=needs, provision=provision)


@layout
def outcome_with_date_column(plan: Plan, content: Content) -> None:
    """E by area: outcome, steps, who will check; F's rows begin with the need's area, G's with the need."""
    front_lines(plan, content)

    def outcomes() -> None:
        table = plan.table(3, "I will be able to…", "The steps I need to take", "Who will check and when")
        for o in content.outcomes:

            def aim(o: Entry = o) -> None:
                plan.outcomes.append(o.text)
                plan.say("E", o.text)

            plan.row(table, aim, lambda o=o: plan.lines("E", o.steps), "")

    def provision(x: str) -> None:
        if not content.provision[x]:
            return
        table = plan.table(4, "Need", "Support I must have", "Who will give it", "How much and how often")
        for n, e in enumerate(content.provision[x], 1):
            plan.row(
                table,
                e.area or f"{n}",
                lambda e=e, x=x: plan.provide(x, e),
                says(plan, x, e.who),
                says(plan, x, e.frequency),
            )

    sections(plan, content, lambda x: plan.heading(f"{x} – {FAMILY[x]}"), outcomes=outcomes, provision=provision)


@layout
def five_columns_from_need_to_review(plan: Plan, content: Content) -> None:
    """By area: need, what we want to achieve, what help, who and how often together, review."""
    opening(plan, content, "Section {}. {}")
    plan.heading("Sections B, E, F. Needs, outcomes and provision")
    plan.lines("B", content.lines["B"])
    for area in AREAS:
        needs, gives = of_area(content.needs["B"], area), of_area(content.provision["F"], area)
        aims = of_area(of_domain(content, "education"), area)
        if not needs + gives + aims:
            continue
        plan.heading(area, 2)
        plan.sections["B"].append(area)
        if content.strengths.get(area):
            plan.print("Strengths", bold=True)
            strengths(plan, content, area)
        table = plan.table(
            5, "Special educational need", "Outcome sought", "Provision required", "By whom", "How often"
        )
        for need, aim, give in zip_longest(needs, aims, gives):
            plan.row(
                table,
                (lambda n=need: plan.need("B", n)) if need else "",
                (lambda o=aim: plan.outcome(o, steps="Steps")) if aim else "",
                (lambda e=give: plan.provide("F", e)) if give else "",
                says(plan, "F", give.who) if give else "",
                says(plan, "F", give.frequency) if give else "",
            )
    health_and_care(plan, content, "Section {}. {}")
    other_outcomes(plan, content)
    ending(plan, content, form="Section {}. {}")


@layout
def needs_and_provision_facing(plan: Plan, content: Content) -> None:
    """Under each area a two-column table: B left, F right, in bullets; E follows in a list with "Objective" labels."""
    opening(plan, content, "Part {} – {}")
    plan.heading("Part B and Part F")
    plan.lines("B", content.lines["B"])
    for area in AREAS:
        needs, gives = of_area(content.needs["B"], area), of_area(content.provision["F"], area)
        if not needs + gives:
            continue
        table = plan.table(2)
        plan.merged(table, area, bold=True)
        plan.sections["B"].append(area)
        plan.row(table, "Part B: Special educational needs", "Part F: Special educational provision")

        def left(needs: list[Entry] = needs) -> None:
            for need in needs:
                plan.need("B", need, style="List Bullet")

        def right(gives: list[Entry] = gives) -> None:
            for entry in gives:
                plan.provide_with("F", entry, "Who?", "When?")

        plan.row(table, left, right)
        plan.word.add_paragraph("")
    plan.heading("Part E – Outcomes")
    for n, o in enumerate(of_domain(content, "education"), 1):
        plan.paragraph(f"Outcome {n}", bold=True)
        plan.outcome(o, steps="Objectives:")
    health_and_care(plan, content, "Part {} – {}")
    rest = of_domain(content, "health") + of_domain(content, "social_care")
    if rest:
        plan.heading("Part E – Outcomes (health and social care)")
        for o in rest:
            plan.outcome(o)
    ending(plan, content, form="Part {} – {}")


@layout
def outcome_left_support_right(plan: Plan, content: Content) -> None:
    """E and F as one two-row card for each outcome: words left ("Outcome", "Milestones"), then provision bullets."""
    opening(plan, content, "Section {} | {}")
    plan.heading("Section B | Special educational needs")
    told_in_b(plan, content)
    plan.heading("Section E | Outcomes and Section F | Special educational provision")
    aims = of_domain(content, "education")
    for aim, gives in zip(aims, share_of(content.provision["F"], len(aims)), strict=True):
        table = plan.table(2, "Section E: Outcome", "Section F: Provision")

        def left(o: Entry = aim) -> None:
            plan.outcome(o, steps="Milestones:")

        def right(gives: list[Entry] = gives) -> None:
            for e in gives:
                plan.provide_with("F", e, "Responsibility:", "Frequency and duration:")

        plan.row(table, left, right)
        plan.word.add_paragraph("")
    health_and_care(plan, content, "Section {} | {}")
    other_outcomes(plan, content)
    ending(plan, content, form="Section {} | {}")


@layout
def national_form_in_colour_bars(plan: Plan, content: Content) -> None:
    """Every section a shaded bar "SECTION B" above a bar of its title, then a guidance line, then the words."""
    contacts(plan, content)

    def title(x: str) -> None:
        table = plan.table(1, f"SECTION {x}")
        plan.merged(table, STATUTORY[x], bold=True)
        plan.paragraph("This section must be completed by the plan coordinator with the family.", italic=True)

    sections(plan, content, title)
