"""The administrator's pages: people and what they may do, and how the desk is set."""

from __future__ import annotations

from typing import TypedDict

from flask import Blueprint, flash, redirect, render_template, request, url_for
from pydantic import BaseModel, SecretStr
from werkzeug.wrappers import Response

from moderation import people
from moderation.errors import DeskError
from moderation.permissions import Action, require
from moderation.web.context import actor, reading, settings, writing

pages = Blueprint("people", __name__)


@pages.get("/people")
def everybody() -> str:
    """Everybody."""
    return render_template("people.html", everybody=people.list_users(reading(), actor()))


@pages.route("/people/new", methods=["GET", "POST"])
def new() -> Response | str | tuple[str, int]:
    """Somebody new."""
    require(actor(), Action.MANAGE_PEOPLE)
    if request.method == "GET":
        return render_template("person.html", someone=None, given={})
    given = _given()
    try:
        with writing() as session:
            people.create_user(
                session, actor(), request.form.get("username", "")[:200], roles=request.form.getlist("roles"),
                password=request.form.get("new", "")[:1000], **given,
            )  # fmt: skip
    except DeskError as error:
        page = render_template(
            "person.html", someone=None, given={**given, "username": request.form.get("username", "")},
            roles=request.form.getlist("roles"), problem=error.sentence,
        )  # fmt: skip
        return page, 400
    flash(f"{given['name']} can sign in now.", "done")
    return redirect(url_for("people.everybody"))


@pages.route("/people/<int:user_id>", methods=["GET", "POST"])
def person(user_id: int) -> Response | str | tuple[str, int]:
    """Somebody known: their roles, team, and whether they may come in."""
    require(actor(), Action.MANAGE_PEOPLE)
    someone = people.get_user(reading(), user_id)
    if request.method == "GET":
        return render_template("person.html", someone=someone, given={})
    try:
        with writing() as session:
            people.change_user(
                session, actor(), user_id, roles=request.form.getlist("roles"),
                active=request.form.get("active") == "yes", **_given(),
            )  # fmt: skip
            if password := request.form.get("new", "")[:1000]:
                people.set_password(session, actor(), user_id, password)
    except DeskError as error:
        return render_template("person.html", someone=someone, given={}, problem=error.sentence), 400
    flash("Saved.", "done")
    return redirect(url_for("people.everybody"))


@pages.get("/settings")
def desk_settings() -> str:
    """How the desk is set, secrets left out."""
    require(actor(), Action.MANAGE_PEOPLE)
    return render_template("settings.html", values=list(_flat(settings())))


class _Given(TypedDict):
    name: str
    email: str
    team: str
    agency: str


def _given() -> _Given:
    def told(name: str) -> str:
        return request.form.get(name, "")[:200]

    return {"name": told("name"), "email": told("email"), "team": told("team"), "agency": told("agency")}


def _flat(model: BaseModel, before: str = "") -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            told += _flat(value, f"{before}{name}.")
        elif isinstance(value, SecretStr):
            told.append((f"{before}{name}", "set" if value.get_secret_value() else "not set"))
        elif name == "database_url":
            told.append((f"{before}{name}", str(value).split(":", 1)[0]))  # it may hold a password
        else:
            told.append((f"{before}{name}", "not set" if value in ("", None, (), {}) else str(value)))
    return told
