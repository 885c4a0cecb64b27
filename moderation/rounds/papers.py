"""The papers of a moderation meeting as Word files: its agenda, and blank forms to fill in by hand or on screen."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from checks.forms.form import Form, Line
from moderation.database.tables import Round
from moderation.rounds.periods import SAMPLE, last_day
from reports.form_table import WRITE_HERE, choices_of
from reports.word.controls import COMMENT, drop_down, text_box
from reports.word.markup import Cell, bullet, cell, heading, paragraph, row, table, title_row, words
from reports.word.package import About, write_word

LISTED = Path(__file__).parent / "agenda.yaml"
BLANK = (10.0, 4.0, 12.2)  # centimetres: line, answer, comment
WHO = (8.0, 9.2, 9.0)
PLANS = (4.0, 6.0, 8.2, 8.0)
FACTS = (8.0, 18.2)


class _Meeting(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    group: tuple[str, ...]
    items: tuple[str, ...]


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    peer: _Meeting = Field(alias="1a")
    sample: _Meeting = Field(alias="2b")
    minutes: int
    rules: tuple[str, ...]


@cache
def _words() -> _Words:
    return _Words.model_validate(yaml.safe_load(LISTED.read_text(encoding="utf-8")))


def agenda(made: Round, *, council: str, left_out: Sequence[str] = ()) -> bytes:
    """The agenda of a round's meeting, with who comes, the plans by code and how they were drawn. ``left_out`` are
    codes of plans that are not in the pack because they were erased.
    """
    told = _words().sample if made.step == SAMPLE else _words().peer
    title = told.title.format(period=made.period)
    return _written(title, _agenda(made, told, title, council, left_out), made.drawn_at)


def blank_form(form: Form, *, made: dt.datetime) -> bytes:
    """A form with nothing in it, for one reader and one plan."""
    return _written(form.title, _blank(form), made)


def _agenda(made: Round, told: _Meeting, title: str, council: str, left_out: Sequence[str]) -> Iterator[str]:
    yield heading(title, 0)
    yield words(f"{council}. For the meeting on or before {_day(last_day(made.step, made.period))}.", style="Lead")
    for number, item in enumerate(told.items, 1):
        yield words(f"{number}. {item.format(minutes=_words().minutes)}")
    yield heading("Before you begin", 2)
    yield "".join(bullet(rule) for rule in _words().rules)
    yield heading("Who is here", 2)
    yield table(
        ("For", "Name", "Plans left to others"),
        [row((who, "", ""), WHO) for who in told.group],
        WHO,
        title="Who is here",
    )
    yield heading("The plans", 2)
    plans = [
        row(
            (
                p.code + (" (not in this pack)" if p.code in left_out else ""),
                p.age_group,
                p.primary_need,
                p.placement_type,
            ),
            PLANS,
        )
        for p in made.plans
    ]
    yield table(("Plan", "Age", "Main need", "Placement"), plans, PLANS, title="The plans")
    yield heading("How they were drawn", 2)
    yield words(
        f"{made.size} of {len(made.population)} plans, at random, balanced by age, need and placement. Whoever has the "
        "desk can draw them again from this record and see that nobody chose them."
    )
    record = (
        ("Drawn on", _day(made.drawn_at.date())), ("From", "Signed-off plans" if made.among == "signed_off" else "Assessed plans"),
        ("Seed", str(made.seed)), ("Way of drawing", made.method), ("Digest of the list drawn from", made.frame_hash),
    )  # fmt: skip
    yield table(
        ("Record", ""), [row((cell(k, bold=True), v), FACTS) for k, v in record], FACTS, title="Record of the draw"
    )


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _blank(form: Form) -> Iterator[str]:
    yield heading(form.title, 0)
    for label in ("Plan", "Document (for advice)", "Read by", "For (agency)", "Date"):
        yield words(f"{label}: ", bold=True)
    scale = form.score_scale
    yield words(
        f"Scores from {scale.min} to {scale.max}, {scale.max} being excellent. Answer before you see any draft."
    )
    for section in form.sections:
        yield heading(f"Section {section.id} - {section.title}" if len(section.id) <= 2 else section.title.capitalize())
        rows = []
        for group in section.groups:
            if group.title:
                rows.append(title_row(group.title, BLANK))
            rows += [_line(line, form) for line in group.lines]
        yield table(("Line", "Answer", "Comment"), rows, BLANK, title=section.title)


def _line(line: Line, form: Form) -> str:
    choice = drop_down(line.id, f"Answer: {line.text}"[:60], choices_of(line, form), "none")
    comment = text_box(f"{COMMENT}{line.id}", "Your comment", WRITE_HERE)
    return row((cell(line.text), Cell(paragraph(choice)), Cell(paragraph(comment))), BLANK)


def _written(title: str, body: Iterator[str], made: dt.datetime) -> bytes:
    about = About(title=title, made=made, foot=title, subject="Moderation of EHC plans", landscape=True, properties={})
    with tempfile.TemporaryDirectory(prefix="golden-thread-") as folder:
        path = Path(folder) / "paper.docx"
        write_word(path, "".join(body), about)
        return path.read_bytes()
