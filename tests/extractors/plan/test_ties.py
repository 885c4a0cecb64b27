"""What the layout says of an item's neighbours is kept: rows, numbers, areas, named needs, the time over outcomes."""

from pathlib import Path

import pytest

from extractors.plan import read_plan
from extractors.plan.model import Plan
from extractors.readers import read
from tests.extractors.advice.made import write

BEFORE = """
# Education, Health and Care Plan
# Section A: Views, interests and aspirations
Ana likes trains.
# Section B: Special educational needs
**Cognition and learning**
B1. Ana cannot yet read words of one syllable.
B2. Ana does not hold a number in her head.
"""


def plan(text: str, folder: Path) -> Plan:
    path = folder / "plan.docx"
    write(BEFORE + text, path)
    return read_plan(read(path))


def test_an_item_of_provision_knows_the_needs_and_outcomes_that_its_row_names(tmp_path: Path) -> None:
    read_back = plan(
        """
# Section E: Outcomes
Outcome 1: By July 2027 Ana will read twenty words.
# Section F: Special educational provision
| Provision | By whom | Frequency | Which need does this meet?
| Precision teaching of words | Teaching assistant | Ten minutes a day | B1
| Number games with a partner | Teacher | Twice a week | B2 and Outcome 1
""",
        tmp_path,
    )
    told = [(p.text, p.who.text, p.frequency.text, p.tie.refers) for p in read_back.provision]
    assert told == [
        ("Precision teaching of words", "Teaching assistant", "Ten minutes a day", ("B1",)),
        ("Number games with a partner", "Teacher", "Twice a week", ("B2", "Outcome 1")),
    ]


def test_items_of_one_row_share_it(tmp_path: Path) -> None:
    read_back = plan(
        """
# Sections E and F: Outcomes and provision
| Outcome | Provision
| By July 2027 Ana will read twenty words. | Precision teaching for ten minutes a day.
| By July 2027 Ana will count to fifty. | Number games with a partner twice a week.
""",
        tmp_path,
    )
    assert [o.tie.row for o in read_back.outcomes] == [p.tie.row for p in read_back.provision]
    assert len({o.tie.row for o in read_back.outcomes}) == 2


def test_a_line_over_provision_names_the_outcome_it_serves(tmp_path: Path) -> None:
    read_back = plan(
        """
# Section E: Outcomes
**Outcome 2:**
By July 2027 Ana will read twenty words.
# Section F: Special educational provision
**Provision to meet Outcome 2:**
Precision teaching for ten minutes a day with a teaching assistant.
""",
        tmp_path,
    )
    (outcome,), (provision,) = read_back.outcomes, read_back.provision
    assert outcome.tie.number == "2"
    assert provision.tie.refers == ("Outcome 2",)


@pytest.mark.parametrize(
    "phase", ["By the end of Key Stage 2", "Outcomes sought by the end of Year 6", "By July 2028:", "End of KS2"]
)
def test_a_time_printed_once_stands_over_its_outcomes(phase: str, tmp_path: Path) -> None:
    read_back = plan(
        f"""
# Section E: Outcomes
**{phase}**
- Ana will read a page of a story to her mother.
- Ana will count the class register without help.
# Section F: Special educational provision
Precision teaching for ten minutes a day with a teaching assistant.
""",
        tmp_path,
    )
    assert [o.heading for o in read_back.outcomes] == [phase.strip(":")] * 2


def test_numbers_areas_and_labels_are_no_words_of_an_item(tmp_path: Path) -> None:
    read_back = plan(
        """
# Section E: Outcomes
Outcome 1: By July 2027 Ana will read twenty words.
Step 1: Ana reads ten words by Easter.
# Section F: Special educational provision
**Cognition and learning**
F1. Precision teaching for ten minutes a day. By whom: teaching assistant. How often: daily.
""",
        tmp_path,
    )
    assert [n.text for n in read_back.needs] == [
        "Ana cannot yet read words of one syllable.", "Ana does not hold a number in her head.",
    ]  # fmt: skip
    assert [n.tie.number for n in read_back.needs] == ["B1", "B2"]
    (outcome,), (provision,) = read_back.outcomes, read_back.provision
    assert (outcome.text, [s.text for s in outcome.steps]) == (
        "By July 2027 Ana will read twenty words.", ["Ana reads ten words by Easter."],
    )  # fmt: skip
    assert (provision.text, provision.who.text, provision.frequency.text, provision.area) == (
        "Precision teaching for ten minutes a day.", "teaching assistant.", "daily.", "Cognition and learning",
    )  # fmt: skip
