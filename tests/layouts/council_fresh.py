"""Layouts after further council forms, written from the forms alone and read first only when all were written."""

from __future__ import annotations

from collections.abc import Callable

from docx.enum.section import WD_ORIENT

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_parts import ending, health_and_care, of_area, of_domain, other_outcomes, strengths
from tests.layouts.form import layout, provide_lines, sections
from tests.layouts.parts import SHORT, STATUTORY, day, front_lines
from tests.layouts.word_xml import boxed
from tests.layouts.writer import Plan


def share_of(entries: list[Entry], among: int) -> list[list[Entry]]:
    size = -(-len(entries) // max(1, among))
    return [entries[n * size : (n + 1) * size] for n in range(among)]


def says(plan: Plan, letter: str, text: str) -> Callable[[], None] | str:
    return (lambda: plan.say(letter, text) and None) if text else ""


def row_of(plan: Plan, table: object, letter: str, entry: Entry, *more: Callable[[], None] | str) -> None:
    plan.row(
        table,
        lambda: plan.provide(letter, entry),
        says(plan, letter, entry.who),
        says(plan, letter, entry.frequency),
        *more,
    )


def contacts(plan: Plan, content: Content) -> None:
    child = content.child
    plan.paragraph("Northmoor County Council", bold=True)
    plan.paragraph("Education, Health and Care Plan for", bold=True)
    plan.paragraph(content.name, bold=True)
    boxed(plan.paragraph(""), ["DRAFT PLAN – not for implementation", f"Issued {day(content.dates['draft'])}"])
    table = plan.table(2)
    plan.merged(table, "Personal details", bold=True)
    for row in (
        ("Full name", content.name), ("Likes to be called", child["known_as"]), ("Born", day(child["dob"])),
        ("National Curriculum Year", child["year_group"]), ("Attends", child["setting"]), ("Home language", "English"),
    ):  # fmt: skip
        plan.row(table, *row)
    table = plan.table(4, "Family and carers", "Relationship", "Parental responsibility", "Lives with")
    for parent in child["parents"]:
        plan.row(table, parent["name"], parent["relationship"], "Yes", "☒ Yes ☐ No")
    table = plan.table(3, "Key contacts", "Role", "Telephone")
    plan.row(table, "Perpetua Oakes", "EHC Plan Coordinator", "01632 960 118")
    plan.row(table, "SEND Information and Advice Service", "Independent advice", "01632 960 227")


def told_in_b(plan: Plan, content: Content) -> None:
    plan.lines("B", content.lines["B"])
    for area in AREAS:
        own = of_area(content.needs["B"], area)
        if own:
            plan.heading(area, 3)
            plan.sections["B"].append(area)
            strengths(plan, content, area)
            for need in own:
                plan.need("B", need, style="List Bullet")


@layout
def outcome_over_what_who_how_often(plan: Plan, content: Content) -> None:
    """Each outcome a table: outcome across, short-term targets across, then what, who, how often, when reviewed."""
    contacts(plan, content)
    plan.heading("Section A – The views, interests and aspirations of the child and parents")
    plan.lines("A", content.lines["A"])
    plan.heading("Section B – Special educational needs")
    told_in_b(plan, content)
    plan.heading("Sections E and F – Outcomes and the special educational provision to meet them")
    aims = of_domain(content, "education")
    for n, (aim, gives) in enumerate(zip(aims, share_of(content.provision["F"], len(aims)), strict=True), 1):
        table = plan.table(4)

        def told(n: int = n, aim: Entry = aim) -> None:
            plan.outcomes.append(aim.text)
            plan.sections["E"].append(aim.text)
            plan.paragraph(f"Outcome {n}: ", bold=True).add_run(aim.text)

        plan.merged(table, told)
        if aim.steps:
            plan.merged(table, "Short term targets", bold=True)
            plan.merged(table, lambda a=aim: plan.lines("E", a.steps, style="List Bullet"))
        plan.row(table, "What will be done?", "Who by?", "How often?", "When will it be reviewed?")
        for entry in gives:
            row_of(plan, table, "F", entry, says(plan, "F", "Termly"))
        plan.word.add_paragraph("")
    health_and_care(plan, content, "Section {} – {}")
    other_outcomes(plan, content)
    ending(plan, content, form="Section {} – {}")


@layout
def long_term_short_term_progress(plan: Plan, content: Content) -> None:
    """E on a landscape page: long-term outcome, short-term targets, by when, an empty column for progress."""
    front_lines(plan, content)
    page = plan.word.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width

    def outcomes() -> None:
        table = plan.table(4, "No.", "Longer term outcome", "Short term targets (next 12 months)", "Progress at review")
        for n, o in enumerate(content.outcomes, 1):

            def aim(o: Entry = o) -> None:
                plan.outcomes.append(o.text)
                plan.say("E", o.text)

            plan.row(table, str(n), aim, lambda o=o: plan.lines("E", o.steps), "")

    def provision(x: str) -> None:
        if not content.provision[x]:
            return
        table = plan.table(4, "Provision", "Staffing", "Frequency and duration", "Relates to outcome")
        for n, entry in enumerate(content.provision[x], 1):
            row_of(plan, table, x, entry, str(1 + n % len(content.outcomes)))

    sections(
        plan,
        content,
        lambda x: plan.heading(f"SECTION {x}: {SHORT[x].upper()}"),
        outcomes=outcomes,
        provision=provision,
    )


@layout
def universal_then_specialist(plan: Plan, content: Content) -> None:
    """F in three tiers and then arrangements for monitoring; E as "Outcome" lines with "Steps" in one line."""
    front_lines(plan, content)

    def provision(x: str) -> None:
        tiers = ("Curriculum and teaching", "Interventions", "Equipment, environment and staffing")
        for tier, own in (
            zip(tiers, share_of(content.provision[x], 3), strict=True) if x == "F" else (("", content.provision[x]),)
        ):
            if tier:
                plan.heading(tier, 3)
            for entry in own:
                plan.provision.append(entry.text)
                plan.sections[x].extend((entry.text, entry.who, entry.frequency))
                plan.paragraph(entry.text, style="List Bullet")
                plan.paragraph(f"Who: {entry.who}")
                plan.paragraph(f"How often and for how long: {entry.frequency}")

    sections(plan, content, lambda x: plan.print(f"{x}. {STATUTORY[x]}", bold=True), provision=provision)


@layout
def health_page_and_care_page(plan: Plan, content: Content) -> None:
    """Education, then a table "Health" with C, E, G rows at the left, then "Social care" with D, E, H1, H2."""
    contacts(plan, content)
    plan.heading("Section A: About me and my family")
    plan.lines("A", content.lines["A"])
    plan.heading("EDUCATION")
    plan.heading("Section B: Special educational needs", 2)
    told_in_b(plan, content)
    plan.heading("Section E: Outcomes for education", 2)
    for o in of_domain(content, "education"):
        plan.outcome(o, style="List Number", steps="Steps to achieve this:")
    plan.heading("Section F: Special educational provision", 2)
    provide_lines(plan, content, "F")
    for title, c, domain, gs in (("HEALTH", "C", "health", "G"), ("SOCIAL CARE", "D", "social_care", "H")):
        plan.heading(title)
        table = plan.table(2)

        def needs(c: str = c) -> None:
            plan.lines(c, content.lines.get(c, []))
            for need in content.needs[c]:
                plan.need(c, need)

        def aims(domain: str = domain) -> None:
            for o in of_domain(content, domain):
                plan.outcome(o, steps="")

        plan.row(table, f"Section {c}: {SHORT[c]}", needs)
        plan.row(table, f"Section E: {title.capitalize()} outcomes", aims)
        for g in ("G",) if gs == "G" else ("H1", "H2"):

            def gives(g: str = g) -> None:
                plan.lines(g, content.lines.get(g, []))
                for entry in content.provision[g]:
                    plan.provide_with(g, entry, "By:", "How often:")

            plan.row(table, f"Section {g}: {SHORT[g]}", gives)
    ending(plan, content)


@layout
def every_paragraph_numbered(plan: Plan, content: Content) -> None:
    """Paragraphs numbered on through the whole plan, typed: 1., 2., 3."""
    front_lines(plan, content)
    count = iter(range(1, 400))

    def said(x: str, text: str) -> None:
        plan.sections[x].append(text)
        plan.paragraph(f"{next(count)}. {text}")

    for x in [*"ABCDEFG", "H1", "H2", *"IJK"]:
        plan.heading(f"Section {x} – {SHORT[x]}")
        for line in content.lines.get(x, []):
            said(x, line)
        for need in content.needs.get(x, []):
            plan.needs.append(need.text)
            said(x, need.text)
        for o in content.outcomes if x == "E" else ():
            plan.outcomes.append(o.text)
            said("E", o.text)
            if o.steps:
                plan.print("Steps:")
                plan.lines("E", o.steps, style="List Bullet")
        for entry in content.provision.get(x, []):
            plan.provision.append(entry.text)
            said(x, entry.text)
            plan.sections[x].extend((entry.who, entry.frequency))
            plan.paragraph(f"By whom: {entry.who}")
            plan.paragraph(f"How often: {entry.frequency}")


@layout
def questions_in_a_and_dated_list_in_k(plan: Plan, content: Content) -> None:
    """A under printed questions; placement as labelled rows; K as a dated table of five columns with appendices."""
    contacts(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), order="ABCDEFGHIJ")
    plan.heading("Section K: Advice and information gathered during the needs assessment")
    table = plan.table(4, "Appendix", "Advice from", "Name", "Date")
    for n, line in enumerate(content.lines["K"], 1):
        kind, _, name = line.partition(" - ")
        plan.row(table, f"K{n}", says(plan, "K", kind), says(plan, "K", name), "14 July 2026")
    plan.paragraph("Signed on behalf of the local authority:", bold=True)
    plan.print("Name: ________________  Date: ________")


@layout
def provision_in_sentences_with_brackets(plan: Plan, content: Content) -> None:
    """F bullets that begin with who; E under "Aspiration" lines; areas in capitals without a heading style."""
    front_lines(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for area in AREAS if x == "B" else ():
            own = of_area(content.needs["B"], area)
            if own:
                plan.print(area.upper(), bold=True)
                plan.sections["B"].append(area)
                for n in own:
                    plan.need("B", n, style="List Number 2")
        for n in content.needs[x] if x != "B" else ():
            plan.need(x, n)

    def provision(x: str) -> None:
        for area in AREAS if x == "F" else ("",):
            own = of_area(content.provision["F"], area) if area else content.provision[x]
            if area and own:
                plan.print(area.upper(), bold=True)
            for e in own:
                whole = f"{e.text.rstrip('.')} ({e.who}; {e.frequency})."
                plan.provision.append(whole)
                plan.say(x, whole, style="List Bullet")

    sections(
        plan,
        content,
        lambda x: plan.print(f"SECTION {x} - {SHORT[x].upper()}", bold=True),
        needs=needs,
        provision=provision,
    )
