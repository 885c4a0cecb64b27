"""What every layout rests on: the register of them, and a plan's sections one after another."""

from __future__ import annotations

from collections.abc import Callable

from tests.layouts.content import Content, by_area
from tests.layouts.parts import (
    needs_listed,
    outcomes_listed,
)  # fmt: skip
from tests.layouts.writer import Plan

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
