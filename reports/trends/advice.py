"""Professional advice in the trends: by service, by service and team, and over time; never by author."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.trends.groups import DIMENSIONS, LEAST, SMALL, Groups, by_month, grouped
from reports.trends.record import ADVICE_SHARES, AdviceRecord, PlanRecord, Share
from reports.trends.statistics import share_by_plan
from reports.trends.table import Cell, Table, Theme
from reports.words import kind_words

Plans = list[list[AdviceRecord]]  # the reports of one service, plan by plan
HEADS = ("Mean total of 95", "Within six weeks", "Of what it asks, carried into the plan")
FEW_MONTHS = 6
NONE = (("None", "No service has reports for enough plans of a team", *[""] * 4),)


def advice_by_service(records: Sequence[PlanRecord]) -> dict[str, Plans]:
    """The reports of each service, plan by plan, for services that as many plans have as may be shown."""
    by: dict[str, Plans] = {}
    for record in records:
        own: dict[str, list[AdviceRecord]] = {}
        for advice in record.advice:
            own.setdefault(kind_words(advice.kind), []).append(advice)
        for kind, reports in own.items():
            by.setdefault(kind, []).append(reports)
    return {kind: plans for kind, plans in sorted(by.items()) if len(plans) >= LEAST}


def advice_theme(records: Sequence[PlanRecord]) -> Theme:
    """What the reports are like and what becomes of them, for peer supervision and training of a service."""
    services = advice_by_service(records)
    rows = tuple((kind, *_row(plans)) for kind, plans in services.items())
    hidden = len({kind_words(a.kind) for r in records for a in r.advice}) - len(rows)
    text = [
        "For each service's own peer supervision: what its reports say, and what plans make of them. A figure tells of a "
        "service and never of an author."
    ]
    if hidden:
        text.append(f"Services with reports for fewer than {LEAST} plans are not shown ({hidden}).")
    tables = [
        Table("By service", ("Service", "Reports", *HEADS), rows),
        Table(
            "What the reports of each service say",
            ("Service", "Reports", *ADVICE_SHARES),
            tuple((kind, sum(map(len, plans)), *_said(plans)) for kind, plans in services.items()),
        ),
        _by_service_and_team(records),
    ]
    months = by_month(records)
    if len(months) > 1:
        tables.append(_over_time(records, {f"{m:%B %Y}": own for m, own in months.items()}))
    return Theme("Professional advice", tuple(text), tuple(tables))


def _by_service_and_team(records: Sequence[PlanRecord]) -> Table:
    """A row for each service in each team's plans, where enough of them have its reports."""
    rows: list[tuple[Cell, ...]] = []
    for service, held in _apart(records, grouped(records, DIMENSIONS["Team"])).items():
        rows += [(service, team, *_row(plans)) for team, plans in held.items() if team != SMALL]
    return Table(
        f"By service and team (left out where reports for fewer than {LEAST} plans would show or could be worked out)",
        ("Service", "Team", "Reports", *HEADS),
        tuple(rows) or NONE,
    )


def _over_time(records: Sequence[PlanRecord], months: Groups) -> Table:
    """The mean total of each service's reports by month of the draft."""
    rows = tuple(
        (service, *(_mean(held[month]) if month in held else "too few" for month in months))
        for service, held in _apart(records, months).items()
    )
    return Table(
        "Mean draft total of 95, by service and month of the draft (reports in brackets; months with few plans are put "
        "together)",
        ("Service", *months),
        rows,
        folded=len(months) > FEW_MONTHS,
    )


def _apart(records: Sequence[PlanRecord], groups: Groups) -> dict[str, dict[str, Plans]]:
    """Each service's reports by group of plans, for groups that may be shown.

    Where the groups left out hold fewer plans than may be shown, the smallest of the others is left out too: else what is
    left out could be worked out from the service's total.
    """
    shown: dict[str, dict[str, Plans]] = {}
    for service in advice_by_service(records):
        by = {group: plans for group, own in groups.items() if (plans := _of(own, service))}
        kept = {group: plans for group, plans in by.items() if len(plans) >= LEAST and group != SMALL}
        rest = sum(len(plans) for group, plans in by.items() if group not in kept)
        if kept and 0 < rest < LEAST:
            kept.pop(min(kept, key=lambda group: len(kept[group])))
        shown[service] = kept
    return shown


def _of(records: Sequence[PlanRecord], service: str) -> Plans:
    """The reports of one service, plan by plan."""
    plans = [[a for a in record.advice if kind_words(a.kind) == service] for record in records]
    return [own for own in plans if own]


def _row(plans: Plans) -> tuple[Cell, ...]:
    """Reports, mean total, in time, carried over."""
    timed = [[a.in_time for a in own if a.in_time is not None] for own in plans]
    return (
        sum(map(len, plans)),
        _mean(plans),
        _share([Share(sum(own), len(own)) for own in timed]),
        _each(plans, lambda a: Share(a.carried, a.asked)),
    )


def _said(plans: Plans) -> tuple[Cell, ...]:
    return tuple(_each(plans, lambda a, name=name: a.shares.get(name, Share())) for name in ADVICE_SHARES)  # type: ignore[misc]


def _each(plans: Plans, of: Callable[[AdviceRecord], Share]) -> str:
    return _share([sum((of(a) for a in own), Share()) for own in plans])


def _share(by_plan: Sequence[Share]) -> str:
    """A share counted plan by plan; its interval allows for the reports of one plan being alike."""
    return share_by_plan([(share.met, share.of) for share in by_plan])


def _mean(plans: Plans) -> str:
    """As "61.4 (12)": the mean of the totals, and how many it rests on."""
    totals = [a.total for own in plans for a in own if a.total is not None]
    return f"{sum(totals) / len(totals):.1f} ({len(totals)})" if totals else "none"
