"""What a plan says of its own thread in numbers, and what it leaves empty."""

from dataclasses import replace

import numpy as np
import pytest

from checks.thread.draw import draw_thread
from checks.thread.stated import NOT_SAID, SAID, named, rows_beside, settled, together
from extractors.plan.grid import only_refers, references
from extractors.plan.model import Plan, Tie
from tests.checks.thread.test_draw import NEEDS, PROVISION, plan


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("B1, B3", ("B1", "B3")),
        ("B1–B4", ("B1", "B2", "B3", "B4")),
        ("B2 to B4", ("B2", "B3", "B4")),
        ("B1-3 and C1", ("B1", "B2", "B3", "C1")),
        ("Needs 2 to 4", ("Need 2", "Need 3", "Need 4")),
        ("B4–B2", ("B4", "B2")),
    ],
)
def test_a_range_of_numbers_names_each_between(printed: str, meant: tuple[str, ...]) -> None:
    assert references(printed) == meant


@pytest.mark.parametrize(
    ("dates", "found"),
    [("2026-27", ()), ("Years 3 to 5", ()), ("Level B2", ("B2",)), ("ages 4 to 11", ())],
)
def test_years_and_ages_name_no_item(dates: str, found: tuple[str, ...]) -> None:
    assert references(dates) == found


class Block:
    def __init__(self, text: str) -> None:
        self.text = text


def test_a_cell_of_a_range_is_a_cell_of_references() -> None:
    assert only_refers([Block("B1–B6")])  # type: ignore[list-item]
    assert only_refers([Block("B1 to B6")])  # type: ignore[list-item]
    assert not only_refers([Block("20 minutes to 30")])  # type: ignore[list-item]


def refer(given: Plan, refers: dict[str, tuple[str, ...]]) -> Plan:
    return replace(given, provision=tuple(replace(p, tie=Tie(refers=refers.get(p.id, ()))) for p in given.provision))


def test_where_the_plan_names_the_need_its_word_is_final() -> None:
    """Ear defenders are nothing for reading, but the plan says so: a person may doubt it, the program repeats it."""
    drawn = draw_thread(refer(plan(NEEDS, PROVISION), {"F1": ("B1",), "F2": ("B1", "B2"), "F3": ("B3",)}))
    assert drawn.provision_of("B1") == ("F1", "F2")
    assert drawn.provision_of("B3") == ("F3",)
    assert next(x for x in drawn.provision if (x.need, x.other) == ("B1", "F2")).because.startswith("the plan names it")


def test_a_printed_number_counts_before_the_place_in_the_list() -> None:
    """A need was lost in reading, so the second is printed as B3: what names B3 means it."""
    given = plan({"B1": NEEDS["B1"], "B2": NEEDS["B2"]}, {"F1": "Ten minutes a day with an adult."})
    given = replace(given, needs=(given.needs[0], replace(given.needs[1], tie=Tie(number="B3"))))
    assert draw_thread(refer(given, {"F1": ("B3",)})).provision_of("B2") == ("F1",)


def test_a_number_that_no_need_has_settles_nothing() -> None:
    thread = draw_thread(refer(plan(NEEDS, PROVISION), {"F1": ("B9",)}))
    assert thread.provision_of("B1") == ("F1",)


def test_an_item_without_a_number_among_items_that_have_one_is_doubted() -> None:
    given = refer(
        plan(NEEDS, {**PROVISION, "F4": "A coloured overlay when he reads."}),
        {"F1": ("B1",), "F2": ("B2",), "F3": ("B3",)},
    )
    said = named(given.needs, given.provision)
    before = np.full((4, 4), 0.6)
    after = settled(before, given.needs, given.provision, said)
    assert after[0, 0] == SAID
    assert after[1, 0] == NOT_SAID
    assert (after[:, 3] < 0.2).all()


def test_where_few_items_have_numbers_the_others_are_judged_by_their_words() -> None:
    given = refer(plan(NEEDS, PROVISION), {"F1": ("B1",)})
    after = settled(np.full((4, 3), 0.6), given.needs, given.provision, named(given.needs, given.provision))
    assert (after[:, 1:] == 0.6).all()


def test_an_empty_place_beside_a_need_says_that_nothing_was_found_for_it() -> None:
    crowded = "She loses her place on a crowded page and sets out sums one on top of another."
    needs = {**{k: NEEDS[k] for k in ("B1", "B2", "B3")}, "B4": crowded}
    given = plan(needs, PROVISION)
    rows = replace(
        given,
        needs=tuple(replace(n, tie=Tie(row=f"t1r{i}")) for i, n in enumerate(given.needs)),
        provision=tuple(replace(p, tie=Tie(row=f"t1r{i}")) for i, p in enumerate(given.provision)),
    )
    after = settled(np.full((4, 3), 0.6), rows.needs, rows.provision, named(rows.needs, rows.provision))
    assert (after[3] < 0.2).all()
    assert (after[:3] == 0.6).all()
    assert draw_thread(rows).provision_of("B4") == ()


def test_an_item_that_names_one_need_and_one_outcome_ties_them() -> None:
    outcomes = {"E1": "By July she will finish the week in better spirits.", "E2": "By July she will read 40 words."}
    given = refer(plan(NEEDS, PROVISION, outcomes), {"F3": ("B3", "E1"), "F1": ("B1", "B2", "E2")})
    tied = together(given.needs, given.outcomes, given.provision)
    assert tied[2, 0]
    assert tied.sum() == 1
    assert "E1" in draw_thread(given).outcomes_of("B3")


def test_a_need_s_cell_over_several_rows_has_what_stands_in_each_of_them() -> None:
    """Rows 2, 4 and 6 begin a need; what stands in row 3 is still beside the need of row 2."""
    given = plan({k: NEEDS[k] for k in ("B1", "B2", "B3")}, {**PROVISION, "F4": "A reading partner on Fridays."})
    needs = tuple(replace(n, tie=Tie(row=f"t1r{r}")) for n, r in zip(given.needs, (2, 4, 6), strict=True))
    items = tuple(replace(p, tie=Tie(row=f"t1r{r}")) for p, r in zip(given.provision, (2, 4, 6, 3), strict=True))
    assert rows_beside(needs, items) == ["t1r2", "t1r4", "t1r6", "t1r2"]


@pytest.mark.parametrize("row", ["t2r3", "t1r1", None, "cognition"])
def test_a_row_of_another_table_or_above_the_first_need_stays_what_it_is(row: str | None) -> None:
    given = plan({k: NEEDS[k] for k in ("B1", "B2", "B3")}, {"F1": "A reading partner on Fridays."})
    needs = tuple(replace(n, tie=Tie(row=f"t1r{r}")) for n, r in zip(given.needs, (2, 4, 6), strict=True))
    assert rows_beside(needs, (replace(given.provision[0], tie=Tie(row=row)),)) == [row]


def test_rows_without_a_need_mean_nothing_where_hardly_any_need_has_a_row() -> None:
    given = plan({"B1": NEEDS["B1"]}, {"F1": "A reading partner on Fridays."})
    needs = (replace(given.needs[0], tie=Tie(row="t1r2")),)
    assert rows_beside(needs, (replace(given.provision[0], tie=Tie(row="t1r9")),)) == ["t1r9"]
