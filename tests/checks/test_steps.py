"""Outcomes far ahead need steps; near ones do not."""

import datetime as dt

import pytest

from checks.outcome import steps
from extractors.passage import Passage, Piece
from extractors.plan.model import Child, Outcome, PlanDates
from tests.checks.making import make_subject

SAM = Child("Sam Hart", "Sam", dt.date(2013, 11, 2), "Year 8", "he")
STEP = "By July 2027 Sam will walk to the bus stop with a friend."


def outcome(text: str, *, number: int = 1, step: str = "", heading: str = "") -> Outcome:
    passage = Passage(text, (Piece(0, 0, len(text)),))
    towards = (Passage(step, (Piece(0, 0, len(step)),)),) if step else ()
    return Outcome(f"E{number}", passage, steps=towards, heading=heading)


def told(*outcomes: Outcome):
    subject = make_subject({}, child=SAM, dates=PlanDates(draft=dt.date(2026, 11, 2)), outcomes=outcomes)
    return steps.CHECK.examine(subject).findings


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("By the end of Key Stage 4 Sam will travel to college by bus.", True),
        ("By July 2029 Sam will cook three meals.", True),
        ("By the age of 18 Sam will live in a shared flat.", True),
        ("By the end of Year 11 Sam will have five GCSEs.", True),
        ("By summer 2028 Sam will swim 50 metres.", True),
        ("By July 2027 Sam will walk to school.", False),
        ("By the end of Year 8 Sam will walk to school.", False),
        ("By Christmas 2027 Sam will tell the time.", False),
        ("Sam will tell the time.", False),
        ("By July 2029 Sam will have access to a laptop.", False),
    ],
)
def test_a_far_outcome_without_steps_is_told(text: str, far: bool) -> None:
    assert bool(told(outcome(text))) == far


def test_a_step_is_enough() -> None:
    assert not told(outcome("By the end of Key Stage 4 Sam will travel to college by bus.", step=STEP))


def test_a_heading_tells_when() -> None:
    assert told(outcome("Sam will travel to college by bus.", heading="By the end of Key Stage 4"))


def test_where_no_outcome_has_steps_it_is_said_once() -> None:
    (finding,) = told(
        outcome("By July 2029 Sam will cook three meals."), outcome("By July 2029 Sam will take two buses.", number=2)
    )
    assert "None of the 2 outcomes" in finding.message


def test_where_some_have_steps_each_other_is_told() -> None:
    found = told(
        outcome("By July 2029 Sam will cook three meals.", step=STEP),
        outcome("By July 2029 Sam will take two buses.", number=2),
    )
    assert [f.item for f in found] == ["E2"]
