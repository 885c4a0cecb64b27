"""Advice that is old, late or unsigned is told; where nobody says when it was asked for, nothing is."""

import datetime as dt

import pytest

from checks.advice.currency import LATE, STALE, UNSIGNED, examine, is_late, is_stale
from extractors.advice.model import AdviceKind
from extractors.case import CaseFacts
from tests.checks.advice.build import DRAFT, case_of, report

EP = AdviceKind.EDUCATIONAL_PSYCHOLOGY


def ago(days: int) -> dt.date:
    return DRAFT - dt.timedelta(days=days)


@pytest.mark.parametrize(("days", "stale"), [(30, False), (360, False), (370, True), (900, True)])
def test_advice_older_than_the_limit_is_stale(days: int, stale: bool) -> None:
    written = report(EP, "Dr Helen Osgood", date=ago(days))
    assert is_stale(written, case_of(written)) is stale


def test_advice_of_an_earlier_key_stage_is_stale_after_half_a_year() -> None:
    written = report(EP, "Dr Helen Osgood", date=dt.date(2026, 4, 1))
    moved_on = case_of(written, birth=dt.date(2019, 3, 14))  # Year 2 then, Year 3 now
    stayed = case_of(written, birth=dt.date(2017, 3, 14))
    assert is_stale(written, moved_on)
    assert not is_stale(written, stayed)


def test_advice_without_a_date_is_not_called_stale() -> None:
    undated = report(EP, "Dr Helen Osgood")
    assert not is_stale(undated, case_of(undated))


@pytest.mark.parametrize(("days", "late"), [(14, False), (42, False), (43, True), (90, True)])
def test_six_weeks_are_counted_from_the_day_the_report_gives(days: int, late: bool) -> None:
    written = report(EP, date=dt.date(2026, 9, 1), requested=dt.date(2026, 9, 1) - dt.timedelta(days=days))
    assert is_late(written, None) is late


def test_six_weeks_are_counted_from_the_case_list_where_the_report_is_silent() -> None:
    written = report(EP, date=dt.date(2026, 9, 1))
    assert is_late(written, dt.date(2026, 8, 1)) is False
    assert is_late(written, dt.date(2026, 7, 1)) is True


def test_without_a_day_of_asking_it_is_not_known_whether_advice_is_late() -> None:
    written = report(EP, date=dt.date(2026, 9, 1))
    assert is_late(written, None) is None
    assert LATE not in [f.check for f in examine(case_of(written)).findings]


def test_case_list_gives_the_day_of_asking() -> None:
    written = report(EP, date=dt.date(2026, 9, 1))
    subject = case_of(written, facts=CaseFacts(request_date=dt.date(2026, 6, 1)))
    assert LATE in [f.check for f in examine(subject).findings]


def test_stale_and_unsigned_advice_are_both_told() -> None:
    written = report(EP, "Dr Helen Osgood", date=ago(500), signed=False)
    assert {f.check for f in examine(case_of(written)).findings} == {STALE, UNSIGNED}
