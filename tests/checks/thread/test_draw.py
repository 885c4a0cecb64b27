"""The golden thread drawn over plans whose links are known."""

from dataclasses import replace

import pytest

from checks.thread.draw import draw_thread
from checks.thread.practice import practice_plans
from extractors.document import Document
from extractors.errors import GoldenThreadError
from extractors.passage import Passage, Piece
from extractors.plan.model import Child, Need, Outcome, Plan, Provision, Tie


def passage(text: str) -> Passage:
    return Passage(text, (Piece(0, 0, len(text)),))


def plan(needs: dict[str, str], provision: dict[str, str], outcomes: dict[str, str] | None = None) -> Plan:
    return Plan(
        Document("plan.docx", "0" * 64, "docx", ()),
        Child(name="Ana Bell", known_as="Ana"),
        needs=tuple(Need(k, k[0], passage(v)) for k, v in needs.items()),
        outcomes=tuple(Outcome(k, passage(v)) for k, v in (outcomes or {}).items()),
        provision=tuple(Provision(k, k[:2] if k[0] == "H" else k[0], passage(v)) for k, v in provision.items()),
    )


NEEDS = {
    "B1": "Ana reads few words and guesses from the first letter.",
    "B2": "Noise in the dining hall and assembly is painful to her and she covers her ears.",
    "B3": "Ana cannot tell an adult when she is angry, and throws chairs.",
    "C1": "Ana lies awake until midnight and wakes at four.",
}
PROVISION = {
    "F1": "Precision teaching of common words for ten minutes a day with a teaching assistant.",
    "F2": "Ear defenders at all times; lunch in a quiet room with two friends.",
    "F3": "ELSA for 40 minutes a week on noticing anger and what to do with it.",
}


def test_support_is_tied_to_the_need_it_would_meet() -> None:
    thread = draw_thread(plan(NEEDS, PROVISION))
    assert thread.provision_of("B1") == ("F1",)
    assert thread.provision_of("B2") == ("F2",)
    assert thread.provision_of("B3") == ("F3",)


def test_a_need_that_nothing_meets_stays_bare() -> None:
    assert draw_thread(plan(NEEDS, PROVISION)).provision_of("C1") == ()


def test_support_on_another_subject_in_the_same_row_does_not_meet_the_need() -> None:
    long = "Ana loses the second half of any long instruction and does the wrong thing."
    toy = "A fidget toy and a wobble cushion are to hand in every lesson."
    given = plan({"B1": long, "B2": NEEDS["B1"]}, {"F1": toy, "F2": PROVISION["F1"]})
    tied = replace(
        given,
        needs=tuple(replace(n, tie=Tie(row=f"t1r{i}")) for i, n in enumerate(given.needs)),
        provision=tuple(replace(p, tie=Tie(row=f"t1r{i}")) for i, p in enumerate(given.provision)),
    )
    assert draw_thread(tied).provision_of("B2") == ("F2",)
    assert "F1" not in draw_thread(tied).provision_of("B1")


def test_the_universal_offer_alone_meets_nothing() -> None:
    thread = draw_thread(plan(NEEDS, {"F1": "High quality teaching, differentiated as appropriate."}))
    assert thread.provision == ()


def test_each_link_says_why_in_words() -> None:
    thread = draw_thread(plan(NEEDS, PROVISION, {"E1": "By July 2027 Ana will read 100 common words."}))
    assert {link.because for link in thread.provision}
    assert all(link.because and "_" not in link.because for link in (*thread.provision, *thread.outcomes))
    assert "reading" in next(link.because for link in thread.provision if link.other == "F1")


def test_the_childs_name_is_no_likeness() -> None:
    named = plan(
        {"B1": "Ana Ana Ana cannot see print of less than 24 point."}, {"F1": "Ana has Ana's riding hat for Ana."}
    )
    assert draw_thread(named).provision == ()


def test_an_empty_plan_has_no_thread_and_no_error() -> None:
    assert draw_thread(plan({}, {})).provision == ()
    assert draw_thread(plan(NEEDS, {})).provision == ()
    assert draw_thread(plan({}, PROVISION)).provision == ()


