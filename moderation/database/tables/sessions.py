"""Who is signed in, on which device."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from moderation.database.base import Base


class WebSession(Base):
    """One signed-in browser. ``key`` is the digest of what its cookie holds, so that nobody who reads the database
    can sign in with it. ``epoch`` is the person's session epoch at sign-in: an older one has ended.
    """

    __tablename__ = "web_sessions"

    key: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    epoch: Mapped[int]
    started_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime] = mapped_column(index=True)
