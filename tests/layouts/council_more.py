"""Layouts met after the others were read: exported paragraphs, names in titles, grouped tables, lettered appendices."""

from __future__ import annotations

from collections.abc import Sequence

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_flow import in_areas
from tests.layouts.council_parts import (
    ending,
    given,
    heads,
    health_and_care,
    of_area,
    of_domain,
    opening,
    other_outcomes,
    strengths,
)
from tests.layouts.council_tables import CODES
from tests.layouts.form import layout, provide_lines, sections
from tests.layouts.parts import SHORT, STATUTORY, front_lines, front_table
from tests.layouts.writer import Plan


def broken(plan: Plan, lines: Sequence[str], *, bold_first: bool = False) -> None:
    """One paragraph whose lines are told apart by line breaks alone, as case systems export them."""
    made = plan.paragraph("")
    for number, line in enumerate(lines):
        run = made.add_run(line)
        run.bold = (bold_first and number == 0) or None
        if number + 1 < len(lines):
            run.add_break()


@layout
def exported_paragraphs(plan: Plan, content: Content) -> None:
    """A case system's export: a cell holds one paragraph, its entries told apart by line breaks and typed bullets."""
    front_table(plan, content)
    for x in [*"ABCDEFG", "H1", "H2", *"IJK"]:
        table = plan.table(1, f"Section {x}: {SHORT[x]}")
        lines: list[str] = list(content.lines.get(x, []))
        own = list(lines)
        if x in content.needs:
            for area in AREAS if x == "B" else ("",):
                needs = of_area(content.needs["B"], area) if area else content.needs[x]
                if area and needs:
                    lines.append(area)
                    own.append(area)
                lines += [f"• {n.text}" for n in needs]
                own += [n.text for n in needs]
                plan.needs += [n.text for n in needs]
        for n, outcome in enumerate(content.outcomes if x == "E" else (), 1):
            lines += [f"Outcome {n}:", outcome.text]
            own.append(outcome.text)
            plan.outcomes.append(outcome.text)
            if outcome.steps:
                lines += ["Steps:", *(f"- {s}" for s in outcome.steps)]
                own += outcome.steps
        for entry in content.provision.get(x, []):
            lines.append(f"• {entry.text}")
            own.append(entry.text)
            plan.provision.append(entry.text)
        plan.sections[x] += own
        plan.row(table, lambda told=lines: broken(plan, told) if told else None)


@layout
def names_in_titles(plan: Plan, content: Content) -> None:
    """Titles that hold the child's name, without letters."""
    name = content.child["known_as"]
    titles = {
        "A": f"{name}'s views, interests and aspirations", "B": f"{name}'s special educational needs",
        "C": f"{name}'s health needs which relate to SEN", "D": f"{name}'s social care needs",
        "E": f"The outcomes sought for {name}", "F": f"The special educational provision required by {name}",
        "G": f"Health provision required by {name}", "H1": f"Social care provision for {name} under section 2 of the Chronically Sick and Disabled Persons Act 1970",
        "H2": f"Any other social care provision required by {name}", "I": "Placement", "J": "Personal Budget", "K": "Advice and information",
    }  # fmt: skip
    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(titles[x]))


@layout
def lettered_names_in_titles(plan: Plan, content: Content) -> None:
    """Letters and the child's name in capitals, bold and in a bar."""
    name = content.child["known_as"].upper()
    front_table(plan, content)
    sections(
        plan, content,
        lambda x: plan.table(1, f"SECTION {x}: {STATUTORY[x].upper().replace('THE CHILD OR YOUNG PERSON', name)}"),
    )  # fmt: skip


@layout
def coded_rows(plan: Plan, content: Content) -> None:
    """Codes in a column of their own (B1, F1), the needs' codes beside each item of provision."""

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if content.needs[x]:
            table = plan.table(3, "Ref", "Area", "Need")
            for n, need in enumerate(content.needs[x], 1):
                plan.row(table, f"{x}{n}", need.area or SHORT[x], lambda e=need, x=x: plan.need(x, e))

    def provision(x: str) -> None:
        if content.provision[x]:
            table = plan.table(5, "Ref", "Meets need", "Provision", "Delivered by", "How often and how long")
            for n, entry in enumerate(content.provision[x], 1):
                plan.row(table, f"{x}.{n}", f"B{n}, B{n + 1}", *given(plan, x, [entry], 0))

    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs, provision=provision)


