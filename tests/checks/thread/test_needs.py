"""Needs told twice and items that hold two."""

import pytest

from checks.thread.needs import examine, second_need
from extractors.passage import Passage, Piece
from extractors.plan.model import Need
from tests.checks.making import make_subject


def need(text: str) -> Need:
    return Need("B1", "B", Passage(text, (Piece(0, 0, len(text)),)))


TWO = [
    (
        "Ana reads few words and cannot blend sounds. She also finds noise in the dining hall and assembly distressing.",
        "She also finds noise in the dining hall and assembly distressing.",
    ),
    (
        "Omar's speech sounds are unclear and strangers do not understand his speech. In addition, he has difficulty "
        "with balance and falls on the stairs.",
        "In addition, he has difficulty with balance and falls on the stairs.",
    ),
    (
        "Place value and number bonds are not secure. Furthermore, she cannot get to sleep before midnight.",
        "Furthermore, she cannot get to sleep before midnight.",
    ),
]
ONE = [
    "Ana reads few words and cannot blend sounds. She also finds spelling difficult and avoids books.",
    "Ana reads few words. She cannot blend sounds to read. She loses her place.",
    "He is anxious on school mornings. He also worries at night and has panic attacks.",
    "Place value is not secure. She also likes cooking and swimming.",
    "Also known as Bertie.",
    "",
]


@pytest.mark.parametrize(("text", "second"), TWO)
def test_an_item_that_goes_on_to_another_subject_is_asked_about(text: str, second: str) -> None:
    found = second_need(need(text))
    assert found is not None
    assert text[found[0] : found[1]] == second


@pytest.mark.parametrize("text", ONE)
def test_more_on_the_same_subject_is_one_need(text: str) -> None:
    assert second_need(need(text)) is None


def test_a_need_in_the_same_words_twice_is_told_once_with_both_ids() -> None:
    text = "Her writing is brief and effortful, letters are badly formed and she tires quickly."
    subject = make_subject({}, needs=[("B", text), ("B", "She cannot tell the time."), ("B", text)])
    (finding,) = examine(subject).findings
    assert finding.check == "thread.need_twice"
    assert finding.item == "B3"
    assert "B1" in finding.message
    assert finding.quote in text


def test_needs_on_one_subject_in_other_words_are_not_the_same() -> None:
    one = "He reads at a six-year-old's level and cannot blend the sounds of a word."
    other = "He reads slowly, loses his place and does not take in what a page says."
    assert examine(make_subject({}, needs=[("B", one), ("B", other)])).findings == ()
