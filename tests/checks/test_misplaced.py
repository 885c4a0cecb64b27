"""Needs and provision in the wrong section, against cases that a SEN officer could write."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.finding import Severity
from checks.misplaced import examine, judge_need, judge_provision
from extractors.passage import Passage, Piece
from extractors.plan.model import Child, Need, Provision
from tests.checks.making import make_subject

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "section.misplaced.yaml").read_text(encoding="utf-8"))


def passage(text: str) -> Passage:
    return Passage(text, (Piece(0, 0, len(text)),))


def judged(kind: str, case: dict):
    if kind == "need":
        return judge_need(Need("X1", case["section"], passage(case["text"])))
    return judge_provision(Provision("X1", case["section"], passage(case["text"])), age=case.get("age", 10))


@pytest.mark.parametrize(
    ("kind", "case"),
    [pytest.param(k, c, id=f"{c['section']}-{c['text'][:70]}") for k in CASES for c in CASES[k]["wrong"]],
)
def test_what_stands_in_the_wrong_section_is_told(kind: str, case: dict) -> None:
    found = judged(kind, case)
    assert found is not None
    assert found.code.startswith("section.misplaced_")
    assert found.suggestion
    assert found.reason


@pytest.mark.parametrize(
    ("kind", "case"),
    [pytest.param(k, c, id=f"{c['section']}-{c['text'][:70]}") for k in CASES for c in CASES[k]["right"]],
)
def test_what_only_looks_misplaced_is_left_alone(kind: str, case: dict) -> None:
    assert judged(kind, case) is None


def test_a_finding_quotes_the_item_and_says_where_it_belongs() -> None:
    subject = make_subject({}, provision=[("F", "Home-to-school transport. It is reviewed yearly.")])
    (finding,) = examine(subject).findings
    assert finding.check == "section.misplaced_provision"
    assert finding.quote == "Home-to-school transport."
    assert finding.item == "F1"
    assert finding.place is not None


def test_h1_ends_on_the_eighteenth_birthday_and_not_a_day_before() -> None:
    text = [("H1", "A personal assistant for six hours a week.")]
    day = {"dates": None, "today": date(2026, 11, 23)}
    eighteen = make_subject({}, provision=text, child=Child(date_of_birth=date(2008, 11, 9)), **day)
    younger = make_subject({}, provision=text, child=Child(date_of_birth=date(2008, 11, 10)), **day)
    assert "CSDPA" in examine(eighteen).findings[0].message
    assert examine(younger).findings == ()  # the plan's draft date, 9 November, decides


def test_a_residential_break_in_h1_is_only_a_question() -> None:
    found = judge_provision(Provision("H1", "H1", passage("Two overnight stays a month.")), age=9)
    assert found is not None
    assert found.severity is Severity.LOW


@given(text=st.text(max_size=200), section=st.sampled_from(["B", "C", "D"]))
@settings(max_examples=60, deadline=None)
def test_any_need_is_judged_without_an_error_and_the_same_way_twice(text: str, section: str) -> None:
    need = Need("X1", section, passage(text))
    assert judge_need(need) == judge_need(need)


NEED_IN_F = "Reece leaves out verb endings and cannot find the word that he wants."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (NEED_IN_F, True),
        ("He is easily distracted by noise and loses his place.", True),
        ("Reece cannot tie his laces, so a TA will show him how each day.", False),
        ("Staff find that Reece is anxious on Mondays.", False),
        ("Reece uses a card when he is upset.", False),
        ("Difficulty with attention:", False),
    ],
)
def test_a_line_of_f_that_only_says_what_is_hard_is_a_need_in_the_wrong_place(line: str, told: bool) -> None:
    found = examine(make_subject({"F": f"A TA will read with Reece each day.\n{line}"})).findings
    assert [f.check for f in found] == ["section.misplaced_need"] * told
    assert all(f.quote == line and f.place is not None for f in found)
