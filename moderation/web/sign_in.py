"""Signing in and out, and one's own password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from moderation import people, sessions
from moderation.errors import DeskError
from moderation.permissions import Action, actor_of, may
from moderation.web.context import SignedIn, actor, address, writing
from moderation.web.doors import safe_next

pages = Blueprint("sign_in", __name__)

LONGEST = 1000  # characters of a password worth hashing


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Response | str | tuple[str, int]:
    """The door."""
    wanted = request.values.get("next", "")
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(safe_next(wanted, url_for("sign_in.home")))
        return render_template("sign_in.html", next=wanted, left=request.args.get("left") == "account")
    username = request.form.get("username", "")
    try:
        with writing() as database:
            user = people.sign_in(
                database, username[:200], request.form.get("password", "")[:LONGEST], address=address()
            )
            token = sessions.open_session(database, user) if user else ""
    except people.WaitError as error:
        page = render_template(
            "sign_in.html", next=wanted, username=username, problem=error.sentence, wait=error.seconds
        )
        return page, 429
    if user is None:
        page = render_template(
            "sign_in.html", next=wanted, username=username, problem=people.SignInError().sentence
        )  # fmt: skip
        return page, 400
    begin(SignedIn(token, actor_of(user)))
    return redirect(safe_next(wanted, url_for("sign_in.home")))


def begin(person: SignedIn) -> None:
    """Sign a person in. Whatever the browser's session held before is thrown away, so that nobody can have prepared
    it for them.
    """
    session.clear()
    login_user(person)


@pages.post("/sign-out")
def sign_out() -> Response:
    """Leave: the cookie is worth nothing any more, wherever it was copied to."""
    with writing() as database:
        by_provider = bool(people.get_user(database, actor().id or 0).oidc_subject)
        sessions.close_session(database, current_user.id)
        people.signed_out(database, actor())
    logout_user()
    session.clear()
    flash("You have signed out.", "done")
    return redirect(url_for("sign_in.sign_in", left="account" if by_provider else None))


@pages.get("/")
def home() -> Response:
    """Where each role's work is."""
    if may(actor(), Action.REVIEW) or may(actor(), Action.SEE_AGREEMENT):
        return redirect(url_for("queue.plans"))
    if may(actor(), Action.ADD_CASE):
        return redirect(url_for("writer.check"))
    return redirect(url_for("people.everybody"))


@pages.route("/password", methods=["GET", "POST"])
def password() -> Response | str | tuple[str, int]:
    """One's own password: the present one is asked for, and every other sign-in ends."""
    if request.method == "GET":
        return render_template("password.html")
    me = actor()
    new, again = (request.form.get(name, "")[:LONGEST] for name in ("new", "again"))
    try:
        if new != again:
            raise DeskError("person.password_twice", "The two new passwords are not the same.")
        with writing() as database:
            known = people.sign_in(
                database, me.username, request.form.get("present", "")[:LONGEST], address=address()
            )  # fmt: skip
            if known and me.id is not None:
                people.set_password(database, me, me.id, new)
                token = sessions.open_session(database, people.get_user(database, me.id))
        if known is None:
            raise DeskError("person.password_wrong", "The present password is not right.")
    except DeskError as error:
        return render_template("password.html", problem=error.sentence), 400
    begin(SignedIn(token, me))
    flash("Your password is changed. You are signed out everywhere else.", "done")
    return redirect(url_for("sign_in.home"))
