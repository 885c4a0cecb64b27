"""The picture of the golden thread, and the same in words."""

import datetime as dt
import itertools
import xml.etree.ElementTree as ET

import pytest

from checks.assessment import Assessment, ChildEntry, NeedEntry, OutcomeEntry, PlanEntry, ProvisionEntry, ThreadEntry
from reports.thread_picture import thread_picture
from reports.thread_words import LOOSE, NO_OUTCOME, NO_PROVISION, strands, thread_in_words

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def assessment() -> Assessment:
    """Ana's reading is met and leads somewhere; her sleep is forgotten; a hoist belongs to nobody."""
    plan = PlanEntry(
        child=ChildEntry(name="Ana"),
        status="draft",
        sections={},
        needs=(
            NeedEntry(id="B1", section="B", area="", text="Ana reads few words & guesses from the first letter."),
            NeedEntry(id="C1", section="C", area="", text="Ana lies awake until midnight."),
        ),
        outcomes=(OutcomeEntry(id="E1", domain="education", area="", text="Ana will read <100> words."),),
        provision=(
            ProvisionEntry(id="F1", section="F", area="", text="Precision teaching, 10 minutes a day."),
            ProvisionEntry(id="F2", section="F", area="", text="A hoist in the hygiene room."),
        ),
        thread=(
            ThreadEntry(need="B1", outcomes=("E1",), provision=("F1",), because={"F1": "both about reading"}),
            ThreadEntry(need="C1"),
        ),
    )
    return Assessment(
        case="x", assessed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), versions={}, documents=(), plan=plan
    )


def words_of(svg: str) -> str:
    return " ".join(t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text"))


def test_a_need_that_is_met_stands_beside_its_outcome_and_provision(assessment: Assessment) -> None:
    first = strands(assessment).each[0]
    assert ([h.id for h in first.outcomes], [h.id for h in first.provision], first.broken) == (["E1"], ["F1"], ())


def test_a_broken_thread_is_said_in_words_and_not_only_shown_in_red(assessment: Assessment) -> None:
    said = words_of(thread_picture(assessment))
    assert "Broken" in said
    assert "Nothing in the plan meets this need." in said
    assert strands(assessment).each[1].broken == (NO_OUTCOME, NO_PROVISION)


def test_provision_that_no_need_calls_for_hangs_loose(assessment: Assessment) -> None:
    assert [h.id for h in strands(assessment).loose] == ["F2"]
    assert "Hanging loose" in words_of(thread_picture(assessment))


def test_the_words_tell_all_that_the_picture_shows(assessment: Assessment) -> None:
    words = "\n".join(thread_in_words(assessment))
    for item in ("B1", "C1", "E1", "F1", "F2"):
        assert item in words
        assert item in words_of(thread_picture(assessment))
    assert NO_PROVISION in words
    assert LOOSE in words
    assert words.startswith("1 of 2 needs have both an outcome and provision; 1 item hangs loose.")


def test_the_picture_is_sound_svg_with_a_name_for_screen_readers_and_no_ids(assessment: Assessment) -> None:
    svg = thread_picture(assessment)
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert "golden thread" in root.get("aria-label")
    assert not [e for e in root.iter() if e.get("id")]
    assert "<script" not in svg


def test_boxes_lead_where_the_page_says(assessment: Assessment) -> None:
    root = ET.fromstring(thread_picture(assessment, link=lambda item: f"#item-{item}"))
    assert {a.get("href") for a in root.iter(f"{SVG}a")} == {f"#item-{i}" for i in ("B1", "C1", "E1", "F1", "F2")}


def test_boxes_of_a_column_do_not_overlap(assessment: Assessment) -> None:
    boxes = [r for r in ET.fromstring(thread_picture(assessment)).iter(f"{SVG}rect") if r.get("rx")]
    spans = sorted((int(b.get("x")), int(b.get("y")), int(b.get("y")) + int(b.get("height"))) for b in boxes)
    for (x, _, end), (next_x, start, _) in itertools.pairwise(spans):
        assert x != next_x or start >= end


def test_a_plan_without_needs_says_so(assessment: Assessment) -> None:
    bare = assessment.model_copy(update={"plan": assessment.plan.model_copy(update={"needs": (), "thread": ()})})
    assert "No need was found" in words_of(thread_picture(bare))
