"""A child's age, year group and key stage on a day, and when phases end. School years begin on 1 September."""

from __future__ import annotations

import datetime as dt
import re

from extractors.plan.model import Child

_YEAR = re.compile(r"\b(?:year|yr|y)\s*(\d{1,2})\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(nursery|pre-?school)\b", re.IGNORECASE)
_RECEPTION = re.compile(r"\breception\b", re.IGNORECASE)
KEY_STAGE_ENDS = {0: 0, 1: 2, 2: 6, 3: 9, 4: 11, 5: 13}  # key stage (0: early years) -> its last year group
NUMBERS = (
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)


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


def year_ends(child: Child, day: dt.date, year: int) -> dt.date | None:
    """The last day of July in which this child's ``year`` ends; None where neither birth nor year is known.

    A printed year group of school age is believed over the date of birth (children are taught out of year);
    nursery is not, for it may be one of two years.
    """
    printed = printed_year(child.year_group)
    now = printed if printed is not None and printed >= 0 else year_from_birth(child.date_of_birth, day)
    if now is None:
        now = printed
    if now is None:
        return None
    ends = day.year + 1 if day.month >= 9 else day.year
    return dt.date(ends + year - now, 7, 31)


def number_in(word: str) -> int | None:
    """A number as printed: "9", "nine", "ninth" and "9th" are all 9."""
    lower = word.lower()
    if digits := re.match(r"\d+", lower):
        return int(digits[0])
    if lower in NUMBERS:
        return NUMBERS.index(lower)
    return ORDINALS.index(lower) if lower in ORDINALS else None
