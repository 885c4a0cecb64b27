"""The layouts: each a function that writes a case's content as some council's form would."""

from __future__ import annotations

from collections.abc import Callable

from tests.layouts.content import AREAS, Content, Entry, by_area
from tests.layouts.parts import (
    FAMILY,
    SHORT,
    STATUTORY,
    front_lines,
    front_table,
    needs_listed,
    outcome_table,
    outcomes_listed,
    provision_table,
)  # fmt: skip
from tests.layouts.writer import Plan, shade

Layout = Callable[[Plan, Content], None]
LAYOUTS: dict[str, Layout] = {}
NEEDS, PROVISION = ("B", "C", "D"), ("F", "G", "H1", "H2")


def layout(made: Layout) -> Layout:
    """Keep a layout under its name."""
    LAYOUTS[made.__name__] = made
    return made


def sections(
    plan: Plan,
    content: Content,
    title: Callable[[str], None],
    *,
    order: str = "ABCDEFGHIJK",
    needs: Callable[[str], None] | None = None,
    outcomes: Callable[[], None] | None = None,
    provision: Callable[[str], None] | None = None,
) -> None:
    """Section after section in an order, each under its title."""
    for one in order:
        for letter in ("H1", "H2") if one == "H" else (one,):
            title(letter)
            if letter in NEEDS:
                (needs or (lambda x: needs_listed(plan, content, x)))(letter)
            elif letter == "E":
                (outcomes or (lambda: outcomes_listed(plan, content)))()
            elif letter in PROVISION:
                plan.lines(letter, content.lines.get(letter, []))
                (provision or (lambda x: provide_lines(plan, content, x)))(letter)
            else:
                plan.lines(letter, content.lines.get(letter, []))


def provide_lines(plan: Plan, content: Content, letter: str, style: str | None = None) -> None:
    """Items one under another, with labelled lines."""
    groups = by_area(content.provision[letter]) if letter == "F" else [("", content.provision[letter])]
    for area, entries in groups:
        if area:
            plan.heading(area, 2)
        for entry in entries:
            if entry.who or entry.frequency:
                plan.provide_with(letter, entry)
            else:
                plan.provide(letter, entry, style=style)


def strengths_first(plan: Plan, content: Content, letter: str) -> None:
    """What stands beside the needs, under a label of its own, and the label that needs follow."""
    if not content.needs[letter]:
        plan.lines(letter, content.lines.get(letter, []))
        return
    plan.print("Strengths and current functioning", bold=True)
    plan.lines(letter, content.lines.get(letter, []))
    plan.print("Needs", bold=True)


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
        _rows(plan, table, ("B", needs), ("F", gives), ("E", aims))
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
        _rows(plan, table, *groups)
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


