"""Councils' forms in running text with marks of their own: controls, boxes, tracking, numbers, pages."""

from __future__ import annotations

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.council_flow import in_areas
from tests.layouts.council_parts import ending, of_area
from tests.layouts.form import layout, provide_lines, sections, strengths_first
from tests.layouts.parts import FAMILY, SHORT, STATUTORY, front_lines, front_table
from tests.layouts.word_xml import boxed, controlled, grey, prompted, tracked
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


@layout
def answers_in_controls(plan: Plan, content: Content) -> None:
    """A form: grey guidance and prompts printed, every answer in a content control, some left unanswered."""
    front_table(plan, content)

    def title(x: str) -> None:
        plan.heading(f"Section {x}: {STATUTORY[x]}")
        grey(plan.paragraph("Guidance: write in plain English and keep to what the reports say."))
        if x in "ADJ":
            prompted(plan.paragraph(""), "Click or tap here to enter text.")

    start = len(plan.word.paragraphs)
    sections(plan, content, title)
    own = {line for lines in plan.sections.values() for line in lines}
    for paragraph in plan.word.paragraphs[start:]:
        if paragraph.text in own:
            controlled(paragraph)


@layout
def profile_in_boxes(plan: Plan, content: Content) -> None:
    """A one-page profile in text boxes for A; contents with leaders before it."""
    front_table(plan, content)
    plan.heading("Contents", 2)
    for n, x in enumerate([*"ABCDEFG", "H1", "H2", *"IJK"]):
        plan.print(f"Section {x}: {FAMILY[x]} {'.' * 12} {n + 3}")

    def title(x: str) -> None:
        plan.heading(f"Section {x}: {FAMILY[x]}")

    plan.heading("Section A: All about me")
    for line in content.lines["A"]:
        boxed(plan.paragraph(""), [line])
        plan.sections["A"].append(line)
    sections(plan, content, title, order="BCDEFGHIJK")


