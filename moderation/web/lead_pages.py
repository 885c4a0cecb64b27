"""The strategic lead's page: how far people agree with the drafts, and with each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from flask import Blueprint, render_template, request

from moderation import queue
from moderation.agreement import AgreementRow, Figures, agreement_rows, draft_figures, figures, pair_rows
from moderation.permissions import Action, require
from moderation.web.context import actor, reading
from moderation.web.saying import line_text

pages = Blueprint("lead", __name__)

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
        since=request.args.get("since", ""),
        until=request.args.get("until", ""),
    )


def _by(rows: Sequence[AgreementRow], key: Callable[[AgreementRow], str]) -> list[tuple[str, Figures]]:
    told: dict[str, list[AgreementRow]] = {}
    for row in rows:
        told.setdefault(key(row) or "Not known", []).append(row)
    return [(name, draft_figures(found)) for name, found in sorted(told.items())]


def _worst_first(told: tuple[str, Figures]) -> tuple[bool, float]:
    found = told[1]
    return found.pairs < FEW, found.exact if found.exact is not None else 1.0


def _day(text: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC) if text else None
    except ValueError:
        return None
