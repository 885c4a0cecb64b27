"""Sections I and J, the lead professional's box and the sign-off, by what is printed and by the plan's status."""

from pathlib import Path

import pytest
import yaml

from checks import ending, sections
from checks.ticks import ticked
from extractors.plan.model import Status
from tests.checks.making import make_subject

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "ending.yaml").read_text(encoding="utf-8"))
PLACE, LEAD, SIGNED = (
    ("named", "not_named", "type", "no_type"),
    ("lead_complete", "lead_incomplete"),
    ("signed", "unsigned"),
)


def examined(kind: str, text: str, **plan):
    if kind in LEAD:
        return ending.CHECK.examine(make_subject({}, lead_professional=text, **plan))
    if kind in SIGNED:
        return ending.CHECK.examine(make_subject({}, sign_off=text, **plan))
    return ending.CHECK.examine(make_subject({"I" if kind in PLACE else "J": text}, **plan))


def codes(kind: str, text: str, status: Status) -> dict[str, str]:
    return {f.check: f.severity.value for f in examined(kind, text, status=status).findings}


@pytest.mark.parametrize(
    ("kind", "text"), [pytest.param(k, t, id=f"{k}-{t[:50]}") for k, texts in CASES.items() for t in texts]
)
def test_what_is_printed_is_read(kind: str, text: str) -> None:
    value = {m.name: m.value for m in examined(kind, text).measures}
    budget = (value["budget.requested"], value["budget.agreed"])
    detail = value["budget.amount"] and value["budget.outcomes"]
    holds = {
        "named": value["placement.name"],
        "not_named": not value["placement.name"],
        "type": value["placement.type"],
        "no_type": not value["placement.type"],
        "no_budget": budget == (False, False),
        "requested": budget == (True, False),
        "agreed": budget == (True, True) and detail,
        "agreed_without_detail": budget == (True, True) and not detail,
        "lead_complete": value["lead.complete"],
        "lead_incomplete": not value["lead.complete"],
        "signed": value["signoff.done"],
        "unsigned": not value["signoff.done"],
    }
    assert holds[kind]


def test_a_school_is_a_fault_in_a_draft_and_belongs_in_a_final_plan() -> None:
    assert codes("named", "Oak Lodge School", Status.DRAFT)["placement.named_in_draft"] == "medium"
    assert codes("named", "Oak Lodge School", Status.AMENDED)["placement.named_in_draft"] == "low"
    assert "placement.named_in_draft" not in codes("named", "Oak Lodge School", Status.FINAL)


def test_a_final_plan_without_setting_or_type_is_told() -> None:
    assert "placement.missing_in_final" in codes("not_named", "To be completed.", Status.FINAL)
    assert "placement.missing_in_final" not in codes("type", "A mainstream primary school.", Status.FINAL)
    assert "placement.missing_in_final" not in codes("not_named", "Left blank.", Status.DRAFT)


def test_an_unsigned_final_plan_matters_more_than_an_unsigned_draft() -> None:
    assert codes("unsigned", "Signature:\nDate:", Status.FINAL)["signoff.missing"] == "high"
    assert codes("unsigned", "Signature:\nDate:", Status.DRAFT)["signoff.missing"] == "low"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Requested? ☒ Yes ☐ No", [True]),
        ("Requested? Yes ☐ No ☑", [False]),
        ("Requested? ☐ Yes ☐ No", [None]),
        ("Requested: Yes\nAgreed: No", [True, False]),
        ("Agreed [ ] Yes [x] No", [False]),
        ("He was asked and said yes. No answer came.", []),
    ],
)
def test_the_ticked_box_decides_and_an_empty_one_says_nothing(text: str, answers: list[bool | None]) -> None:
    assert [box.yes for box in ticked(text)] == answers


def test_one_half_of_h_may_say_none_where_the_other_meets_the_need() -> None:
    need, helped = [("D", "He has no friends near home.")], [("H1", "A befriender for two hours a week.")]
    both = make_subject({"D": "x", "H1": helped[0][1], "H2": "None identified."}, needs=need, provision=helped)
    neither = make_subject({"D": "x", "H1": "None.", "H2": "None identified."}, needs=need)
    told = [
        [f.section for f in sections.CHECK.examine(s).findings if f.check == "section.empty"] for s in (both, neither)
    ]
    assert told == [[], ["H1", "H2"]]
