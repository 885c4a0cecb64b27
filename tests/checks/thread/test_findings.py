"""Broken threads: what is asserted, what is asked, and what is told by another check already."""

from dataclasses import replace

import pytest

from checks.finding import Finding, Severity
from checks.subject import Subject
from checks.thread.draw import draw_thread
from checks.thread.findings import examine
from tests.checks.making import make_subject

NEEDS = [
    ("B", "Reece reads few words and guesses from the first letter."),
    ("B", "Noise in the dining hall and assembly is painful to him and he covers his ears."),
    ("B", "He cannot tell an adult when he is angry, and throws chairs."),
]
MET = [
    ("F", "Precision teaching of common words for ten minutes a day with a teaching assistant."),
    ("F", "Ear defenders at all times; lunch in a quiet room with two friends."),
    ("F", "ELSA for 40 minutes a week on noticing anger and what to do with it."),
]


def found(needs: list[tuple[str, str]], provision: list[tuple[str, str]], outcomes: list[str]) -> list[Finding]:
    subject = make_subject({}, needs=needs, provision=provision, outcomes=outcomes)
    drawn: Subject = replace(subject, thread=draw_thread(subject.plan))
    return list(examine(drawn).findings)


ABSENT = [
    "Reece lies awake until midnight and wakes at four.",
    "He has a severe allergy to peanuts and carries adrenaline.",
    "He walks with a frame, tires after 40 metres and cannot climb stairs.",
    "He cannot cross a road safely and has never caught a bus alone.",
    "Strangers cannot make out his speech; he leaves the ends off words.",
    "He cannot hold a pencil, cut with scissors or do up a button.",
    "He stammers on most words and has stopped putting his hand up.",
    "He wets himself twice a day and does not know when he needs the toilet.",
    "He has lost sight in his left eye and cannot see the board.",
    "He does not know the value of coins and cannot count past ten.",
]


@pytest.mark.parametrize("need", ABSENT)
def test_a_need_on_a_subject_that_no_provision_has_is_an_orphan(need: str) -> None:
    told = [f for f in found([*NEEDS, ("B", need)], MET, []) if f.check == "thread.need_without_provision"]
    assert [f.item for f in told] == ["B4"]


PRESENT = [
    ("He lies awake until midnight and wakes at four.", "A sleep practitioner visits three times and sets a bedtime routine."),
    ("He walks with a frame and cannot climb stairs.", "Physiotherapist's leg exercises, 20 minutes daily; lessons on the ground floor."),
    ("He cannot cross a road safely.", "Travel training for an hour a week on real pavements."),
    ("Strangers cannot make out his speech.", "Speech sound work with a therapist, 30 minutes weekly."),
    ("He cannot hold a pencil or do up a button.", "Hand strength programme from the occupational therapist, 10 minutes a day."),
    ("He wets himself twice a day.", "Taken to the toilet after each lesson, with a chart."),
    ("He cannot see the board.", "A tablet linked to the board and print in 24 point."),
    ("He does not know the value of coins.", "Shopping trip each Friday with real money."),
    ("He has no friends and spends break alone.", "A buddy and a lunchtime games club, three days a week."),
    ("He cannot hear speech in a noisy room.", "A radio aid worn by each teacher, checked daily."),
]  # fmt: skip


@pytest.mark.parametrize(("need", "support"), PRESENT)
def test_a_need_that_is_met_in_other_words_is_none(need: str, support: str) -> None:
    told = found([*NEEDS, ("B", need)], [*MET, ("F", support)], [])
    assert [f.item for f in told if f.check == "thread.need_without_provision"] == []


def test_provision_for_another_child_s_need_is_said_to_have_none() -> None:
    told = found(NEEDS, [*MET, ("F", "Insulin pump checked at noon by two trained adults.")], [])
    assert [(f.check, f.item) for f in told if "provision_without" in f.check] == [
        ("thread.provision_without_need", "F4")
    ]


def test_what_comes_near_is_named_and_asked_about_less_gravely() -> None:
    """For every bare item: a finding that names another asks, and stands a step lower than one that names none."""
    told = found(
        [*NEEDS, ("B", ABSENT[0]), ("B", "He rocks on his chair in lessons.")],
        [*MET, ("F", "Regular movement opportunities."), ("F", "School will liaise with home.")],
        ["By July he will take part in the school play.", "By July he will read 100 words."],
    )
    levels = {
        "thread.need_without_provision": (Severity.HIGH, Severity.MEDIUM),
        "thread.need_without_outcome": (Severity.MEDIUM, Severity.LOW),
        "thread.provision_without_need": (Severity.MEDIUM, Severity.LOW),
        "thread.outcome_without_need": (Severity.LOW, Severity.LOW),
    }
    assert {f.check for f in told} >= {"thread.need_without_provision", "thread.need_without_outcome"}
    for finding in told:
        asks = "comes nearest" in finding.message
        assert finding.severity is levels[finding.check][asks]


def test_a_bare_item_of_provision_names_the_need_and_not_itself() -> None:
    told = found(NEEDS, [*MET, ("F", "The class teacher will keep in regular contact with home.")], [])
    for finding in told:
        if finding.check == "thread.provision_without_need" and "comes nearest" in finding.message:
            assert "F4 comes nearest" not in finding.message
            assert any(f"{need} comes nearest" in finding.message for need in ("B1", "B2", "B3"))
