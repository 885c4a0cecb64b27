"""Ten forms of councils' habits, in combinations not met before; written before the reader was run on any of them.

1 the section's letter merged down the side of one long table; 2 Section E told inside F's own tables; 3 D, outcomes and
an undivided H in one table, C and G in prose; 4 A split in two round the plan, in text boxes; 5 a key table that repeats
every title in the very words of the bars below; 6 guidance left under titles and inside cells; 7 amendments in bold,
with what they replace struck through, inside a table by areas; 8 content controls round rows, cells and lines, with
prompts; 9 provision gathered by the service that gives it; 10 outcomes in a matrix with dates and measures, provision
that refers to them.
"""

from __future__ import annotations

from collections import defaultdict

from docx.oxml import OxmlElement

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_parts import ending, health_and_care, of_area, of_domain, opening, other_outcomes
from tests.layouts.form import layout, provide_lines, sections
from tests.layouts.parts import FAMILY, SHORT, STATUTORY, front_lines, front_table
from tests.layouts.word_xml import boxed, controlled, prompted
from tests.layouts.writer import Plan, shade


def _told(plan: Plan, x: str, text: str):
    """A cell's words, or nothing."""
    return (lambda: plan.say(x, text) and None) if text else ""


def _aim(plan: Plan, o: Entry) -> None:
    plan.outcomes.append(o.text)
    plan.say("E", o.text)


@layout
def letter_merged_down_the_side(plan: Plan, content: Content) -> None:
    """One table: "B" merged down all rows of B, each row a need or item beside it."""
    front_table(plan, content)
    table = plan.table(2)

    def side(x: str, fills: list) -> None:
        top = len(table.rows)
        plan.row(table, lambda: plan.print(x, bold=True), lambda: plan.print(SHORT[x], bold=True))
        for fill in fills:
            plan.row(table, "", fill)
        cells = [row.cells[0] for row in table.rows[top:]]
        if len(cells) > 1:
            cells[0].merge(cells[-1])

    for x in [*"ABCDEFG", "H1", "H2", *"IJK"]:
        fills = [lambda t=t, x=x: plan.say(x, t) and None for t in content.lines.get(x, [])]
        fills += [lambda n=n, x=x: plan.need(x, n) for n in content.needs.get(x, [])]
        fills += [lambda o=o: plan.outcome(o, steps="Steps:") for o in (content.outcomes if x == "E" else ())]
        fills += [lambda e=e, x=x: plan.provide_with(x, e) for e in content.provision.get(x, [])]
        side(x, fills)


