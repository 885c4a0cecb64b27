"""Layouts in running text, after council forms in use: family questions, prose, labels, guidance, amendments."""

from __future__ import annotations

from collections.abc import Callable

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_parts import ending, health_and_care, of_area, of_domain, opening, other_outcomes
from tests.layouts.council_tables import CODES
from tests.layouts.form import layout, provide_lines, sections
from tests.layouts.parts import FAMILY, SHORT, STATUTORY, front_lines, front_table
from tests.layouts.writer import Plan

SWINDON = {
    "A": "The views, interests and aspirations of the child and their parents / carers, or of the young person",
    "B": "The child or young person's special educational needs (SEN)",
    "C": "The child or young person's health needs which relate to their SEN",
    "D": "The child or young person's social care needs which relate to their SEN",
    "E": "The outcomes sought for the child or the young person",
    "F": "The special educational provision required by the child or the young person",
    "G": "Any health provision reasonably required by the learning difficulties or disabilities which result in the CYP having SEN",
    "H1": "Any social care provision which must be made for a CYP under 18 resulting from section 2 of the Chronically Sick and Disabled Persons Act 1970 (CSDPA)",
    "H2": "Any other social care provision reasonably required by the learning difficulties or disabilities which result in the child or young person having special educational needs. This section will include any provision through the Care Act or overnight residential care under S20 of the CA 1989",
    "I": "Placement", "J": "Personal Budget (including arrangements for direct payments)", "K": "Advice and Information",
}  # fmt: skip
QUESTIONS = {
    "A": "This is me…", "B": "What I find difficult", "C": "My health", "D": "My needs at home and in the community",
    "E": "What we want to achieve", "F": "What help do I need to make this happen and how will it be delivered?",
    "G": "Help with my health", "H1": "Social care support under section 2", "H2": "Other help from social care",
    "I": "Where I will learn", "J": "Details of Personal Budget arrangements", "K": "Who helped to write this plan",
}  # fmt: skip


def in_areas(
    plan: Plan, content: Content, tell: Callable[[str, list[Entry]], None], *, suffix: str = "", bold: bool = True
) -> None:
    """B's areas, each under its name, which is B's own print."""
    for area in AREAS:
        own = of_area(content.needs["B"], area)
        if own:
            plan.say("B", area + suffix, bold=bold)
            tell(area, own)


@layout
def swindon_titles(plan: Plan, content: Content) -> None:
    """Swindon's own titles, with its sub-headings in roman numbers."""
    front_table(plan, content)

    def title(x: str) -> None:
        plan.heading(f"Section {x}\n{SWINDON[x]}")

    def needs(x: str) -> None:
        plan.print("(i) Background information" if x == "B" else "(i) Information", bold=True)
        plan.lines(x, content.lines.get(x, []))
        plan.print("(ii) Needs", bold=True)
        if x == "B":
            in_areas(plan, content, lambda a, own: [plan.need("B", n, style="List Bullet") for n in own] and None)
        else:
            for need in content.needs[x]:
                plan.need(x, need)

    def outcomes() -> None:
        for number, domain in enumerate(("education", "health", "social_care"), 1):
            own = of_domain(content, domain)
            roman = ("i", "ii", "iii")[number - 1]
            plan.print(f"({roman}) Outcomes {domain.replace('_', ' ').title()}", bold=True)
            for outcome in own:
                plan.outcome(outcome, style="List Number", steps="Shorter term outcomes:")

    def provision(x: str) -> None:
        plan.print("(i) Provision", bold=True)
        for entry in content.provision[x]:
            plan.provide_with(x, entry, "Provided by:", "Frequency:")

    sections(plan, content, title, needs=needs, outcomes=outcomes, provision=provision)


@layout
def family_questions(plan: Plan, content: Content) -> None:
    """The family's own questions as titles, no letters at all, under Parts that hold no section."""
    front_table(plan, content)
    parts = {
        "A": "Part 1: Who am I and what's in my plan?",
        "B": "Strengths, Difficulties and Outcomes",
        "F": "Provision",
        "I": "Resources",
    }

    def title(x: str) -> None:
        if x in parts:
            plan.heading(parts[x], 1)
        plan.heading(QUESTIONS[x], 2)

    sections(plan, content, title)


@layout
def combined_titles(plan: Plan, content: Content) -> None:
    """Health (C/G) and care (D/H) each under one title, labels telling needs from outcomes and provision."""
    opening(plan, content)
    plan.heading("Section B: Special educational needs")
    plan.lines("B", content.lines["B"])
    in_areas(plan, content, lambda a, own: [plan.need("B", n) for n in own] and None)
    plan.heading("My Outcomes and Special Educational Provision (E/F)")
    _labelled_parts(plan, of_domain(content, "education"), "F", content.provision["F"])
    plan.heading("Health Care Needs and Provision (C/G)")
    plan.lines("C", content.lines.get("C", []))
    if content.needs["C"]:
        plan.print("Health care needs", bold=True)
    for need in content.needs["C"]:
        plan.need("C", need)
    _labelled_parts(plan, of_domain(content, "health"), "G", content.provision["G"], content.lines.get("G", []))
    plan.heading("Social Care Needs and Provision (D/H1/H2)")
    plan.lines("D", content.lines.get("D", []))
    if content.needs["D"]:
        plan.print("Social care needs", bold=True)
    for need in content.needs["D"]:
        plan.need("D", need)
    for n, outcome in enumerate(of_domain(content, "social_care"), 1):
        plan.paragraph(f"Outcome {n}:", bold=True)
        plan.outcome(outcome)
    for x, name in (("H1", "H1 provision"), ("H2", "H2 provision")):
        plan.print(name, bold=True)
        plan.lines(x, content.lines.get(x, []))
        for entry in content.provision[x]:
            plan.provide_with(x, entry)
    ending(plan, content)


