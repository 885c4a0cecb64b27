"""Ages, year groups, dates and targets held against the front sheet and the day of the draft."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from checks import dates
from checks.ages import year_ends
from checks.outcome import past_date
from extractors.passage import Passage, Piece
from extractors.plan.model import Child, Outcome, PlanDates
from tests.checks.making import make_subject

CASES = Path(__file__).parent / "cases"
MAISIE = Child("Maisie-Jo Pickersgill", "Maisie", dt.date(2016, 2, 11), "Year 6", "she")
DRAFT = dt.date(2026, 11, 2)


def cases(code: str):
    for name, each in yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8")).items():
        for case in each:
            given = {"text": case} if isinstance(case, str) else case
            yield pytest.param(given, name == "fails", id=f"{name}-{given['text'][:60]}")


def subject_of(case, section: str):
    text = case["text"]
    passage = Passage(text, (Piece(0, 0, len(text)),))
    outcomes = [Outcome("E1", passage, heading=case.get("heading", ""))] if section == "E" else []
    return make_subject({section: text}, child=MAISIE, dates=PlanDates(draft=DRAFT), outcomes=outcomes)


@pytest.mark.parametrize(("case", "wrong"), list(cases("dates.inconsistent")))
def test_ages_years_and_moves_agree_with_the_date_of_birth(case, wrong) -> None:
    found = dates.CHECK.examine(subject_of(case, case.get("section", "A"))).findings
    assert bool(found) == wrong
    assert all(f.quote in case["text"] for f in found)


@pytest.mark.parametrize(("case", "wrong"), list(cases("outcome.past_date")))
def test_a_target_lies_ahead_of_the_draft(case, wrong) -> None:
    found = past_date.CHECK.examine(subject_of(case, "E")).findings
    assert bool(found) == wrong
    assert all(f.item == "E1" and f.quote in case["text"] for f in found)


def test_a_target_between_the_draft_and_today_is_told_at_low_severity() -> None:
    text = "By January 2027 Maisie will read 100 words."
    passage = Passage(text, (Piece(0, 0, len(text)),))
    subject = make_subject(
        {"E": text},
        child=MAISIE,
        dates=PlanDates(draft=DRAFT),
        outcomes=[Outcome("E1", passage)],
        today=dt.date(2027, 3, 1),
    )
    (finding,) = past_date.CHECK.examine(subject).findings
    assert finding.severity.value == "low"


def test_a_child_taught_out_of_year_keeps_the_printed_year() -> None:
    behind = Child("A B", "A", dt.date(2016, 2, 11), "Year 5")
    assert year_ends(behind, DRAFT, 6) == dt.date(2028, 7, 31)
    assert year_ends(MAISIE, DRAFT, 6) == dt.date(2027, 7, 31)
    assert year_ends(Child("A B", "A", dt.date(2022, 9, 27), "Nursery"), dt.date(2026, 6, 15), 0) == dt.date(
        2028, 7, 31
    )


def test_a_review_before_the_draft_is_told() -> None:
    subject = make_subject(
        {}, child=MAISIE, front="Maisie Pickersgill", dates=PlanDates(draft=DRAFT, next_review=dt.date(2026, 3, 1))
    )
    (finding,) = dates.CHECK.examine(subject).findings
    assert "before the draft" in finding.message


@pytest.mark.parametrize(("born", "severity"), [(dt.date(2023, 6, 21), "low"), (dt.date(2023, 1, 21), "medium")])
def test_a_summer_born_child_may_start_reception_a_year_later(born: dt.date, severity: str) -> None:
    child = Child("Idris Rahman", "Idris", born, "Nursery", "he")
    subject = make_subject({"A": "Idris is due to start in Reception in September 2028."}, child=child)
    (finding,) = dates.CHECK.examine(subject).findings
    assert finding.severity == severity


def test_a_later_review_before_a_move_is_not_the_yearly_one() -> None:
    dates_given = PlanDates(draft=DRAFT, next_review=dt.date(DRAFT.year + 2, 2, 15))
    text = "The plan will be reviewed within twelve months of being issued, and before the move to secondary school."
    yearly = make_subject({"E": text}, child=MAISIE, front="Maisie Pickersgill", dates=dates_given)
    assert not dates.CHECK.examine(yearly).findings
    late = make_subject({"E": "Reviewed later."}, child=MAISIE, front="Maisie Pickersgill", dates=dates_given)
    assert "more than twelve months" in dates.CHECK.examine(late).findings[0].message


def test_reception_ends_a_year_later_for_a_child_who_starts_later() -> None:
    child = Child("Wren Tregaskis", "Wren", dt.date(2022, 8, 19), "Nursery", "she")
    outcome = "By the end of Reception (July 2028) Wren will follow instructions with two key words."
    told = "She will start school in September 2027 because her mum has asked for her to start a year later."
    (asked,) = dates.CHECK.examine(make_subject({"E": outcome}, child=child, outcomes=[outcome])).findings
    assert asked.severity == "low"
    explained = make_subject({"B": told, "E": outcome}, child=child, outcomes=[outcome])
    assert not [f for f in dates.CHECK.examine(explained).findings if f.section == "E"]
