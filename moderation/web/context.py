"""What every page needs: the desk, who asks, and one reading session for each request."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, g, request
from flask_login import UserMixin, current_user
from sqlalchemy.orm import Session

from moderation.database.engine import Database
from moderation.permissions import Actor
from moderation.settings import DeskSettings
from moderation.web.work import Work


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that the pages work with."""

    database: Database
    settings: DeskSettings
    work: Work


class SignedIn(UserMixin):  # type: ignore[misc]  # (Flask-Login has no types)
    """A signed-in person, as Flask-Login wants one. ``token`` is the secret in their cookie."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.id = token
        self.actor = actor


def install(app: Flask, desk: Desk) -> None:
    """Give the desk to an application."""
    app.extensions["desk"] = desk
    app.teardown_request(_close)


def desk() -> Desk:
    """The desk of this application."""
    return cast("Desk", current_app.extensions["desk"])


def settings() -> DeskSettings:
    """The authority's settings."""
    return desk().settings


def reading() -> Session:
    """The request's session for reading."""
    if "reading" not in g:
        g.closing = ExitStack()
        g.reading = g.closing.enter_context(desk().database.reading())
    return cast("Session", g.reading)


def writing() -> AbstractContextManager[Session]:
    """A session for writing: its work is kept at its end, or not at all."""
    return desk().database.writing()


def actor() -> Actor:
    """Who asks."""
    return cast("SignedIn", current_user).actor


def address() -> str:
    """Where the request comes from."""
    return request.remote_addr or ""


def _close(_error: BaseException | None) -> None:
    if "closing" in g:
        g.closing.close()
