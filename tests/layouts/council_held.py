"""Five more forms with a child of their own, written and read once after all mending."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_parts import of_area, of_domain, strengths
from tests.layouts.form import layout
from tests.layouts.parts import SHORT, STATUTORY, day, front_table
from tests.layouts.writer import Plan


def _plain(plan: Plan, content: Content, letters: str, form: str, level: int = 1) -> None:
    for x in letters.replace("H", "1 2").replace(" ", ""):
        letter = {"1": "H1", "2": "H2"}.get(x, x)
        plan.heading(form.format(letter, SHORT[letter]), level)
        plan.lines(letter, content.lines.get(letter, []))
        for need in content.needs.get(letter, []):
            plan.need(letter, need)
        for entry in content.provision.get(letter, []):
            plan.provide_with(letter, entry, "Who will provide this?", "How often?")


def _say(plan: Plan, letter: str, text: str) -> Callable[[], None]:
    return lambda: plan.say(letter, text) and None


def _aims(plan: Plan, aims: list[Entry], label: str, steps: str) -> None:
    for n, o in enumerate(aims, 1):
        plan.paragraph(label.format(n), bold=True)
        plan.outcome(o, steps=steps)


@layout
def letter_from_the_council(plan: Plan, content: Content) -> None:
    """A covering letter, then titles underlined by their length alone; E before F with the same numbers."""
    plan.print(f"{day(content.dates['draft'])}")
    plan.print(f"Dear {content.child['parents'][0]['name']},")
    plan.print(f"Draft EHC Plan for {content.name}, born {day(content.child['dob'])}")
    plan.print(
        "I enclose a draft of the plan. You have fifteen days from the date above to tell us what you think of it."
    )
    plan.print("Yours sincerely, Ignatius Pole, Senior Caseworker")
    front_table(plan, content)
    _plain(plan, content, "ABCD", "SECTION {} - {}")
    plan.heading("SECTION E - OUTCOMES SOUGHT")
    table = plan.table(3, "Outcome number", "By the end of the phase", "Shorter term targets")
    for n, o in enumerate(content.outcomes, 1):

        def told(o: Entry = o) -> None:
            plan.outcomes.append(o.text)
            plan.say("E", o.text)

        plan.row(table, f"E{n}", told, lambda o=o: plan.lines("E", o.steps))
    plan.heading("SECTION F - SPECIAL EDUCATIONAL PROVISION")
    table = plan.table(4, "Links with outcome", "Detail of provision", "Person/service", "Hours/sessions")
    for n, e in enumerate(content.provision["F"], 1):
        plan.row(
            table,
            f"E{1 + n % 3}",
            lambda e=e: plan.provide("F", e),
            _say(plan, "F", e.who),
            _say(plan, "F", e.frequency),
        )
    _plain(plan, content, "GHIJK", "SECTION {} - {}")


@layout
def area_tables_top_to_bottom(plan: Plan, content: Content) -> None:
    """A table for each area with merged bars "Strengths", "Needs (Section B)", "Outcomes (Section E)", "Provision"."""
    front_table(plan, content)
    _plain(plan, content, "A", "Section {}: {}")
    plan.heading("Sections B, E and F")
    plan.lines("B", content.lines["B"])
    for area in AREAS:
        needs, gives = of_area(content.needs["B"], area), of_area(content.provision["F"], area)
        aims = of_area(of_domain(content, "education"), area)
        if not needs:
            continue
        table = plan.table(3)
        plan.merged(table, area, bold=True)
        plan.sections["B"].append(area)
        plan.merged(table, "Strengths", bold=True)
        plan.merged(table, lambda a=area: strengths(plan, content, a))
        plan.merged(table, "Special educational needs (Section B)", bold=True)
        for need in needs:
            plan.merged(table, lambda n=need: plan.need("B", n))
        if aims:
            plan.merged(table, "Outcomes (Section E)", bold=True)
            for o in aims:
                plan.merged(table, lambda o=o: plan.outcome(o, steps="Steps:"))
        plan.merged(table, "Provision (Section F)", bold=True)
        plan.row(table, "What", "By whom", "How often")
        for e in gives:
            plan.row(table, lambda e=e: plan.provide("F", e), _say(plan, "F", e.who), _say(plan, "F", e.frequency))
        plan.word.add_paragraph("")
    _plain(plan, content, "CDGH", "Section {}: {}")
    plan.heading("Section E: Health and social care outcomes")
    _aims(plan, [o for o in content.outcomes if o.domain != "education"], "Outcome {}", "Steps:")
    _plain(plan, content, "IJK", "Section {}: {}")


@layout
def everything_typed_without_tables(plan: Plan, content: Content) -> None:
    """A typed plan: titles in full, items with letters (a), (b), who and how often in one closing sentence of words."""
    plan.paragraph("EDUCATION, HEALTH AND CARE PLAN (DRAFT)", bold=True)
    plan.print(
        f"{content.name} ({content.child['known_as']}), {content.child['year_group']}, {content.child['setting']}"
    )
    plan.print(f"Date of birth {day(content.child['dob'])}")
    for x in [*"ABCDEFG", "H1", "H2", *"IJK"]:
        plan.paragraph(f"Section {x}: {STATUTORY[x]}", bold=True)
        plan.lines(x, content.lines.get(x, []))
        for n, need in enumerate(content.needs.get(x, [])):
            plan.needs.append(need.text)
            plan.sections[x].append(need.text)
            plan.paragraph(f"({ascii_lowercase[n]}) {need.text}")
        if x == "E":
            for n, o in enumerate(content.outcomes):
                plan.outcomes.append(o.text)
                plan.sections["E"].append(o.text)
                plan.paragraph(f"({ascii_lowercase[n]}) {o.text}")
                for step in o.steps:
                    plan.sections["E"].append(step)
                    plan.paragraph(f"- {step}")
        for n, e in enumerate(content.provision.get(x, [])):
            whole = f"{e.text} This will be provided by: {e.who}. Frequency: {e.frequency}."
            plan.provision.append(e.text)
            plan.sections[x].append(whole)
            plan.paragraph(f"({ascii_lowercase[n]}) {whole}")


@layout
def outcome_pages(plan: Plan, content: Content) -> None:
    """One page an outcome: "What we want", "What will help" as bullets that end with who and how often in columns."""
    front_table(plan, content)
    _plain(plan, content, "ABCD", "Part {}: {}")
    plan.heading("Part E and Part F: Outcomes and provision")
    aims, gives = of_domain(content, "education"), list(content.provision["F"])
    size = -(-len(gives) // len(aims))
    for n, o in enumerate(aims):
        plan.heading(f"Outcome {n + 1}", 2)
        plan.outcome(o, steps="Short-term targets")
        plan.print("Provision to achieve this outcome", bold=True)
        table = plan.table(3, "Support", "Provided by", "Frequency / duration")
        for e in gives[n * size : (n + 1) * size]:
            plan.row(table, lambda e=e: plan.provide("F", e), _say(plan, "F", e.who), _say(plan, "F", e.frequency))
    _plain(plan, content, "GH", "Part {}: {}")
    plan.heading("Part E: Health and social care outcomes")
    _aims(plan, [o for o in content.outcomes if o.domain != "education"], "Outcome {}", "Short-term targets")
    _plain(plan, content, "IJK", "Part {}: {}")


@layout
def two_column_needs_and_strengths_with_ticks(plan: Plan, content: Content) -> None:
    """B as pairs "Strengths | Needs" under each area's bar; a tick-box line for the primary need; F in labelled blocks."""
    front_table(plan, content)
    _plain(plan, content, "A", "{}. {}")
    plan.heading(f"B. {SHORT['B']}")
    plan.print("Primary need: ☒ Communication ☐ Cognition ☐ SEMH ☐ Sensory/physical")
    plan.lines("B", content.lines["B"])
    for area in AREAS:
        needs = of_area(content.needs["B"], area)
        if needs:
            plan.heading(area, 3)
            plan.sections["B"].append(area)
            table = plan.table(2, "Strengths", "Needs")

            def all_needs(needs: list[Entry] = needs) -> None:
                for need in needs:
                    plan.need("B", need, style="List Bullet")

            plan.row(table, lambda a=area: strengths(plan, content, a), all_needs)
    _plain(plan, content, "CD", "{}. {}")
    plan.heading("E. Outcomes")
    _aims(plan, content.outcomes, "Outcome {}:", "Steps to get there:")
    _plain(plan, content, "F", "{}. {}")
    _plain(plan, content, "GHIJK", "{}. {}")
