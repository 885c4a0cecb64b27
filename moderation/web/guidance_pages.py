"""What good looks like, line by line: read by everybody who reviews, written by those who stand for it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from moderation.errors import DeskError, NotFoundError
from moderation.forms import advice_form, plan_form
from moderation.guidance import LONGEST, guidance, set_guidance
from moderation.permissions import Action, may, require
from moderation.web.context import actor, reading, writing
from moderation.web.review_view import anchor_of
from moderation.web.saying import line_text

pages = Blueprint("guidance", __name__, url_prefix="/guidance")

FORMS = {"ehcp": plan_form, "advice": advice_form}


@pages.get("")
def lines() -> str:
    """Every line of both forms with its guidance."""
    require(actor(), Action.SEE_CASES)
    return render_template(
        "guidance.html",
        forms=[(name, load(), guidance(reading(), name)) for name, load in FORMS.items()],
        may_edit=may(actor(), Action.EDIT_GUIDANCE),
        anchor_of=anchor_of,
    )


@pages.route("/<form>/<line>", methods=["GET", "POST"])
def line(form: str, line: str) -> Response | str:
    """One line's guidance, to be written."""
    require(actor(), Action.EDIT_GUIDANCE)
    if form not in FORMS or line not in {x.id for x in FORMS[form]().lines}:
        raise NotFoundError
    if request.method == "POST":
        revision = request.form.get("revision", "0")
        if not (revision.isascii() and revision.isdigit() and len(revision) < 10):
            raise DeskError("answer.revision", "The form was not whole. Open the page again.")
        with writing() as session:
            text = request.form.get("text", "")
            set_guidance(session, actor(), form, line, text, expected_revision=int(revision))
        flash("Saved.", "done")
        return redirect(f"{url_for('guidance.lines')}#{anchor_of(line)}")
    kept = guidance(reading(), form).get(line)
    return render_template(
        "guidance_line.html", words=line_text(line), text=kept.text if kept else "", most=LONGEST,
        revision=kept.revision if kept else 0,
    )  # fmt: skip
