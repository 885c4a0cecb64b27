"""The queue as a list: filtered, and sorted by what needs a person most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, func, or_, select
from sqlalchemy import Row as Found
from sqlalchemy.orm import Session, aliased

from moderation.clock import utc_now
from moderation.database.base import Moment
from moderation.database.tables import Case, Review, User
from moderation.permissions import Actor, visible
from moderation.settings import DEFAULTS, DeskSettings
from moderation.states import OPEN, ReviewState, State


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show. Empty fields do not filter; without ``states`` the list shows what is open.

    ``assigned``: "me", "nobody" or a user's number. ``text``: part of a reference.
    """

    states: tuple[State, ...] = ()
    team: str = ""
    coordinator: str = ""
    need: str = ""
    placement: str = ""
    age_group: str = ""
    missing_c_d: bool = False
    broken_thread: bool = False
    low_confidence: bool = False
    overdue: bool = False
    assigned: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue. ``reading`` names who holds an open review."""

    reference: str
    source_name: str
    state: State
    state_since: dt.datetime
    state_reason: str
    team: str
    coordinator: str
    primary_need: str
    placement_type: str
    age_group: str
    missing_c_d: bool
    broken_thread: int
    high_findings: int
    left_open: int
    confidence: float
    due_at: dt.datetime | None
    added_at: dt.datetime
    assigned_to_id: int | None
    assigned_to: str
    reading: str
    lease_until: dt.datetime | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue; ``total`` is the number of rows on all pages."""

    rows: tuple[Row, ...]
    total: int
    number: int
    per_page: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that the filters can take, as they occur in the cases that the person may see."""

    teams: tuple[str, ...]
    coordinators: tuple[str, ...]
    needs: tuple[str, ...]
    placements: tuple[str, ...]
    age_groups: tuple[str, ...]


def list_cases(
    session: Session,
    actor: Actor,
    filters: Filters | None = None,
    *,
    page: int = 1,
    per_page: int = 50,
    settings: DeskSettings = DEFAULTS,
    now: dt.datetime | None = None,
) -> Page:
    """A page of the cases they may see: overdue first, then by urgency, then the longest waiting."""
    at = now or utc_now()
    query, count = _queries(filters or Filters(), actor, settings.low_confidence)
    first = (max(1, page) - 1) * per_page
    found = session.execute(query, {"at": at, "most": per_page, "first": first}).all()
    # A page after the last has no rows to tell how many there are in all.
    total = found[0].total if found else session.scalar(count, {"at": at}) or 0
    readers = _readers(session, [row.id for row in found])
    rows = tuple(_row(row, readers.get(row.id)) for row in found)
    return Page(rows, total, max(1, page), per_page)


@lru_cache(maxsize=1024)
def _queries(filters: Filters, actor: Actor, low_confidence: float) -> tuple[Select[*tuple[Any, ...]], Select[int]]:
    """The rows of a page, and their number. Building the two takes as long as running them, so they are kept."""
    late = _overdue(bindparam("at", type_=Moment()))
    where = and_(visible(actor), *_conditions(filters, actor, low_confidence, late))
    assigned = aliased(User)
    rows: Select[*tuple[Any, ...]] = (
        select(*_COLUMNS, Case.id, assigned.display_name, late.label("late"), func.count().over().label("total"))
        .outerjoin(assigned, Case.assigned_to_id == assigned.id)
        .where(where)
        .order_by(case((late, 0), else_=1), Case.urgency.desc(), Case.added_at, Case.id)
        .limit(bindparam("most", type_=Integer()))
        .offset(bindparam("first", type_=Integer()))
    )
    return rows, select(func.count()).select_from(Case).where(where)


# Columns and not whole cases: the list is asked for more often than anything else.
_COLUMNS = (
    Case.reference, Case.source_name, Case.state, Case.state_since, Case.state_reason, Case.team, Case.coordinator,
    Case.primary_need, Case.placement_type, Case.age_group, Case.missing_c_d, Case.broken_thread, Case.high_findings,
    Case.left_open, Case.confidence, Case.due_at, Case.added_at, Case.assigned_to_id,
)  # fmt: skip


def choices(session: Session, actor: Actor) -> Choices:
    """What the filters offer."""
    return Choices(*[tuple(session.scalars(query)) for query in _choice_queries(actor)])


@lru_cache(maxsize=1024)
def _choice_queries(actor: Actor) -> tuple[Select[str], ...]:
    columns = (Case.team, Case.coordinator, Case.primary_need, Case.placement_type, Case.age_group)
    return tuple(select(c).where(visible(actor), c != "").distinct().order_by(c) for c in columns)


def _overdue(at: ColumnElement[dt.datetime]) -> ColumnElement[bool]:
    return and_(Case.due_at < at, Case.state.in_([s.value for s in OPEN]))


def _conditions(
    filters: Filters, actor: Actor, low_confidence: float, late: ColumnElement[bool]
) -> list[ColumnElement[bool]]:
    states: Sequence[State] = filters.states or OPEN
    conditions: list[ColumnElement[bool]] = [Case.state.in_([s.value for s in states])]
    equal = {
        Case.team: filters.team,
        Case.coordinator: filters.coordinator,
        Case.primary_need: filters.need,
        Case.placement_type: filters.placement,
        Case.age_group: filters.age_group,
    }
    conditions += [column == value for column, value in equal.items() if value]
    if filters.missing_c_d:
        conditions.append(Case.missing_c_d.is_(True))
    if filters.broken_thread:
        conditions.append(Case.broken_thread > 0)
    if filters.low_confidence:
        conditions.append(Case.confidence < low_confidence)
    if filters.overdue:
        conditions.append(late)
    if filters.assigned == "me":
        conditions.append(or_(Case.assigned_to_id == actor.id, Case.id.in_(_held_by(actor))))
    elif filters.assigned == "nobody":
        conditions.append(Case.assigned_to_id.is_(None))
    elif filters.assigned.isascii() and filters.assigned.isdigit():
        conditions.append(Case.assigned_to_id == int(filters.assigned))
    if filters.text.strip():
        conditions.append(Case.reference.contains(filters.text.strip().upper(), autoescape=True))
    return conditions


def _held_by(actor: Actor) -> ColumnElement[int]:
    open_reviews = select(Review.case_id).where(Review.reviewer_id == actor.id, Review.state == ReviewState.OPEN.value)
    return open_reviews.scalar_subquery()


def _readers(session: Session, cases: Sequence[int]) -> dict[int, tuple[str, dt.datetime | None]]:
    if not cases:
        return {}
    return {case_id: (name, lease) for case_id, name, lease in session.execute(_READERS, {"cases": cases})}


_READERS = (
    select(Review.case_id, User.display_name, Review.lease_until)
    .join(User, Review.reviewer_id == User.id)
    .where(
        Review.case_id.in_(bindparam("cases", expanding=True)),
        Review.state == ReviewState.OPEN.value,
        Review.lease_until.is_not(None),
    )
)


def _row(found: Found[*tuple[Any, ...]], reader: tuple[str, dt.datetime | None] | None) -> Row:
    values: dict[str, Any] = {column.key: getattr(found, column.key) for column in _COLUMNS}
    values["state"] = State(values["state"])
    name, lease = reader or ("", None)
    return Row(
        **values, assigned_to=found.display_name or "", reading=name, lease_until=lease, overdue=bool(found.late)
    )  # fmt: skip
