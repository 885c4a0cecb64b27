"""What speaks for a line of the advice form, in words that reports use."""

import pytest

from checks.advice.signs import advice_measures
from checks.finding import Measure
from extractors.advice.model import AdviceKind
from tests.checks.advice.build import case_of, report


def measure(name: str, **told: tuple[str, ...]) -> Measure:
    advice = report(AdviceKind.SPEECH_LANGUAGE, "Dr Helen Osgood", **told)  # type: ignore[arg-type]
    return advice_measures(advice, case_of(advice))[name]


@pytest.mark.parametrize(
    "item",
    [
        "Calming plan, with a visit of 90 minutes each term by me.",
        "A written plan, agreed by staff and carers every half term.",
    ],
)
def test_somebody_who_comes_again_each_term_counts_as_review(item: str) -> None:
    assert measure("provision.review", provision=(item,)).met > 0


def test_practice_every_day_is_no_review() -> None:
    assert (
        measure("provision.review", provision=("A programme for 20 minutes every day with a teaching assistant.",)).met
        == 0
    )


@pytest.mark.parametrize(
    "need",
    [
        "His score on the test was 76, where 85 to 115 is average.",
        "Everyday skills are in the lowest 2 in 100 for her age.",
        "Strangers understand four words in ten.",
    ],
)
def test_scores_and_shares_are_degrees_of_severity(need: str) -> None:
    plain = measure("needs.severity", needs=("He finds words hard.",), text=("He finds words hard.",)).met
    assert measure("needs.severity", needs=(need,), text=(need,)).met > plain


def test_need_that_is_worse_when_tired_is_told_to_vary() -> None:
    steady = measure("needs.severity", needs=("Speech is unclear.",), text=("Speech is unclear.",)).met
    need = "Speech is unclear, more so when she is tired."
    assert measure("needs.severity", needs=(need,), text=(need,)).met > steady
