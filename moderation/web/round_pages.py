"""The framework's rounds: what is due, drawing the plans, how far each round is, and its anonymised pack."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from moderation import rounds
from moderation.anonymise import IdentifyingLeftError
from moderation.clock import utc_now
from moderation.errors import DeskError
from moderation.permissions import Action, may, may_see, require
from moderation.web.context import actor, reading, settings, writing

pages = Blueprint("rounds", __name__, url_prefix="/rounds")

STEPS = {"1a": "Peer moderation (1a)", "2b": "Multi-agency moderation (2b)"}


@pages.get("")
def all_rounds() -> str:
    """Every round, what is due now, and what waits for a signature."""
    session, me = reading(), actor()
    require(me, Action.SEE_ROUNDS)
    return render_template(
        "rounds.html",
        due=rounds.due_rounds(session, utc_now().date()),
        made=[(r, rounds.standing(session, r)) for r in rounds.list_rounds(session, me)],
        unsigned=rounds.unsigned(session, me),
        steps=STEPS,
        sizes={"1a": settings().peer_size, "2b": settings().sample_size},
        may_draw=may(me, Action.DRAW_ROUND),
    )


@pages.post("")
def draw() -> Response:
    """Draw the plans of a round for the present period."""
    size = request.form.get("size", "")
    among = request.form.get("among", "")
    try:
        if size and not (size.isascii() and size.isdigit() and len(size) < 4):
            raise DeskError("round.size", "Say how many plans, as a number.")
        with writing() as session:
            made = rounds.draw_round(
                session,
                actor(),
                request.form.get("step", ""),
                size=int(size) if size else None,
                among="assessed" if among == "assessed" else "signed_off" if among == "signed_off" else None,
                settings=settings(),
            )
            number = made.id
    except DeskError as error:
        if error.code == "not_permitted":
            raise
        flash((error.sentence, "#draw"), "problem")  # type: ignore[arg-type]  # (a message may be a pair)
        return redirect(url_for("rounds.all_rounds"))
    flash("The plans are drawn. Seed and list are kept, so that the draw can be repeated.", "done")
    return redirect(url_for("rounds.one", round_id=number))


@pages.get("/<int:round_id>")
def one(round_id: int) -> str:
    """A round: its plans, how they were drawn, how far it is."""
    session, me = reading(), actor()
    made = rounds.get_round(session, me, round_id)
    return render_template(
        "round.html",
        made=made,
        title=STEPS.get(made.step, made.step),
        standing=rounds.standing(session, made),
        seen={p.id for p in made.plans if p.case is not None and may_see(me, p.case)},
        may_export=may(me, Action.EXPORT_PACK) and rounds.can_export(made),
        questions=rounds.questions_of(session, me, round_id) if may(me, Action.EXPORT_PACK) else None,
        again=rounds.repeat_draw(session, me, round_id) if request.args.get("again") == "yes" else None,
    )


@pages.post("/<int:round_id>/pack")
def pack(round_id: int) -> Response:
    """The round's pack as one zip. Nothing is given out while anything in it may say who a child is."""
    try:
        # Made while others go on saving; only noting it is a write.
        prepared = rounds.prepare_pack(reading(), actor(), round_id, settings=settings())
        with writing() as session:
            made = rounds.keep_pack(session, actor(), prepared)
    except rounds.UndecidedError as error:
        with writing() as session:
            rounds.keep_questions(session, actor(), round_id, error.found)
        flash((error.sentence, "#questions"), "problem")  # type: ignore[arg-type]  # (a message may be a pair)
        return redirect(url_for("packs.words", round_id=round_id))
    except IdentifyingLeftError as error:
        flash((error.sentence, "#pack"), "problem")  # type: ignore[arg-type]  # (a message may be a pair)
        return redirect(url_for("rounds.one", round_id=round_id))
    return send_file(
        BytesIO(made.as_zip()),
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"{made.name}.zip",
        etag=False,
    )
