"""Signing in with a council account, through the identity provider of the settings."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, current_app, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response

from moderation import oidc, sessions
from moderation.errors import NotFoundError
from moderation.permissions import actor_of
from moderation.web.context import SignedIn, settings, writing
from moderation.web.doors import safe_next
from moderation.web.sign_in import begin

pages = Blueprint("provider", __name__)

KEPT = "provider"  # what the browser's session holds until it comes back


@pages.get("/sign-in/council-account")
def leave() -> Response:
    """Send the browser to the provider."""
    try:
        begun = _provider().begin()
    except oidc.ProviderError as error:
        return _refused(error)
    session[KEPT] = {"waiting": begun.kept, "next": request.args.get("next", "")[:500]}
    return redirect(begun.url)


@pages.get("/sign-in/provider")
def come_back() -> Response:
    """Take in whom the provider vouches for."""
    kept = session.pop(KEPT, None) or {}  # it serves once
    try:
        vouched = _provider().finish(kept.get("waiting"), request.args.to_dict())
        with writing() as database:
            user = oidc.person_of(database, vouched)
            token = sessions.open_session(database, user)
    except oidc.ProviderError as error:
        return _refused(error)
    begin(SignedIn(token, actor_of(user)))
    return redirect(safe_next(str(kept.get("next", "")), url_for("sign_in.home")))


@pages.get("/sign-in/council-account/leave")
def leave_account() -> Response:
    """End the provider's own session too: on a computer that others use, the next person would come straight in."""
    try:
        end = _provider().sign_out_url(settings().base_url.rstrip("/") + url_for("sign_in.sign_in"))
    except oidc.ProviderError as error:
        return _refused(error)
    return redirect(end or url_for("sign_in.sign_in"))


def _provider() -> oidc.Provider:
    """The provider, made once for the application: it keeps the provider's keys. Raises ``NotFoundError``."""
    if "provider" not in current_app.extensions:
        told = settings().oidc
        if told is None:
            raise NotFoundError
        back = settings().base_url.rstrip("/") + url_for("provider.come_back")
        current_app.extensions["provider"] = oidc.Provider(told, redirect_uri=back)
    return cast("oidc.Provider", current_app.extensions["provider"])


def _refused(error: oidc.ProviderError) -> Response:
    flash(error.sentence, "problem")
    return redirect(url_for("sign_in.sign_in"))
