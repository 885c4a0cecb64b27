"""A child's age, year group and key stage on a day. School years begin on 1 September."""

from __future__ import annotations

import datetime as dt
import re

from extractors.plan.model import Child

_YEAR = re.compile(r"\b(?:year|yr|y)\s*(\d{1,2})\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(nursery|pre-?school)\b", re.IGNORECASE)
_RECEPTION = re.compile(r"\breception\b", re.IGNORECASE)


def age_on(birth: dt.date | None, day: dt.date) -> int | None:
    """Whole years lived on a day; None without a date of birth or before it."""
    if birth is None or birth > day:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def year_from_birth(birth: dt.date | None, day: dt.date) -> int | None:
    """The national curriculum year for a date of birth: 0 is Reception, -1 Nursery, 14 the oldest given."""
    if birth is None:
        return None
    school_year = day.year if day.month >= 9 else day.year - 1
    turned_five_by = birth.year + 5 if (birth.month, birth.day) < (9, 1) else birth.year + 6
    return school_year - turned_five_by + 1


def printed_year(text: str) -> int | None:
    """The year group that words name: "Year 7" is 7, "Reception" 0, "Nursery" -1."""
    if found := _YEAR.search(text):
        return int(found[1])
    if _RECEPTION.search(text):
        return 0
    return -1 if _EARLY.search(text) else None


def year_group_of(child: Child, day: dt.date) -> int | None:
    """The year group printed on the plan, else the one that the date of birth gives."""
    printed = printed_year(child.year_group)
    return printed if printed is not None else year_from_birth(child.date_of_birth, day)


def key_stage(year: int) -> int:
    """The key stage of a year group: 0 early years, 1 to 4, 5 after Year 11."""
    return next(stage for stage, last in enumerate((0, 2, 6, 9, 11, 99)) if year <= last)
