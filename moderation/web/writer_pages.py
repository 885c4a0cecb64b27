"""Plan writers: drop a draft, and see what a moderator would say before any moderator does."""

from __future__ import annotations

from pathlib import PurePath
from threading import BoundedSemaphore

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response

from extractors.errors import GoldenThreadError
from extractors.readers.limits import FILE_BYTES
from moderation import queue
from moderation.database.tables import Case
from moderation.errors import DeskError
from moderation.permissions import Action, require
from moderation.states import State
from moderation.web.context import actor, desk, reading, settings, writing

pages = Blueprint("writer", __name__)

MOST_FILES = 20
AT_ONCE = 4  # drafts read at the same time; each holds one of the server's threads
_PLACES = BoundedSemaphore(AT_ONCE)


@pages.get("/check")
def check() -> str:
    """Where a draft is dropped, and the drafts that one has tried out."""
    require(actor(), Action.ADD_CASE)
    query = select(Case).where(Case.added_by_id == actor().id).order_by(Case.changed_at.desc()).limit(50)
    mine = list(reading().scalars(query))
    return render_template(
        "check.html",
        tried=[c for c in mine if c.state == State.WITH_WRITER],
        sent=[c for c in mine if c.state != State.WITH_WRITER],
        days=settings().retention.unsent_days,
    )


@pages.post("/check")
def drop() -> Response | str:
    """Assess what was dropped. It stays with its writer until it is sent."""
    me = actor()
    require(me, Action.ADD_CASE)
    try:
        documents = _documents()
        if not _PLACES.acquire(blocking=False):
            raise ServiceUnavailable
        try:
            done = desk().work.check(_case_name(documents), documents)
        finally:
            _PLACES.release()
        with writing() as session:
            added = queue.add_case(
                session, me, done.assessment, documents, outputs=done.outputs, send=False, settings=settings()
            )
    except GoldenThreadError as error:
        flash((error.sentence, "#files"), "problem")  # type: ignore[arg-type]  # (a message may be a pair)
        return redirect(url_for("writer.check"))
    for note in done.notes:
        flash(note, "problem")
    return redirect(url_for("case.case", reference=added.reference))


def _documents() -> dict[str, bytes]:
    """The files of the form by name. Raises ``DeskError``."""
    files = [f for field in ("plan", "advice") for f in request.files.getlist(field) if f.filename]
    if not files:
        raise DeskError("check.nothing", "Choose the draft plan, and its advice if you have it.")
    if len(files) > MOST_FILES:
        raise DeskError("check.too_many", f"Send at most {MOST_FILES} documents at once.")
    documents: dict[str, bytes] = {}
    for file in files:
        name = _safe_name(file.filename or "")
        content = file.read(FILE_BYTES + 1)
        if len(content) > FILE_BYTES:
            raise DeskError("file.too_large", f"{name} is larger than 20 MB. Save it with smaller pictures.")
        if documents.get(name, content) != content:
            raise DeskError("check.same_name", f"Two documents are called {name}. Give one another name.")
        documents[name] = content
    return documents


def _safe_name(given: str) -> str:
    """A file's own name, whatever path the browser sent with it."""
    name = PurePath(given.replace("\\", "/")).name
    name = "".join(c for c in name if c.isprintable() and c not in '<>:"|?*').strip(" .")
    return name[-120:] or "document"


def _case_name(documents: dict[str, bytes]) -> str:
    return PurePath(next(iter(documents))).stem
