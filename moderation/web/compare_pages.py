"""Two moderators on one plan: where they differ, and settling it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from moderation import queue
from moderation.agreement import figures
from moderation.errors import ChangedMeanwhileError, DeskError
from moderation.forms import values_of
from moderation.permissions import Action, may
from moderation.queue import Compared
from moderation.states import State
from moderation.web.context import actor, reading, writing
from moderation.web.review_view import anchor_of, step_name
from moderation.web.saying import line_text

pages = Blueprint("compare", __name__, url_prefix="/plans/<reference>/compare")


@pages.get("")
def both(reference: str) -> str:
    """Every line as the two answered it, those that differ first."""
    session, me = reading(), actor()
    compared = queue.compare(session, me, reference)
    found = queue.get_case(session, me, reference)
    pairs = [(c.first.value, c.second.value) for c in compared if c.first.value and c.second.value]
    return render_template(
        "compare.html",
        case=found,
        reference=reference,
        differ=[c for c in compared if c.differs],
        same=[c for c in compared if not c.differs],
        open=sum(c.open for c in compared),
        figures=figures([(a, b) for a, b in pairs if a and b]),
        may_settle=may(me, Action.SETTLE) and found.state == State.SUBMITTED,
        values_of=values_of,
        section_name=step_name,
        name_of=_name,
        anchor_of=anchor_of,
    )


@pages.post("")
def settle(reference: str) -> Response:
    """Note what the two settled on, for every line that the form names."""
    told = []
    settled = 0
    for c in queue.compare(reading(), actor(), reference):
        name = _name(c)
        value = request.form.get(f"value:{name}")
        comment = request.form.get(f"comment:{name}", "")[:4000]
        unchanged = c.settled is not None and (c.settled.value, c.settled.comment) == (value, comment.strip())
        if not value or unchanged:
            continue
        revision = request.form.get(f"revision:{name}", "0")
        if not (revision.isascii() and revision.isdigit() and len(revision) < 10):
            raise DeskError("answer.revision", "The form was not whole. Open the page again.")
        try:
            with writing() as session:
                queue.settle(
                    session, actor(), reference, c.form, c.line, value=value, comment=comment,
                    expected_revision=int(revision),
                )  # fmt: skip
            settled += 1
        except ChangedMeanwhileError:
            told.append((f"Somebody else settled this meanwhile: {line_text(c.line)}", f"#{anchor_of(c.line)}"))
    for problem in told:
        flash(problem, "problem")  # type: ignore[arg-type]  # (a message may be a pair)
    if settled:
        flash(f"{settled} line{'' if settled == 1 else 's'} settled.", "done")
    return redirect(url_for("compare.both", reference=reference))


def _name(compared: Compared) -> str:
    return f"{compared.form} {compared.line}"
