"""What the desk's database gives to trends and to the board's papers: records without names, and agreement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checks.assessment import Assessment
from moderation.agreement import AgreementRow, agreement_rows, draft_figures
from moderation.database.tables import Case, Draft, Version
from moderation.forms import plan_form
from moderation.permissions import Action, Actor, require, visible
from reports.board.agreed import Agreement, Kind
from reports.board.moderated import Given
from reports.trends.compare import Period
from reports.trends.record import NOT_GIVEN, PlanRecord, record_of
from reports.trends.statistics import beyond_chance
from reports.trends.themes import month_words
from reports.words import short

FEW = 20  # answers under which a group's agreement says nothing
SIGHTS = (None, False, True)  # either, hidden until answered, in sight
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
    """How far people agreed with the drafts in a period, by sight of the draft, by moderators' group, by line and by
    month; each group and line with and without sight too, with drift since the period before; and how many plans
    they moderated.
    """
    now = _rows(session, actor, period)
    then = _rows(session, actor, period.before)
    groups = [(g, own, [r for r in then if g.keeps(r)]) for g in _looks(now) if len(own := g.of(now)) >= FEW]
    moved = _drifted([(past, own) for _, own, past in groups])
    told = [_told(g, own, past, drifted) for (g, own, past), drifted in zip(groups, moved, strict=True)]
    return told, len({(r.reference, r.version) for r in now})


@dataclass(frozen=True, slots=True)
class _Look:
    """One way to look at answers: its ``kind`` and name, whether the draft was in sight (None: either), which it keeps."""

    kind: Kind
    name: str
    sight: bool | None
    wanted: Callable[[AgreementRow], bool]

    def keeps(self, row: AgreementRow) -> bool:
        """Whether an answer belongs to it."""
        return self.wanted(row) and self.sight in (None, row.saw_draft)

    def of(self, rows: Sequence[AgreementRow]) -> list[AgreementRow]:
        """The answers that belong to it."""
        return [r for r in rows if self.keeps(r)]


def _looks(rows: Sequence[AgreementRow]) -> Iterator[_Look]:
    for sight in (False, True):
        yield _Look("all", "All answers", sight, lambda _: True)
    for group in sorted({r.group for r in rows}):
        yield from (_Look("group", group or "not known", sight, _is_of(group)) for sight in SIGHTS)
    for line in sorted({r.line for r in rows if r.form == "ehcp"}):
        yield from (_Look("line", line, sight, _is_line(line)) for sight in SIGHTS)
    months = sorted({(r.at.year, r.at.month) for r in rows})
    for year, month in months if len(months) > 1 else ():
        yield _Look("month", month_words(dt.date(year, month, 1)), None, _in_month(year, month))


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


def _told(look: _Look, own: Sequence[AgreementRow], past: Sequence[AgreementRow], drifted: bool) -> Agreement:
    found = draft_figures(own)
    text = next((line.text for line in plan_form().lines if look.kind == "line" and line.id == look.name), "")
    name = f"{look.name.split('.')[0]}: {short(text, 90)}" if text else look.name
    sight = {None: "", False: ", draft hidden until answered", True: ", draft in sight"}[look.sight]
    drift = _drift(f"{name}{sight}", _same(past), _same(own)) if drifted else ""
    return Agreement(look.name, found.pairs, found.exact, found.within_one, found.kappa, drift, look.kind, look.sight)


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
