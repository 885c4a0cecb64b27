"""A part of the plan that could not be read is left to people and sets off no alarm about broken threads."""

import datetime as dt

from checks.assess import Judges, assess
from checks.unread import CHECK, unread
from tests.checks.making import make_subject

NEED = "Reece cannot follow an instruction of more than two parts and loses his place in most lessons."
AIM = "By July 2027 Reece will follow an instruction of three parts in four lessons out of five."
HELP = "A teaching assistant gives Reece each instruction in two parts, in every lesson."
TALK = "The family moved here in the spring and everybody has worked hard since then to settle in. " * 8


def plan(**changed: object) -> dict[str, object]:
    parts: dict[str, object] = {"needs": [("B", NEED)], "outcomes": [AIM], "provision": [("F", HELP)]}
    return {**parts, **changed}


def sections(**changed: str) -> dict[str, str]:
    return {"A": "I like buses.", "B": NEED, "C": "None.", "D": "None.", "E": AIM, "F": HELP, **changed}


def test_a_section_whose_words_hold_no_items_is_unread() -> None:
    assert unread(make_subject(sections(F=TALK), **plan(provision=())).plan) == {"F"}
    assert unread(make_subject(sections(B=TALK), **plan(needs=())).plan) == {"B"}
    assert unread(make_subject(sections(E=TALK), **plan(outcomes=())).plan) == {"E"}


def test_a_section_of_few_words_or_mostly_of_items_is_read() -> None:
    assert unread(make_subject(sections(), **plan()).plan) == frozenset()
    assert unread(make_subject(sections(F="To follow."), **plan(provision=())).plan) == frozenset()
    half = f"{NEED}\n{NEED}\n{NEED}\n{' '.join(TALK.split()[:60])}"
    assert unread(make_subject(sections(B=half), **plan(needs=[("B", NEED)] * 3)).plan) == frozenset()


def test_section_a_is_unread_only_in_a_plan_that_is_otherwise_whole() -> None:
    whole = {**sections(), "G": "None.", "H1": "None.", "H2": "None.", "I": "", "J": "None.", "K": "None."}
    del whole["A"]
    assert unread(make_subject(whole, **plan()).plan) == {"A"}
    assert unread(make_subject({"B": NEED, "F": HELP}, **plan()).plan) == frozenset()


def test_it_is_said_once_with_the_sections_first_words() -> None:
    (finding,) = CHECK.examine(make_subject(sections(F=TALK), **plan(provision=()))).findings
    assert (finding.check, finding.section) == ("section.unread", "F")
    assert finding.quote.startswith("The family moved here")
    assert "provision" in finding.message


def test_lines_of_an_unread_section_are_left_to_people_and_no_thread_is_called_broken() -> None:
    judges = Judges.load()
    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)

    def assessed(subject):
        return assess(subject.case, judges, now=now)

    lost = assessed(make_subject(sections(B=TALK), **plan(needs=())))
    assert {a.answer for a in lost.answers if a.line.startswith("B.")} == {None}
    assert [f.check for f in lost.findings if f.check.startswith("thread.")] == []
    read = assessed(make_subject(sections(B=NEED), **plan(provision=[("F", "Swimming each Friday.")])))
    assert any(a.answer is not None for a in read.answers if a.line.startswith("B."))
    assert any(f.check.startswith("thread.") for f in read.findings)


def test_what_was_lost_of_provision_leaves_the_thread_of_health_whole() -> None:
    need, help_ = "Sam has epilepsy and needs rescue medicine.", "Rescue medicine for epilepsy, given by the nurse."
    parts = plan(needs=[("B", NEED), ("C", need)], provision=[("G", help_)])
    subject = make_subject({**sections(F=TALK), "C": need, "G": help_}, **parts)
    found = {
        a.line: a.answer
        for a in assess(subject.case, Judges.load(), now=dt.datetime(2026, 11, 23, tzinfo=dt.UTC)).answers
    }
    assert found["C.needs.matched_to_G"] == "yes"
    assert found["B.needs.matched_to_F"] is None
    assert found["F.provision.linked_to_E"] is None
