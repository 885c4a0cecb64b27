"""A plan's words and papers: the whole text with its findings, the thread, each document as the family will see it."""

from __future__ import annotations

import hashlib
from io import BytesIO

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from sqlalchemy import select
from sqlalchemy.orm import undefer
from werkzeug.wrappers import Response as AnyResponse

from checks.assessment import Assessment
from extractors.document import Document
from moderation import queue
from moderation.database.tables import Case, StoredFile, Version
from moderation.errors import DeskError, NotFoundError, NotNowError
from moderation.findings import dismiss, dismissed, restore
from moderation.keeping import Newest
from moderation.permissions import Action, Actor, may
from moderation.states import State
from moderation.web.context import actor, desk, reading, writing
from moderation.web.doors import safe_next
from moderation.web.draft_view import thread_rows
from moderation.web.paper import paper
from moderation.web.review_view import section_panel
from reports.thread_picture import thread_picture as draw_thread

pages = Blueprint("text", __name__, url_prefix="/plans/<reference>")

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ANNOTATED = ("plan-annotated.docx", "plan-annotated.pdf")
LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")

_PAPERS: Newest[Document] = Newest(32)
_PICTURES: Newest[bytes] = Newest(64)


@pages.get("/text")
def whole(reference: str) -> str:
    """The whole plan, section by section, with what the program noticed."""
    found, version, assessment = _assessed(reference)
    set_aside = dismissed(reading(), actor(), reference)
    return render_template(
        "text.html",
        case=found,
        reference=reference,
        version=version,
        assessment=assessment,
        panels=[(letter, section_panel(assessment, letter, (), frozenset(set_aside))) for letter in LETTERS],
        elsewhere=section_panel(assessment, "", (), frozenset(set_aside)),
        set_aside=set_aside,
        messages={f.check: f for f in assessment.findings},
        may_dismiss=may(actor(), Action.DISMISS_FINDING),
    )


@pages.get("/thread")
def thread(reference: str) -> str:
    """The golden thread, need by need."""
    found, _, assessment = _assessed(reference)
    return render_template("thread.html", case=found, reference=reference, rows=thread_rows(assessment))


@pages.get("/thread.svg")
def thread_picture(reference: str) -> Response:
    """The golden thread as a picture: shown as one, so that nothing in it could run."""
    _, _, assessment = _assessed(reference)
    drawn = Response(draw_thread(assessment), content_type="image/svg+xml; charset=utf-8")
    drawn.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return drawn


@pages.post("/findings/<key>/dismiss")
def set_aside(reference: str, key: str) -> AnyResponse:
    """Set a finding aside, with a reason."""
    back = _back(reference)
    try:
        with writing() as session:
            dismiss(session, actor(), reference, key, reason=request.form.get("reason", "")[:2000])
    except DeskError as error:
        if error.code != "finding.reason":
            raise
        flash((error.sentence, f"#finding-{key}"), "problem")  # type: ignore[arg-type]  # (a message may be a pair)
        return redirect(back)
    flash("The finding is set aside, and your reason is kept.", "done")
    return redirect(back)


@pages.post("/findings/<key>/restore")
def bring_back(reference: str, key: str) -> AnyResponse:
    """Take that back."""
    with writing() as session:
        restore(session, actor(), reference, key)
    flash("The finding stands again.", "done")
    return redirect(_back(reference))


@pages.get("/documents/<int:number>")
def document(reference: str, number: int) -> str:
    """A document as the family will see it: the pages of a PDF, or the text of a Word file in its own layout."""
    found, version, assessment = _assessed(reference)
    file = _document(version, number)
    told = assessment.documents[number] if number < len(assessment.documents) else None
    common = {"case": found, "reference": reference, "file": file, "told": told, "number": number}
    if file.content.startswith(b"%PDF-") and told is not None:
        page = request.args.get("page", "1")
        at = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
        return render_template("pages.html", page=max(1, at), pages=told.pages or at, **common)
    read = _PAPERS.get(file.sha256, lambda: desk().work.read(file.name, file.content))
    marks = [f for f in assessment.findings if f.place and f.place.document == number]
    return render_template("paper.html", paper=paper(read, marks), **common)


@pages.get("/documents/<int:number>/pages/<int:page>.png")
def picture(reference: str, number: int, page: int) -> Response:
    """A page of a PDF as a picture, with a box around what was quoted from it."""
    _, version, assessment = _assessed(reference)
    file = _document(version, number)
    if not file.content.startswith(b"%PDF-"):
        raise NotFoundError
    quotes = _quotes_on(assessment, number, page)
    key = hashlib.sha256("\n".join((file.sha256, str(page), *quotes)).encode()).hexdigest()
    drawn = _PICTURES.get(key, lambda: desk().work.picture(file.content, page, quotes))
    return Response(drawn, content_type="image/png")


@pages.get("/files/<int:file_id>")
def file(reference: str, file_id: int) -> AnyResponse:
    """A file to take away."""
    found = queue.get_case(reading(), actor(), reference)
    query = select(StoredFile).join(Version).where(StoredFile.id == file_id, Version.case_id == found.id)
    kept = reading().scalar(query.options(undefer(StoredFile.content)))
    if kept is None or leads(kept, found, actor()):
        raise NotFoundError
    kind = WORD if kept.name.lower().endswith(".docx") else "application/octet-stream"
    # Always as a download: nothing that came from outside is ever shown as a page of this host.
    return send_file(BytesIO(kept.content), mimetype=kind, as_attachment=True, download_name=kept.name, etag=False)


def leads(kept: StoredFile, found: Case, person: Actor) -> bool:
    """Whether a file would show somebody the drafts that their own reading still hides: the forms as pre-filled."""
    reading_on = found.state in (State.QUEUED, State.IN_REVIEW, State.SECOND_REVIEW)
    reader = may(person, Action.REVIEW) and not may(person, Action.ASSIGN)
    return kept.role == "output" and kept.name not in ANNOTATED and reading_on and reader


def _assessed(reference: str) -> tuple[Case, Version, Assessment]:
    found = queue.get_case(reading(), actor(), reference)
    version = queue.newest_version(reading(), found)
    draft = queue.newest_draft(reading(), version)
    if draft is None:
        raise NotNowError("case.no_draft", "The documents could not be assessed, so there is nothing to show.")
    return found, version, queue.assessment_of(draft)


def _document(version: Version, number: int) -> StoredFile:
    query = select(StoredFile).where(
        StoredFile.version_id == version.id, StoredFile.position == number, StoredFile.role != "output"
    )
    found = reading().scalar(query.options(undefer(StoredFile.content)))
    if found is None:
        raise NotFoundError
    return found


def _quotes_on(assessment: Assessment, number: int, page: int) -> tuple[str, ...]:
    plan = next((i for i, d in enumerate(assessment.documents) if d.role == "plan"), None)
    told = [f.quote for f in assessment.findings if f.place and (f.place.document, f.place.page) == (number, page)]
    answers = assessment.answers if number == plan else ()
    if number != plan:
        answers = next((a.answers for a in assessment.advice if a.document == number), ())
    told += [e.quote for a in answers for e in a.evidence if e.page == page]
    return tuple(sorted(set(told)))


def _back(reference: str) -> str:
    return safe_next(request.form.get("back", ""), url_for("text.whole", reference=reference))
