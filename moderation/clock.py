"""The time, in one place."""

from __future__ import annotations

import datetime as dt


def utc_now() -> dt.datetime:
    """The present moment in UTC."""
    return dt.datetime.now(tz=dt.UTC)
