"""The review: a section's words, and beside them the form's lines with their drafts, saved as one goes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from checks.assessment import Assessment
from checks.forms.form import FormSection
from moderation import queue
from moderation.answers import AnswerChangedError, LineAnswer, review_lines, save_answer
from moderation.database.tables import Dismissal, LineGuidance, Review
from moderation.errors import DeskError, NotFoundError, UnfinishedError
from moderation.forms import ADVICE_PREFIX, EHCP_FORM, form_of
from moderation.keeping import Newest
from moderation.permissions import Action, may
from moderation.states import ReviewState, State
from moderation.web.context import actor, reading, settings, writing
from moderation.web.review_view import (
    LineView,
    Step,
    advice_of,
    anchor_of,
    line_views,
    panel,
    section_of,
    step_name,
    steps,
)
from moderation.web.saying import answer_words

pages = Blueprint("review", __name__, url_prefix="/reviews/<int:review_id>")

_TOLD: Newest[Markup] = Newest(8192)
_SIDES: Newest[Markup] = Newest(2048)  # some 12 kB each
_TOKEN = secrets.token_hex(16)  # stands in what is kept for each person's own token; nobody can know it beforehand

LONGEST = 4000  # characters of a comment


@pages.get("")
def resume(review_id: int) -> Response:
    """Go on where something is left to do, on whichever device."""
    session, me = reading(), actor()
    found = queue.get_review(session, me, review_id)
    told = steps(queue.assessment_of(found.draft), review_lines(session, me, review_id, only=(EHCP_FORM,)))
    first = next((s for s in told if s.answered < s.lines), None)
    if first is None:
        return redirect(url_for("review.finish", review_id=review_id))
    return redirect(_address(review_id, first))


@pages.get("/<form>/<section>")
def section(review_id: int, form: str, section: str) -> str:
    """A section's words and lines."""
    session, me, name = reading(), actor(), _form(form)
    found = queue.get_review(session, me, review_id)
    assessment = queue.assessment_of(found.draft)
    part = section_of(name, section)
    lines = review_lines(session, me, review_id, only=(EHCP_FORM, name))
    told = steps(assessment, lines)
    here = next((i for i, s in enumerate(told) if (s.form, s.id) == (name, section)), None)
    if here is None:
        raise NotFoundError
    reference = found.case.reference
    whole = url_for("text.whole", reference=reference)
    own = found.reviewer_id == me.id
    return render_template(
        "review.html",
        review=found,
        editable=own and found.state in (ReviewState.OPEN, ReviewState.LAPSED),
        own=own,
        reference=reference,
        assessment=assessment,
        form=form,
        section=part,
        name=step_name(section),
        steps=told,
        here=here,
        after=_address(review_id, told[here + 1]) if here + 1 < len(told) and told[here + 1].form == name else "",
        address_of=partial(_address, review_id),
        done=_progress(told),
        lines=_lines(found.draft.sha256, name, line_views(name, part, lines, _guidance(session, name), whole)),
        side=_side(session, found, assessment, name, part, lines),
        advice=advice_of(assessment, name),
        whole=whole,
    )


@pages.post("/<form>/<section>")
def save_section(review_id: int, form: str, section: str) -> Response:
    """Save every line of a section that the plain form posts. What somebody else, or another device, saved
    meanwhile is left as it stands, and told.
    """
    name = _form(form)
    found = queue.get_review(reading(), actor(), review_id, own=True)
    told: list[tuple[str, str]] = []
    for group in section_of(name, section).groups:
        for line in group.lines:
            if f"revision:{line.id}" in request.form:
                told += _save_posted(review_id, name, line.id)
    for problem in told:
        flash(problem, "problem")  # type: ignore[arg-type]  # (a message may be a pair)
    onward = request.form.get("then") == "next" and not told
    if not told:
        flash("Saved.", "done")
    if onward:
        lines = steps(queue.assessment_of(found.draft), ())
        here = next((i for i, s in enumerate(lines) if (s.form, s.id) == (name, section)), 0)
        following = lines[here + 1] if here + 1 < len(lines) else None
        if following is None or (name == EHCP_FORM and following.form != EHCP_FORM):
            return redirect(url_for("review.finish", review_id=review_id))
        return redirect(_address(review_id, following))
    return redirect(url_for("review.section", review_id=review_id, form=form, section=section))