def test_practice_plans_are_read_with_their_links() -> None:
    found = list(practice_plans())
    assert len(found) > 25
    assert sum(len(p.plan.needs) for p in found) > 200
    assert all(set(p.answers) == {x.id for x in (*p.plan.outcomes, *p.plan.provision)} for p in found)
    bare = sum(not any(n.id in p.answers[x.id] for x in p.plan.provision) for p in found for n in p.plan.needs)
    assert bare > 10  # orphans are in them, or nothing would teach what one looks like


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("plan Al\nB1 | area | only three parts", "is no item"),
        ("plan Al\nB1 | | | Reads little.\nF1 | | B2 | Reads daily.", "there is no need B2"),
        ("plan Al\nB1 | | | Reads little.\nB1 | | | Reads little.", "stands twice"),
    ],
)
def test_a_practice_plan_with_a_mistake_is_refused_by_name(tmp_path, lines: str, said: str) -> None:
    (tmp_path / "wrong.txt").write_text(lines, encoding="utf-8")
    with pytest.raises(GoldenThreadError, match=said):
        list(practice_plans(tmp_path))


def test_provision_beside_an_outcome_reaches_the_need_that_the_outcome_follows_from() -> None:
    """Many forms tie Section F to an outcome by its number and say nothing of the need."""
    given = plan(
        {"B1": NEEDS["B1"], "B2": NEEDS["B2"]},
        {"F1": "Twenty minutes each day with Mrs Hale."},
        {"E1": "By July 2027 Ana will read 100 common words.", "E2": "Ana will eat lunch in a noisy dining hall."},
    )
    named = replace(given, provision=tuple(replace(p, tie=Tie(refers=("E1",))) for p in given.provision))
    link = draw_thread(named).provision
    assert [(x.need, x.other) for x in link] == [("B1", "F1")]
    assert "outcome" in link[0].because
    assert draw_thread(given).provision_of("B2") == ()


def test_a_row_is_firm_where_its_outcome_speaks_for_the_need() -> None:
    given = plan(
        {"B1": "Ana reads few words and guesses from the first letter.", "B2": NEEDS["B2"]},
        {"F1": "Mrs Hale works with her in the library corner, with cards that she has chosen."},
        {"E1": "By July 2027 Ana will read 100 common words."},
    )
    rowed = replace(
        given,
        needs=tuple(replace(n, tie=Tie(row=f"t1r{i}")) for i, n in enumerate(given.needs)),
        outcomes=tuple(replace(o, tie=Tie(row="t1r0")) for o in given.outcomes),
        provision=tuple(replace(p, tie=Tie(row="t1r0")) for p in given.provision),
    )
    assert draw_thread(rowed).provision_of("B1") == ("F1",)


def test_a_health_need_looks_to_health_provision_before_school_s() -> None:
    """Both items speak of her sight; only one is her eye clinic's."""
    needs = {
        "B1": "Zee cannot read ordinary print or see the board.",
        "C1": "Zee has glaucoma in both eyes and sees less each year; her pressure is treated with drops.",
    }
    items = {
        "F1": "All print in 24 point bold; magnifier and large screen in every lesson, from the QTVI.",
        "G1": "Eye clinic every three months; drops given by a trained first aider at noon.",
    }
    thread = draw_thread(plan(needs, items))
    assert thread.provision_of("B1") == ("F1",)
    assert thread.provision_of("C1") == ("G1",)


def test_an_outcome_carries_the_thread_between_words_that_have_nothing_in_common() -> None:
    needs = {"B1": "My hands cannot press, hold or turn anything on a mixing desk.", "B2": NEEDS["B1"]}
    outcomes = {
        "E1": "By June I will have mixed four tracks at the desk in the studio with my own hands free.",
        "E2": "By June Ana will read 100 common words.",
    }
    items = {"F1": "Studio software for mixing tracks, run by a head switch.", "F2": PROVISION["F1"]}
    thread = draw_thread(plan(needs, items, outcomes))
    assert thread.provision_of("B1") == ("F1",)
    assert thread.provision_of("B2") == ("F2",)


def test_a_reason_names_words_that_are_near_where_none_is_shared() -> None:
    given = plan({"B1": "She loathes clothing that scratches.", "B2": NEEDS["B1"]}, {"F1": "Soft garments."})
    reasons = [x.because for x in (*draw_thread(given).provision, *draw_thread(given).nearly) if x.need == "B1"]
    assert any("near in meaning" in r or "both about" in r for r in reasons)
