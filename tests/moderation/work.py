"""What people do at the desk in many tests: a whole review, answered and submitted."""

import datetime as dt

from moderation import queue
from moderation.answers import review_lines, save_answer
from moderation.database.engine import Database
from moderation.forms import plan_form
from moderation.permissions import Actor
from tests.moderation.build import NOW

YES = {line.id: "yes" for line in plan_form().lines if line.kind == "yes_no"}


def start(database: Database, actor: Actor, reference: str, *, now: dt.datetime = NOW) -> int:
    with database.writing() as session:
        return queue.start_review(session, actor, reference, now=now).id


def answer(database: Database, actor: Actor, review: int, line: str, value: str | None, **more) -> int:
    with database.writing() as session:
        return save_answer(session, actor, review, "ehcp", line, value=value, **({"now": NOW} | more)).revision


def answer_all(database: Database, actor: Actor, review: int, score: int, **other: str) -> None:
    """Answer every line of the plan's form in one go; ``other`` by line id with dots as double underscores."""
    different = {line.replace("__", "."): value for line, value in other.items()}
    with database.writing() as session:
        for line in review_lines(session, actor, review):
            if line.form == "ehcp" and not line.answered:
                value = different.get(line.line, YES.get(line.line, str(score)))
                save_answer(session, actor, review, "ehcp", line.line, value=value, now=NOW)


def review_whole(database: Database, actor: Actor, reference: str, score: int = 3, **other: str) -> int:
    """Take a case, answer everything and submit."""
    review = start(database, actor, reference)
    answer_all(database, actor, review, score, **other)
    with database.writing() as session:
        queue.submit_review(session, actor, review, now=NOW)
    return review
