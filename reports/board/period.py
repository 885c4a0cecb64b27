"""The periods that the framework reports by: two months, a quarter, a year.

Source: Swindon Performance and Quality Assurance Framework, 4.1 (the SEND Board hears of the quality of plans and
advice every other month, of moderation by the quarter, of the trends each year).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from extractors.errors import CommandError
from reports.trends.compare import Period

KINDS = {"two-months": 2, "quarter": 3, "year": 12}  # months that each covers
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.IGNORECASE)


def read_period(text: str) -> tuple[str, Period]:
    """The kind of paper and the days that "2026-09/2026-10", "2026-Q3" or "2026" means.

    Raises ``CommandError`` for anything else.
    """
    if found := _QUARTER.fullmatch(text):
        return "quarter", _months(int(found[1]), 3 * int(found[2]) - 2, 3)
    if re.fullmatch(r"\d{4}", text):
        return "year", _months(int(text), 1, 12)
    first, _, last = text.partition("/")
    a, b = _MONTH.fullmatch(first), _MONTH.fullmatch(last or first)
    if a and b and 1 <= int(a[2]) <= 12 and 1 <= int(b[2]) <= 12:
        months = 12 * (int(b[1]) - int(a[1])) + int(b[2]) - int(a[2]) + 1
        kind = next((k for k, most in KINDS.items() if months <= most), "year")
        if months > 0:
            return kind, _months(int(a[1]), int(a[2]), months)
    raise CommandError(
        "period.unknown", f'"{text}" is not a period. Give two months (2026-09/2026-10), a quarter (2026-Q3) or a year.'
    )


def last_complete(kind: str, today: dt.date) -> Period:
    """The last period of a kind that is over: what a paper made on its date tells. Two months end with an even one."""
    months = KINDS[kind]
    number = 12 * today.year + today.month - 1  # months since the year 0
    start = number - number % months - months
    return _months(start // 12, start % 12 + 1, months)


def _months(year: int, month: int, count: int) -> Period:
    end = 12 * year + month - 1 + count - 1
    last_year, last_month = end // 12, end % 12 + 1
    return Period(
        dt.date(year, month, 1), dt.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    )
