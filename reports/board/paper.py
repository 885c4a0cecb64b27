"""What a board paper holds: a summary in sentences, then the tables and charts it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checks.forms.form import Form
from reports.board.agreed import Agreement, agreed
from reports.board.apart import apart, lacking
from reports.board.moderated import Given, found_by_line, lowest, moderated_theme
from reports.board.training import training
from reports.trends.compare import Period, changes, compared
from reports.trends.groups import DIMENSIONS, LEAST, plans_with, rate
from reports.trends.record import PlanRecord
from reports.trends.table import Theme
from reports.trends.themes import percent, share_words, themes
from reports.words import short

TITLES = {
    "two-months": "Quality of EHC plans and advice: report to the SEND Board",
    "quarter": "Moderation findings of the quarter: report to the SEND Board",
    "year": "Quality of EHC plans and advice: the year and its trends",
}
# Which themes each paper holds, by the beginning of their title; the year holds all.
HOLDS = {
    "two-months": ("Jargon", "Missing", "Broken", "Specific", "Draft scores", "Professional advice"),
    "quarter": ("Jargon", "Missing", "Broken", "Specific", "Draft scores", "Professional advice"),
    "year": ("",),
}
MOST_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, before it is a file. ``made`` is the day it was made."""

    title: str
    subtitle: str
    made: dt.date
    summary: tuple[str, ...]
    parts: tuple[Theme, ...]


def board_paper(
    kind: str,
    period: Period,
    records: Sequence[PlanRecord],
    before: Sequence[PlanRecord],
    *,
    form: Form,
    made: dt.date,
    agreement: Sequence[Agreement] = (),
    moderated: int = 0,
    given: Sequence[Given] = (),
) -> Paper:
    """The paper of a ``kind`` (two-months, quarter, year) about ``records``, compared with the period ``before``.

    ``moderated`` is how many plans people have answered the form for, ``given`` what they answered.
    """
    parts = [t for t in themes(records, form) if t.title.startswith(HOLDS[kind])] if records else []
    if records and kind == "year":
        parts = [_unfolded(t) for t in parts]
        parts.append(apart(records))
    comparable = min(len(records), len(before)) >= LEAST
    if comparable:
        parts.insert(0, changes(before, records))
    if agreement:
        at = 0 if kind == "quarter" else len(parts)
        parts.insert(at, agreed(agreement, form))
    if given:
        parts.insert(0 if kind == "quarter" else len(parts), moderated_theme(given, form))
    if records:
        parts.append(training(records))
    summary = _summary(period, records, before, agreement, moderated)
    weakest = lowest(found_by_line(given, form))
    if weakest:
        named = "; ".join(f"{f.line.split('.')[0]}, {short(f.text, 60)} ({f.words})" for f in weakest[:3])
        summary.insert(1, f"Moderators scored these lines lowest: {named}.")
    return Paper(TITLES[kind], period.words, made, tuple(summary), tuple(parts))


def _unfolded(theme: Theme) -> Theme:
    """A theme whose scores by need, age group and placement are printed, not only those by team."""
    wanted = {f"By {name.lower()}" for name in DIMENSIONS}
    return replace(theme, tables=tuple(replace(t, folded=t.folded and t.caption not in wanted) for t in theme.tables))


def _summary(
    period: Period,
    records: Sequence[PlanRecord],
    before: Sequence[PlanRecord],
    agreement: Sequence[Agreement],
    moderated: int,
) -> list[str]:
    if not records:
        return [f"No plan was assessed in this period ({period.words})."]
    reports = sum(len(r.advice) for r in records)
    told = [
        f"The program read {len(records)} {'plan' if len(records) == 1 else 'plans'} and {reports} advice reports; people moderated {moderated} plans."
    ]
    told += _stands(records)
    if before and min(len(before), len(records)) < LEAST:
        told.append(
            f"Too few plans to compare with {period.before.words}: fewer than {LEAST} in one of the two periods."
        )
    elif before:
        found = compared(before, records)
        sure = sorted((c for c in found if c.sure and c.rise), key=lambda c: -abs(c.rise.value if c.rise else 0))
        told += [c.words for c in sure[:MOST_SENTENCES]]
        if not sure:
            told.append(f"Nothing moved beyond what chance would explain since {period.before.words}.")
    else:
        told.append(f"There is nothing to compare with: no plan of {period.before.words} was assessed.")
    told += [a.drift for a in agreement if a.drift]
    told.append("Figures are counts of what a program found in drafts. People decide about every plan.")
    return told


def _stands(records: Sequence[PlanRecord]) -> list[str]:
    """Where things stand, each figure with what it rests on and its interval; nothing of few plans."""
    if len(records) < LEAST:
        return [f"Fewer than {LEAST} plans: too few to say how plans are."]
    broken = plans_with(records, "thread.need_without_provision")
    return [
        f"Plans that lack a paragraph in Section C or D: {percent(lacking(records), len(records))}. "
        f"Plans with a need that nothing meets: {percent(broken, len(records))}.",
        "Items of provision that say how much and how often: "
        f"{share_words(records, 'Provision that says how much and how often')}. "
        f"Outcomes that can be measured: {share_words(records, 'Outcomes that can be measured')}.",
        f"Terms that the plans leave unexplained: {rate(records):.1f} uses in each 1,000 words.",
    ]
