"""Heads of columns and labels left of their words, as councils print them without bold."""

from pathlib import Path

import docx
import pytest

from extractors.plan import read_plan
from extractors.plan.model import Plan
from extractors.plan.titles import match
from extractors.readers import read


def plan_of(folder: Path, *tables: list[list[str]], title: str = "") -> Plan:
    paper = docx.Document()
    paper.add_paragraph("Education, Health and Care Plan")
    if title:
        paper.add_heading(title, 1)
    for rows in tables:
        table = paper.add_table(0, max(len(row) for row in rows))
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1 and len(cells) > 1:
                cells[0].merge(cells[-1])
            for cell, words in zip(cells, row, strict=False):
                cell.text = words
        paper.add_paragraph("")
    paper.save(str(folder / "plan.docx"))
    return read_plan(read(folder / "plan.docx"))


def texts(items: tuple[object, ...]) -> list[str]:
    return [item.passage.text for item in items]  # type: ignore[attr-defined]


def test_a_long_lettered_head_is_a_head_without_bold(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        [
            ["Sections D (Social care needs) and H1 and H2 (Social care provision)"],
            [
                "D – Social care needs which relate to the special educational needs or to a disability",
                "H1 – Provision under section 2 of the Chronically Sick and Disabled Persons Act 1970",
                "H2 – Any other social care provision",
                "E – Outcomes",
            ],
            [
                "Ali cannot be left alone and has no time out with other children.",
                "A sitter from Elm Care takes Ali to a club for three hours each Saturday.",
                "",
                "By May 2027 Ali will go to his club every Saturday for a whole term.",
            ],
        ],
    )
    assert texts(plan.needs) == ["Ali cannot be left alone and has no time out with other children."]
    assert [p.section for p in plan.provision] == ["H1"]
    assert texts(plan.outcomes) == ["By May 2027 Ali will go to his club every Saturday for a whole term."]


def test_a_head_may_be_an_abbreviation_with_a_stop(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        [
            ["No.", "Outcome", "Steps"],
            ["1", "By July 2027 Ali will read a page of print alone.", "By Easter he will read a line."],
            ["2", "By July 2027 Ali will ride the number 5 bus alone.", ""],
        ],
        title="Section E: Outcomes",
    )
    assert texts(plan.outcomes) == [
        "By July 2027 Ali will read a page of print alone.",
        "By July 2027 Ali will ride the number 5 bus alone.",
    ]
    assert len(plan.outcomes[0].steps) == 1


def test_a_label_with_its_section_in_brackets_tells_what_stands_beside_it(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        [
            ["Need (Section B)", "The hall is a blur of noise for Ali, who leaves it most days."],
            ["Outcome (Section E)", "By July 2027 Ali will eat in the hall four days in five."],
            ["Steps on the way", "By Easter 2027 he will eat there twice a week."],
            ["Provision (Section F)", "Ali eats at a corner table with two friends and a lunchtime assistant, daily."],
        ],
        title="Sections B, E and F: Needs, outcomes and provision",
    )
    assert texts(plan.needs) == ["The hall is a blur of noise for Ali, who leaves it most days."]
    assert texts(plan.outcomes) == ["By July 2027 Ali will eat in the hall four days in five."]
    assert len(plan.outcomes[0].steps) == 1


def test_two_words_in_a_column_of_provision_are_provision(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        [
            ["Provision", "Who", "How often"],
            ["Waking nights", "A carer from Elm Care", "Two nights a week"],
            ["None required.", "", ""],
        ],
        title="Section H2: Other social care provision",
    )
    assert texts(plan.provision) == ["Waking nights"]


def test_a_section_said_to_be_for_the_under_eighteens_asks_for_nothing(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        [["This section is for people under 18. Ali is 20.", ""]],
        title="Section H1: Social care provision under the Chronically Sick and Disabled Persons Act 1970",
    )
    assert plan.provision == ()


def test_a_letter_and_title_beside_the_heads_of_columns_is_a_head_too(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        [
            ["Section E: Outcomes Ali will reach", "Steps", "By when"],
            ["Ali will read a page of print alone.", "He will read a line.", "July 2027"],
        ],
        [
            ["Section F: Help Ali must have", "Who will do it", "How often"],
            ["Paired reading at a table outside the classroom.", "A trained teaching assistant", "Ten minutes daily"],
        ],
        title="Section B: Special educational needs",
    )
    assert texts(plan.outcomes) == ["Ali will read a page of print alone."]
    assert plan.outcomes[0].heading == "July 2027"
    assert texts(plan.provision) == ["Paired reading at a table outside the classroom."]
    assert plan.provision[0].who.text == "A trained teaching assistant"


def test_one_column_may_hold_what_who_and_how_often(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        [
            ["Need (Section B)", "Outcome (Section E)", "Provision (Section F) – what, who and how often"],
            [
                "Ali cannot follow talk in a group and misses what is asked of him.",
                "By July 2027 Ali will say when he has not understood.",
                "A teacher of the deaf teaches Ali for an hour each week.",
            ],
        ],
        title="Sections B, E and F",
    )
    assert texts(plan.provision) == ["A teacher of the deaf teaches Ali for an hour each week."]


@pytest.mark.parametrize(
    ("line", "letters"),
    [
        ("B, E and F. Special educational needs, outcomes and provision", ("B", "E", "F")),
        ("E and G: Health outcomes and provision", ("E", "G")),
        ("C & G – Health needs and provision", ("C", "G")),
    ],
)
def test_a_heading_that_lists_letters_opens_each_of_their_sections(line: str, letters: tuple[str, ...]) -> None:
    title = match(line)
    assert title is not None
    assert (title.letters, title.weak) == (letters, False)


@pytest.mark.parametrize("line", ["A and E. Department of the hospital", "I and J. Smith", "A & E. Seen twice."])
def test_letters_before_words_of_no_section_are_doubted(line: str) -> None:
    title = match(line)
    assert title is None or title.weak


@pytest.mark.parametrize("line", ["A and B were tried.", "Bands C and D apply to her.", "A or B"])
def test_letters_in_a_sentence_open_nothing(line: str) -> None:
    assert match(line) is None
