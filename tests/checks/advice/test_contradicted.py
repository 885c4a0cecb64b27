"""Where the plan says something that a report denies, both are shown; what only sounds alike is left alone."""

import pytest

from checks.advice.comparison import carried_over, rows_of
from checks.advice.contradicted import contradictions
from checks.advice.reflected import examine
from checks.subject import Subject
from extractors.advice.model import AdviceKind
from tests.checks.advice.build import case_of, report, section


def case(kind: AdviceKind, said: str, letter: str, plan: str) -> Subject:
    return case_of(report(kind, "Dr Judith Amoah", text=(said,), needs=(said,)), sections=(section(letter, plan),))


@pytest.mark.parametrize(
    ("kind", "said", "letter", "plan"),
    [
        (AdviceKind.PAEDIATRIC, "Sleep: he takes two hours to settle and has nightmares.", "C", "Theo sleeps well at night."),
        (AdviceKind.PAEDIATRIC, "Zac has epilepsy with two seizures a month.", "C", "Zac has no health needs."),
        (AdviceKind.SOCIAL_CARE, "Aisha has no sense of danger outdoors and needs two adults.", "D", "Aisha has no social care needs."),
        (AdviceKind.SOCIAL_CARE, "Lacey is the subject of a full care order.", "D", "Lacey is accommodated under section 20."),
        (AdviceKind.PAEDIATRIC, "Theo does not meet the criteria for ADHD.", "B", "Theo has a diagnosis of ADHD."),
        (AdviceKind.CAMHS, "Theo is on the waiting list for an autism assessment.", "B", "Theo was diagnosed with autism in 2024."),
    ],
)  # fmt: skip
def test_plan_that_says_otherwise_is_shown(kind: AdviceKind, said: str, letter: str, plan: str) -> None:
    subject = case(kind, said, letter, plan)
    found = contradictions(subject)
    assert [each.section for each in found] == [letter]
    assert found[0].words in said
    assert found[0].quote in plan


@pytest.mark.parametrize(
    ("kind", "said", "letter", "plan"),
    [
        (AdviceKind.PAEDIATRIC, "Sleep: he settles within half an hour.", "C", "Theo sleeps well at night."),
        (AdviceKind.PAEDIATRIC, "Zac has epilepsy with two seizures a month.", "C", "Zac has two seizures a month."),
        (AdviceKind.SOCIAL_CARE, "Lacey is the subject of a full care order.", "D", "Lacey is the subject of a care order."),
        (AdviceKind.PAEDIATRIC, "Theo was diagnosed with ADHD in 2022.", "B", "Theo has a diagnosis of ADHD."),
        (AdviceKind.CAMHS, "Theo is on the waiting list for an autism assessment.", "B", "Theo is waiting for an autism assessment."),
        (AdviceKind.PAEDIATRIC, "Her brother has ADHD; this was not diagnosed until he was ten.", "B", "Theo has dyslexia."),
    ],
)  # fmt: skip
def test_plan_that_agrees_is_left_alone(kind: AdviceKind, said: str, letter: str, plan: str) -> None:
    assert contradictions(case(kind, said, letter, plan)) == ()


def test_what_is_denied_is_not_reported_as_missing_too() -> None:
    said = "Sleep: he takes two hours to settle and has nightmares."
    subject = case(AdviceKind.PAEDIATRIC, said, "C", "Theo eats and sleeps well.")
    rows = rows_of(subject, subject.advice[0])
    assert [row.how for row in rows] == ["contradicted"]
    assert rows[0].plan_quote in "Theo eats and sleeps well."
    assert examine(subject).findings == ()


def test_what_the_plan_carries_is_named_beside_what_it_lacks() -> None:
    kept = "ELSA sessions of 40 minutes once a week."
    lost = "Hydrotherapy for 30 minutes each week in term."
    advice = report(AdviceKind.PHYSIOTHERAPY, "Ewan Rattray", provision=(kept, lost))
    subject = case_of(advice, provision=("The ELSA will see Theo for 40 minutes each week.",))
    assert carried_over(subject, advice) == (kept,)
    assert [row.quote for row in rows_of(subject, advice)] == [lost]


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("Theo counts to twelve with objects.", "Theo counts to 20 with objects."),
        ("Reads 36 words a minute.", "Theo reads 63 words a minute."),
        ("He has a moderate hearing loss.", "Theo has a severe hearing loss."),
        ("He has a weakness of the left hand.", "Theo has a weakness of the right hand."),
        ("Theo has four seizures a week.", "Theo has two seizures a week."),
    ],
)
def test_same_fact_with_another_figure_grade_or_side_is_shown(said: str, plan: str) -> None:
    (found,) = contradictions(case(AdviceKind.SENSORY, said, "B", plan))
    assert (found.words, found.quote) == (said, plan)


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("Theo counts to 12 with objects.", "Theo counts to twelve with objects."),
        ("In September 2025 he read 20 words a minute.", "Theo reads 63 words a minute."),
        ("He spells 20 words.", "Theo reads 63 words."),
        ("He scored 5 on the first subtest.", "Theo scored 8 on the first subtest."),
        ("He has a moderate hearing loss.", "Theo has a severe language disorder."),
        ("He has a weakness of the left hand. He has a weakness of the right hand.", "Theo has a weakness of the right hand."),
        ("The aim is that Theo should count to 20 with objects.", "Theo counts to 12 with objects."),
    ],
)  # fmt: skip
def test_other_facts_and_other_times_are_left_alone(said: str, plan: str) -> None:
    assert contradictions(case(AdviceKind.SENSORY, said, "B", plan)) == ()


def test_no_other_health_needs_is_denied_by_one_that_was_left_out() -> None:
    said = "Asthma, severe: two stays in hospital this year."
    plan = "No other health needs were reported."
    (found,) = contradictions(case(AdviceKind.PAEDIATRIC, said, "C", plan))
    assert (found.words, found.quote) == (said, plan)