def _rows(plan: Plan, table: object, *columns: tuple[str, list[Entry]]) -> None:
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
        _rows(plan, table, ("B", needs), ("E", aims), ("F", gives))
    for title, heads, groups in (
        ("Sections C and G: Health needs and provision", ("Health needs", "Outcomes", "Health provision"),
         (("C", content.needs["C"]), ("E", [o for o in content.outcomes if o.domain == "health"]), ("G", content.provision["G"]))),
        ("Sections D and H1: Social care needs and provision", ("Social care needs", "Outcomes", "Social care provision"),
         (("D", content.needs["D"]), ("E", [o for o in content.outcomes if o.domain == "social_care"]), ("H1", content.provision["H1"]))),
    ):  # fmt: skip
        plan.heading(title)
        plan.lines(groups[0][0], content.lines.get(groups[0][0], []))
        _rows(plan, plan.table(3, *heads), *groups)
    plan.heading("Section H2: Other social care provision")
    provide_lines(plan, content, "H2")
    for letter in "IJK":
        plan.heading(f"Section {letter}: {SHORT[letter]}")
        plan.lines(letter, content.lines.get(letter, []))


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
def labelled_paragraphs(plan: Plan, content: Content) -> None:
    """Need, outcome and provision as labelled paragraphs, numbered."""
    front_lines(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for number, need in enumerate(content.needs[x], start=1):
            plan.paragraph(f"Need {number}:", bold=True)
            plan.need(x, need)

    def provision(x: str) -> None:
        for number, entry in enumerate(content.provision[x], start=1):
            plan.paragraph(f"Provision {number}:", bold=True)
            plan.provide_with(x, entry, "By whom:", "Frequency:")

    sections(
        plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs, provision=provision,
        outcomes=lambda: outcomes_listed(plan, content, label="Outcome {}:"),
    )  # fmt: skip


@layout
def numbered_lists(plan: Plan, content: Content) -> None:
    """Automatic numbers before every item."""
    front_table(plan, content)
    sections(
        plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"),
        needs=lambda x: needs_listed(plan, content, x, style="List Number"),
        outcomes=lambda: outcomes_listed(plan, content, label="", style="List Number"),
        provision=lambda x: provide_lines(plan, content, x, "List Number"),
    )  # fmt: skip


@layout
def typed_numbers(plan: Plan, content: Content) -> None:
    """Numbers typed before the words: B1, F1.1."""
    front_table(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for number, need in enumerate(content.needs[x], start=1):
            plan.needs.append(need.text)
            plan.sections[x].append(need.text)
            plan.paragraph(f"{x}{number}. {need.text}")

    def provision(x: str) -> None:
        for number, entry in enumerate(content.provision[x], start=1):
            plan.provision.append(entry.text)
            plan.sections[x].append(entry.text)
            plan.paragraph(f"{x}{'.' if len(x) > 1 else ''}{number} {entry.text}")
            for extra in (entry.who, entry.frequency):
                if extra:
                    plan.say(x, extra)

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs, provision=provision)


@layout
def plain_prose(plan: Plan, content: Content) -> None:
    """Needs and provision as plain paragraphs under bold areas."""
    front_lines(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if x != "B":
            for need in content.needs[x]:
                plan.need(x, need)
            return
        for area, members in by_area(content.needs["B"]):
            plan.say("B", area, bold=True)
            for need in members:
                plan.need("B", need)

    def provision(x: str) -> None:
        for entry in content.provision[x]:
            plan.provide(x, entry)

    sections(
        plan,
        content,
        lambda x: plan.print(f"SECTION {x}: {SHORT[x].upper()}", bold=True),
        needs=needs,
        provision=provision,
    )


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
def outcomes_and_support_plan(plan: Plan, content: Content) -> None:
    """Combined "Outcomes and Support Plan (E/F)": outcome and its provision in one row."""
    front_table(plan, content)
    sections(plan, content, lambda x: plan.heading(f"{x}. {FAMILY[x]}"), order="ABCD")
    plan.heading("My Outcomes and Special Educational Provision (E/F)")
    aims = [o for o in content.outcomes if o.domain == "education"]
    table = plan.table(2, "Outcomes", "Provision required")
    _rows(plan, table, ("E", aims), ("F", content.provision["F"]))
    for title, domain, letter in (
        ("Health Outcomes and Health Provision (E/G)", "health", "G"),
        ("Social Care Outcomes and Provision (E/H1)", "social_care", "H1"),
    ):
        plan.heading(title)
        table = plan.table(2, "Outcomes", "Provision required")
        entries = [o for o in content.outcomes if o.domain == domain]
        if entries or content.provision[letter]:
            _rows(plan, table, ("E", entries), (letter, content.provision[letter]))
    plan.heading("H2. Other social care provision reasonably required")
    provide_lines(plan, content, "H2")
    for letter in "IJK":
        plan.heading(f"{letter}. {FAMILY[letter]}")
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
def need_by_need(plan: Plan, content: Content) -> None:
    """Labels such as "SEMH Need 1:", as some councils number within areas."""
    front_table(plan, content)
    short = dict(zip(AREAS, ("C&I", "C&L", "SEMH", "S&P"), strict=True))

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for area, members in by_area(content.needs[x]):
            for number, need in enumerate(members, start=1):
                plan.paragraph(f"{short[area]} Need {number}:" if x == "B" else f"Need {number}:", bold=True)
                plan.need(x, need)

    def provision(x: str) -> None:
        for area, members in by_area(content.provision[x]):
            for number, entry in enumerate(members, start=1):
                plan.paragraph(
                    f"{short[area]} Provision {number}:" if x == "F" else f"{x} Provision {number}:", bold=True
                )
                plan.provide_with(x, entry, "Who:", "How often:")

    sections(
        plan, content, lambda x: plan.heading(f"Section {x} – {FAMILY[x]}"), needs=needs, provision=provision,
        outcomes=lambda: outcomes_listed(plan, content, label="Outcome {}:"),
    )  # fmt: skip


@layout
def adulthood_headings(plan: Plan, content: Content) -> None:
    """Outcomes and provision under the four strands of preparing for adulthood."""
    front_table(plan, content)
    strands = ("Employment", "Independent living", "Friends, relationships and community", "Good health")

    def outcomes() -> None:
        plan.lines("E", content.lines.get("E", []))
        for number, outcome in enumerate(content.outcomes):
            if number % 3 == 0:
                plan.heading(f"Preparing for adulthood: {strands[(number // 3) % 4]}", 2)
            plan.paragraph(f"Outcome {number + 1}", bold=True)
            plan.outcome(outcome)

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {STATUTORY[x]}"), outcomes=outcomes)


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


@layout
def front_with_advice_list_first(plan: Plan, content: Content) -> None:
    """Kent: the list of advice and who helped come first."""
    front_table(plan, content)
    plan.heading("These people helped me to write this plan", 2)
    table = plan.table(4, "Name", "Title", "How did they contribute?", "Report Attached?")
    plan.row(table, "A. Person", "Educational Psychologist", "Report", "Yes")
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), order="KABCDEFGHIJ")
