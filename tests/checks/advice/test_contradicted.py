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
