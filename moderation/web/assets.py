"""The council's own colour as a stylesheet (no style stands inside a page), and whether the desk is up."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from moderation.database.engine import reachable
from moderation.web.context import desk, settings

pages = Blueprint("assets", __name__)

LIGHT = 0.179  # relative luminance from which on black text stands out better than white: 4.6 to 1 there


@pages.get("/council.css")
def council() -> Response:
    """The council's colour, with text on it that can be read."""
    colour = settings().council_colour
    ink = "#000000" if luminance(colour) > LIGHT else "#ffffff"
    response = Response(f":root{{--council:{colour};--on-council:{ink}}}\n", content_type="text/css")
    response.headers["Cache-Control"] = "max-age=3600"
    return response


@pages.get("/health")
def health() -> Response:
    """Says "ok" while the database answers: for whatever watches over the server."""
    if not reachable(desk().database):
        abort(503)
    return Response("ok\n", content_type="text/plain")


def luminance(colour: str) -> float:
    """A colour's relative luminance (WCAG 2.2), 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
