"""What each report gives for trends by service, and whose fault vague words are."""

import datetime as dt

import pytest

from checks.advice.inherited import with_inherited
from checks.advice.service_measures import service_measures
from checks.finding import Finding, Measure, Severity
from extractors.advice.model import AdviceKind
from extractors.case import CaseFacts
from tests.checks.advice.build import case_of, report

SALT = AdviceKind.SPEECH_LANGUAGE
EXACT = "A language group of four children for 30 minutes each week, run by a teaching assistant."
VAGUE = "Regular speech and language therapy as required."


def measured(**said: object) -> dict[str, Measure]:
    facts = said.pop("facts", None)
    given = said.pop("plan", ())
    advice = report(SALT, "Kirsty Balfour", **said)  # type: ignore[arg-type]
    subject = case_of(advice, provision=given, facts=facts)  # type: ignore[arg-type]
    return {m.name: m for m in service_measures(subject, advice)}


def share(measure: Measure) -> tuple[int, int]:
    return measure.met, measure.not_met


def test_vague_words_of_a_report_are_counted_against_the_report() -> None:
    told = measured(provision=(EXACT, VAGUE))["advice.exact"]
    assert share(told) == (1, 1)
    assert any("as required" in words for words in told.failing)


def test_a_report_may_recommend_where_a_plan_must_promise() -> None:
    asked = "I recommend that a therapist sees Theo for 45 minutes each week."
    assert share(measured(provision=(asked,))["advice.exact"]) == (1, 0)


def test_amounts_and_people_are_counted_item_by_item() -> None:
    told = measured(provision=(EXACT, VAGUE, "A visual timetable on his desk."))
    assert share(told["advice.quantified"]) == (1, 2)
    assert "A visual timetable on his desk." in told["advice.named"].failing


def test_the_author_is_somebody_who_gives_it() -> None:
    assert share(measured(provision=("Two visits of one hour from me.",))["advice.named"]) == (1, 0)


def test_carried_over_is_what_the_plan_has_of_the_report() -> None:
    plan = ("Theo will join a language group of four for 30 minutes weekly, run by a teaching assistant.",)
    told = measured(provision=(EXACT, "Hydrotherapy for 30 minutes each week."), plan=plan)["advice.carried"]
    assert share(told) == (1, 1)
    assert told.failing == ("Hydrotherapy for 30 minutes each week.",)


@pytest.mark.parametrize(
    ("requested", "listed", "days"),
    [(dt.date(2026, 8, 1), None, 31), (None, dt.date(2026, 8, 1), 31), (None, None, None)],
    ids=["from the report", "from the case list", "not known"],
)
def test_days_taken(requested: dt.date | None, listed: dt.date | None, days: int | None) -> None:
    told = measured(date=dt.date(2026, 9, 1), requested=requested, facts=CaseFacts(request_date=listed))
    assert told["advice.days"].value == days


def vague_finding(item: str, quote: str) -> Finding:
    return Finding("provision.vague", Severity.HIGH, "F", quote, "This is vague.", "Say how often.", "9.69", item=item)


def test_vague_words_taken_from_a_report_are_the_reports_fault() -> None:
    advice = report(SALT, "Kirsty Balfour", provision=(VAGUE,))
    subject = case_of(advice, provision=("Theo will have regular speech and language therapy as required.",))
    told = with_inherited([vague_finding("F1", "as required")], subject)[0]
    assert told.severity is Severity.LOW
    assert "speech and language therapy advice has the same words" in told.message


def test_vague_words_that_no_report_has_are_the_plans_own() -> None:
    advice = report(SALT, "Kirsty Balfour", provision=(EXACT,))
    subject = case_of(advice, provision=("Theo will join a language group as required.",))
    finding = vague_finding("F1", "as required")
    assert with_inherited([finding], subject) == (finding,)