def _save_posted(review_id: int, form: str, line: str) -> list[tuple[str, str]]:
    """Save one line of the plain form. Returns what went wrong, with where."""
    value = request.form.get(f"value:{line}") or None
    comment = request.form.get(f"comment:{line}", "")[:LONGEST]
    revision = _whole(request.form.get(f"revision:{line}", "0"))
    if value is None and not comment.strip() and revision == 0:
        return []
    try:
        with writing() as session:
            save_answer(
                session, actor(), review_id, form, line, value=value, comment=comment, expected_revision=revision,
                settings=settings(),
            )  # fmt: skip
    except AnswerChangedError as error:
        stands = error.standing
        words = (
            f"A line was answered on another device meanwhile. {answer_words(stands.value)} stands there now; "
            f"you had chosen {answer_words(value)}. Look at it again, then save."
        )
        return [(words, f"#{anchor_of(line)}")]
    return []


@pages.post("/answer")
def answer(review_id: int) -> tuple[Response, int]:
    """Save one line, for the page's script. Answers with what stands now, and what a hidden draft was."""
    form, line = _form(request.form.get("form", "")), request.form.get("line", "")[:200]
    try:
        with writing() as session:
            saved = save_answer(
                session,
                actor(),
                review_id,
                form,
                line,
                value=request.form.get("value") or None,
                comment=request.form.get("comment", "")[:LONGEST],
                expected_revision=_whole(request.form.get("revision", "0")),
                settings=settings(),
            )
    except AnswerChangedError as error:
        stands = error.standing
        told = jsonify(
            error=error.sentence, value=stands.value, said=answer_words(stands.value), comment=stands.comment,
            revision=stands.revision,
        )  # fmt: skip
        return told, 409
    shown = ""
    if request.form.get("hidden") == "yes" and saved.draft is not None:
        shown = _shown(form, line, saved)
    return jsonify(revision=saved.revision, answered=saved.answered, shown=shown), 200


def _lines(draft: str, form: str, views: Sequence[LineView]) -> list[LineView]:
    """The lines with what is told beside each, made once for each draft."""
    return [
        replace(v, told=_TOLD.get((draft, form, v.given.line, v.quotes), partial(_tell, v))) if v.given.draft else v
        for v in views
    ]


def _tell(view: LineView) -> Markup:
    return Markup(render_template("told.html", line=view))  # noqa: S704  (the template escapes what it is given)


def _shown(form: str, line: str, saved: LineAnswer) -> str:
    """What the page puts where a draft was hidden."""
    part = next(s for s in form_of(form).sections if any(x.id == line for g in s.groups for x in g.lines))
    view = next(v for v in line_views(form, part, (saved,), {}, "") if v.given.line == line)
    return render_template("told.html", line=view, elsewhere=True)


@pages.get("/finish")
def finish(review_id: int) -> str:
    """What is left, the general remark, and submitting."""
    session, me = reading(), actor()
    found = queue.get_review(session, me, review_id)
    lines = review_lines(session, me, review_id)
    left = [a for a in lines if a.form == EHCP_FORM and not a.answered]
    told = steps(queue.assessment_of(found.draft), lines)
    return render_template(
        "finish.html",
        review=found,
        reference=found.case.reference,
        assessment=queue.assessment_of(found.draft),
        left=[(_line_text(a.line), _line_address(review_id, a.line)) for a in left],
        steps=told,
        address_of=partial(_address, review_id),
        done=_progress(told),
        editable=found.reviewer_id == me.id and found.state == ReviewState.OPEN,
        may_end=may(me, Action.RETURN) and found.case.state == State.IN_REVIEW,
    )


@pages.post("/remark")
def remark(review_id: int) -> Response:
    """Keep the general remark."""
    _keep_remark(review_id)
    flash("Saved.", "done")
    return redirect(url_for("review.finish", review_id=review_id))


@pages.post("/submit")
def submit(review_id: int) -> Response:
    """Submit the review."""
    _keep_remark(review_id)
    try:
        with writing() as session:
            done = queue.submit_review(session, actor(), review_id)
            reference = done.case.reference
    except UnfinishedError as error:
        for line in error.lines[:10]:
            flash((f"Answer or comment on: {_line_text(line)}", _line_address(review_id, line)), "problem")  # type: ignore[arg-type]
        return redirect(url_for("review.finish", review_id=review_id))
    flash("The review is submitted. Thank you.", "done")
    return redirect(url_for("case.case", reference=reference))


@pages.post("/give-back")
def give_back(review_id: int) -> Response:
    """Give the plan back to the queue."""
    with writing() as session:
        queue.give_back(session, actor(), review_id)
    flash("The plan is back in the queue. Your answers are kept.", "done")
    return redirect(url_for("queue.plans"))


