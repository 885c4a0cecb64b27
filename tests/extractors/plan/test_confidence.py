"""A section's confidence says how it was told apart, and doubtful ones are reported."""

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.document import Warned
from extractors.plan import read_plan
from extractors.plan.model import Plan
from extractors.readers import read
from tests.extractors.advice.made import write

NEEDS = "Ana cannot yet read words of one syllable."
CARE = "Four hours of care at home by an enabler each Saturday."
KNOWN = "# Section B: Special educational needs"


def plan(text: str, folder: Path) -> Plan:
    path = folder / "plan.docx"
    write(
        "# Education, Health and Care Plan\n# Section A: Views, interests and aspirations\nAna likes trains.\n" + text,
        path,
    )
    return read_plan(read(path))


def confidence(title: str, folder: Path, letter: str = "B", words: str = NEEDS) -> float:
    return plan(f"{title}\n{words}", folder).sections[letter].confidence


def test_a_letter_before_a_known_title_is_surest(tmp_path: Path) -> None:
    assert confidence(KNOWN, tmp_path) >= 0.95


@pytest.mark.parametrize(
    "title",
    ["# Special educational needs", "# Section B", "# Section B: Everything about school", "# Sections B and C: Needs"],
    ids=["no letter", "a letter alone", "a title that is not known", "two sections under one title"],
)
def test_a_title_that_says_less_makes_a_section_less_sure(title: str, tmp_path: Path) -> None:
    assert confidence(title, tmp_path) < confidence(KNOWN, tmp_path)


def test_columns_make_sections_under_one_title_surer(tmp_path: Path) -> None:
    text = f"# Sections B, E and F: Needs, outcomes and provision\n| Needs | Outcomes | Provision\n| {NEEDS} | By July 2027 Ana will read ten words. | Ten minutes of reading a day."
    sections = plan(text, tmp_path).sections
    assert all(sections[x].confidence > confidence("# Sections B and C: Needs", tmp_path) for x in "BEF")


@pytest.mark.parametrize("title", ["# Section H: Social care provision", "# Section H1 & H2 - Social care provision"])
def test_an_undivided_h_is_guessed_and_said_to_be(title: str, tmp_path: Path) -> None:
    read_back = plan(f"{title}\n{CARE}", tmp_path)
    assert read_back.sections["H2"].text == CARE
    assert "H1" not in read_back.sections
    assert {"section.h_undivided", "section.doubtful"} <= {w.code for w in read_back.warnings}


def test_an_undivided_h_that_names_its_law_is_h1(tmp_path: Path) -> None:
    read_back = plan(f"# Section H: Social care provision\nUnder section 2 of the CSDPA: {CARE}", tmp_path)
    assert set(read_back.sections) == {"A", "H1"}


def test_a_sure_section_is_not_reported(tmp_path: Path) -> None:
    assert not plan(f"{KNOWN}\n{NEEDS}", tmp_path).warnings


def test_words_from_a_poor_scan_are_no_sure_section(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    write(f"# EHC Plan\n{KNOWN}\n{NEEDS}", path)
    document = read(path)
    scanned = replace(document, blocks=tuple(replace(b, certainty=0.6) for b in document.blocks))
    assert read_plan(scanned).sections["B"].confidence < 0.65


def test_words_in_columns_that_no_lines_part_are_less_sure_than_words_outside(tmp_path: Path) -> None:
    text = f"{KNOWN}\n{NEEDS}\n# Section F: Special educational provision\n| Provision | By whom | How often\n| Reading with an adult | A teacher | Daily"
    sure = plan(text, tmp_path)
    uncertain = replace(sure.document, warnings=(Warned("read.layout_uncertain", "Columns without lines."),))
    doubted = read_plan(uncertain)
    assert doubted.sections["F"].confidence < sure.sections["F"].confidence
    assert doubted.sections["B"].confidence == sure.sections["B"].confidence
