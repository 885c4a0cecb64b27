"""A text is searched for a list of words wherever the list could be found in it."""

import pytest

from checks.advice.literals import literal_of, literals, may_hold
from checks.words import load_words
from extractors.plan.model import Plan
from tests.truth import CASES, truth_case


def sentences_of(plan: Plan) -> list[str]:
    return [item.text for item in (*plan.needs, *plan.outcomes, *plan.provision)]


@pytest.mark.parametrize("name", ["advice.same", "advice.concepts"])
def test_nothing_that_a_list_finds_is_ruled_out_by_its_letters(name: str) -> None:
    found = 0
    for case in CASES:
        for text in sentences_of(truth_case(case).plan):
            for key, pattern in load_words(name).items():
                if pattern.search(text):
                    found += 1
                    assert may_hold(text.lower(), literals(name)[key]), (key, text)
    assert found > 50


@pytest.mark.parametrize(
    ("phrase", "letters"),
    [
        (r"speech (?:and|&) language therap\w+", "language therap"),
        (r"(?:HL)?TAs?", "ta"),
        (r"f(?:o)?etal alcohol", "etal alcohol"),
        (r"colou?red", "colo"),
        (r"one|two", ""),
        (r"(?<!key )workers?", "worker"),
        (r"\d{1,2} words?", "word"),
    ],
)
def test_letters_that_a_phrase_cannot_do_without(phrase: str, letters: str) -> None:
    assert literal_of(phrase) == letters
