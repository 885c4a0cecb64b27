"""Pieces that forms of councils share: areas, domains, the sections at either end."""

from __future__ import annotations

from collections.abc import Sequence

from tests.layouts.content import AREAS, Content, Entry
from tests.layouts.form import provide_lines
from tests.layouts.parts import SHORT, front_table
from tests.layouts.writer import Plan, shade

CODES = dict(
    zip(AREAS, ("Communication & Interaction", "Cognition & Learning", "SEMH", "Sensory & Physical"), strict=True)
)


def of_area(entries: Sequence[Entry], area: str) -> list[Entry]:
    """The entries of one of the four areas."""
    return [e for e in entries if (e.area or AREAS[1]) == area]


def of_domain(content: Content, domain: str) -> list[Entry]:
    """A domain's outcomes."""
    return [o for o in content.outcomes if o.domain == domain]


def strengths(plan: Plan, content: Content, area: str, **how: object) -> None:
    """An area's strengths."""
    plan.lines("B", content.strengths.get(area, []), **how)


def ending(plan: Plan, content: Content, letters: str = "IJK", form: str = "Section {}: {}") -> None:
    """The last sections as plain lines."""
    for x in letters:
        plan.heading(form.format(x, SHORT[x]))
        plan.lines(x, content.lines.get(x, []))


def opening(plan: Plan, content: Content, form: str = "Section {}: {}") -> None:
    """Front and Section A."""
    front_table(plan, content)
    plan.heading(form.format("A", SHORT["A"]))
    plan.lines("A", content.lines["A"])


def health_and_care(plan: Plan, content: Content, form: str = "Section {}: {}") -> None:
    """C, D, G, H1 and H2 as plain lines; outcomes of health and care are left to the caller."""
    for x in ("C", "D"):
        plan.heading(form.format(x, SHORT[x]))
        plan.lines(x, content.lines.get(x, []))
        for need in content.needs[x]:
            plan.need(x, need)
    for x in ("G", "H1", "H2"):
        plan.heading(form.format(x, SHORT[x]))
        plan.lines(x, content.lines.get(x, []))
        provide_lines(plan, content, x)


def other_outcomes(plan: Plan, content: Content) -> None:
    """Outcomes of health and care, under E's title again."""
    rest = of_domain(content, "health") + of_domain(content, "social_care")
    if rest:
        plan.heading("Section E: Health and social care outcomes")
        for number, outcome in enumerate(rest, 1):
            plan.paragraph(f"Outcome {number}:", bold=True)
            plan.outcome(outcome)


def heads(plan: Plan, table: object, *names: str) -> None:
    """A shaded row of column heads."""
    for cell, name in zip(table.add_row().cells, names, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
        shade(cell)


def side_by_side(plan: Plan, table: object, *columns: tuple[str, list[Entry]], spare: int = 0) -> None:
    """One row for the nth entry of every column, then spare rows left empty."""
    for number in range(max(len(entries) for _, entries in columns) + spare):
        plan.row(table, *(lambda c=c, e=e, n=number: one(plan, c, e, n) for c, e in columns))


def one(plan: Plan, letter: str, entries: Sequence[Entry], number: int) -> None:
    """The nth entry, where there is one."""
    if number < len(entries):
        if letter == "E":
            plan.outcome(entries[number])
        elif letter in ("B", "C", "D"):
            plan.need(letter, entries[number])
        else:
            plan.provide_with(letter, entries[number], "By whom:", "How often:")


def given(plan: Plan, letter: str, gives: Sequence[Entry], n: int) -> tuple[object, ...]:
    """Provision, who and how often as three fills."""
    if n >= len(gives):
        return "", "", ""
    entry = gives[n]
    return (
        lambda: plan.provide(letter, entry),
        lambda: entry.who and plan.say(letter, entry.who),
        lambda: entry.frequency and plan.say(letter, entry.frequency),
    )
