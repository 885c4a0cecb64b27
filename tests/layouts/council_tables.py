"""Layouts in tables, after council forms in use: all of them new wording for the reader."""

from __future__ import annotations

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_parts import (
    ending,
    given,
    heads,
    health_and_care,
    of_area,
    of_domain,
    one,
    opening,
    other_outcomes,
    side_by_side,
    strengths,
)
from tests.layouts.form import layout, provide_lines, sections
from tests.layouts.parts import FAMILY, SHORT, STATUTORY, day, front_lines, front_table
from tests.layouts.writer import Plan

CODES = dict(
    zip(AREAS, ("Communication & Interaction", "Cognition & Learning", "SEMH", "Sensory & Physical"), strict=True)
)


@layout
def national_whole(plan: Plan, content: Content) -> None:
    """The national template with its details, spare rows, pre-printed list of advice and sign-off."""
    child = content.child
    plan.paragraph("EHCP template for testing in Change Programme Areas", bold=True)
    table = plan.table(4)
    plan.merged(table, "Child or young person's personal details", bold=True)
    for row in (
        ("Name", content.name, "Preferred name", child["known_as"]),
        ("Date of Birth", day(child["dob"]), "Sex", {"he": "Male", "she": "Female"}.get(child["pronouns"], "")),
        ("Ethnicity", "Not stated", "First Language", "English"),
    ):
        plan.row(table, *row)
    plan.merged(table, "MAIN CONTACT DETAILS:", bold=True)
    first = child["parents"][0]
    plan.row(table, "Name of parent or carer 1", first["name"], "Relationship", first["relationship"])
    plan.row(table, "Name of parent or carer 2", "", "Relationship", "")
    table = plan.table(2)
    plan.merged(table, "Services currently involved with this child or young person", bold=True)
    for row in (
        ("Education setting", child["setting"]), ("GP and key health professional", "Mill Road Surgery"),
        ("Known to social care", "No"), ("Looked after child now or ever", "No"),
        ("Is there is a one page profile received (append)?", "No"),
    ):  # fmt: skip
        plan.row(table, *row)
    said = content.lines["A"]
    half = len(said) // 2
    table = plan.table(2)
    plan.row(table, "A1", "Summary of the child or young person's history")
    plan.row(table, "", lambda: plan.lines("A", said[:half]))
    table = plan.table(1)
    plan.row(
        table, "A2 SUMMARY the views, interests and aspirations of the CHILD and their parent, or of the YOUNG PERSON"
    )
    plan.row(table, "Where there is a recording of the child's views please say where it is kept.")
    plan.row(table, lambda: plan.say("A", "Views", bold=True))
    plan.row(table, lambda: plan.lines("A", said[half:]))
    for label in ("Interests", "Strengths", "Aspirations"):
        plan.row(table, lambda x=label: plan.say("A", x, bold=True))
        plan.row(table, "")
    plan.lines("B", [])
    for area in AREAS:
        table = plan.table(3)
        plan.merged(table, "Special Educational Needs and Provision (B-F-E)", bold=True)
        plan.merged(table, lambda a=area: plan.say("B", a, bold=True))
        plan.merged(table, lambda: _guided(plan))
        plan.merged(table, "Strengths", bold=True)
        plan.merged(table, lambda a=area: strengths(plan, content, a))
        heads(plan, table, "B – Special Educational Needs", "F – Special Educational Provision", "E – Outcomes")
        side_by_side(plan, table, ("B", of_area(content.needs["B"], area)), ("F", of_area(content.provision["F"], area)),
                     ("E", of_area(of_domain(content, "education"), area)), spare=3)  # fmt: skip
    for title, names, groups in (
        ("Sections C (The child or young person's health care needs which relate to their SEN) and G (Health Care Provision relating to those needs)",
         ("C - Health care needs which relates to their special educational needs",
          "G – Health Care Provision reasonably required by the learning difficulties or disabilities which result in the child or young person having SEN", "E – Outcomes"),
         (("C", content.needs["C"]), ("G", content.provision["G"]), ("E", of_domain(content, "health")))),
        ("Sections D (Social care needs which relate to the SEN) and H1 and H2 (Social care provision)",
         ("D – Social care needs which relate to their SEN or to a disability.",
          "H1 – Social care provision which must be made under section 2 of the Chronically Sick and Disabled Persons Act 1970",
          "H2 - Any other social care provision reasonably required", "E – Outcomes"),
         (("D", content.needs["D"]), ("H1", content.provision["H1"]), ("H2", content.provision["H2"]), ("E", of_domain(content, "social_care")))),
    ):  # fmt: skip
        plan.heading(title, 2)
        table = plan.table(len(names))
        plan.merged(table, "Strengths", bold=True)
        plan.merged(table, lambda x=groups[0][0]: plan.lines(x, content.lines.get(x, [])))
        heads(plan, table, *names)
        side_by_side(plan, table, *groups, spare=2)
    plan.heading("I - Placement", 2)
    table = plan.table(2, "Name", "Type")
    plan.row(table, "", "")
    plan.row(table, "", "")
    plan.heading("J - Direct Payments", 2)
    table = plan.table(2, "Details", "Arrangements for direct payment")
    plan.row(table, lambda: plan.lines("J", content.lines["J"]), "")
    plan.heading("K - The advice and information gathered during the EHC needs assessment", 2)
    table = plan.table(4, "Advice and information requested:", "Date received", "Who from", "Appended")
    for line in content.lines["K"]:
        plan.row(table, lambda x=line: plan.say("K", x), "", "", lambda: plan.say("K", "YES/ NO"))
    for printed in ("Medical advice", "Educational psychologist", "Social care"):
        plan.row(table, lambda x=printed: plan.say("K", x), "", "", lambda: plan.say("K", "YES/ NO"))
    plan.heading("Sign-off", 2)
    table = plan.table(3, "Local authority officer – name", "Local authority officer - signature", "Date")
    plan.row(table, "", "", "")


