"""What a round's pack asks: words that may say who somebody is, each to be left or replaced; and words that always stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from moderation import rounds
from moderation.anonymise import CHOICE_WORDS, Choice
from moderation.errors import DeskError
from moderation.web.context import actor, reading, writing

pages = Blueprint("packs", __name__, url_prefix="/rounds")

ALWAYS = "always"
PER_PAGE = 40
OPTIONS = (
    (Choice.LEAVE.value, CHOICE_WORDS[Choice.LEAVE]),
    (ALWAYS, "Leave it in every pack: a term or service of ours"),
    *((c.value, CHOICE_WORDS[c]) for c in Choice if c is not Choice.LEAVE),
)


@pages.get("/<int:round_id>/words")
def words(round_id: int) -> str:
    """The questions of a round's pack, those without an answer first."""
    session, me = reading(), actor()
    made = rounds.get_round(session, me, round_id)
    found = rounds.questions_of(session, me, round_id)
    return render_template(
        "pack_words.html",
        made=made,
        open=found.open[:PER_PAGE],
        more=max(0, len(found.open) - PER_PAGE),
        answered=[a for a in found.asked if a.choice is not None],
        elsewhere=found.elsewhere,
        options=OPTIONS,
        choice_words=CHOICE_WORDS,
        pieces=pieces,
    )


@pages.post("/<int:round_id>/words")
def decide(round_id: int) -> Response:
    """Answers to some or all of the questions; those without one stay open."""
    given = {name.removeprefix("choice-"): value for name, value in request.form.items() if name.startswith("choice-")}
    if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in given) or not all(
        value == ALWAYS or value in set(Choice) for value in given.values()
    ):
        raise DeskError("pack.choice", "The form was not whole. Open the page again.")
    with writing() as session:
        for number, value in given.items():
            choice = Choice.LEAVE if value == ALWAYS else Choice(value)
            rounds.decide(session, actor(), round_id, int(number), choice, always=value == ALWAYS)
        left = len(rounds.questions_of(session, actor(), round_id).open)
    if not given:
        flash(("Choose an answer for at least one of them.", "#questions"), "problem")  # type: ignore[arg-type]
    else:
        wait = "Every question here has its answer." if not left else f"{left} still to answer."
        flash(f"{len(given)} {'answer' if len(given) == 1 else 'answers'} saved. {wait}", "done")
    return redirect(url_for("packs.words", round_id=round_id))


@pages.get("/words")
def staying() -> str:
    """The words of the authority's own that stay in every pack."""
    return render_template("pack_staying.html", staying=rounds.staying(reading(), actor()))


@pages.post("/words")
def change_staying() -> Response:
    """Add words that stay, or have some asked about again."""
    number = request.form.get("remove", "")
    try:
        with writing() as session:
            if number.isascii() and number.isdigit() and len(number) < 10:
                rounds.remove_staying(session, actor(), int(number))
            else:
                rounds.add_staying(session, actor(), request.form.get("words", ""))
    except DeskError as error:
        if error.code != "pack.words":
            raise
        flash((error.sentence, "#words"), "problem")  # type: ignore[arg-type]
        return redirect(url_for("packs.staying"))
    flash("Saved.", "done")
    return redirect(url_for("packs.staying"))


def pieces(sentence: str, found: str) -> Iterator[tuple[str, bool]]:
    """A sentence in pieces, each with whether it is the words asked about."""
    pattern = r"\s+".join(map(re.escape, found.split()))
    at = 0
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", sentence):
        yield sentence[at : match.start()], False
        yield match[0], True
        at = match.end()
    yield sentence[at:], False
