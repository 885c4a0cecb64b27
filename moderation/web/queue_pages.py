"""The queue: what waits, filtered, what needs a person most first."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from moderation import people, queue
from moderation.keeping import Newest
from moderation.permissions import Action, Actor, may, require
from moderation.queue import Choices, Filters, Row
from moderation.states import State
from moderation.web.context import actor, desk, reading, settings

pages = Blueprint("queue", __name__)

_CHOICES: Newest[Choices] = Newest(500)
_ROWS: Newest[Markup] = Newest(4096)

PER_PAGE = 20
KEPT_SECONDS = 20
WORDS = ("team", "coordinator", "need", "placement", "age_group", "assigned", "text")
FLAGS = ("missing_c_d", "broken_thread", "low_confidence", "overdue")


@pages.get("/plans")
def plans() -> str:
    """A page of the queue."""
    me = actor()
    require(me, Action.SEE_CASES)
    filters = read_filters(request.args)
    page = queue.list_cases(
        reading(), me, filters, page=_number(request.args.get("page")), per_page=PER_PAGE, settings=settings()
    )
    kept = {name: value for name, value in request.args.items(multi=True) if name != "page" and value}
    return render_template(
        "queue.html",
        page=page,
        rows=[_row(row) for row in page.rows],
        last=max(1, -(-page.total // PER_PAGE)),
        filters=filters,
        chosen=len(kept),
        choices=_choices(me),
        reviewers=people.reviewers(reading()) if may(me, Action.ASSIGN) else (),
        counts=queue.count_states(reading(), me),
        kept=urlencode(kept),
    )


def _row(row: Row) -> Markup:
    """One plan of the list. It is the same for everybody for as long as nothing in it changes."""
    low = settings().low_confidence
    return _ROWS.get(
        (row, low, request.script_root),
        lambda: Markup(render_template("queue_row.html", c=row, low=low)),  # noqa: S704  (the template escapes)
    )


def _choices(me: Actor) -> Choices:
    """What the filters offer: five walks through the cases, so kept for a few seconds."""
    key = (desk().database.url, me, int(time.monotonic() / KEPT_SECONDS))
    return _CHOICES.get(key, lambda: queue.choices(reading(), me))


def read_filters(given: MultiDict[str, str]) -> Filters:
    """The filters that a query names; whatever is no filter, or no such state, is left out."""
    known = {state.value for state in State}
    states = tuple(State(value) for value in given.getlist("state") if value in known)
    words = {name: given.get(name, "")[:200] for name in WORDS}
    flags = {name: given.get(name) == "yes" for name in FLAGS}
    return Filters(states=states, **words, **flags)  # type: ignore[arg-type]  # (names of strings and of flags)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1
