"""Needs told nowhere, adults who are no longer full time, visits made rarer, outcomes that share only their measure."""

import pytest

from checks.advice.compare import Gap, gaps
from extractors.advice.model import AdviceKind
from tests.checks.advice.build import case_of, report, section

B = (
    "Theo has a diagnosis of autism and finds it hard to start a conversation with other children. He reads at the level "
    "of a child of six and writes one sentence in a lesson. Loud rooms distress him."
)


def needs_lost(*stated: str) -> list[str]:
    advice = report(AdviceKind.EDUCATIONAL_PSYCHOLOGY, "Dr Helen Osgood", needs=stated)
    found = gaps(case_of(advice, sections=(section("B", B),)))
    return [gap.quote for gap in found if gap.what == "need"]


@pytest.mark.parametrize(
    "need",
    [
        "Theo relies on particular adults and becomes withdrawn when Mr Docherty is absent.",
        "He cannot organise a page of calculations.",
        "She bumps into the left side of doors and never looks down stairs.",
    ],
)
def test_need_that_the_plan_tells_nowhere_is_missing(need: str) -> None:
    assert needs_lost(need) == [need]


@pytest.mark.parametrize(
    "said",
    [
        "He finds it difficult to begin conversations with children.",  # in the plan
        "The effect is worst after lunch and least in the first hour.",  # goes on about another
        "Working memory index 79, which is below the average.",  # a score is evidence
        "A safeguarding worry was raised in March and closed with advice.",  # over
        "Attention was better with counters and poorer with worksheets.",  # a comparison
        "Drawing and painting delight him and he swims fifty metres.",  # a strength
    ],
)
def test_what_is_no_need_of_its_own_is_not_missed(said: str) -> None:
    assert needs_lost(said) == []


def provision_lost(ask: str, plan: str) -> list[Gap]:
    besides = [
        "Deaf awareness training for all staff, one hour each September.",
        "Swimming for 30 minutes a week with a teaching assistant.",
        "A deaf friends' group meets for a half day each half term.",
    ]
    advice = report(AdviceKind.EDUCATIONAL_PSYCHOLOGY, "Dr Helen Osgood", provision=(ask,))
    return list(gaps(case_of(advice, provision=[*besides, plan])))


def test_full_time_adult_given_for_some_lessons_is_watered_down() -> None:
    plan = "A teaching assistant helps him to plan his writing in four lessons a week."
    assert [gap.how for gap in provision_lost("A full-time teaching assistant.", plan)] == ["watered_down"]


@pytest.mark.parametrize("always", ["in every lesson and at lunch", "full time", "for 30 hours a week"])
def test_full_time_adult_in_other_words_is_kept(always: str) -> None:
    assert provision_lost("A full-time teaching assistant.", f"A teaching assistant works with him {always}.") == []


def test_visit_made_rarer_beside_daily_practice_is_told() -> None:
    plan = "Motor programme: ball skills and laces, 20 minutes four times a week; the therapist visits for one hour once a term to update it."
    lost = provision_lost("Therapist visit of one hour every half term to update the programme.", plan)
    assert [gap.difference for gap in lost] == ["less in how often"]


def test_visit_as_often_beside_daily_practice_is_kept() -> None:
    plan = "Motor programme: ball skills and laces, 20 minutes four times a week; the therapist visits for one hour each half term to update it."
    assert provision_lost("Therapist visit of one hour every half term to update the programme.", plan) == []


def test_item_that_shares_only_the_commoner_word_does_not_carry_an_ask() -> None:
    lost = provision_lost(
        "A deaf mentor for one hour each month.", "A deaf instructor teaches sign to his class for an hour a week."
    )
    assert [gap.how for gap in lost] == ["missing"]


def outcomes_lost(ask: str, plan: str) -> list[str]:
    advice = report(AdviceKind.EDUCATIONAL_PSYCHOLOGY, "Dr Helen Osgood", outcomes=(ask,))
    return [gap.how for gap in gaps(case_of(advice, outcomes=[plan]))]


def test_outcome_that_shares_only_its_measure_is_missing() -> None:
    ask = "By July 2027 Theo will ask for help from at least three adults each week."
    assert outcomes_lost(ask, "By July 2027 Theo will keep his temper with at least three adults each week.") == [
        "missing"
    ]


def test_outcome_with_the_same_aim_is_kept() -> None:
    ask = "By July 2027 Theo will ask for help from at least three adults each week."
    assert outcomes_lost(ask, "By July 2027 Theo will ask three adults for help when he is stuck, every week.") == []