@layout
def outcomes_inside_provision_tables(plan: Plan, content: Content) -> None:
    """F: a table for each outcome, the outcome in a row across with its steps, then provision, who, how often."""
    opening(plan, content, "SECTION {} | {}")
    for x in "BCD":
        plan.heading(f"SECTION {x} | {SHORT[x]}")
        plan.lines(x, content.lines.get(x, []))
        for need in content.needs[x]:
            plan.need(x, need, style="List Bullet")
    plan.heading("SECTIONS E AND F | Outcomes and special educational provision")
    aims, gives = of_domain(content, "education"), list(content.provision["F"])
    share = -(-len(gives) // len(aims))
    for n, o in enumerate(aims, 1):
        table = plan.table(3)

        def top(o: Entry = o, n: int = n) -> None:
            plan.print(f"Outcome {n}", bold=True)
            plan.outcome(o, steps="Steps towards this outcome:")

        plan.merged(table, top)
        plan.row(table, *(lambda t=t: plan.print(t, bold=True) for t in ("Provision", "By whom", "How often")))
        for e in gives[(n - 1) * share : n * share]:
            plan.row(table, lambda e=e: plan.provide("F", e), _told(plan, "F", e.who), _told(plan, "F", e.frequency))
        plan.word.add_paragraph("")
    for x in ("G", "H1", "H2"):
        plan.heading(f"SECTION {x} | {SHORT[x]}")
        plan.lines(x, content.lines.get(x, []))
        provide_lines(plan, content, x)
    other_outcomes(plan, content)
    ending(plan, content, form="SECTION {} | {}")


@layout
def care_in_one_table_health_in_prose(plan: Plan, content: Content) -> None:
    """D, E and an undivided H as columns of one table; C and G under one title in paragraphs with labels."""
    opening(plan, content)
    plan.heading("Section B: My special educational needs")
    for area in AREAS:
        if needs := of_area(content.needs["B"], area):
            plan.heading(area, 2)
            plan.sections["B"].append(area)
            for need in needs:
                plan.need("B", need)
    plan.lines("B", [])
    plan.heading("Section E: My outcomes")
    for o in of_domain(content, "education"):
        plan.outcome(o, style="List Number")
    plan.heading("Section F: My special educational provision")
    provide_lines(plan, content, "F")
    plan.heading("Sections C and G: Health needs and health provision")
    plan.print("Health needs", bold=True)
    plan.lines("C", content.lines.get("C", []))
    for need in content.needs["C"]:
        plan.need("C", need)
    plan.print("Health outcomes", bold=True)
    for o in of_domain(content, "health"):
        plan.outcome(o)
    plan.print("Health provision", bold=True)
    plan.lines("G", content.lines.get("G", []))
    provide_lines(plan, content, "G")
    plan.heading("Sections D and H: Social care needs and social care provision")
    table = plan.table(3, "D: Social care needs", "E: Outcomes", "H: Social care provision")
    aims = of_domain(content, "social_care")
    gives = [(x, e) for x in ("H1", "H2") for e in content.provision[x]]
    needs = content.needs["D"]
    for n in range(max(len(needs), len(aims), len(gives))):
        plan.row(
            table,
            (lambda n=n: plan.need("D", needs[n])) if n < len(needs) else "",
            (lambda n=n: _aim(plan, aims[n])) if n < len(aims) else "",
            (lambda n=n: plan.provide("H2", gives[n][1])) if n < len(gives) else "",
        )
    plan.lines("D", [])
    ending(plan, content)


@layout
def views_round_the_plan_in_boxes(plan: Plan, content: Content) -> None:
    """A1 at the front in a text box, A2 after K; needs, outcomes and provision as lists between."""
    front_lines(plan, content)
    lines = content.lines["A"]
    half = max(1, len(lines) // 2)
    plan.heading("Section A1: My story")
    plan.sections["A"].extend(lines[:half])
    boxed(plan.paragraph(""), lines[:half])
    sections(plan, content, lambda x: plan.heading(f"Section {x}: {FAMILY[x]}"), order="BCDEFGHIJK")
    plan.heading("Section A2: My views and my hopes for the future")
    plan.sections["A"].extend(lines[half:])
    boxed(plan.paragraph(""), lines[half:])


@layout
def key_in_the_words_of_the_bars(plan: Plan, content: Content) -> None:
    """A key table prints every title and what it must include; the same titles come again in shaded bars."""
    front_table(plan, content)
    plan.print("What is in this plan", bold=True)
    key = plan.table(2, "Section", "What the section must include")
    for x, title in STATUTORY.items():
        plan.row(key, f"Section {x}", title)

    def bar(x: str) -> None:
        table = plan.table(1)
        plan.row(table, lambda: plan.print(f"Section {x}: {STATUTORY[x]}", bold=True))
        shade(table.rows[0].cells[0])

    sections(plan, content, bar)


GUIDANCE = {
    "B": "List all of the child's identified needs. Describe each need and its effect on learning.",
    "E": "Outcomes should be SMART: specific, measurable, achievable, realistic and time-bound.",
    "F": "Provision must be specified and quantified. Please state who will deliver it and how often.",
    "G": "Provision must be specified and linked to the needs in Section C.",
}


@layout
def guidance_in_titles_and_cells(plan: Plan, content: Content) -> None:
    """Italic guidance under each title and again as the first row of each table."""
    front_table(plan, content)

    def title(x: str) -> None:
        plan.heading(f"{x} – {SHORT[x]}")
        if x in GUIDANCE:
            plan.paragraph(GUIDANCE[x], italic=True)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if not content.needs[x]:
            return
        table = plan.table(1)
        for need in content.needs[x]:
            plan.row(table, lambda n=need: plan.need(x, n))

    def provision(x: str) -> None:
        if not content.provision[x]:
            return
        table = plan.table(3, "Provision required", "Who will provide this", "Frequency and duration")
        prompt = "Please describe the provision. It must be specific."
        plan.row(
            table,
            lambda: plan.paragraph(prompt, italic=True) and None,
            lambda: plan.paragraph("Please state the role and expertise.", italic=True) and None,
            lambda: plan.paragraph("Please give hours and frequency.", italic=True) and None,
        )
        for e in content.provision[x]:
            plan.row(table, lambda e=e: plan.provide(x, e), _told(plan, x, e.who), _told(plan, x, e.frequency))

    sections(plan, content, title, needs=needs, provision=provision)


def _amended(plan: Plan, text: str, before: str) -> None:
    """Words put in in bold, after struck words that they replace."""
    made = plan.paragraph("")
    made.add_run(before + " ").font.strike = True
    made.add_run(text).bold = True


@layout
def amended_in_bold_within_tables(plan: Plan, content: Content) -> None:
    """A table for each area: need, provision, outcome; every second entry amended in bold, the old words struck."""
    opening(plan, content, "Section {} - {}")
    plan.heading("Sections B, F and E - Needs, provision and outcomes")
    plan.lines("B", content.lines.get("B", []))
    count = iter(range(1000))

    def put(x: str, e: Entry, kind: list[str]) -> None:
        kind.append(e.text)
        plan.sections[x].append(e.text)
        if next(count) % 2:
            _amended(plan, e.text, "Words that stood here before the review.")
        else:
            plan.paragraph(e.text)

    for area in AREAS:
        needs, aims = of_area(content.needs["B"], area), of_area(of_domain(content, "education"), area)
        gives = of_area(content.provision["F"], area)
        if not needs + aims + gives:
            continue
        plan.heading(area, 2)
        plan.sections["B"].append(area)
        table = plan.table(3, "Need (B)", "Provision (F)", "Outcome (E)")
        for n in range(max(len(needs), len(gives), len(aims))):

            def give(n: int = n, gives: list[Entry] = gives) -> None:
                put("F", gives[n], plan.provision)
                for text in (gives[n].who, gives[n].frequency):
                    if text:
                        plan.say("F", text)

            plan.row(
                table,
                (lambda n=n, needs=needs: put("B", needs[n], plan.needs)) if n < len(needs) else "",
                give if n < len(gives) else "",
                (lambda n=n, aims=aims: put("E", aims[n], plan.outcomes)) if n < len(aims) else "",
            )
    health_and_care(plan, content, "Section {} - {}")
    other_outcomes(plan, content)
    ending(plan, content, form="Section {} - {}")


@layout
def controls_round_everything(plan: Plan, content: Content) -> None:
    """Every answer in a content control: lines, cells and whole rows; some still show their prompts."""
    front_table(plan, content)

    def answer(x: str, text: str) -> None:
        controlled(plan.say(x, text))

    def needs(x: str) -> None:
        for line in content.lines.get(x, []):
            answer(x, line)
        for need in content.needs[x]:
            plan.needs.append(need.text)
            answer(x, need.text)
        prompted(plan.paragraph(""), "Click or tap here to enter a further need.")

    def outcomes() -> None:
        table = plan.table(2, "Outcome", "Steps")
        for o in content.outcomes:
            plan.row(table, lambda o=o: _aim(plan, o), lambda o=o: plan.lines("E", o.steps))
            row = table.rows[-1]._tr
            control, inside = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
            control.append(OxmlElement("w:sdtPr"))
            control.append(inside)
            row.addprevious(control)
            inside.append(row)

    def provision(x: str) -> None:
        for line in []:
            answer(x, line)
        for e in content.provision[x]:
            plan.provision.append(e.text)
            answer(x, e.text)
            for label, text in (("By whom: ", e.who), ("How often: ", e.frequency)):
                if text:
                    plan.sections[x].append(text)
                    made = plan.paragraph(label)
                    made.add_run(text)
                    controlled(made)

    sections(
        plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}", 2), needs=needs, outcomes=outcomes,
        provision=provision,
    )  # fmt: skip


@layout
def provision_by_service(plan: Plan, content: Content) -> None:
    """F under a heading for each service that gives it, as a table of what and how often."""
    front_lines(plan, content)

    def provision(x: str) -> None:
        by_service: dict[str, list[Entry]] = defaultdict(list)
        for e in content.provision[x]:
            by_service[e.who or "School"].append(e)
        for service, entries in by_service.items():
            plan.heading(f"Provided by: {service}", 3)
            plan.sections[x].append(service)
            table = plan.table(2, "What will be provided", "How often and for how long")
            for e in entries:
                plan.row(table, lambda e=e: plan.provide(x, e), _told(plan, x, e.frequency))

    sections(plan, content, lambda x: plan.heading(f"Part {x}. {SHORT[x]}", 2), provision=provision)


@layout
def outcomes_in_a_matrix(plan: Plan, content: Content) -> None:
    """E as a matrix: outcome, this year's steps, by when, how we will know; F's rows name the outcome they serve."""
    opening(plan, content, "{}: {}")
    for x in "BCD":
        plan.heading(f"{x}: {SHORT[x]}")
        plan.lines(x, content.lines.get(x, []))
        for n, need in enumerate(content.needs[x], 1):
            plan.needs.append(need.text)
            plan.sections[x].append(need.text)
            plan.paragraph(f"{x}{n}. {need.text}")
    plan.heading("E: Outcomes")
    table = plan.table(5, "No.", "Outcome", "Steps this year", "By when", "How we will know")
    for n, o in enumerate(content.outcomes, 1):
        plan.row(
            table, f"E{n}", lambda o=o: _aim(plan, o), lambda o=o: plan.lines("E", o.steps),
            _told(plan, "E", "July 2028"), _told(plan, "E", "Class teacher's records"),
        )  # fmt: skip
    for x in ("F", "G", "H1", "H2"):
        plan.heading(f"{x}: {SHORT[x]}")
        plan.lines(x, content.lines.get(x, []))
        if content.provision[x]:
            table = plan.table(4, "For outcome", "Provision", "Who", "How much and how often")
            for n, e in enumerate(content.provision[x]):
                plan.row(
                    table, f"E{1 + n % len(content.outcomes)}", lambda e=e, x=x: plan.provide(x, e),
                    _told(plan, x, e.who), _told(plan, x, e.frequency),
                )  # fmt: skip
    ending(plan, content, form="{}: {}")
