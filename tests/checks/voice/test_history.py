"""History of Section A: what is told, by whom agreed, which topics, what lies ahead."""

import pytest

from checks.voice.history import _brief, _comments, _transitions


def test_early_years_school_and_home_agreed_by_the_family_are_all() -> None:
    told = [
        "Omar was born at 30 weeks and came home at three months old.",
        "He went to Pear Tree Nursery and then to Hill Primary School.",
        "He lives with his mum and his two sisters.",
        "This history was agreed with his mum on 3 March 2026.",
    ]
    full, silent = _brief(told, (7,)), _brief(told[:3], (7,))
    assert (full.value, full.met) == (1.0, 3)
    assert silent.value == 0.75
    assert "nothing says that the family agreed it" in silent.note


def test_a_wrong_age_counts_against_it() -> None:
    told = ["Omar is 9 years old and lives with his mum.", "He goes to Hill School."]
    assert _brief(told, (12,)).value < _brief(told, (9,)).value
    assert "(9) is not the child's" in _brief(told, (12,)).note


def test_where_the_plan_has_no_date_an_age_a_year_back_is_no_mistake() -> None:
    told = ["Omar is 9 years old and lives with his mum.", "He goes to Hill School."]
    assert "is not the child's" not in _brief(told, (9, 10, 11)).note


def test_topics_in_a_single_sentence_each_come_short_of_the_top() -> None:
    told = [
        "He has asthma and sleeps badly.",
        "He loves football.",
        "School is going well.",
        "He dresses himself.",
        "His friend is Kit.",
    ]
    once = _comments(told, "\n".join(told))
    assert (once.met, once.failing) == (5, ())
    assert once.value is not None
    assert 0.7 < float(once.value) < 0.96
    labelled = "Health: asthma.\nPlay: football.\nSchool: fine.\nFriends: Kit.\nIndependence: dresses himself."
    assert _comments(told, labelled).value == 1.0


def test_a_missing_topic_is_named() -> None:
    found = _comments(["He has asthma.", "He loves football.", "He goes to Hill School."], "")
    assert found.failing == ("independence", "friendships")


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        ([], 0),
        (["She changes classroom between lessons without trouble."], 0),
        (["She will move to secondary school in due course."], 1),
        (["She will move to secondary school in September 2027."], 2),
        (["She starts college in September 2027 and will do a catering course."], 3),
        (["She leaves Year 11 in July 2027.", "Then comes a supported internship and a job."], 4),
    ],
)
def test_moves_are_counted_by_what_is_said_of_them(told: list[str], parts: int) -> None:
    found = _transitions(told)
    assert (found.met, found.value) == (parts, parts / 4)


def test_an_age_said_of_a_sister_is_not_the_childs() -> None:
    told = ["Omar lives with his mum and his sister Noor, who is 8.", "He goes to Hill School."]
    assert "is not the child's" not in _brief(told, (11,)).note


def test_a_history_that_the_family_wrote_or_read_through_is_agreed() -> None:
    told = ["Omar was born at 30 weeks.", "He goes to Hill School.", "He lives with his mum."]
    for said in ("The rest was written by his mum, Hannah.", "His parents wrote their part on 4 May.",
                 "They read this section through on the telephone with the coordinator."):  # fmt: skip
        assert "the family agreed it" in _brief([*told, said], (7,)).note


def test_study_and_work_count_among_what_the_family_hopes_for() -> None:
    plain = ["She will move to secondary school in September 2027."]
    hoped = "Her parents hope that she will go to college and find a job."
    assert (_transitions(plain).met, _transitions(plain, [*plain, hoped]).met) == (2, 4)
    dated = "Her parents hope that she will move to secondary school with Idris in September 2028."
    assert (_transitions([], [dated]).met, _transitions([], [dated.replace(" in September 2028", "")]).met) == (2, 0)


def test_healthy_tells_nothing_where_the_reports_name_an_illness_that_the_plan_lacks() -> None:
    told = ["He is said to be healthy.", "He loves football.", "School is going well.", "He dresses himself."]
    assert "health" not in _comments(told, "").failing
    assert "health" in _comments(told, "", ill=True).failing
    apart = ["He is healthy apart from his asthma.", *told[1:]]
    assert "health" not in _comments(apart, "", ill=True).failing


def test_the_date_of_a_move_that_is_over_is_not_that_of_the_next() -> None:
    over = _transitions(["She moved to Quayle Academy in September 2024, and the first term was hard."])
    assert over.failing == ("its date", "further education or training", "work")
    ahead = _transitions(["She moved to Pear Tree in 2020 and will move to Quayle Academy in September 2027."])
    assert "its date" not in ahead.failing


def test_the_day_on_which_somebody_told_of_a_move_is_not_its_date() -> None:
    told = "Her mother told the plan writer on 12 October 2026 that she wants her to move to a small secondary school."
    assert "its date" in _transitions([told]).failing


@pytest.mark.parametrize(
    ("hope", "works"),
    [
        ("When I'm grown up I'm going to be a dog trainer for the police.", True),
        ("They hope that he will drive, work and have mates.", True),
        ("One day I want to be a good father.", False),
        ("We hope that she will live near us.", False),
    ],
)
def test_an_occupation_hoped_for_is_a_plan_with_work(hope: str, works: bool) -> None:
    assert ("work" not in _transitions([], [hope], [hope]).failing) is works


def test_a_sentence_of_three_words_tells_too() -> None:
    assert "health" not in _comments(["He is healthy."], "").failing


def test_a_topic_that_stands_only_in_a_hope_counts_half() -> None:
    told = ["He has asthma.", "He loves football and music.", "School is going well for him.", "He dresses himself."]
    hope = "I want to go on the bus with my friend Ella."
    without, hoped = _comments(told, ""), _comments(told, "", hoped=[hope])
    assert "friendships" in without.failing
    assert "friendships" not in hoped.failing
    assert float(hoped.value or 0) == pytest.approx(float(without.value or 0) + 0.1)
