"""Lines at a plan's edges: what is an item, what is a box, what dates the draft."""

import datetime as dt
from pathlib import Path

import pytest

from extractors.plan import read_plan
from extractors.plan.model import Plan
from extractors.readers import read
from tests.extractors.advice.made import write

HEAD = "# Education, Health and Care Plan\n"
NEEDS = "# Section A: Views, interests and aspirations\nAna likes trains.\n# Section B: Special educational needs\nAna cannot yet read words of one syllable.\n"


def plan(text: str, folder: Path) -> Plan:
    path = folder / "plan.docx"
    write(HEAD + text, path)
    return read_plan(read(path))


@pytest.mark.parametrize(
    "line",
    [
        "Ana's progress towards the outcomes will be monitored each term by the school.",
        "The plan will be reviewed every twelve months.",
        "Short-term targets will be reviewed by the class teacher each half term.",
        "Because Ana is under five, the plan is looked at every six months.",
    ],
)
def test_how_a_plan_is_monitored_is_no_outcome(line: str, tmp_path: Path) -> None:
    outcome = "By July 2027 Ana will read twenty words on sight."
    read_back = plan(f"{NEEDS}# Section E: Outcomes\n{outcome}\n{line}\n", tmp_path)
    assert [o.text for o in read_back.outcomes] == [outcome]


def test_an_outcome_of_checking_work_is_an_outcome(tmp_path: Path) -> None:
    outcome = "By July 2027 Ana's written work will be checked by herself with a list of five points."
    assert len(plan(f"{NEEDS}# Section E: Outcomes\n{outcome}\n", tmp_path).outcomes) == 1


@pytest.mark.parametrize("line", ["None.", "None at the time of writing.", "None needed at the moment."])
def test_nothing_at_the_time_of_writing_is_no_provision(line: str, tmp_path: Path) -> None:
    title = "# Section H2: Any other social care provision\n"
    assert not plan(f"{NEEDS}{title}{line}\n", tmp_path).provision


def test_a_lead_professional_on_one_line_is_read(tmp_path: Path) -> None:
    line = (
        "Lead professional: Rowan Pell, Transition Worker, rpell@council.example, 01632 960 001, Mondays to Thursdays"
    )
    read_back = plan(f"{NEEDS}# Section K: Advice and information\nSchool report, 3 May 2026\n{line}\n", tmp_path)
    assert "Rowan Pell" in read_back.lead_professional.text


@pytest.mark.parametrize("label", ["Proposed", "Proposed plan issued", "Issued as a draft", "Date drafted"])
def test_a_draft_is_dated_by_its_own_label(label: str, tmp_path: Path) -> None:
    assert plan(f"{label}: 3 October 2026\n{NEEDS}", tmp_path).dates.draft == dt.date(2026, 10, 3)


def test_letters_with_a_stop_number_a_list(tmp_path: Path) -> None:
    read_back = plan(
        f"{NEEDS}# Section E: Outcomes\na. By July 2027 Ana will read twenty words.\n"
        "b. By July 2027 Ana will count to twenty.\n",
        tmp_path,
    )
    assert [o.text for o in read_back.outcomes] == [
        "By July 2027 Ana will read twenty words.",
        "By July 2027 Ana will count to twenty.",
    ]


def test_a_setting_s_name_after_its_prompt_is_read_and_a_bare_prompt_is_not(tmp_path: Path) -> None:
    title = "# Section I: Placement\n"
    assert plan(f"{NEEDS}{title}Name of setting: Elm Academy, Mill Lane\n", tmp_path).sections["I"].text
    assert not plan(f"{NEEDS}{title}Name of setting:\nType of setting:\n", tmp_path).sections["I"].text


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ("| Lead professional |\n| Name: Tom Eccles | Role: Social Worker\n| Telephone: 01234 900 771 |", ["Tom Eccles", "Social Worker"]),
        ("| Lead professional | Tom Eccles, Social Worker\n| Contact | 01234 900 771, t.eccles@x.example", ["Tom Eccles, Social Worker"]),
        ("Lead professional: Tom Eccles, Social Worker, 01234 900 771.", ["Tom Eccles, Social Worker"]),
        ("My key worker is Tom Eccles, Social Worker.", ["Tom Eccles, Social Worker."]),
        ("| Lead professional |\n| Name: | \n| Organisation: Coldharbour Council |", []),
    ],
)  # fmt: skip
def test_the_lead_s_name_and_role_are_words_of_k_and_labels_and_contact_are_not(
    box: str, words: list[str], tmp_path: Path
) -> None:
    read_back = plan(f"{NEEDS}# Section K: Advice and information\nSchool report, Ann Lee\n{box}\n", tmp_path)
    assert read_back.sections["K"].text.split("\n") == ["School report, Ann Lee", *words]
    assert [a.text for a in read_back.listed_advice] == ["School report, Ann Lee"]
