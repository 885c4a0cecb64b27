"""Layouts after further council forms, written from the forms alone and read first only when all were written."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from docx.enum.section import WD_ORIENT

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_tables import ending, health_and_care, of_area, of_domain, opening, other_outcomes, strengths
from tests.layouts.form import layout, provide_lines, sections
from tests.layouts.parts import FAMILY, SHORT, STATUTORY, day, front_lines
from tests.layouts.word_xml import boxed
from tests.layouts.writer import Plan


def _share(entries: list[Entry], among: int) -> list[list[Entry]]:
    size = -(-len(entries) // max(1, among))
    return [entries[n * size : (n + 1) * size] for n in range(among)]


def _says(plan: Plan, letter: str, text: str) -> Callable[[], None] | str:
    return (lambda: plan.say(letter, text) and None) if text else ""


def _row(plan: Plan, table: object, letter: str, entry: Entry, *more: Callable[[], None] | str) -> None:
    plan.row(
        table,
        lambda: plan.provide(letter, entry),
        _says(plan, letter, entry.who),
        _says(plan, letter, entry.frequency),
        *more,
    )


def _contacts(plan: Plan, content: Content) -> None:
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


def _b(plan: Plan, content: Content) -> None:
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
    _contacts(plan, content)
    plan.heading("Section A – The views, interests and aspirations of the child and parents")
    plan.lines("A", content.lines["A"])
    plan.heading("Section B – Special educational needs")
    _b(plan, content)
    plan.heading("Sections E and F – Outcomes and the special educational provision to meet them")
    aims = of_domain(content, "education")
    for n, (aim, gives) in enumerate(zip(aims, _share(content.provision["F"], len(aims)), strict=True), 1):
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
            _row(plan, table, "F", entry, _says(plan, "F", "Termly"))
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
            _row(plan, table, x, entry, str(1 + n % len(content.outcomes)))

    sections(
        plan,
        content,
        lambda x: plan.heading(f"SECTION {x}: {SHORT[x].upper()}"),
        outcomes=outcomes,
        provision=provision,
    )


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
    _contacts(plan, content)

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
                    _row(plan, table, "F", entry)

            if own:
                plan.row(outer, area, nested)

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {STATUTORY[x]}", 2), provision=provision)


@layout
def universal_then_specialist(plan: Plan, content: Content) -> None:
    """F in three tiers and then arrangements for monitoring; E as "Outcome" lines with "Steps" in one line."""
    front_lines(plan, content)

    def provision(x: str) -> None:
        tiers = ("Curriculum and teaching", "Interventions", "Equipment, environment and staffing")
        for tier, own in (
            zip(tiers, _share(content.provision[x], 3), strict=True) if x == "F" else (("", content.provision[x]),)
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
    _contacts(plan, content)
    plan.heading("Section A: About me and my family")
    plan.lines("A", content.lines["A"])
    plan.heading("EDUCATION")
    plan.heading("Section B: Special educational needs", 2)
    _b(plan, content)
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
def needs_merged_down(plan: Plan, content: Content) -> None:
    """B in a table with the area merged down the left; "Section F continued" and repeated heads in F."""
    _contacts(plan, content)

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
        for n, own in enumerate(_share(content.provision["F"], 2)):
            if n:
                plan.print("Section F (continued)", bold=True)
            table = plan.table(4, "Special educational provision", "Delivered by", "Frequency/duration", "Monitored by")
            for entry in own:
                _row(plan, table, "F", entry, _says(plan, "F", "SENCO"))

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
                _says(plan, x, e.who),
                _says(plan, x, e.frequency),
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
                _says(plan, "F", give.who) if give else "",
                _says(plan, "F", give.frequency) if give else "",
            )
    health_and_care(plan, content, "Section {}. {}")
    other_outcomes(plan, content)
    ending(plan, content, form="Section {}. {}")


@layout
def questions_in_a_and_dated_list_in_k(plan: Plan, content: Content) -> None:
    """A under printed questions; placement as labelled rows; K as a dated table of five columns with appendices."""
    _contacts(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), order="ABCDEFGHIJ")
    plan.heading("Section K: Advice and information gathered during the needs assessment")
    table = plan.table(4, "Appendix", "Advice from", "Name", "Date")
    for n, line in enumerate(content.lines["K"], 1):
        kind, _, name = line.partition(" - ")
        plan.row(table, f"K{n}", _says(plan, "K", kind), _says(plan, "K", name), "14 July 2026")
    plan.paragraph("Signed on behalf of the local authority:", bold=True)
    plan.print("Name: ________________  Date: ________")


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


@layout
def outcome_left_support_right(plan: Plan, content: Content) -> None:
    """E and F as one two-row card for each outcome: words left ("Outcome", "Milestones"), then provision bullets."""
    opening(plan, content, "Section {} | {}")
    plan.heading("Section B | Special educational needs")
    _b(plan, content)
    plan.heading("Section E | Outcomes and Section F | Special educational provision")
    aims = of_domain(content, "education")
    for aim, gives in zip(aims, _share(content.provision["F"], len(aims)), strict=True):
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
    _contacts(plan, content)

    def title(x: str) -> None:
        table = plan.table(1, f"SECTION {x}")
        plan.merged(table, STATUTORY[x], bold=True)
        plan.paragraph("This section must be completed by the plan coordinator with the family.", italic=True)

    sections(plan, content, title)
