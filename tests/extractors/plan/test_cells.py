"""Several paragraphs in one cell of outcomes: steps where they are steps, outcomes where the cells name their steps."""

from pathlib import Path

import docx
import pytest

from extractors.plan import read_plan
from extractors.readers import read

FIRST = ["By July 2028 Ali will follow a recipe.", "Steps:", "By July 2027 Ali will follow six steps."]
TWO = ["By July 2027 Ali will tell a friend from a stranger.", "Ali will have better social skills."]


@pytest.mark.parametrize(
    ("first", "outcomes", "steps"),
    [
        (FIRST, [FIRST[0], *TWO], [[FIRST[2]], [], []]),
        ([FIRST[0]], [FIRST[0], TWO[0]], [[], [TWO[1]]]),
    ],
    ids=["the cells name their steps", "no cell does"],
)
def test_paragraphs_of_a_cell(first: list[str], outcomes: list[str], steps: list[list[str]], tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Education, Health and Care Plan", 0)
    document.add_heading("Sections B, E and F", 1)
    table = document.add_table(3, 3)
    rows = [
        ["Need (Section B)", "Outcome and steps (Section E)", "Provision (Section F)"],
        ["Ali finds it difficult to follow a recipe.", "\n".join(first), "Cooking with a mentor: 30 minutes a week."],
        [
            "Ali has difficulty in reading faces.",
            "\n".join(TWO),
            "A therapist will see Ali for 45 minutes a fortnight.",
        ],
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            head, *more = text.split("\n")
            cell.text = head
            for line in more:
                cell.add_paragraph(line)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    document.save(str(tmp_path / "plan.docx"))
    plan = read_plan(read(tmp_path / "plan.docx"))
    assert [o.text for o in plan.outcomes] == outcomes
    assert [[s.text for s in o.steps] for o in plan.outcomes] == steps
