"""When each round is due: step 1a every six weeks, step 2b every quarter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation.database.tables import Round
from moderation.errors import DeskError

PEER, SAMPLE = "1a", "2b"
STEP_WORDS = {PEER: "Peer moderation", SAMPLE: "Multi-agency moderation"}
FIRST_MONDAY = dt.date(2024, 1, 1)  # six-week periods are counted from here, without a gap at the year's end
SIX_WEEKS = dt.timedelta(weeks=6)
QUARTER = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, slots=True)
class DueRound:
    """A round that has not been drawn for the present period. ``until`` is the period's last day."""

    step: str
    period: str
    until: dt.date


def period_of(step: str, day: dt.date) -> str:
    """The period that a day is in: "2026-Q4" for step 2b, the first Monday of the six weeks for step 1a."""
    if step == SAMPLE:
        return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
    if step == PEER:
        return (FIRST_MONDAY + SIX_WEEKS * ((day - FIRST_MONDAY) // SIX_WEEKS)).isoformat()
    raise DeskError("round.step", "Choose step 1a (peer moderation) or 2b (multi-agency moderation).")


def last_day(step: str, period: str) -> dt.date:
    """A period's last day. Raises ``DeskError`` for what is no period of the step."""
    try:
        if step == PEER:
            first = dt.date.fromisoformat(period)
            if period_of(PEER, first) == period:
                return first + SIX_WEEKS - dt.timedelta(days=1)
        elif step == SAMPLE and (found := QUARTER.fullmatch(period)):
            year, quarter = int(found[1]), int(found[2])
            after = dt.date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
            return after - dt.timedelta(days=1)
    except ValueError:
        pass
    raise DeskError(
        "round.period", "Name the period: a quarter such as 2026-Q4 for step 2b, the six weeks' first Monday for 1a."
    )


def due_rounds(session: Session, today: dt.date) -> list[DueRound]:
    """The rounds that nobody has drawn yet for the periods that today is in."""
    due = []
    for step in (PEER, SAMPLE):
        period = period_of(step, today)
        if not session.scalar(select(Round.id).where(Round.step == step, Round.period == period)):
            due.append(DueRound(step, period, last_day(step, period)))
    return due
