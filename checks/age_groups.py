"""The age groups that the council samples and reports by."""

from __future__ import annotations

import datetime as dt
import re

from checks.assessment import ChildEntry

AGE_GROUPS = ("Under 5", "5 to 10", "11 to 15", "16 to 25")
YEAR = re.compile(r"\b(?:year|yr|y)\s*(\d{1,2})\b", re.IGNORECASE)
# Word in a year group -> group. A child in Reception is four or five: in school, so with the primary ages.
STAGES = {
    "nursery": "Under 5",
    "pre-school": "Under 5",
    "preschool": "Under 5",
    "reception": "5 to 10",
    "sixth form": "16 to 25",
    "college": "16 to 25",
    "post-16": "16 to 25",
    "post 16": "16 to 25",
}


def age_group(child: ChildEntry, on: dt.date) -> str:
    """The child's age group on a day: by date of birth, else by year group; "" where neither says."""
    born = child.date_of_birth
    if born and born <= on:
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        return next((g for g, top in zip(AGE_GROUPS, (4, 10, 15, 25), strict=True) if age <= top), "")
    told = child.year_group.lower()
    if year := YEAR.search(told):
        number = int(year[1])
        # Pupils turn six in Year 1, eleven in Year 6, sixteen in Year 11.
        return AGE_GROUPS[1] if number <= 6 else AGE_GROUPS[2] if number <= 11 else AGE_GROUPS[3]
    return next((group for word, group in STAGES.items() if word in told), "")
