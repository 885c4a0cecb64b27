"""The application: its limits, its cookies, its headers, its pages."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request, url_for
from flask.globals import request_ctx
from flask_login import LoginManager, current_user
from flask_wtf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from moderation import sessions
from moderation.clock import utc_now
from moderation.database.engine import Database
from moderation.settings import DEFAULTS, DeskSettings
from moderation.web import blueprints, errors, saying
from moderation.web.context import Desk, SignedIn, desk, install, reading, writing
from moderation.web.work import NoWork, Work

MEGABYTE = 1_000_000
LARGEST_POST = 60 * MEGABYTE  # a plan with its advice, twenty megabytes a file at most
LARGEST_FIELDS = 2 * MEGABYTE  # every comment of a section together
PARTS = 1000
# Nothing but what this host serves; no script and no style inside a page; in nobody's frame.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
OPEN_PAGES = frozenset(
    {
        "static",
        "sign_in.sign_in",
        "provider.leave",
        "provider.come_back",
        "provider.leave_account",
        "assets.council",
        "assets.health",
    }
)


def create_app(
    database: Database, settings: DeskSettings = DEFAULTS, *, secret: str, work: Work | None = None
) -> Flask:
    """The application over a database. ``secret`` signs the cookies; ``work`` reads files from outside."""
    app = Flask(__name__, static_url_path="/static")
    where = urlsplit(settings.base_url)
    secure = where.scheme == "https"
    app.config.update(
        SECRET_KEY=secret,
        MAX_CONTENT_LENGTH=LARGEST_POST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FIELDS,
        MAX_FORM_PARTS=PARTS,
        TRUSTED_HOSTS=[where.hostname or "localhost", "127.0.0.1", "localhost"],
        SESSION_COOKIE_NAME="__Host-desk" if secure else "desk",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # A form stays good for as long as its sign-in: a lunch break must not lose a moderator's work.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=secure,
        SEND_FILE_MAX_AGE_DEFAULT=dt.timedelta(hours=1),
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.auto_reload = False
    install(app, Desk(database, settings, work or NoWork()))
    CSRFProtect(app)
    _sign_ins(app)
    saying.install(app)
    errors.install(app)
    for blueprint in blueprints.ALL:
        app.register_blueprint(blueprint)
    app.after_request(_with_headers)
    return app


def _sign_ins(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # the session in the database does it
    manager.user_loader(_person)
    manager.unauthorized_handler(_to_the_door)

    @app.before_request
    def _everybody_signs_in() -> AnyResponse | None:
        # Every page wants a sign-in unless it is named as open: a new page cannot forget it.
        if request_ctx.url_adapter is None:
            abort(400)  # asked for under another host's name
        if request.endpoint in OPEN_PAGES or current_user.is_authenticated:
            return None
        return _to_the_door()


def _person(token: str) -> SignedIn | None:
    found = sessions.signed_in_by(reading(), token, settings=desk().settings)
    if found is None:
        return None
    actor, to_note = found
    if to_note:
        with writing() as session:
            sessions.note_seen(session, token, now=utc_now())
    return SignedIn(token, actor)


def _to_the_door() -> AnyResponse:
    if request.accept_mimetypes.best == "application/json":
        return Response('{"signed_out": true}', 401, content_type="application/json")
    if request.method == "GET":
        return redirect(url_for("sign_in.sign_in", next=request.full_path.rstrip("?")))
    return redirect(url_for("sign_in.sign_in"))


def _with_headers(response: AnyResponse) -> AnyResponse:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint not in ("static", "assets.council"):
        # Children's plans stay out of every cache.
        response.headers["Cache-Control"] = "no-store"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