def _guided(plan: Plan) -> None:
    for line in (
        "SEND Code of Practice 6.28: children and young people with speech, language and communication needs have difficulty in communicating with others.",
        "The profile for every child is different and their needs may change over time (6.29).",
    ):
        plan.print(line, italic=True)


@layout
def numbered_rows_per_area(plan: Plan, content: Content) -> None:
    """A numbered row a need: need, outcome, provision, by whom, how often."""
    opening(plan, content)
    plan.heading("Sections B, E and F: Special educational needs, outcomes and provision")
    for area in AREAS:
        needs = of_area(content.needs["B"], area)
        gives = of_area(content.provision["F"], area)
        aims = of_area(of_domain(content, "education"), area)
        if not (needs or gives or aims):
            continue
        plan.heading(area, 2)
        plan.sections["B"].append(area)
        table = plan.table(
            6, "No.", "Need (Section B)", "Outcome (Section E)", "Provision (Section F)", "By whom", "How often"
        )
        for n in range(max(len(needs), len(gives), len(aims))):
            plan.row(table, str(n + 1), lambda n=n, x=needs: one(plan, "B", x, n), lambda n=n, x=aims: one(plan, "E", x, n),
                     *given(plan, "F", gives, n))  # fmt: skip
    health_and_care(plan, content)
    other_outcomes(plan, content)
    ending(plan, content)


@layout
def somerset_labelled(plan: Plan, content: Content) -> None:
    """Each need with its provision and outcome, the label on the left: "SEMH Need 1"."""
    opening(plan, content)
    plan.heading("Special Educational Needs and Provision (Sections B, F and E)")
    for area in AREAS:
        needs, gives = of_area(content.needs["B"], area), of_area(content.provision["F"], area)
        aims = of_area(of_domain(content, "education"), area)
        if not (needs or gives or aims):
            continue
        plan.heading(area, 2)
        plan.sections["B"].append(area)
        table = plan.table(2)
        if content.strengths.get(area):
            plan.row(
                table,
                lambda a=area: plan.print(f"{CODES[a]} Strengths:", bold=True),
                lambda a=area: strengths(plan, content, a),
            )
        for n in range(max(len(needs), len(gives), len(aims))):
            for letter, name, entries in (("B", "Need", needs), ("F", "Provision", gives), ("E", "Outcome", aims)):
                if n < len(entries):
                    plan.row(table, lambda a=area, k=name, n=n: plan.print(f"{CODES[a]} {k} {n + 1}:", bold=True),
                             lambda x=letter, e=entries, n=n: one(plan, x, e, n))  # fmt: skip
    health_and_care(plan, content)
    other_outcomes(plan, content)
    ending(plan, content)


