"""The strategic lead's page: how far people agree with the drafts, and with each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from moderation import queue
from moderation.agreement import AgreementRow, Figures, agreement_rows, draft_figures, figures, pair_rows
from moderation.clock import utc_now
from moderation.findings import MOST_PLANS, set_aside_in
from moderation.permissions import Action, require
from moderation.trends import agreement_of
from moderation.web.context import actor, reading
from moderation.web.saying import line_text
from reports.trends.compare import Period

pages = Blueprint("lead", __name__)

QUARTER = 91  # days
FEW = 5  # pairs under which a line's figure says nothing
GROUPS: dict[str, tuple[str, Callable[[AgreementRow], str]]] = {
    "team": ("Team", lambda row: row.team),
    "need": ("Main need", lambda row: row.primary_need),
    "age": ("Age", lambda row: row.age_group),
    "group": ("Moderators' agency or team", lambda row: row.group),
    "month": ("Month", lambda row: f"{row.at:%Y-%m}"),
    "program": ("Version of the program", lambda row: row.program),
}


@pages.get("/agreement")
def agreement() -> str:
    """The figures, over a span of days and by groups."""
    session, me = reading(), actor()
    require(me, Action.SEE_AGREEMENT)
    since, until = _day(request.args.get("since")), _day(request.args.get("until"))
    rows = agreement_rows(session, me, since=since, until=until + dt.timedelta(days=1) if until else None)
    by = request.args.get("by", "team")
    title, key = GROUPS.get(by, GROUPS["team"])
    period = _period(since, until)
    return render_template(
        "agreement.html",
        counts=queue.count_states(session, me),
        rows=len(rows),
        seen=draft_figures(rows, saw_draft=True),
        unseen=draft_figures(rows, saw_draft=False),
        between=figures((p.first, p.second) for p in pair_rows(session, me)),
        groups=_by(rows, key),
        group_title=title,
        by=by if by in GROUPS else "team",
        choices=[(name, told) for name, (told, _) in GROUPS.items()],
        lines=sorted(_by(rows, lambda r: line_text(r.line)), key=_worst_first),
        few=FEW,
        drifts=[told.drift for told in agreement_of(session, me, period)[0] if told.drift],
        period=period,
        since=request.args.get("since", ""),
        until=request.args.get("until", ""),
    )


@pages.get("/agreement/set-aside")
def set_aside() -> str:
    """What people set aside of what the program noticed, by check, with their reasons."""
    period = _period(_day(request.args.get("since")), _day(request.args.get("until")))
    first = dt.datetime.combine(period.first, dt.time(), dt.UTC)
    after = dt.datetime.combine(period.last + dt.timedelta(days=1), dt.time(), dt.UTC)
    return render_template(
        "set_aside.html", learnt=set_aside_in(reading(), actor(), first, after), period=period, most=MOST_PLANS
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A row of a table: all its answers, and those alone that were given without and with sight of the draft."""

    name: str
    all: Figures
    hidden: Figures
    seen: Figures


def _by(rows: Sequence[AgreementRow], key: Callable[[AgreementRow], str]) -> list[Told]:
    told: dict[str, list[AgreementRow]] = {}
    for row in rows:
        told.setdefault(key(row) or "Not known", []).append(row)
    return [
        Told(name, draft_figures(own), draft_figures(own, saw_draft=False), draft_figures(own, saw_draft=True))
        for name, own in sorted(told.items())
    ]


def _worst_first(told: Told) -> tuple[bool, float]:
    found = told.all
    return found.pairs < FEW, found.exact if found.exact is not None else 1.0


def _period(since: dt.datetime | None, until: dt.datetime | None) -> Period:
    """The days that drift is looked for in: those asked for, else the last quarter of a year up to the last of them."""
    last = until.date() if until else utc_now().date()
    return Period(min(since.date(), last) if since else last - dt.timedelta(days=QUARTER - 1), last)


def _day(text: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC) if text else None
    except ValueError:
        return None