def _labelled_parts(
    plan: Plan, aims: list[Entry], letter: str, gives: list[Entry], lines: list[str] | None = None
) -> None:
    for n, outcome in enumerate(aims, 1):
        plan.paragraph(f"Outcome {n}:", bold=True)
        plan.outcome(outcome)
    if gives or lines:
        plan.print("Provision", bold=True)
    plan.lines(letter, lines or [])
    for entry in gives:
        plan.provide(letter, entry, style="List Bullet")


@layout
def strengths_then_needs_in_prose(plan: Plan, content: Content) -> None:
    """Under each area a paragraph of strengths, then a paragraph for each need; no labels, no bullets."""
    front_lines(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if x != "B":
            for need in content.needs[x]:
                plan.need(x, need)
            return

        def tell(area: str, own: list[Entry]) -> None:
            plan.lines("B", [" ".join(content.strengths.get(area, []))] if content.strengths.get(area) else [])
            for need in own:
                plan.need("B", need)

        in_areas(plan, content, tell)

    sections(plan, content, lambda x: plan.print(f"Section {x}: {STATUTORY[x]}", bold=True), needs=needs)


@layout
def one_paragraph_for_each_area(plan: Plan, content: Content) -> None:
    """An area's needs run together in one paragraph: an item as it stands, or several."""
    front_table(plan, content)
    plan.may_be_parted = True

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for area in AREAS if x == "B" else ("",):
            own = of_area(content.needs["B"], area) if area else content.needs[x]
            if area and own:
                plan.heading(area, 3)
                plan.sections["B"].append(area)
            if own:
                plan.need(x, Entry(" ".join(n.text for n in own)))

    sections(plan, content, lambda x: plan.heading(f"{x}: {SHORT[x]}", 2), needs=needs)


@layout
def strengths_and_needs_in_one_list(plan: Plan, content: Content) -> None:
    """Bullets for strengths and for needs, labels between them; provision as bullets by area."""
    front_table(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if x != "B":
            for need in content.needs[x]:
                plan.need(x, need, style="List Bullet")
            return

        def tell(area: str, own: list[Entry]) -> None:
            plan.print("What I can do well:")
            plan.lines("B", content.strengths.get(area, []), style="List Bullet")
            plan.print("What I need help with:")
            for need in own:
                plan.need("B", need, style="List Bullet")

        in_areas(plan, content, tell, suffix=" (strengths, needs and current functioning):")

    sections(plan, content, lambda x: plan.heading(f"SECTION {x} {FAMILY[x].upper()}"), needs=needs,
             provision=lambda x: provide_lines(plan, content, x, "List Bullet"))  # fmt: skip


@layout
def labels_in_the_line(plan: Plan, content: Content) -> None:
    """Labels in the same paragraph as their words: "Need 1:", "Outcome 1:", "By whom:"."""
    front_lines(plan, content)

    def labelled(kind: str, x: str, label: str, text: str) -> None:
        made = plan.paragraph(f"{label} ", bold=True)
        made.add_run(text)
        plan.sections[x].append(text)
        if kind:
            getattr(plan, kind).append(text)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for n, need in enumerate(content.needs[x], 1):
            labelled("needs", x, f"Need {n}:", need.text)

    def outcomes() -> None:
        for n, outcome in enumerate(content.outcomes, 1):
            labelled("outcomes", "E", f"Outcome {n}:", outcome.text)
            for step in outcome.steps:
                labelled("", "E", "Step:", step)

    def provision(x: str) -> None:
        for n, entry in enumerate(content.provision[x], 1):
            labelled("provision", x, f"Provision {n}:", entry.text)
            labelled("", x, "By whom:", entry.who)
            labelled("", x, "Frequency:", entry.frequency)

    sections(
        plan,
        content,
        lambda x: plan.heading(f"Section {x} — {SHORT[x]}"),
        needs=needs,
        outcomes=outcomes,
        provision=provision,
    )


@layout
def outcome_and_its_help_by_turns(plan: Plan, content: Content) -> None:
    """West Sussex in running text: inside each area an outcome, its steps, then the provision for it."""
    opening(plan, content)
    plan.heading("Section B: Special educational needs")
    plan.lines("B", content.lines["B"])
    in_areas(plan, content, lambda a, own: [plan.need("B", n, style="List Bullet") for n in own] and None)
    plan.heading("Sections E and F: Outcomes and special educational provision")
    for area in AREAS:
        aims, gives = of_area(of_domain(content, "education"), area), of_area(content.provision["F"], area)
        if not (aims or gives):
            continue
        plan.heading(area, 2)
        for n, outcome in enumerate(aims, 1):
            plan.paragraph(f"{CODES[area]} Outcome {n}", bold=True)
            plan.outcome(outcome, steps="Steps towards the outcome")
        plan.print("Special educational provision", bold=True)
        for entry in gives:
            plan.provide_with("F", entry, "Who:", "When:")
    health_and_care(plan, content)
    other_outcomes(plan, content)
    ending(plan, content)


@layout
def key_stage_over_outcomes(plan: Plan, content: Content) -> None:
    """E: long-term outcomes under a phase, then the short-term ones under a heading of their own each."""
    front_table(plan, content)

    def outcomes() -> None:
        plan.print("Outcomes sought by the end of the current key stage or phase of education", bold=True)
        for n, outcome in enumerate(content.outcomes, 1):
            plan.print(f"Long Term Outcome {n}", bold=True)
            plan.outcome(outcome, steps="Short Term Outcomes (1 Year)")
        plan.print("Monitoring arrangements", bold=True)
        plan.say("E", "The setting sets short-term targets each term and the plan is reviewed within a year.")

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), outcomes=outcomes)
