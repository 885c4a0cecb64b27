"""The people of the desk and their failed sign-ins."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from moderation.database.base import Base


class User(Base):
    """A person who may sign in.

    ``username`` is kept in lower case. ``password_hash`` is argon2 and empty for people who come through
    the council's identity provider (``oidc_subject``). ``agency`` is whom they speak for ("sen_team",
    "education", "health", "social_care", "parents", ...). ``session_epoch`` grows when every session of the
    person must end: a new password, other roles, switched off.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    roles: Mapped[list[str]]
    team: Mapped[str] = mapped_column(default="")
    agency: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str] = mapped_column(default="")
    oidc_subject: Mapped[str | None] = mapped_column(unique=True)
    active: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=0)
    last_sign_in: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]


class SignInAttempts(Base):
    """Failed sign-ins under one name or from one address, whether or not such a person exists."""

    __tablename__ = "sign_in_attempts"

    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[dt.datetime | None]
    last_at: Mapped[dt.datetime]
