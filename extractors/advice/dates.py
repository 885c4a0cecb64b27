"""The dates of a report: asked for, child seen, written, signed; in tables, lines and sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from extractors.advice.fields import FrontSheet
from extractors.advice.model import AdviceDates, AdvicePart, PartRole
from extractors.advice.sentences import sentences
from extractors.advice.vocabulary import any_of, phrases, plain
from extractors.dates import Precision, find_dates, parse_date

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAME = "|".join([*MONTHS, "sept", *(m[:3] for m in MONTHS if m != "may")])
_DAYS_MONTH = re.compile(  # "8 and 15 September 2026", "9 September, and"; the year may be missing
    r"((?:\d{1,2}(?:st|nd|rd|th)?(?:,? and |, ?| & |/| to | ?- ?))*)\b(\d{1,2})(?:st|nd|rd|th)?(?: of)?"
    rf" ({_NAME})\b\.?,?(?: (\d{{4}}))?",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2}")
LONGEST_SEEN = 1100  # days before the report; earlier days are history
LONGEST_LINE = 20  # words of an opening line that is read by itself
LONGEST_AGO = 400  # days before the report within which a date without a year is looked for


def read_dates(sheet: FrontSheet, parts: Sequence[AdvicePart], first_lines: str, opening: str = "") -> AdviceDates:
    """The report's dates. ``first_lines`` are the report's first lines, ``opening`` those without a label."""
    closing = "\n".join(p.text for p in parts if p.role is PartRole.CLOSING)
    signed = _first(sheet.values("signed")) or _first(sheet.values("written", closing=True))
    signed = signed or _first(sheet.values("signature")) or _last(closing)
    written = _first(sheet.values("written", closing=False))
    whole = [p for p in parts if p.role is not PartRole.DETAILS]
    if signed is None and written is None:
        named = (v for name in ("author", "name_role", "person") for v in sheet.values(name))
        written = _letter_date(first_lines) or _first(named) or _told(opening, whole, "written")
    anchor = signed or written
    requested = _first(sheet.values("requested"), anchor) or _requested(whole, anchor)
    requested = requested or _told(opening, whole, "requested", anchor)
    earliest = anchor - dt.timedelta(days=LONGEST_SEEN) if anchor else dt.date.min
    labelled = _in_values(sheet.values("seen"), anchor)
    seen = {*labelled, *(_seen(whole, anchor, opening) - ({requested} - set(labelled)))}
    return AdviceDates(requested, tuple(sorted(d for d in seen if d >= earliest)), written, signed)


def _first(values: Iterable[str], anchor: dt.date | None = None) -> dt.date | None:
    found = (parse_date(v) or next(iter(days_in(v, anchor)), None) for v in values)
    return next((d for d in found if d), None)


def _last(text: str) -> dt.date | None:
    days = [f.date for f in find_dates(text) if f.precision is Precision.DAY]
    return days[-1] if days else None


def _letter_date(text: str) -> dt.date | None:
    """A date that stands alone on a line, as at the head of a letter; a day of birth is none."""
    born = any_of(phrases().born)
    for line in text.splitlines():
        day = parse_date(line)
        if day and len(line.split()) <= 6 and not born.search(line) and not any_of(phrases().requested).search(line):
            return day
    return None


def _told(opening: str, parts: Sequence[AdvicePart], cue: str, anchor: dt.date | None = None) -> dt.date | None:
    """The first day that a sentence of the opening ties to this cue: "completed by ... on 15 July 2026"."""
    texts = (opening, *(p.text for p in parts[:3]))
    lines = (text[s:e] for text in texts for s, e in sentences(text))
    found = (day for line in lines for told, days in _by_cue(plain(line), anchor) if told == cue for day in days)
    return next((d for d in found if anchor is None or d <= anchor), None)


def days_in(text: str, anchor: dt.date | None) -> list[dt.date]:
    """Every day named in the text, also of a list ("8 and 15 September 2026").

    A day without a year is taken as the latest such day up to ``anchor``; without one it is left out.
    """
    days = [f.date for f in find_dates(text) if f.precision is Precision.DAY]
    found = list(_DAYS_MONTH.finditer(text))
    for number, m in enumerate(found):
        month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(m[3].lower()[:3]))
        year = m[4] or next((n[4] for n in found[number + 1 :] if n[4]), None)
        for day in (*_DAY.findall(m[1]), m[2]):
            if built := _build(int(day), month, int(year) if year else None, anchor):
                days.append(built)
    return list(dict.fromkeys(days))


def _build(day: int, month: int, year: int | None, anchor: dt.date | None) -> dt.date | None:
    if year is None and anchor is None:
        return None
    for candidate in (year,) if year else (anchor.year, anchor.year - 1) if anchor else ():
        try:
            built = dt.date(candidate, month, day)
        except ValueError:
            return None
        if year or (anchor and built <= anchor and (anchor - built).days < LONGEST_AGO):
            return built
    return None


def _in_values(values: Iterable[str], anchor: dt.date | None) -> list[dt.date]:
    return [d for v in values for d in days_in(v, anchor) if anchor is None or d <= anchor]


def _requested(parts: Sequence[AdvicePart], anchor: dt.date | None) -> dt.date | None:
    """The day the report says that it was asked for: the date nearest to the words of asking."""
    asked = any_of(phrases().requested)
    best: tuple[int, dt.date] | None = None
    for part in parts[:6]:
        for start, end in sentences(part.text):
            text = plain(part.text[start:end])
            words = [m.start() for m in asked.finditer(text)]
            for m in _DAYS_MONTH.finditer(text) if words else ():
                day = next(iter(days_in(m[0], anchor)), None)
                if day and (anchor is None or day <= anchor):
                    distance = min(abs(m.start() - w) for w in words)
                    if best is None or distance < best[0]:
                        best = (distance, day)
            if words and best is None and (full := parse_date(text)) and (anchor is None or full <= anchor):
                best = (len(text), full)
        if best:
            return best[1]
    return None


def _seen(parts: Sequence[AdvicePart], anchor: dt.date | None, opening: str) -> set[dt.date]:
    """Days on which the child was seen, by the words of seeing that stand nearest to them."""
    days: list[dt.date] = []
    top = [line for line in opening.splitlines() if len(line.split()) <= LONGEST_LINE]
    texts = [(False, line) for line in top]
    for part in parts:
        if part.role not in (PartRole.CLOSING, PartRole.OUTCOMES, PartRole.PROVISION, PartRole.REVIEW):
            headed = part.role is PartRole.METHOD
            texts += [(headed, plain(part.text[s:e])) for s, e in sentences(part.text)]
    for headed, text in texts:
        for told, found in _by_cue(text, anchor):
            if told == "seen" or (headed and not told):
                days += [d for d in found if anchor is None or d <= anchor]
    return set(days)


def _by_cue(text: str, anchor: dt.date | None) -> list[tuple[str, list[dt.date]]]:
    """The days of a sentence, each group with what it is a day of: the last words of asking, seeing, writing or
    birth before it, else the first after it; "" where there are none.
    """
    spans = [(m.start(), m.end()) for m in _DAYS_MONTH.finditer(text)]
    spans += [(f.start, f.end) for f in find_dates(text) if f.precision is Precision.DAY]
    spans = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    if not spans:
        return []
    wording = phrases()
    sorts = (
        ("other", wording.not_seen),
        ("birth", wording.born),
        ("requested", wording.requested),
        ("seen", wording.seen),
        ("written", wording.written),
    )
    cues = sorted((m.start(), name) for name, patterns in sorts for m in any_of(patterns).finditer(text))
    told = []
    for start, end in dict.fromkeys(spans):
        before = [name for at, name in cues if at < start]
        after = [name for at, name in cues if at >= end]
        name = before[-1] if before else after[0] if after else ""
        full = text[start:end] if re.search(r"\d{2}$", text[start:end]) else f"{text[start:]}"
        days = days_in(text[start:end], anchor) or days_in(full, anchor)[:1]
        told.append((name, days))
    return told
