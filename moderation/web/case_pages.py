"""A case's own page: where it stands, what is in it, and what may be done with it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from moderation import people, queue
from moderation.database.tables import Case, SignOff, StoredFile, Version
from moderation.errors import DeskError, NotFoundError
from moderation.findings import dismissed
from moderation.permissions import Action, Role, may
from moderation.states import NEXT, ReviewKind, ReviewState, State
from moderation.web.context import actor, reading, settings, writing
from moderation.web.draft_view import by_severity, thread_rows
from moderation.web.text_pages import leads

pages = Blueprint("case", __name__, url_prefix="/plans/<reference>")


@pages.get("")
def case(reference: str) -> str:
    """The case."""
    session, me = reading(), actor()
    found = queue.get_case(session, me, reference)
    version = queue.newest_version(session, found)
    draft = queue.newest_draft(session, version)
    assessment = queue.assessment_of(draft) if draft else None
    reviews = queue.reviews_of(session, me, reference)
    signed = select(SignOff).where(SignOff.version_id == version.id).options(joinedload(SignOff.by))
    own = next((r for r in reviews if r.reviewer_id == me.id and r.kind != ReviewKind.CONSENSUS), None)
    submitted = [r for r in reviews if r.state == ReviewState.SUBMITTED and r.kind != ReviewKind.CONSENSUS]
    set_aside = dismissed(session, me, reference)
    return render_template(
        "case.html",
        case=found,
        state=State(found.state),
        version=version,
        versions=_versions(found),
        files=[f for f in _files(version) if not leads(f, found, me)],
        assessment=assessment,
        grave=by_severity(assessment, set_aside) if assessment else {},
        thread=thread_rows(assessment) if assessment else (),
        reviews=reviews,
        own=own,
        both=len(submitted) > 1 and may(me, Action.COMPARE),
        sign_offs=list(session.scalars(signed)),
        panel=queue.panel_left(session, found) if found.state == State.SIGNED_OFF else (),
        agencies=_agencies(),
        possible=_possible(found, own is not None and own.state == ReviewState.OPEN),
        reviewers=people.reviewers(session) if may(me, Action.ASSIGN) else (),
        low=settings().low_confidence,
    )


def _versions(found: Case) -> list[Version]:
    query = select(Version).where(Version.case_id == found.id).order_by(Version.number.desc())
    return list(reading().scalars(query))


def _files(version: Version) -> list[StoredFile]:
    query = select(StoredFile).where(StoredFile.version_id == version.id).order_by(StoredFile.position)
    return list(reading().scalars(query))


def _agencies() -> tuple[str, ...]:
    """For whom the one who asks may sign at the panel."""
    me = actor()
    if may(me, Action.SIGN_OFF):
        return queue.PANEL
    return (me.agency,) if may(me, Action.SIGN_AT_PANEL) and me.agency in queue.PANEL else ()


def _possible(found: Case, reading_it: bool) -> dict[str, bool]:
    """What may be done now, by this person: what the queue itself would refuse is not offered."""
    me, state = actor(), State(found.state)
    follows = NEXT[state]
    end = may(me, Action.RETURN) and (may(me, Action.ASSIGN) or reading_it)
    return {
        "review": may(me, Action.REVIEW) and state in (State.QUEUED, State.IN_REVIEW, State.SECOND_REVIEW),
        "assign": may(me, Action.ASSIGN) and state in (State.QUEUED, State.SECOND_REVIEW, State.IN_REVIEW),
        "second": may(me, Action.ASK_SECOND_REVIEW) and state is State.SUBMITTED,
        "sign_off": may(me, Action.SIGN_OFF) and state is State.SUBMITTED,
        "panel": state is State.SIGNED_OFF and bool(_agencies()),
        "return": end and State.RETURNED in follows,
        "could_not_assess": end and State.COULD_NOT_ASSESS in follows,
        "requeue": may(me, Action.ASSIGN) and State.QUEUED in follows and state is not State.WITH_WRITER,
        "send": state is State.WITH_WRITER,
        "retry": state is State.COULD_NOT_ASSESS and Role.WRITER in me.roles,
    }


@pages.post("/review")
def review(reference: str) -> Response:
    """Take the case to review it, or go on."""
    with writing() as session:
        begun = queue.start_review(session, actor(), reference, settings=settings())
    return redirect(url_for("review.resume", review_id=begun.id))


@pages.post("/assign")
def assign(reference: str) -> Response:
    """Give it to somebody."""
    with writing() as session:
        queue.assign(session, actor(), reference, _person())
    return _back(reference, "The plan is given." if _person() else "The plan is given to nobody in particular.")


@pages.post("/second-review")
def second_review(reference: str) -> Response:
    """Have it read by a second person."""
    with writing() as session:
        queue.ask_second_review(session, actor(), reference, _person())
    return _back(reference, "The plan waits for a second review.")


@pages.post("/sign-off")
def sign_off(reference: str) -> Response:
    """Sign it off (step 1b)."""
    with writing() as session:
        queue.sign_off(session, actor(), reference, comment=_text("comment"))
    return _back(reference, "The plan is signed off.")


@pages.post("/panel")
def panel(reference: str) -> Response:
    """Sign it at the SEN panel (step 2a)."""
    with writing() as session:
        queue.sign_at_panel(session, actor(), reference, agency=_text("agency"), comment=_text("comment"))
    return _back(reference, "Signed.")


@pages.post("/return")
def send_back(reference: str) -> Response:
    """Return it to its author."""
    try:
        with writing() as session:
            queue.return_to_author(session, actor(), reference, reason=_text("reason"))
    except DeskError as error:
        return _refused(reference, error, "return-reason")
    return _back(reference, "The plan is returned to its author.")


@pages.post("/could-not-assess")
def could_not_assess(reference: str) -> Response:
    """Say that it cannot be assessed."""
    try:
        with writing() as session:
            queue.could_not_assess(session, actor(), reference, reason=_text("reason"))
    except DeskError as error:
        return _refused(reference, error, "could-not-reason")
    return _back(reference, "It is noted that the plan cannot be assessed.")


@pages.post("/requeue")
def requeue(reference: str) -> Response:
    """Put it back into the queue."""
    with writing() as session:
        queue.requeue(session, actor(), reference)
    return _back(reference, "The plan waits for review again.")


@pages.post("/send")
def send(reference: str) -> Response:
    """Send a draft that was tried out to the moderators."""
    with writing() as session:
        sent = queue.send_to_queue(session, actor(), reference, settings=settings())
    return _back(sent.reference, "The plan is with the moderators.")


def _back(reference: str, words: str) -> Response:
    flash(words, "done")
    return redirect(url_for("case.case", reference=reference))


def _refused(reference: str, error: DeskError, field: str) -> Response:
    if error.code != "case.reason":
        raise error
    flash((error.sentence, f"#{field}"), "problem")  # type: ignore[arg-type]  # (a message may be a pair)
    return redirect(url_for("case.case", reference=reference))


def _person() -> int | None:
    text = _text("person")
    if text and not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotFoundError("There is no such moderator.")
    return int(text) if text else None


def _text(name: str) -> str:
    return request.form.get(name, "")[:4000]