@layout
def wide_outcome_rows(plan: Plan, content: Content) -> None:
    """E as a table of five columns; F grouped under merged rows of areas."""

    def outcomes() -> None:
        table = plan.table(
            5, "Outcome sought", "Steps towards the outcome", "Who will help", "By when", "How we will know"
        )
        for n, outcome in enumerate(content.outcomes):

            def told(o: Entry = outcome) -> None:
                plan.outcomes.append(o.text)
                plan.say("E", o.text)

            plan.row(table, told, lambda o=outcome: plan.lines("E", o.steps), lambda: plan.say("E", "School and family"),
                     lambda n=n: plan.say("E", f"July 20{27 + n % 2}"), lambda: plan.say("E", "Records kept by staff"))  # fmt: skip

    def provision(x: str) -> None:
        entries = content.provision[x]
        if not entries:
            return
        table = plan.table(3, "What will be provided", "Who", "When and how often")
        for area in AREAS if x == "F" else ("",):
            own = of_area(entries, area) if area else entries
            if own and area:
                plan.merged(table, area, bold=True)
            for entry in own:
                plan.row(table, *given(plan, x, [entry], 0))

    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), outcomes=outcomes, provision=provision)


@layout
def heads_typed_again(plan: Plan, content: Content) -> None:
    """Column heads typed again at each page; areas named on the left once."""
    opening(plan, content)
    plan.heading("Section B: Special educational needs")
    plan.lines("B", content.lines["B"])
    in_areas(plan, content, lambda a, own: [plan.need("B", n) for n in own] and None)
    plan.heading("Sections E and F: Outcomes and provision")
    names = ("Outcome", "Provision", "By whom", "Frequency")
    table = plan.table(4, *names)
    aims, gives = of_domain(content, "education"), content.provision["F"]
    for n in range(max(len(aims), len(gives))):
        if n and n % 3 == 0:
            heads(plan, table, *names)
        plan.row(table, lambda n=n: plan.outcome(aims[n]) if n < len(aims) else None, *given(plan, "F", gives, n))
    health_and_care(plan, content)
    other_outcomes(plan, content)
    ending(plan, content)


@layout
def three_threads(plan: Plan, content: Content) -> None:
    """Education, health and care one after another: B, E, F; then C, E, G; then D, E, H1, H2."""
    opening(plan, content, "{} - {}")
    for needs, domain, given_in in (
        ("B", "education", ("F",)),
        ("C", "health", ("G",)),
        ("D", "social_care", ("H1", "H2")),
    ):
        plan.heading(f"{needs} - {SHORT[needs]}")
        plan.lines(needs, content.lines.get(needs, []))
        for need in content.needs[needs]:
            plan.need(needs, need, style="List Bullet")
        aims = of_domain(content, domain)
        if aims:
            plan.heading(f"E - {domain.replace('_', ' ').title()} outcomes")
        for outcome in aims:
            plan.outcome(outcome, style="List Number")
        for x in given_in:
            plan.heading(f"{x} - {SHORT[x]}")
            plan.lines(x, content.lines.get(x, []))
            provide_lines(plan, content, x)
    ending(plan, content, "IJK", "{} - {}")


@layout
def appendices_by_letter(plan: Plan, content: Content) -> None:
    """K lists its reports as Appendix A, B, C...; a table of them gives the letters alone."""
    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), order="ABCDEFGHIJ")
    plan.heading("Section K: Advice and information")
    table = plan.table(3, "Appendix", "Advice", "Date")
    for n, line in enumerate(content.lines["K"]):
        plan.row(table, lambda n=n: plan.say("K", "ABCDEFGHIJK"[n % 11]), lambda x=line: plan.say("K", x), "")
    for n, name in enumerate(
        ("Parental advice", "Educational advice", "Medical advice", "Psychological advice", "Social care advice")
    ):
        plan.say("K", f"Appendix {'ABCDE'[n]} - {name}")