@layout
def strengths_and_needs_columns(plan: Plan, content: Content) -> None:
    """B as a table: area, strengths, needs."""

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if x != "B":
            for need in content.needs[x]:
                plan.need(x, need)
            return
        table = plan.table(3, "Area of need", "Strengths", "Needs")
        for area in AREAS:
            own = of_area(content.needs["B"], area)
            if own:
                plan.row(table, lambda a=area: plan.print(a, bold=True), lambda a=area: strengths(plan, content, a),
                         lambda o=own: [plan.need("B", n, style="List Bullet") for n in o] and None)  # fmt: skip

    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs)


@layout
def label_left_text_right(plan: Plan, content: Content) -> None:
    """Per area a table: Strengths left, its text right; Needs left, paragraphs right."""

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for area in AREAS if x == "B" else ("",):
            own = of_area(content.needs["B"], area) if area else content.needs[x]
            if not own:
                continue
            table = plan.table(2)
            if area:
                plan.merged(table, lambda a=area: plan.say("B", a, bold=True))
                plan.row(table, "Strengths", lambda a=area: strengths(plan, content, a))
            plan.row(table, "Needs", lambda o=own, x=x: [plan.need(x, n) for n in o] and None)

    front_lines(plan, content)
    sections(plan, content, lambda x: plan.print(f"SECTION {x} – {SHORT[x]}", bold=True), needs=needs)


@layout
def a_card_for_each_outcome(plan: Plan, content: Content) -> None:
    """A table for each outcome: the outcome over its whole width, then steps, provision, who, when."""
    opening(plan, content)
    for x in "BCD":
        plan.heading(f"Section {x}: {SHORT[x]}")
        plan.lines(x, content.lines.get(x, []))
        for need in content.needs[x]:
            plan.need(x, need, style="List Number")
    for title, letter, domain in (
        ("Sections E and F: Education outcomes and provision", "F", "education"),
        ("Sections E and G: Health outcomes and provision", "G", "health"),
        ("Sections E and H1: Social care outcomes and provision", "H1", "social_care"),
    ):
        aims, gives = of_domain(content, domain), list(content.provision[letter])
        plan.heading(title)
        if not aims:
            plan.print("Provision", bold=True)
            plan.lines(letter, content.lines.get(letter, []))
            for entry in gives:
                plan.provide_with(letter, entry)
        share = -(-len(gives) // len(aims)) if aims else 0
        for number, aim in enumerate(aims, 1):
            table = plan.table(4)
            plan.merged(table, f"Outcome {number}", bold=True)

            def told(o: Entry = aim) -> None:
                plan.outcomes.append(o.text)
                plan.say("E", o.text)

            plan.merged(table, told)
            if aim.steps:
                plan.merged(table, "Steps towards the outcome", bold=True)
                plan.merged(table, lambda o=aim: plan.lines("E", o.steps))
            heads(plan, table, "Provision", "By whom", "How often", "Start date")
            for entry in gives[(number - 1) * share : number * share]:
                plan.row(table, *given(plan, letter, [entry], 0), "")
    plan.heading("Section H2: Other social care provision")
    plan.lines("H2", content.lines.get("H2", []))
    provide_lines(plan, content, "H2")
    ending(plan, content)


@layout
def tables_in_tables(plan: Plan, content: Content) -> None:
    """Each section in a frame; provision in a table inside it."""
    front_table(plan, content)
    for x in [*"ABCDEFG", "H1", "H2", *"IJK"]:
        frame = plan.table(1, f"{x}: {STATUTORY[x]}")

        def fill(x: str = x) -> None:
            plan.lines(x, content.lines.get(x, []))
            for need in content.needs.get(x, []):
                plan.need(x, need, style="List Bullet")
            if x == "E":
                inner = plan.table(2, "Outcome", "Steps towards the outcome")
                for o in content.outcomes:

                    def told(o: Entry = o) -> None:
                        plan.outcomes.append(o.text)
                        plan.say("E", o.text)

                    plan.row(inner, told, lambda o=o: plan.lines("E", o.steps))
            elif content.provision.get(x):
                inner = plan.table(3, "Provision", "Who", "How often")
                for entry in content.provision[x]:
                    plan.row(inner, *given(plan, x, [entry], 0))

        plan.row(frame, fill)
        plan.word.add_paragraph("")


@layout
def provision_for_each_outcome_number(plan: Plan, content: Content) -> None:
    """Provision rows that begin with the outcome's number and end with how they are reviewed."""

    def provision(x: str) -> None:
        if content.provision[x]:
            table = plan.table(
                5, "Outcome", "Provision", "Provided by", "Frequency / duration", "How will this be reviewed?"
            )
            for n, entry in enumerate(content.provision[x]):
                plan.row(table, f"E{n % max(1, len(content.outcomes)) + 1}", *given(plan, x, [entry], 0),
                         lambda x=x: plan.say(x, "Termly, at the progress meeting"))  # fmt: skip

    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"Section {x} | {SHORT[x]}"), provision=provision)


