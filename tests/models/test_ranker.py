"""The ranker over pairs: two steps of plain arithmetic, and which pairs it draws."""

import numpy as np
import pytest

from models.ranker import RIVALRY, Logistic, Ranker, chosen, ranks, rivalry

ONE = Logistic(("likeness",), (0.0,), (1.0,), (4.0,), -2.0)
REST = len(RIVALRY) - 1
SAME = Logistic(RIVALRY, (0.0,) * (REST + 1), (1.0,) * (REST + 1), (1.0, *(0.0,) * REST), 0.0)


def test_a_pair_more_alike_has_the_higher_chance() -> None:
    ranker = Ranker(ONE, SAME, 0.5, 0.4, 0.4)
    chances = ranker.chances(np.array([[[0.9], [0.1]]]))
    assert chances[0, 0] > 0.8
    assert chances[0, 1] < 0.2


def test_a_rival_in_the_same_column_lowers_what_a_pair_has_over_the_others() -> None:
    standing = rivalry(np.array([[0.9, 0.2], [0.6, 0.1]]))
    lead_in_column = RIVALRY.index("lead_in_column")
    assert standing[0, 0, lead_in_column] > 0
    assert standing[1, 0, lead_in_column] < 0


def test_a_list_that_keeps_the_order_of_the_other_speaks_for_the_pair_in_between() -> None:
    """The second item stands between what is for the first need and what is for the third."""
    standing = rivalry(np.array([[0.9, 0.4, 0.05], [0.05, 0.4, 0.05], [0.05, 0.4, 0.9]]))
    of = {name: standing[:, 1, k] for k, name in enumerate(RIVALRY)}
    assert of["out_of_order"].tolist() == pytest.approx([0, 0, 0], abs=0.1)
    assert of["before"].tolist() == pytest.approx([0.9, 0.9, 0.05])
    assert of["after"].tolist() == pytest.approx([0.05, 0.9, 0.9])
    assert of["far_from_before"][0] < of["far_from_before"][1] < of["far_from_before"][2]


IN_ORDER = np.array([[0.9, 0.4, 0.05, 0.05], [0.05, 0.4, 0.9, 0.05], [0.05, 0.4, 0.05, 0.9]])


def test_a_pair_out_of_the_order_of_both_its_neighbours_stands_outside() -> None:
    outside = rivalry(IN_ORDER)[:, 1, RIVALRY.index("out_of_order")]
    assert outside[2] > 3 * max(outside[0], outside[1])


def test_a_list_in_another_order_says_nothing_of_neighbours() -> None:
    standing = rivalry(IN_ORDER[:, ::-1])
    assert not standing[:, :, RIVALRY.index("far_from_before") :].any()


def test_the_best_of_a_row_needs_less_than_the_rest() -> None:
    drawn = chosen(np.array([[0.5, 0.45], [0.2, 0.1]]), least=0.7, row=0.4, column=0.7)
    assert drawn.tolist() == [[True, False], [False, False]]


def test_a_column_keeps_its_best_row_where_that_reaches_the_columns_mark() -> None:
    drawn = chosen(np.array([[0.5, 0.3], [0.2, 0.35]]), least=0.7, row=0.6, column=0.34)
    assert drawn.tolist() == [[True, False], [False, True]]


def test_nothing_is_drawn_where_there_is_nothing() -> None:
    ranker = Ranker(ONE, SAME, 0.5, 0.4, 0.4)
    assert ranker.chosen(ranker.chances(np.zeros((3, 0, 1)))).shape == (3, 0)
    assert ranker.chosen(ranker.chances(np.zeros((0, 2, 1)))).shape == (0, 2)


def test_a_single_pair_has_no_rival_and_still_a_chance() -> None:
    ranker = Ranker(ONE, SAME, 0.5, 0.4, 0.4)
    assert ranker.chosen(ranker.chances(np.array([[[0.9]]]))).tolist() == [[True]]


@pytest.mark.parametrize(("axis", "expected"), [(1, [[1.0, 0.5], [0.5, 1.0]]), (0, [[1.0, 0.5], [0.5, 1.0]])])
def test_ranks_run_from_one_downwards(axis: int, expected: list[list[float]]) -> None:
    assert ranks(np.array([[0.9, 0.1], [0.2, 0.7]]), axis).tolist() == expected