@layout
def provision_by_outcome(plan: Plan, content: Content) -> None:
    """F under lines that name the outcome, numbered 1.1, 1.2 within each."""
    front_lines(plan, content)

    def provision(x: str) -> None:
        plan_for = content.outcomes if x == "F" else content.outcomes[:1]
        share = -(-len(content.provision[x]) // max(1, len(plan_for)))
        for n, _ in enumerate(plan_for, 1):
            own = content.provision[x][(n - 1) * share : n * share]
            if own:
                plan.print(f"Provision to meet Outcome {n}:", bold=True)
            for k, entry in enumerate(own, 1):
                plan.provision.append(entry.text)
                plan.sections[x] += [entry.text, entry.who, entry.frequency]
                plan.paragraph(f"{n}.{k} {entry.text}")
                plan.paragraph(f"Who: {entry.who}")
                plan.paragraph(f"How often: {entry.frequency}")

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), provision=provision)


@layout
def area_leads_the_line(plan: Plan, content: Content) -> None:
    """The area's name runs into its words; strengths and needs each after a label in the line."""
    front_table(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for area in AREAS if x == "B" else ("",):
            own = of_area(content.needs["B"], area) if area else content.needs[x]
            if area and own:
                plan.say("B", area)
                for strength in content.strengths.get(area, []):
                    plan.sections["B"].append(strength)
                    plan.paragraph("Strengths: ", bold=True).add_run(strength)
            for need in own:
                plan.needs.append(need.text)
                plan.sections[x].append(need.text)
                plan.paragraph("Need: ", bold=True).add_run(need.text)

    sections(plan, content, lambda x: plan.heading(f"{x} | {SHORT[x]}"), needs=needs)


@layout
def can_and_cannot(plan: Plan, content: Content) -> None:
    """B as three columns: what the child can do, what is hard, what helps."""

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if x != "B":
            for need in content.needs[x]:
                plan.need(x, need)
            return
        for area in AREAS:
            own = of_area(content.needs["B"], area)
            if own:
                plan.say("B", area, bold=True)
                table = plan.table(2, "What I can do", "What I find difficult")
                plan.row(
                    table,
                    lambda a=area: strengths(plan, content, a),
                    lambda o=own: [plan.need("B", n) for n in o] and None,
                )

    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs)


@layout
def one_title_for_h(plan: Plan, content: Content) -> None:
    """One row of titles for H1 and H2, two columns under it; E's outcomes numbered by area code."""
    front_table(plan, content)

    def outcomes() -> None:
        for n, outcome in enumerate(content.outcomes, 1):
            code = (
                CODES.get(outcome.area, "Health")
                if outcome.domain == "education"
                else outcome.domain.replace("_", " ").title()
            )
            plan.paragraph(f"{code} Outcome {n}:", bold=True)
            plan.outcome(outcome, steps="Short-term targets:")

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), order="ABCDEFG", outcomes=outcomes)
    plan.heading("Section H: Social care provision")
    table = plan.table(
        2,
        "H1: Provision under the Chronically Sick and Disabled Persons Act 1970",
        "H2: Any other social care provision",
    )
    for n in range(max(1, len(content.provision["H1"]), len(content.provision["H2"]))):
        plan.row(table, *(lambda x=x, n=n: _of_h(plan, content, x, n) for x in ("H1", "H2")))
    ending(plan, content)


def _of_h(plan: Plan, content: Content, x: str, n: int) -> None:
    if n == 0:
        plan.lines(x, content.lines.get(x, []))
    if n < len(content.provision[x]):
        plan.provide_with(x, content.provision[x][n], "Who:", "How often:")


@layout
def typed_over_pages(plan: Plan, content: Content) -> None:
    """Short titles as bold lines after the number of a clause; everything else in plain paragraphs."""
    front_lines(plan, content)
    order = [*"ABCDEFG", "H1", "H2", *"IJK"]

    def outcomes() -> None:
        for outcome in content.outcomes:
            plan.outcome(outcome, steps="Steps towards the outcome:")

    sections(
        plan,
        content,
        lambda x: plan.print(f"{order.index(x) + 1}. {SHORT[x]} (Section {x})", bold=True),
        outcomes=outcomes,
    )
