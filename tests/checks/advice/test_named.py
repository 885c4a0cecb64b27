"""An ask is in the plan only if the plan names it: what they share of place or people is not enough."""

import pytest

from checks.advice.compare import gaps
from checks.subject import Subject
from extractors.advice.model import AdviceKind
from tests.checks.advice.build import case_of, report


def case(asked: str, planned: str) -> Subject:
    advice = report(AdviceKind.EDUCATIONAL_PSYCHOLOGY, "Dr Ann Petty", provision=(asked,))
    return case_of(advice, provision=(planned,))


@pytest.mark.parametrize(
    ("asked", "planned"),
    [
        ("An older buddy for the dining hall, 20 minutes every day.", "A seat in the dining hall by the door, 20 minutes every day."),
        ("Horse riding with Mrs Webb for 30 minutes each week.", "Cooking with Mrs Webb for 30 minutes each week."),
    ],
)  # fmt: skip
def test_what_the_plan_never_names_is_missing(asked: str, planned: str) -> None:
    assert [(gap.how, gap.quote) for gap in gaps(case(asked, planned))] == [("missing", asked)]


@pytest.mark.parametrize(
    ("asked", "planned"),
    [
        ("A buddy from Year 6 for the dining hall, 20 minutes every day.", "A buddy sits with Theo in the dining hall for 20 minutes every day."),
        ("A specialist teacher will teach keyboard skills for 30 minutes each week.", "Keyboard skills for 30 minutes each week from a specialist teacher."),
    ],
)  # fmt: skip
def test_what_the_plan_names_is_found(asked: str, planned: str) -> None:
    assert gaps(case(asked, planned)) == ()


@pytest.mark.parametrize(
    "remark",
    [
        "A wheelchair assessment is not needed at present.",
        "No further occupational therapy sessions are required.",
        "Medication is a matter for the paediatrician.",
    ],
)
def test_what_a_report_says_is_not_needed_is_not_asked_of_the_plan(remark: str) -> None:
    assert gaps(case(remark, "A seat in the dining hall by the door.")) == ()


def test_hours_a_week_are_met_by_sessions_that_come_to_as_many_and_by_no_fewer() -> None:
    asked = "Braille teaching from the specialist teacher for two hours a week."
    assert gaps(case(asked, "Braille teaching from the specialist teacher, 40 minutes three times a week.")) == ()
    (gap,) = gaps(case(asked, "Braille teaching from the specialist teacher, 30 minutes once a week."))
    assert gap.difference == "less in hours a week"
