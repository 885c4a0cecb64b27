"""Needs of Section B: clear where they say what comes of them; strengths count though no label names them."""

from pathlib import Path

import pytest
import yaml

from checks.need import clear
from checks.words import load_words
from tests.checks.making import make_subject

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "needs.yaml").read_text(encoding="utf-8"))


def measured(text: str, needs: list[tuple[str, str]], name: str):
    subject = make_subject({"B": text}, needs=needs)
    return next(m for m in clear.CHECK.examine(subject).measures if m.name == name)


@pytest.mark.parametrize(
    "need",
    [
        "She has gaps in vocabulary, particularly words with several meanings. She misreads examination questions for this reason.",
        "Keeley is embarrassed by her equipment and takes off her processor in about one lesson in four rather than ask.",
        "Wilf's handwriting is slow and hard to read, and his hand hurts after five lines of it.",
        "His reading age is ten years and one month, which limits what he takes in from the textbooks of Year 10.",
    ],
)
def test_what_comes_of_a_need_is_told_in_many_ways(need: str) -> None:
    assert measured(need, [("B", need)], "need.clear.B").met == 1


@pytest.mark.parametrize(
    "need",
    [
        "His profile of cognitive abilities is uneven, with verbal reasoning at the lower end of the range and memory weaker.",
        "Ravi has a diagnosis of developmental language disorder, made by the speech and language therapist in May 2026.",
    ],
)
def test_a_diagnosis_or_a_profile_alone_says_nothing_of_what_comes_of_it(need: str) -> None:
    assert measured(need, [("B", need)], "need.clear.B").met == 0


def test_strengths_without_a_label_are_seen_and_needs_are_none() -> None:
    need = (
        "Niamh cannot work out whether she has enough money or check her change, and depends on others in every shop."
    )
    good = "Niamh follows a recipe of eight photographs by herself and is proud of her work."
    assert measured(f"{good}\n{need}", [("B", need)], "need.strengths").value == 0.25
    assert measured(need, [("B", need)], "need.strengths").value == 0.0


@pytest.mark.parametrize(("need", "told"), [(n, k == "effect") for k in ("effect", "no_effect") for n in CASES[k]])
def test_the_effect_of_a_need_is_what_the_child_does_or_cannot_do(need: str, told: bool) -> None:
    assert bool(load_words("needs")["effect"].search(need)) is told


@pytest.mark.parametrize(("need", "told"), [(n, k == "told") for k in ("told", "not_told") for n in CASES[k]])
def test_a_need_of_health_or_care_has_effect_and_degree(need: str, told: bool) -> None:
    words = load_words("needs.told")
    assert (bool(words["effect"].search(need)) and bool(words["degree"].search(need))) is told
