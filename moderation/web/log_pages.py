"""The audit log, to be read."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from moderation import audit
from moderation.web.context import actor, reading

pages = Blueprint("log", __name__)

PER_PAGE = 50


@pages.get("/log")
def entries() -> str:
    """A page of the log, newest first; by whom, or about what."""
    number = request.args.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 7 else 1
    subject, who = request.args.get("subject", "").strip()[:200], request.args.get("who", "").strip()[:200]
    found, total = audit.entries(reading(), actor(), subject=subject, who=who, page=max(1, page), per_page=PER_PAGE)
    return render_template(
        "log.html", entries=found, total=total, page=max(1, page), last=max(1, -(-total // PER_PAGE)), subject=subject,
        who=who, head=audit.head(reading()),
    )  # fmt: skip
