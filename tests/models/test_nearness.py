"""Nearness of texts, word by word."""

import numpy as np
import pytest

from models.nearness import counterparts, nearest_words, vectors


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("He cannot dress himself.", "Practice with clothing every morning.", "Sums with coins in the shop."),
        ("She is lonely.", "A circle of friends at lunch.", "A sloping board and a thick pencil."),
        ("He eats with his fingers.", "Spoon at snack time.", "Bus travel with a mentor."),
        ("Fractions confuse her.", "Small group for arithmetic.", "Nurse visits about the inhaler."),
    ],
)
def test_words_of_one_subject_are_nearer_than_words_of_another(text: str, near: str, far: str) -> None:
    of_text, of_other = counterparts([text, near, far], 1)
    assert of_text.shape == of_other.shape == (1, 2)
    assert of_text[0, 0] + of_other[0, 0] > of_text[0, 1] + of_other[0, 1]


def test_a_text_is_its_own_counterpart_and_an_empty_one_has_none() -> None:
    of_text, of_other = counterparts(["Seizures every week.", "Seizures every week.", "", "17"], 1)
    assert of_text[0] == pytest.approx([1, 0, 0], abs=1e-6)
    assert of_other[0] == pytest.approx([1, 0, 0], abs=1e-6)


def test_texts_without_a_known_word_are_near_to_nothing() -> None:
    of_text, _ = counterparts(["Qwrtplk zzxvb.", "Phlgmnt vvrx."], 1)
    assert of_text[0, 0] == 0


def test_the_nearest_words_are_two_different_words() -> None:
    found = nearest_words("He cannot dress himself; reading is slow.", "Help with clothing; reading with a friend.")
    assert found is not None
    assert {found[0], found[1]} != {"reading"}
    assert found[1] == "clothing"
    assert nearest_words("", "clothing") is None


def test_every_word_has_a_row_and_a_length() -> None:
    known = vectors()
    assert len(known.place) == len(known.rows)
    assert (np.abs(known.rows.astype(int)).max(axis=1) == 127).all()