@layout
def amended_by_tracking(plan: Plan, content: Content) -> None:
    """A plan under amendment: words tracked in and out of every item; whole paragraphs struck."""
    front_table(plan, content)

    def amended(x: str, text: str) -> None:
        half = text.rfind(" ", 0, len(text) // 2) + 1
        made = plan.paragraph(text[:half])
        tracked(made, "formerly said otherwise ", "del")
        tracked(made, text[half:], "ins")
        plan.sections[x].append(text)

    def struck() -> None:
        plan.paragraph("This was agreed at the review of last year and no longer holds.").runs[0].font.strike = True

    def needs(x: str) -> None:
        strengths_first(plan, content, x)
        struck()
        for need in content.needs[x]:
            plan.needs.append(need.text)
            amended(x, need.text)

    def provision(x: str) -> None:
        struck()
        for entry in content.provision[x]:
            plan.provision.append(entry.text)
            amended(x, entry.text)

    sections(plan, content, lambda x: plan.heading(f"Section {x}: {SHORT[x]}"), needs=needs, provision=provision)


@layout
def numbered_parts(plan: Plan, content: Content) -> None:
    """York: numbered parts and numbered sub-headings before everything."""
    front_lines(plan, content)
    plan.heading("Part 1: Who am I and what's in my plan?")
    order = [*"ABCDEFG", "H1", "H2", *"IJK"]
    sections(plan, content, lambda x: plan.heading(f"{2 + order.index(x) // 4}.{1 + order.index(x) % 4} Section {x}: {FAMILY[x]}", 2),
             needs=lambda x: _numbered_needs(plan, content, x))  # fmt: skip


def _numbered_needs(plan: Plan, content: Content, x: str) -> None:
    plan.lines(x, content.lines.get(x, []))
    n = 0
    for area in AREAS if x == "B" else ("",):
        own = of_area(content.needs["B"], area) if area else content.needs[x]
        if area and own:
            plan.say("B", area, bold=True)
        for need in own:
            n += 1
            plan.needs.append(need.text)
            plan.sections[x].append(need.text)
            plan.paragraph(f"2.{n} {need.text}")


@layout
def marked_and_paged(plan: Plan, content: Content) -> None:
    """Protective marking, the child's line and page numbers typed into the body at every section."""
    front_table(plan, content)
    order = [*"ABCDEFG", "H1", "H2", *"IJK"]

    def title(x: str) -> None:
        plan.print("OFFICIAL – SENSITIVE")
        plan.print(f"Page {order.index(x) + 2} of 14")
        plan.heading(f"*Section {x}: {STATUTORY[x]}")

    sections(plan, content, title)


@layout
def divided_letters(plan: Plan, content: Content) -> None:
    """C1 and C2, D1 and D2, "H i" and "H ii"; advice list first."""
    front_table(plan, content)
    plan.heading("Section K: Advice and information gathered during the assessment")
    plan.lines("K", content.lines["K"])
    plan.heading("Section A – Views, Interests and Aspirations")
    plan.lines("A", content.lines["A"])
    plan.heading("Section B – Special Educational Needs")
    plan.lines("B", content.lines["B"])
    in_areas(plan, content, lambda a, own: [plan.need("B", n) for n in own] and None)
    for x, first, second in (
        (
            "C",
            "C1. A summary of my health needs resulting from my special educational needs",
            "C2. A summary of my other health care needs",
        ),
        (
            "D",
            "D1. Social care needs as assessed under section 2 of the Chronically Sick and Disabled Persons Act 1970",
            "D2. Other social care needs",
        ),
    ):
        plan.heading(f"Section {x}")
        plan.heading(first, 2)
        plan.lines(x, content.lines.get(x, []))
        for need in content.needs[x]:
            plan.need(x, need)
        plan.heading(second, 2)
        plan.say(x, "Nothing further has been identified here.")
    plan.heading("Section E – Outcomes")
    for n, outcome in enumerate(content.outcomes, 1):
        plan.paragraph(f"Outcome {n}", bold=True)
        plan.outcome(outcome)
    for x, title in (("F", "Section F – Special Educational Provision"), ("G", "Section G – Health Care Provision")):
        plan.heading(title)
        plan.lines(x, content.lines.get(x, []))
        provide_lines(plan, content, x)
    plan.heading("Section H – Social care provision")
    for x, title in (
        ("H1", "H i – Provision under the Chronically Sick and Disabled Persons Act 1970"),
        ("H2", "H ii – Any other social care provision"),
    ):
        plan.heading(title, 2)
        plan.lines(x, content.lines.get(x, []))
        provide_lines(plan, content, x)
    ending(plan, content, "IJ", "Section {} – {}")


@layout
def strands_of_adulthood(plan: Plan, content: Content) -> None:
    """E and F under the child's own headings (areas, or the strands of adulthood), five areas in B."""
    front_table(plan, content)

    def by_printed(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
        names = dict.fromkeys(e.printed for e in entries)
        return [(name, [e for e in entries if e.printed == name]) for name in names]

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        if x == "B":
            in_areas(plan, content, lambda a, own: [plan.need("B", n, style="List Bullet") for n in own] and None)
            plan.say("B", "Self-care and independence (including preparation for adulthood)", bold=True)
            plan.say("B", "See Section D.")
        else:
            for need in content.needs[x]:
                plan.need(x, need, style="List Bullet")

    def outcomes() -> None:
        for name, own in by_printed(content.outcomes):
            if name:
                plan.heading(name, 3)
            for outcome in own:
                plan.paragraph("Outcome:", bold=True)
                plan.outcome(outcome, steps="Steps:")

    def provision(x: str) -> None:
        for name, own in by_printed(content.provision[x]):
            if name:
                plan.heading(name, 3)
            for entry in own:
                plan.provide(x, entry, style="List Bullet")

    sections(
        plan,
        content,
        lambda x: plan.heading(f"Section {x}. {STATUTORY[x]}", 2),
        needs=needs,
        outcomes=outcomes,
        provision=provision,
    )


@layout
def plain_titles_in_capitals(plan: Plan, content: Content) -> None:
    """No heading style and no bold: capitals alone mark a title; typed dashes for bullets."""
    front_lines(plan, content)

    def needs(x: str) -> None:
        plan.lines(x, content.lines.get(x, []))
        for need in content.needs[x]:
            plan.needs.append(need.text)
            plan.sections[x].append(need.text)
            plan.paragraph(f"- {need.text}")

    def outcomes() -> None:
        for n, outcome in enumerate(content.outcomes, 1):
            plan.outcomes.append(outcome.text)
            plan.sections["E"].append(outcome.text)
            plan.paragraph(f"{n}) {outcome.text}")
            for step in outcome.steps:
                plan.sections["E"].append(step)
                plan.paragraph(f"- {step}")

    def provision(x: str) -> None:
        for entry in content.provision[x]:
            plan.provision.append(entry.text)
            plan.sections[x].append(entry.text)
            plan.paragraph(f"- {entry.text}")

    sections(
        plan,
        content,
        lambda x: plan.print(f"SECTION {x} - {SHORT[x].upper()}"),
        needs=needs,
        outcomes=outcomes,
        provision=provision,
    )
