"""Which cases have been kept long enough, by the authority's settings; each with its reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation.clock import utc_now
from moderation.database.tables import Case, Draft, Version
from moderation.permissions import Action, Actor, require
from moderation.queue.access import assessment_of
from moderation.retention.erasing import Erased, erase_case
from moderation.settings import Retention
from moderation.states import State


@dataclass(frozen=True, slots=True)
class Due:
    """A case whose time is over, and why, in plain words."""

    reference: str
    why: str


def due_for_erasure(
    session: Session, actor: Actor, settings: Retention, *, now: dt.datetime | None = None
) -> list[Due]:
    """The cases to erase by the settings, oldest change first. Nothing is erased here."""
    require(actor, Action.ERASE)
    at = now or utc_now()
    born = _birthdays(session) if settings.until_age else {}
    due = []
    for case in session.scalars(select(Case).order_by(Case.changed_at, Case.id)):
        if why := _over(case, born.get(case.id), settings, at):
            due.append(Due(case.reference, why))
    return due


def erase_due(session: Session, actor: Actor, settings: Retention, *, now: dt.datetime | None = None) -> list[Erased]:
    """Erase every case whose time is over."""
    at = now or utc_now()
    due = due_for_erasure(session, actor, settings, now=at)
    return [erase_case(session, actor, d.reference, reason="age", now=at) for d in due]


def _over(case: Case, born: dt.date | None, settings: Retention, at: dt.datetime) -> str:
    if case.state == State.WITH_WRITER:
        if settings.unsent_days and case.changed_at <= at - dt.timedelta(days=settings.unsent_days):
            return f"never sent, and not touched for {settings.unsent_days} days"
        return ""
    if settings.case_months and case.changed_at <= _months_before(at, settings.case_months):
        return f"not changed for {settings.case_months} months"
    if settings.until_age and born and _age(born, at.date()) >= settings.until_age:
        return f"the young person is {settings.until_age} or older"
    return ""


def _birthdays(session: Session) -> dict[int, dt.date]:
    """Dates of birth by case, from the newest draft that tells one."""
    found: dict[int, dt.date] = {}
    query = select(Version.case_id, Draft).join(Draft, Draft.version_id == Version.id).order_by(Draft.id)
    for case_id, draft in session.execute(query.execution_options(yield_per=50)):
        if born := assessment_of(draft).plan.child.date_of_birth:
            found[case_id] = born
    return found


def _age(born: dt.date, on: dt.date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _months_before(at: dt.datetime, months: int) -> dt.datetime:
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    # The 31st of a shorter month is its last day.
    for day in range(at.day, 27, -1):
        try:
            return at.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return at.replace(year=year, month=month + 1)
