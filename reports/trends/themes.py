"""What the trends tell, theme by theme: tables with the number of plans each figure rests on, and a chart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from checks.forms.form import Form
from reports.trends.advice import advice_theme
from reports.trends.groups import (
    DIMENSIONS,
    LEAST,
    Groups,
    alone,
    by_month,
    grouped,
    mean_score,
    plans_by_term,
    plans_with,
    rate,
    share_of,
)
from reports.trends.record import SHARES, PlanRecord
from reports.trends.statistics import habits, wilson
from reports.trends.table import Cell, Table, Theme

if TYPE_CHECKING:
    from reports.trends.charts import Chart

MOST_TERMS = 15


def themes(records: Sequence[PlanRecord], form: Form) -> list[Theme]:
    """All themes of these plans."""
    teams = grouped(records, DIMENSIONS["Team"])
    return [
        _jargon(records, teams),
        _statements(teams),
        _thread(teams),
        _provision(teams),
        *_scores(records, form),
        advice_theme(records),
    ]


def percent(met: int, of: int) -> str:
    """As "40% of 25 (23% to 59%)": the share, what it rests on, its interval."""
    found = wilson(met, of)
    return f"{found.value:.0%} of {of} ({found.low:.0%} to {found.high:.0%})" if found else "none"


def share_words(records: Sequence[PlanRecord], name: str) -> str:
    """A measure over all items of these plans, as ``percent``; its interval allows for items of one plan being alike."""
    share, found = share_of(records, name), wilson(*alone(records, name))
    return f"{found.value:.0%} of {share.of} ({found.low:.0%} to {found.high:.0%})" if found else "none"


def month_words(month: dt.date) -> str:
    """As "November 2026"."""
    return f"{month:%B %Y}"


def _jargon(records: Sequence[PlanRecord], teams: Groups) -> Theme:
    from reports.trends.charts import lines  # drawing costs a third of a second to load

    months = by_month(records)
    names = [month_words(m) for m in months]
    series: dict[str, list[float | None]] = {}
    told: list[tuple[Cell, ...]] = []
    for team, own in teams.items():
        mine = {id(r) for r in own}
        parts = [[r for r in held if id(r) in mine] for held in months.values()]
        series[team] = [rate(part) if len(part) >= LEAST else None for part in parts]
        told.append((team, *(_uses(part) for part in parts)))
    over_time = Table(
        "Uses of unexplained terms in each 1,000 words, by month of the draft (uses and plans in brackets; months with "
        "few plans are put together)",
        ("Team", *names),
        tuple(told),
    )
    rows = tuple(
        (
            team,
            len(own),
            sum(len(r.unexplained) for r in own),
            sum(r.explained for r in own),
            share_words(own, "Terms explained"),
            round(rate(own), 1),
        )
        for team, own in teams.items()
    )
    counts = Table(
        "Terms that a family may not know, by team",
        ("Team", "Plans", "Not explained", "Explained", "Share explained", "Unexplained uses in 1,000 words"),
        rows,
    )
    charts: tuple[Chart, ...] = ()
    if len(months) > 1:
        alt = "Lines of the rate by month for each team; the figures are in the table below."
        charts = (lines("Unexplained terms over time", "uses in 1,000 words", names, series, alt),)
    text = (
        "A term is counted where the plan does not explain it at first use. A rate allows for plans of different length.",
    )
    return Theme("Jargon", text, (counts, over_time, _habits(teams), *_words(teams)), charts)


def _uses(records: Sequence[PlanRecord]) -> str:
    """As "4.2 (57 uses, 12 plans)"."""
    if len(records) < LEAST:
        return "too few"
    return f"{rate(records):.1f} ({sum(sum(r.unexplained.values()) for r in records)} uses, {len(records)} plans)"


def _habits(teams: Groups) -> Table:
    uses = {team: plans_by_term(own) for team, own in teams.items()}
    found = habits(uses, {team: len(own) for team, own in teams.items()}, least=LEAST)
    rows = tuple(
        (h.team, h.term, f"{h.plans} of {h.of}", f"{h.times.value:.1f} ({h.times.low:.1f} to {h.times.high:.1f})")
        for h in sorted(found, key=lambda h: (h.team, -h.times.value))
    )
    return Table(
        "Terms that a team leaves unexplained more often than the others, beyond chance",
        ("Team", "Term", "Plans", "Times the odds of the others"),
        rows or (("None", "No team stands out beyond chance", "", ""),),
    )


def _words(teams: Groups) -> list[Table]:
    tables = []
    for team, own in teams.items():
        terms = sorted(plans_by_term(own).items(), key=lambda t: (-t[1], t[0]))
        rows: tuple[tuple[Cell, ...], ...] = tuple(t for t in terms if t[1] >= LEAST)[:MOST_TERMS]
        rest = sum(count < LEAST for _, count in terms)
        if rest:
            rows = (*rows, (f"{rest} other terms", f"fewer than {LEAST} each"))
        tables.append(Table(f"{team}: terms most often left unexplained", ("Term", "Plans"), rows, folded=True))
    return tables


def _statements(teams: Groups) -> Theme:
    rows = []
    for team, own in teams.items():
        missing = [sum(bool(r.faults.get(f"statement.missing_{x}")) for r in own) for x in "cd"]
        rows.append((team, len(own), percent(missing[0], len(own)), percent(missing[1], len(own))))
    heads = ("Team", "Plans", "Section C: neither needs nor statement", "Section D: neither needs nor statement")
    text = ("Sections C and D must set out needs, or say that there are none, or that no response came.",)
    return Theme("Missing paragraphs in Sections C and D", text, (Table("By team", heads, tuple(rows)),))


def _thread(teams: Groups) -> Theme:
    names = ("Needs with provision", "Needs with an outcome", "Provision that meets a need")
    rows = tuple(
        (
            team,
            len(own),
            percent(plans_with(own, "thread.need_without_provision"), len(own)),
            *(share_words(own, n) for n in names),
        )
        for team, own in teams.items()
    )
    heads = ("Team", "Plans", "Plans with a need that nothing meets", *names)
    return Theme("Broken golden threads", (), (Table("By team", heads, rows),))


def _provision(teams: Groups) -> Theme:
    from reports.trends.charts import bars

    names = [n for n in SHARES if n.startswith(("Provision that says", "Provision free", "Outcomes"))]
    rows = tuple((team, len(own), *(share_words(own, n) for n in names)) for team, own in teams.items())
    key = "Provision that says how much and how often"
    told = {t: w for t, own in teams.items() if (w := wilson(*alone(own, key)))}
    chart = bars(
        key,
        "share of items, in 100, with its interval",
        {t: 100 * w.value for t, w in told.items()},
        "One bar for each team; the figures are in the table below.",
        spans={t: (100 * w.low, 100 * w.high) for t, w in told.items()},
    )
    return Theme(
        "Specific and quantified provision, measurable outcomes",
        (),
        (Table("Share of items, by team", ("Team", "Plans", *names), rows),),
        (chart,) if len(told) > 1 else (),  # one bar shows nothing that its figure does not
    )


def _scores(records: Sequence[PlanRecord], form: Form) -> list[Theme]:
    lines = {line.id: line.text for section in form.sections for group in section.groups for line in group.lines}
    sections: dict[str, list[str]] = {}
    for line in lines:
        sections.setdefault(line.split(".")[0], []).append(line)
    tables = [_by_section(name, grouped(records, of), sections) for name, of in DIMENSIONS.items()]
    whole = [_by_line(name, grouped(records, of), lines) for name, of in DIMENSIONS.items()]
    scale = form.score_scale
    text = (
        f"Means of the draft scores from {scale.min} to {scale.max}, and how many scores each rests on in brackets.",
    )
    return [Theme("Draft scores", text, (*tables, *whole))]


def _by_section(name: str, groups: Groups, sections: Mapping[str, Sequence[str]]) -> Table:
    scored = [s for s, own in sections.items() if any(mean_score(g, own) for g in groups.values())]
    rows = []
    for group, own in groups.items():
        means = [mean_score(own, sections[s]) for s in scored]
        rows.append((group, len(own), *(f"{m[0]:.1f} ({m[1]})" if m else "too few" for m in means)))
    return Table(f"By {name.lower()}", (name, "Plans", *scored), tuple(rows), folded=name != "Team")


def _by_line(name: str, groups: Groups, lines: Mapping[str, str]) -> Table:
    """Every line of the form, for all plans and for each group; each figure with the plans it rests on."""
    every = [r for own in groups.values() for r in own]
    parts = {"All": every, **(groups if len(groups) > 1 else {})}
    rows = tuple((line, text, *(_line(own, line) for own in parts.values())) for line, text in lines.items())
    heads = ("Line", "What it asks", *(f"{group} ({len(own)} plans)" for group, own in parts.items()))
    return Table(f"Every line of the form, by {name.lower()}", heads, rows, folded=True)


def _line(records: Sequence[PlanRecord], line: str) -> str:
    """As "3.4 (25)" for a score, "40% yes (25)" for a question."""
    mean = mean_score(records, [line])
    if mean:
        return f"{mean[0]:.1f} ({mean[1]})"
    judged = [a for r in records if (a := r.answers.get(line)) in ("yes", "no")]
    return (
        f"{sum(a == 'yes' for a in judged) / len(judged):.0%} yes ({len(judged)})"
        if len(judged) >= LEAST
        else "too few"
    )