def _keep_remark(review_id: int) -> None:
    comment = request.form.get("comment", "")[:LONGEST]
    with writing() as session:
        found = queue.get_review(session, actor(), review_id, own=True)
        if found.comment != comment.strip():
            queue.note_overall(session, actor(), review_id, rating=found.rating, comment=comment)


def _side(
    session: Session, found: Review, assessment: Assessment, form: str, part: FormSection, lines: Sequence[LineAnswer]
) -> Markup:
    """What stands beside the lines: the section's words, its findings, the advice. It is the same for as long as
    the draft, what is hidden and what was set aside are; only the form's token is put in anew.
    """
    query = select(Dismissal.finding).where(Dismissal.version_id == found.version_id)
    set_aside = frozenset(session.scalars(query))
    shown = tuple(a.line for a in lines if a.form == form and a.draft is not None)
    may_dismiss = may(actor(), Action.DISMISS_FINDING)
    key = (found.draft.sha256, request.path, shown, set_aside, may_dismiss)

    def make() -> Markup:
        told = None
        if form == EHCP_FORM and part.id != "whole":
            told = panel(found.draft.sha256, assessment, form, part, lines, set_aside)
        side = render_template(
            "side.html",
            reference=found.case.reference,
            assessment=assessment,
            section=part,
            panel=told,
            advice=advice_of(assessment, form),
            asked=_asked(assessment, part.id) if form == EHCP_FORM else (),
            page=_page_of(assessment, part.id),
            whole=url_for("text.whole", reference=found.case.reference),
            may_dismiss=may_dismiss,
            token=_TOKEN,
        )
        return Markup(side)  # noqa: S704  (the template escapes what it is given)

    return Markup(_SIDES.get(key, make).replace(_TOKEN, generate_csrf()))  # noqa: S704


def _guidance(session: Session, form: str) -> dict[str, str]:
    kind = EHCP_FORM if form == EHCP_FORM else "advice"
    query = select(LineGuidance.line, LineGuidance.text).where(LineGuidance.form == kind)
    return {row.line: row.text for row in session.execute(query)}


def _asked(assessment: Assessment, section: str) -> tuple[tuple[int, object], ...]:
    """What the advice asks for on the matters of a section: each document's number with its entry."""
    kinds = {"B": "need", "C": "need", "D": "need", "E": "outcome"}
    kind = kinds.get(section, "provision" if section in ("F", "G", "H1", "H2") else "")
    items = {n.id for n in assessment.plan.needs if n.section == section}
    items |= {p.id for p in assessment.plan.provision if p.section == section}
    return tuple(
        (a.document, gap)
        for a in assessment.advice
        for gap in a.not_in_plan
        if gap.what == kind and (not gap.item or not items or gap.item in items or section in ("B", "E", "F"))
    )


def _page_of(assessment: Assessment, section: str) -> int | None:
    """The page of the plan's PDF on which a section's first finding or quote stands."""
    number = next((i for i, d in enumerate(assessment.documents) if d.role == "plan"), None)
    if number is None or assessment.documents[number].format == "docx":
        return None
    told = [f.place.page for f in assessment.findings if f.section == section and f.place and f.place.page]
    told += [e.page for a in assessment.answers for e in a.evidence if e.section == section and e.page]
    return min(told, default=1)


def _progress(told: Sequence[Step]) -> tuple[int, int]:
    plan = [s for s in told if s.form == EHCP_FORM]
    return sum(s.answered for s in plan), sum(s.lines for s in plan)


def _form(name: str) -> str:
    """A form's name from an address: "plan" or "advice-2"."""
    if name == "plan":
        return EHCP_FORM
    kind, _, number = name.partition("-")
    if kind != "advice" or not (number.isascii() and number.isdigit() and len(number) < 4):
        raise NotFoundError
    return f"{ADVICE_PREFIX}{int(number)}"


def _address(review_id: int, step: Step) -> str:
    # Written out rather than asked of url_for: a page of the review has dozens of them.
    form = "plan" if step.form == EHCP_FORM else step.form.replace(ADVICE_PREFIX, "advice-")
    return f"{request.script_root}/reviews/{review_id}/{form}/{step.id}"


def _line_address(review_id: int, line: str) -> str:
    part = next(s for s in form_of(EHCP_FORM).sections if any(x.id == line for g in s.groups for x in g.lines))
    return f"{url_for('review.section', review_id=review_id, form='plan', section=part.id)}#{anchor_of(line)}"


def _line_text(line: str) -> str:
    return next((x.text for x in form_of(EHCP_FORM).lines if x.id == line), line)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise DeskError("answer.revision", "The form was not whole. Open the page again.")
    return int(text)