@layout
def letters_in_a_margin(plan: Plan, content: Content) -> None:
    """One long table: the letter left of its title, the words in a row across beneath."""
    front_table(plan, content)
    table = plan.table(2)
    for x in [*"ABCDEFG", "H1", "H2", *"IJK"]:
        heads(plan, table, x, STATUTORY[x])

        def fill(x: str = x) -> None:
            plan.lines(x, content.lines.get(x, []))
            for need in content.needs.get(x, []):
                plan.need(x, need, style="List Bullet")
            if x == "E":
                for n, outcome in enumerate(content.outcomes, 1):
                    plan.paragraph(f"Outcome {n}", bold=True)
                    plan.outcome(outcome)
            for entry in content.provision.get(x, []):
                plan.provide_with(x, entry, "Who:", "How often:")

        plan.merged(table, fill)


@layout
def title_bars(plan: Plan, content: Content) -> None:
    """Titles in shaded bars of one cell, their words outside any table; family titles."""
    front_lines(plan, content)

    def title(x: str) -> None:
        plan.table(1, f"{x}. {FAMILY[x]}")
        plan.word.add_paragraph("")

    sections(plan, content, title)


@layout
def needs_and_provision_rows(plan: Plan, content: Content) -> None:
    """B with F by need in two columns, E on its own before."""
    opening(plan, content)
    plan.heading("Section E: The outcomes sought for the child or the young person")
    for number, outcome in enumerate(content.outcomes, 1):
        plan.paragraph(f"{number}.", bold=True) if number < 0 else None
        plan.outcome(outcome, style="List Number", steps="Short term targets:")
    for title, left, right, first, second in (
        ("Special educational needs and special educational provision", "Section B: What the child finds difficult", "Section F: What help will be given", "B", "F"),
        ("Health needs and health provision", "Section C: Health needs", "Section G: Health provision", "C", "G"),
        ("Social care needs and provision", "Section D: Social care needs", "Section H1: Social care provision (CSDPA)", "D", "H1"),
    ):  # fmt: skip
        plan.heading(title, 2)
        table = plan.table(2, left, right)
        if not content.needs[first]:
            plan.row(
                table,
                lambda x=first: plan.lines(x, content.lines.get(x, [])),
                lambda x=second: plan.lines(x, content.lines.get(x, [])),
            )
        side_by_side(plan, table, (first, content.needs[first]), (second, content.provision[second]))
    plan.heading("Section H2: Other social care provision", 2)
    plan.lines("H2", content.lines.get("H2", []))
    provide_lines(plan, content, "H2")
    ending(plan, content)
