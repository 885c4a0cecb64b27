"""Layouts in tables: by area, by row, by title."""

from __future__ import annotations

from tests.layouts.content import AREAS, Content, Entry, by_area
from tests.layouts.form import NEEDS, layout, provide_lines, sections, strengths_first
from tests.layouts.parts import (
    SHORT,
    STATUTORY,
    front_table,
    needs_listed,
    outcome_table,
    provision_table,
)  # fmt: skip
from tests.layouts.writer import Plan, shade


@layout
def national_template(plan: Plan, content: Content) -> None:
    """The Change Programme's template: B-F-E, C-G-E and D-H1-H2-E in columns."""
    front_table(plan, content)
    table = plan.table(2)
    plan.row(table, "A1", "Summary of the child or young person's history")
    a = content.lines["A"]
    plan.row(table, "", lambda: plan.lines("A", a[: len(a) // 2]))
    table = plan.table(1)
    plan.row(
        table, "A2 SUMMARY the views, interests and aspirations of the CHILD and their parent, or of the YOUNG PERSON"
    )
    plan.row(table, lambda: plan.print("Views", bold=True))
    plan.row(table, lambda: plan.lines("A", a[len(a) // 2 :]))
    outcomes = list(content.outcomes)
    for area in AREAS:
        table = plan.table(3)
        plan.merged(table, "Special Educational Needs and Provision (B-F-E)", bold=True)
        plan.merged(table, lambda a=area: plan.say("B", a, bold=True))
        plan.merged(table, "Code of Practice 6.28: guidance on this area of need should be considered here.")
        needs = [n for n in content.needs["B"] if (n.area or AREAS[1]) == area]
        gives = [p for p in content.provision["F"] if (p.area or AREAS[1]) == area]
        aims = [o for o in outcomes if o.domain == "education" and (o.area or AREAS[1]) == area]
        _head(plan, table, "B – Special Educational Needs", "F – Special Educational Provision", "E – Outcomes")
        rows(plan, table, ("B", needs), ("F", gives), ("E", aims))
    for title, heads, groups in (
        (
            "Sections C (The child or young person's health care needs which relate to their SEN) and G (Health Care Provision relating to those needs)",
            ("C - Health care needs which relates to their special educational needs", "G – Health Care Provision reasonably required", "E – Outcomes"),
            (("C", content.needs["C"]), ("G", content.provision["G"]), ("E", [o for o in outcomes if o.domain == "health"])),
        ),
        (
            "Sections D (Social care needs which relate to the SEN) and H1 and H2 (Social care provision)",
            ("D – Social care needs which relate to their SEN or to a disability.", "H1 – Social care provision", "H2 - Other social care provision", "E – Outcomes"),
            (("D", content.needs["D"]), ("H1", content.provision["H1"]), ("H2", content.provision["H2"]), ("E", [o for o in outcomes if o.domain == "social_care"])),
        ),
    ):  # fmt: skip
        plan.heading(title, 2)
        table = plan.table(len(heads))
        plan.merged(table, "Strengths", bold=True)
        plan.merged(table, lambda g=groups: plan.lines(g[0][0], content.lines.get(g[0][0], [])))
        _head(plan, table, *heads)
        rows(plan, table, *groups)
    for letter, title in (
        ("I", "I - Placement"), ("J", "J - Direct Payments"),
        ("K", "K - The advice and information gathered during the EHC needs assessment"),
    ):  # fmt: skip
        plan.heading(title, 2)
        plan.lines(letter, content.lines.get(letter, []))


def _head(plan: Plan, table: object, *heads: str) -> None:
    for cell, head in zip(table.add_row().cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
        shade(cell)


def rows(plan: Plan, table: object, *columns: tuple[str, list[Entry]]) -> None:
    """One row for the nth entry of every column; columns of different lengths leave cells empty."""
    for number in range(max(len(entries) for _, entries in columns)):
        fills = [
            (lambda letter=letter, entries=entries: _entry(plan, letter, entries, number))
            for letter, entries in columns
        ]
        plan.row(table, *fills)


def _entry(plan: Plan, letter: str, entries: list[Entry], number: int) -> None:
    if number >= len(entries):
        return
    entry = entries[number]
    if letter == "E":
        plan.outcome(entry)
    elif letter in NEEDS:
        plan.need(letter, entry)
    else:
        plan.provide_with(letter, entry, "Who:", "How often:")


@layout
def one_table_per_area(plan: Plan, content: Content) -> None:
    """Needs, outcomes and provision side by side, one table an area, heads without letters."""
    front_table(plan, content)
    plan.heading("Section A: Views, interests and aspirations")
    plan.lines("A", content.lines["A"])
    plan.heading("Sections B, E and F: Special educational needs, outcomes and provision")
    for area in AREAS:
        needs = [n for n in content.needs["B"] if (n.area or AREAS[1]) == area]
        gives = [p for p in content.provision["F"] if (p.area or AREAS[1]) == area]
        aims = [o for o in content.outcomes if o.domain == "education" and (o.area or AREAS[1]) == area]
        if not (needs or gives or aims):
            continue
        plan.heading(area, 2)
        plan.sections["B"].append(area)
        table = plan.table(3, "Special educational needs", "Outcomes", "Special educational provision")
        rows(plan, table, ("B", needs), ("E", aims), ("F", gives))
    for title, heads, groups in (
        ("Sections C and G: Health needs and provision", ("Health needs", "Outcomes", "Health provision"),
         (("C", content.needs["C"]), ("E", [o for o in content.outcomes if o.domain == "health"]), ("G", content.provision["G"]))),
        ("Sections D and H1: Social care needs and provision", ("Social care needs", "Outcomes", "Social care provision"),
         (("D", content.needs["D"]), ("E", [o for o in content.outcomes if o.domain == "social_care"]), ("H1", content.provision["H1"]))),
    ):  # fmt: skip
        plan.heading(title)
        plan.lines(groups[0][0], content.lines.get(groups[0][0], []))
        rows(plan, plan.table(3, *heads), *groups)
    plan.heading("Section H2: Other social care provision")
    provide_lines(plan, content, "H2")
    for letter in "IJK":
        plan.heading(f"Section {letter}: {SHORT[letter]}")
        plan.lines(letter, content.lines.get(letter, []))


@layout
def one_big_table(plan: Plan, content: Content) -> None:
    """The whole plan in one table: title left, words right."""
    front_table(plan, content)
    table = plan.table(2)
    for letter in [*"ABCDEFG", "H1", "H2", *"IJK"]:

        def fill(x: str = letter) -> None:
            if x in NEEDS:
                strengths_first(plan, content, x)
                for need in content.needs[x]:
                    plan.need(x, need)
            elif x == "E":
                for number, outcome in enumerate(content.outcomes, start=1):
                    plan.paragraph(f"Outcome {number}", bold=True)
                    plan.outcome(outcome)
            else:
                plan.lines(x, content.lines.get(x, []))
                for entry in content.provision.get(x, []):
                    plan.provide(x, entry)

        plan.row(table, lambda x=letter: plan.print(f"Section {x}\n{SHORT[x]}", bold=True), fill)


@layout
def shaded_title_cells(plan: Plan, content: Content) -> None:
    """Each section a table of its own: a shaded title row, then the words."""
    front_table(plan, content)
    for letter in [*"ABCDEFG", "H1", "H2", *"IJK"]:
        table = plan.table(1, f"Section {letter}: {STATUTORY[letter]}")

        def fill(x: str = letter) -> None:
            if x in NEEDS:
                strengths_first(plan, content, x)
            else:
                plan.lines(x, content.lines.get(x, []))
            for need in content.needs.get(x, []):
                plan.need(x, need)
            for entry in content.provision.get(x, []):
                plan.provide(x, entry)
            if x == "E":
                for number, outcome in enumerate(content.outcomes, start=1):
                    plan.paragraph(f"Outcome {number}", bold=True)
                    plan.outcome(outcome)

        plan.row(table, fill)
        plan.word.add_paragraph("")


@layout
def west_sussex(plan: Plan, content: Content) -> None:
    """E then F inside each area, after B."""
    front_table(plan, content)
    for letter in "ABCD":
        plan.heading(f"Section {letter}: {SHORT[letter]}")
        if letter == "A":
            plan.lines("A", content.lines["A"])
        else:
            needs_listed(plan, content, letter)
    plan.heading("Sections E and F: Outcomes and special educational provision")
    for area in AREAS:
        aims = [o for o in content.outcomes if o.domain == "education" and (o.area or AREAS[1]) == area]
        gives = [p for p in content.provision["F"] if (p.area or AREAS[1]) == area]
        if aims or gives:
            plan.heading(area, 2)
        if aims:
            outcome_table(plan, aims, "Outcomes sought", "Short term targets")
        if gives:
            provision_table(plan, "F", gives)
    for domain, letters, title in (
        ("health", ("G",), "Section E and G: Health outcomes and provision"),
        ("social_care", ("H1", "H2"), "Section E and H: Social care outcomes and provision"),
    ):
        plan.heading(title)
        aims = [o for o in content.outcomes if o.domain == domain]
        if aims:
            outcome_table(plan, aims)
        for letter in letters:
            if letter != "G":
                plan.heading(f"Section {letter}: {SHORT[letter]}", 2)
            if content.provision[letter]:
                provision_table(plan, letter, content.provision[letter], "Provision", "By whom", "How often")
    for letter in "IJK":
        plan.heading(f"Section {letter}: {SHORT[letter]}")
        plan.lines(letter, content.lines.get(letter, []))


@layout
def working_and_not(plan: Plan, content: Content) -> None:
    """B as what is working and what is not."""
    front_table(plan, content)

    def needs(x: str) -> None:
        if x != "B":
            needs_listed(plan, content, x)
            return
        plan.lines("B", content.lines.get("B", [])[:2])
        for area, members in by_area(content.needs["B"]):
            plan.say("B", area, bold=True)
            table = plan.table(
                2, "What is working (Strengths / Resources)", "What is not working so well (Needs / Concerns)"
            )
            for number, need in enumerate(members):

                def strong(n: int = number) -> None:
                    plan.say("B", f"A strength is told here, number {n + 1}, in a sentence of its own.")

                plan.row(table, strong, lambda one=need: plan.need("B", one))

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs)


@layout
def merged_rows(plan: Plan, content: Content) -> None:
    """Provision under one merged area cell at the left."""
    front_table(plan, content)

    def provision(x: str) -> None:
        entries = content.provision[x]
        if not entries:
            return
        table = plan.table(4, "Area", "Provision", "Who", "How often")
        for area, members in by_area(entries):
            first = None
            for entry in members:
                cells = table.add_row().cells
                first = first or cells[0]
                for cell, text in zip(cells[1:], (entry.text, entry.who, entry.frequency), strict=True):
                    cell.paragraphs[0].add_run(text)
                    if text:
                        plan.sections[x].append(text)
                plan.provision.append(entry.text)
                last = cells[0]
            first.merge(last).paragraphs[0].add_run(area)

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), provision=provision)


@layout
def everything_in_row_tables(plan: Plan, content: Content) -> None:
    """Provision tables that name the need and the outcome they meet."""
    front_table(plan, content)

    def provision(x: str) -> None:
        if not content.provision[x]:
            return
        heads = ("Provision", "By Whom", "Frequency", "Which Need Does This Provision Meet")
        table = plan.table(4, *heads)
        for number, entry in enumerate(content.provision[x], start=1):
            fills = [
                lambda e=entry: plan.provide(x, e),
                lambda e=entry: e.who and plan.say(x, e.who),
                lambda e=entry: e.frequency and plan.say(x, e.frequency),
                f"Need {number}",
            ]
            plan.row(table, *fills)

    def outcomes() -> None:
        plan.lines("E", content.lines.get("E", []))
        outcome_table(plan, content.outcomes, "Long Term Outcomes", "Short Term Outcome (1 Year)")

    sections(
        plan, content, lambda x: plan.heading(f"SECTION {x}: {STATUTORY[x]}", 2), provision=provision, outcomes=outcomes
    )
