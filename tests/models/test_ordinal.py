"""The ordinal scorer finds anchors again, is held where little is known, and counts agreement rightly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.ordinal import Ordinal, fit, interval, shift, steps, weighted_kappa

PRIOR = (0.2, 0.4, 0.6, 0.8)


def simulated(anchors: tuple[float, ...], number: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    x = random.uniform(0, 1, number)
    chances = Ordinal(anchors, 20.0).chances(x)
    y = (random.uniform(0, 1, number)[:, None] > np.cumsum(chances, axis=1)).sum(axis=1)
    return x, y.astype(np.int64)


def test_the_anchors_of_simulated_people_are_found_again() -> None:
    theirs = (0.1, 0.3, 0.55, 0.9)
    found = fit(*simulated(theirs, 600), PRIOR)
    assert found.anchors == pytest.approx(theirs, abs=0.03)


def test_a_dozen_answers_move_anchors_little() -> None:
    found = fit(*simulated((0.05, 0.1, 0.15, 0.2), 12), PRIOR, held=50.0)
    assert found.anchors == pytest.approx(PRIOR, abs=0.06)


def test_without_an_answer_nothing_moves() -> None:
    found = fit(np.zeros(0), np.zeros(0, dtype=np.int64), PRIOR)
    assert found.anchors == pytest.approx(PRIOR, abs=1e-3)


def test_an_answer_that_counts_for_nothing_moves_nothing() -> None:
    x, y = simulated((0.1, 0.2, 0.3, 0.4), 200)
    assert fit(x, y, PRIOR, weights=np.zeros(200)).anchors == pytest.approx(PRIOR, abs=1e-3)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4)), max_size=30))
def test_anchors_always_rise_and_stay_on_the_scale(answers: list[tuple[float, int]]) -> None:
    x = np.array([a for a, _ in answers])
    y = np.array([b for _, b in answers], dtype=np.int64)
    anchors = fit(x, y, PRIOR).anchors
    assert list(anchors) == sorted(anchors)
    assert all(0 <= a <= 1 for a in anchors)


def test_chances_of_all_scores_come_to_one_and_the_likeliest_lies_between_its_anchors() -> None:
    chances = Ordinal(PRIOR, 30.0).chances(np.array([0.0, 0.3, 0.5, 1.0]))
    assert chances.sum(axis=1) == pytest.approx(1.0)
    assert list(chances.argmax(axis=1)) == [0, 1, 2, 4]


def test_a_measure_on_an_anchor_reaches_it() -> None:
    assert list(steps(np.array([0.19, 0.2, 0.8, 1.0]), PRIOR)) == [0, 1, 4, 4]


def test_kappa_is_one_for_the_same_scores_and_none_for_chance() -> None:
    scores = np.array([0, 1, 2, 3, 4, 2, 1])
    assert weighted_kappa(scores, scores, 4) == 1.0
    assert weighted_kappa(np.array([0, 0, 4, 4]), np.array([0, 4, 0, 4]), 4) == pytest.approx(0.0)
    assert weighted_kappa(np.array([0, 4]), np.array([4, 0]), 4) == pytest.approx(-1.0)
    # by hand: one squared step apart, five by chance
    assert weighted_kappa(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 1]), 2) == pytest.approx(1 - 1 / 5)


def test_an_interval_holds_the_figure_and_narrows_with_more_cases() -> None:
    def width(cases: int) -> float:
        random = np.random.default_rng(5)
        right = random.uniform(0, 1, cases * 4) < 0.8
        low, high = interval([i // 4 for i in range(cases * 4)], lambda rows: float(right[rows].mean()))
        assert low < 0.8 < high
        return high - low

    assert width(400) < width(40) / 2


def test_confidence_is_moved_to_how_often_it_came_true() -> None:
    said = np.full(400, 0.6)
    held = np.array([1.0] * 360 + [0.0] * 40)
    moved = 1 / (1 + np.exp(-(np.log(0.6 / 0.4) + shift(said, held))))
    assert moved == pytest.approx(0.9, abs=0.02)
    assert abs(shift(said[:4], held[:4], firmness=100.0)) < 0.02
