"""What the desk's database gives to trends and to the board's papers: records without names, and agreement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checks.assessment import Assessment
from moderation.agreement import AgreementRow, agreement_rows, draft_figures
from moderation.database.tables import Case, Draft, Version
from moderation.permissions import Action, Actor, require, visible
from reports.board.moderated import Given
from reports.board.paper import Agreement
from reports.trends.compare import Period
from reports.trends.record import NOT_GIVEN, PlanRecord, record_of
from reports.trends.statistics import beyond_chance
from reports.trends.themes import month_words

FEW = 20  # answers under which a group's agreement says nothing
AT_ONCE = 50  # drafts held in memory at a time


def plan_records(session: Session, actor: Actor) -> list[PlanRecord]:
    """One record for each plan, of its newest draft, in the order of the cases.

    Team, need and placement are those that the desk holds. Raises ``NotPermittedError``.
    """
    require(actor, Action.SEE_AGREEMENT)
    return list(_records(session, actor))


def _records(session: Session, actor: Actor) -> Iterator[PlanRecord]:
    newest = select(func.max(Draft.id)).join(Version).group_by(Version.case_id)
    query = (
        select(Case.team, Case.primary_need, Case.placement_type, Draft.assessment)
        .join(Version, Version.case_id == Case.id)
        .join(Draft, Draft.version_id == Version.id)
        .where(visible(actor), Draft.id.in_(newest))
        .order_by(Case.id)
        .execution_options(yield_per=AT_ONCE)
    )
    for team, need, placement, assessment in session.execute(query):
        record = record_of(Assessment.model_validate_json(assessment))
        yield replace(
            record,
            team=team or NOT_GIVEN,
            primary_need=need or record.primary_need,
            placement=placement or NOT_GIVEN,
        )


def agreement_of(session: Session, actor: Actor, period: Period) -> tuple[list[Agreement], int]:
    """How far people agreed with the drafts in a period, by sight of the draft, by moderators' group and by line and by month, with
    drift since the period before; and how many plans they moderated.
    """
    now = _rows(session, actor, period)
    then = _rows(session, actor, period.before)
    kinds: list[tuple[str, Callable[[AgreementRow], bool]]] = [
        ("Draft hidden until answered", lambda r: not r.saw_draft),
        ("Draft in sight", lambda r: r.saw_draft),
    ]
    kinds += [(f"Moderators: {g or 'not known'}", _is_of(g)) for g in sorted({r.group for r in now})]
    kinds += [(f"Line {line}", _is_line(line)) for line in sorted({r.line for r in now if r.form == "ehcp"})]
    months = sorted({(r.at.year, r.at.month) for r in now})
    kinds += [(month_words(dt.date(y, m, 1)), _in_month(y, m)) for y, m in months if len(months) > 1]
    groups = [
        (name, own, [r for r in then if kept(r)])
        for name, kept in kinds
        if len(own := [r for r in now if kept(r)]) >= FEW
    ]
    moved = _drifted([(past, own) for _, own, past in groups])
    told = [_told(name, own, past, drifted) for (name, own, past), drifted in zip(groups, moved, strict=True)]
    return told, len({(r.reference, r.version) for r in now})


def moderated_of(session: Session, actor: Actor, period: Period) -> list[Given]:
    """What people answered to the lines of the plan's form in reviews that were submitted in a period."""
    first, after = _bounds(period)
    rows = agreement_rows(session, actor, since=first, until=after)
    return [Given(f"{r.reference}/{r.version}", r.line, r.answer) for r in rows if r.form == "ehcp"]


def _in_month(year: int, month: int) -> Callable[[AgreementRow], bool]:
    return lambda row: (row.at.year, row.at.month) == (year, month)


def _is_of(group: str) -> Callable[[AgreementRow], bool]:
    return lambda row: row.group == group


def _is_line(line: str) -> Callable[[AgreementRow], bool]:
    return lambda row: row.line == line and row.form == "ehcp"


def _rows(session: Session, actor: Actor, period: Period) -> list[AgreementRow]:
    first, after = _bounds(period)
    return [r for r in agreement_rows(session, actor, since=first, until=after) if r.draft is not None]


def _bounds(period: Period) -> tuple[dt.datetime, dt.datetime]:
    first = dt.datetime.combine(period.first, dt.time(), tzinfo=dt.UTC)
    return first, dt.datetime.combine(period.last + dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC)


def _told(name: str, own: Sequence[AgreementRow], past: Sequence[AgreementRow], drifted: bool) -> Agreement:
    found = draft_figures(own)
    drift = _drift(name, _same(past), _same(own)) if drifted else ""
    return Agreement(name, found.pairs, found.exact, found.within_one, found.kappa, drift)


def _drifted(groups: Sequence[tuple[Sequence[AgreementRow], Sequence[AgreementRow]]]) -> list[bool]:
    """Where the share of drafts that people left as they were moved beyond chance, over all groups looked at together:
    of seventy groups three or four would else be flagged each time. A group that was too small before is not tested.
    """
    tested = [min(len(past), len(own)) >= FEW for past, own in groups]
    held = iter(beyond_chance([(_same(p), _same(o)) for (p, o), fit in zip(groups, tested, strict=True) if fit]))
    return [fit and next(held) for fit in tested]


def _same(rows: Sequence[AgreementRow]) -> tuple[int, int]:
    return sum(r.draft == r.answer for r in rows), len(rows)


def _drift(name: str, was: tuple[int, int], now: tuple[int, int]) -> str:
    return (
        f"Agreement with the drafts has drifted ({name}): {was[0] / was[1]:.0%} of {was[1]} answers were the draft's "
        f"before, {now[0] / now[1]:.0%} of {now[1]} now."
    )
