"""Days as a scan misreads them are the days that were printed; words are not days."""

import datetime as dt

import pytest

from extractors.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Signed 2O August 2026", dt.date(2026, 8, 20)),
        ("Date: l0 September 2026", dt.date(2026, 9, 10)),
        ("2I September 2026", dt.date(2026, 9, 21)),
        ("10 September 2O26", dt.date(2026, 9, 10)),
        ("on 1O.09.2026", dt.date(2026, 9, 10)),
        ("21/O9/2026", dt.date(2026, 9, 21)),
        ("O8/09/2026", dt.date(2026, 9, 8)),
    ],
)
def test_letter_that_a_scan_read_for_a_figure_is_the_figure(text: str, day: dt.date) -> None:
    assert parse_date(text) == day
    assert all(text[f.start : f.end] in text for f in find_dates(text))


@pytest.mark.parametrize("text", ["Lo August sun", "Ill. May I", "Il. 1/O/x", "to May of that year", "OO OI"])
def test_words_are_no_days(text: str) -> None:
    assert find_dates(text) == []
