"""Writes a Word plan and remembers what it wrote where: the truth of a layout, made with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tests.layouts.content import Entry


class Plan:
    """A Word document in the making. Every ``say`` counts as the section's own words; ``print`` does not."""

    def __init__(self) -> None:
        self.word = docx.Document()
        self.place: object = self.word
        self.sections: dict[str, list[str]] = defaultdict(list)
        self.needs: list[str] = []
        self.outcomes: list[str] = []
        self.provision: list[str] = []
        self.may_be_parted = False  # needs that stand in one paragraph may be read as one or as several

    def inside(self, place: object) -> Callable[[], None]:
        """Write into a cell from now on; call the answer to go back."""
        before, self.place = self.place, place

        def back() -> None:
            self.place = before

        return back

    def paragraph(self, text: str, *, style: str | None = None, bold: bool = False, italic: bool = False) -> Paragraph:
        """A paragraph where we are; the first of a cell fills its empty one."""
        if isinstance(self.place, _Cell) and len(self.place.paragraphs) == 1 and not self.place.text:
            made = self.place.paragraphs[0]
            if style:
                made.style = self.word.styles[style]
        else:
            made = self.place.add_paragraph(style=style)
        run = made.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        return made

    def heading(self, text: str, level: int = 1) -> None:
        """A heading in a heading's style."""
        if isinstance(self.place, _Cell):
            self.paragraph(text, style=f"Heading {level}")
        else:
            self.word.add_heading(text, level)

    def print(self, text: str, **how: object) -> None:
        """The form's own print."""
        self.paragraph(text, **how)

    def say(self, section: str, text: str, **how: object) -> Paragraph:
        """Words of a section."""
        self.sections[section].append(text)
        return self.paragraph(text, **how)

    def lines(self, section: str, lines: Sequence[str], **how: object) -> None:
        """Several paragraphs of a section."""
        for line in lines:
            self.say(section, line, **how)

    def need(self, section: str, entry: Entry, **how: object) -> None:
        """A need."""
        self.needs.append(entry.text)
        self.say(section, entry.text, **how)

    def outcome(self, entry: Entry, *, steps: str = "Steps towards this outcome:", **how: object) -> None:
        """An outcome and its steps."""
        self.outcomes.append(entry.text)
        self.say("E", entry.text, **how)
        if entry.steps and steps:
            self.print(steps, bold=True)
        for step in entry.steps:
            self.say("E", step, style="List Bullet" if not isinstance(self.place, _Cell) else None)

    def provide(self, section: str, entry: Entry, **how: object) -> None:
        """An item of provision, its words alone."""
        self.provision.append(entry.text)
        self.say(section, entry.text, **how)

    def provide_with(self, section: str, entry: Entry, who: str = "Provided by:", often: str = "How often:") -> None:
        """An item of provision with labelled lines under it."""
        self.provide(section, entry)
        for label, value in ((who, entry.who), (often, entry.frequency)):
            if value:
                self.sections[section].append(value)
                made = self.paragraph(label + " ", bold=True)
                made.add_run(value)

    def table(self, columns: int, *heads: str, shaded: bool = True) -> object:
        """A ruled table with a head row, where ``heads`` are given."""
        rows = 1 if heads else 0
        holder = self.place
        made = holder.add_table(rows, columns)
        made.style = self.word.styles["Table Grid"]
        for cell, head in zip(made.rows[0].cells if heads else (), heads, strict=False):
            run = cell.paragraphs[0].add_run(head)
            run.bold = True
            if shaded:
                shade(cell)
        return made

    def row(self, table: object, *fill: Callable[[], None] | str) -> None:
        """A row whose cells are filled by calls, or with the form's print."""
        for cell, one in zip(table.add_row().cells, fill, strict=True):
            if isinstance(one, str):
                cell.paragraphs[0].add_run(one)
            else:
                back = self.inside(cell)
                one()
                back()

    def merged(self, table: object, fill: Callable[[], None] | str, *, bold: bool = False) -> None:
        """A row of one cell over the whole width."""
        cells = table.add_row().cells
        cell = cells[0].merge(cells[-1])
        back = self.inside(cell)
        if isinstance(fill, str):
            self.paragraph(fill, bold=bold)
        else:
            fill()
        back()

    def save(self, path: Path) -> Path:
        """Write the file."""
        self.word.save(str(path))
        return path


def shade(cell: _Cell, fill: str = "D9E2F3") -> None:
    """Colour a cell."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shading)
