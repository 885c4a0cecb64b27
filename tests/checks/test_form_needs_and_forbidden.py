"""Needs told with effect and degree, what the reports know of health and care; names an authority forbids; means."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.finding import Measure
from checks.forms.authority import VARIABLE, load_authority
from checks.identity import forbidden
from checks.need import clear
from checks.need import form_measures as needs
from checks.provision.form_measures import _resourced
from extractors.advice.model import AdviceKind
from extractors.passage import Passage, Piece
from extractors.plan.model import Child, Person, Provision
from tests.checks.making import make_subject

CHILD = Child("Ada Lowe", "Ada", parents=(Person("Mrs Jane Lowe", "mother"),))
TEXT = "Dr Haldane sees Ada. Mrs Lowe agrees. Ada takes methylphenidate at home."


@pytest.fixture
def forbid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    path = tmp_path / "our.yaml"
    path.write_text("checks: {forbid_professionals_names: true, forbid_medicine_names: true}\n", encoding="utf-8")
    load_authority.cache_clear()
    monkeypatch.setenv(VARIABLE, str(path))
    yield
    load_authority.cache_clear()


def test_names_are_reported_only_where_the_authority_forbids_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert forbidden.CHECK.examine(make_subject({"C": TEXT}, child=CHILD)).findings == ()


@pytest.mark.usefixtures("forbid")
def test_a_professional_and_a_medicine_are_reported_and_parents_are_not() -> None:
    found = forbidden.CHECK.examine(
        make_subject({"C": TEXT, "K": "Dr Haldane, report of 3 May."}, child=CHILD)
    ).findings
    assert [(f.check, f.section, f.quote) for f in found] == [
        ("identity.professional_named", "C", "Dr Haldane"),
        ("draft.medicine_named", "C", "methylphenidate"),
    ]
    assert all(TEXT[f.place.start : f.place.end] == f.quote for f in found if f.place)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ada has asthma and uses an inhaler twice a day, so that she must rest for ten minutes after running.", 1.0),
        (
            "Ada has had asthma since 2019, as her family and the school nurse have both told us in writing this time.",
            0.7,
        ),
        ("Ada has asthma.", 0.3),
    ],
)
def test_a_health_need_is_told_with_effect_and_degree(text: str, value: float) -> None:
    examined = needs.CHECK.examine(make_subject({"C": text}, needs=[("C", text)], child=CHILD))
    told = next(m for m in examined.measures if m.name == "need.told.C")
    assert told.value == value


def test_the_head_of_section_b_is_read_for_what_it_tells() -> None:
    text = (
        "Ada's primary need is communication and interaction. She was diagnosed with autism by the paediatric team in "
        "May 2024. Autism means that she finds hidden meanings hard. This shows most in unstructured times. She is "
        "working at Year 2 expectations."
    )
    examined = needs.CHECK.examine(make_subject({"B": text}, child=CHILD))
    told = next(m for m in examined.measures if m.name == "background.told")
    assert (told.met, told.failing) == (6, ())
    nothing = next(
        m
        for m in needs.CHECK.examine(make_subject({"B": "See the reports."}, child=CHILD)).measures
        if m.name == "background.told"
    )
    assert nothing.met == 0


def test_without_advice_nothing_is_asked_and_nothing_known_elsewhere() -> None:
    measures = {m.name: m for m in needs.CHECK.examine(make_subject({"C": ""}, advice=[AdviceKind.SCHOOL])).measures}
    assert measures["advice.asks.C"].value is False
    assert measures["elsewhere.C"].value is False
    assert "need.carried.C" not in measures


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A teaching assistant trained in Makaton works with Ada in the quiet room.", True),
        ("The occupational therapist visits school once a term.", True),
        ("A laptop with speech software, in every lesson.", True),
        ("Staff will support Ada.", False),
        ("Access to appropriate strategies as required, where possible, from suitably trained staff.", False),
        ("CAMHS support will be offered if she meets the threshold, as appropriate.", False),
    ],
)
def test_means_are_told_from_good_intentions(text: str, named: bool) -> None:
    passage = Passage(text, (Piece(0, 0, len(text)),))
    assert _resourced(Provision("F1", "F", passage)) is named


NEED = (
    "Ada finds it hard to follow a story that is only read aloud, so she misses what happened and cannot answer when "
    "she is asked about it in class."
)


def measured(name: str, sections: dict[str, str], needs: list[tuple[str, str]]) -> Measure:
    subject = make_subject(sections, needs=needs, child=CHILD)
    return next(m for m in clear.CHECK.examine(subject).measures if m.name == name)


def test_needs_that_are_lost_in_talk_are_hard_to_find() -> None:
    found = measured("need.findable", {"B": NEED}, [("B", NEED)])
    lost = measured("need.findable", {"B": f"{NEED}\n" + "She sat at the back and drew horses. " * 100}, [("B", NEED)])
    assert (found.value, found.note) == (1.0, "")
    assert float(lost.value or 0) < 0.4
    assert "neither a need nor a strength" in lost.note


@pytest.mark.parametrize(
    ("needs", "clearly"),
    [
        ([NEED], 1),
        ([NEED, NEED], 0),  # told twice
        ([NEED * 6], 0),  # several in one
        (["Ada has asthma. She has a brown inhaler twice a day and a blue inhaler before PE and when needed."], 0),
        (["Ada will have a laptop and a quiet room with an adult at all times when she needs them in her lessons."], 0),
    ],
)
def test_a_need_is_clear_where_it_is_one_need_in_its_place_with_what_comes_of_it(
    needs: list[str], clearly: int
) -> None:
    assert measured("need.clear.B", {"B": "\n".join(needs)}, [("B", n) for n in needs]).met == clearly
