"""What went wrong, as a page (or as JSON for the page's own script), in one plain sentence."""

from __future__ import annotations

from flask import Flask, Response, jsonify, render_template, request
from flask.globals import request_ctx
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as WsgiResponse

from extractors.errors import GoldenThreadError
from moderation.errors import ChangedMeanwhileError, NotFoundError, NotNowError, NotPermittedError

Answer = tuple[str | Response, int]

SENTENCES = {
    400: "The desk could not make sense of this. Go back and try again.",
    404: NotFoundError().sentence,
    405: "This cannot be opened like that. Go back and try again.",
    413: "That is too large. Send at most 60 MB at once, 20 MB a file.",
}
TITLES = {
    400: "This did not work",
    403: "Not for your role",
    404: "Page not found",
    405: "This did not work",
    409: "This was not done",
    413: "Too large",
    500: "Something is wrong with the desk",
    503: "The desk is busy",
}
_STATUS = ((NotFoundError, 404), (NotPermittedError, 403), (ChangedMeanwhileError, 409), (NotNowError, 409))


def install(app: Flask) -> None:
    """Have an application answer errors so."""
    app.register_error_handler(GoldenThreadError, _refused)
    app.register_error_handler(CSRFError, _not_from_here)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _fault)


def status_of(error: GoldenThreadError) -> int:
    """The HTTP status of a refusal."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 400)


def _refused(error: GoldenThreadError) -> Answer:
    return _page(status_of(error), error.sentence)


def _not_from_here(_error: CSRFError) -> Answer:
    return _page(400, "The form was too old, or came from somewhere else, so nothing was done. Open the page again.")


def _http(error: HTTPException) -> Answer | WsgiResponse:
    if error.code is None or error.response is not None or error.code < 400:
        return error.get_response()
    return _page(error.code, SENTENCES.get(error.code, SENTENCES[400]))


def _fault(_error: Exception) -> Answer:
    return _page(500, "The desk failed on this. What you saved before is safe. Try again, or tell your administrator.")


def _page(status: int, sentence: str) -> Answer:
    if request_ctx.url_adapter is None:  # asked for another host: no address of ours can be made
        return Response(sentence, content_type="text/plain; charset=utf-8"), status
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error=sentence), status
    return render_template("error.html", title=TITLES.get(status, TITLES[400]), sentence=sentence), status
