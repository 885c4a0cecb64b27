"""Dates as plans and reports print them, in British order, found in running text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join([*_MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"])
_WRITTEN = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?({_MONTH})\.?,?[\s-]+(\d{{4}}|\d{{2}})\b",
    re.IGNORECASE,  # "14-Sep-2026" too
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\.?,?\s+(\d{{4}})\b", re.IGNORECASE)


# A scan's letters for figures, in a day and nowhere else: "2O August", "l0.09.2026", "September 2O26".
_MISREAD = re.compile(
    rf"\b(?=[\dOoIl]*\d)[\dOoIl]{{2}}(?=(?:st|nd|rd|th)?[ -](?:{_MONTH})\b)"
    r"|\b(?=[\dOoIl]*\d)[\dOoIl]{2}[/.][\dOoIl]{1,2}[/.][\dOoIl]{2,4}\b|\b(?=[Ol]\d[/.])[\dOoIl]{2}[/.][\dOoIl]{1,2}[/.][\dOoIl]{2,4}\b"
    rf"|(?<=[a-z] )2[O0o][\dOoIl]{{2}}\b",
    re.IGNORECASE,
)
_FIGURES = str.maketrans("OoIl", "0011")


class Precision(StrEnum):
    """How exactly a date is given."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at characters ``start`` to ``end``. A month alone stands for its last day."""

    start: int
    end: int
    date: dt.date
    precision: Precision


def find_dates(text: str) -> list[FoundDate]:
    """Every date in the text, in order; no two overlap. What a scan misread in a day counts as the figure it stands for."""
    text = _MISREAD.sub(lambda m: m[0].translate(_FIGURES), text)
    found: list[FoundDate] = []
    for pattern, order in (
        (_ISO, "ymd"),
        (_WRITTEN, "dmy"),
        (_MONTH_FIRST, "mdy"),
        (_NUMBERS, "dmy"),
        (_MONTH_YEAR, "my"),
    ):
        for m in pattern.finditer(text):
            if any(f.start < m.end() and m.start() < f.end for f in found):
                continue
            parts = dict(zip(order, m.groups(), strict=True))
            day = _build(parts.get("d"), parts["m"], parts["y"])
            if day:
                found.append(FoundDate(m.start(), m.end(), day, Precision.DAY if "d" in order else Precision.MONTH))
    return sorted(found, key=lambda f: f.start)


def parse_date(text: str) -> dt.date | None:
    """The first full date (day, month, year) in the text, or None."""
    return next((f.date for f in find_dates(text) if f.precision is Precision.DAY), None)


def in_words(day: dt.date) -> str:
    """A date as people write it here: 23 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def _build(day: str | None, month: str, year: str) -> dt.date | None:
    number = int(month) if month.isdigit() else _month(month)
    full = int(year) + (2000 if int(year) < 50 else 1900) if len(year) == 2 else int(year)
    if not 1990 <= full <= 2100 or not 1 <= number <= 12:
        return None
    if day is None:
        following = dt.date(full + number // 12, number % 12 + 1, 1)
        return following - dt.timedelta(days=1)
    try:
        return dt.date(full, number, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(name.lower()[:3]))
