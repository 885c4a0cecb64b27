"""What people answered, beside what was drafted and what it rested on: the rows that learning works with.

In: a table of answers (``case,line,answer`` and, where known, ``moderator,blind``) and the assessments of the same
cases. Out: one ``Record`` for each answer that a draft stands beside.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.answers import Answer, answer_form
from checks.assessment import AnswerValue
from checks.finding import Measure
from checks.forms.form import Form, Line
from extractors.errors import CommandError

NEEDED = ("case", "line", "answer")
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}
WORDS = {
    "yes": "yes",
    "no": "no",
    "not_applicable": "not_applicable",
    "not applicable": "not_applicable",
    "n/a": "not_applicable",
}
MOST = 10  # mistakes of a table told at once


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of one person. ``blind``: given without sight of the draft."""

    case: str
    line: str
    answer: AnswerValue
    moderator: str = ""
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """An answer with its draft. ``measure`` is the share that climbs the line's anchors, None where the draft came
    of an exception ("no needs are stated") and no anchor could change it; ``said`` the form's own confidence.
    """

    given: Given
    draft: AnswerValue
    measure: float | None
    said: float


def read_answers(path: Path, form: Form) -> list[Given]:
    """The answers in a CSV file. Raises ``CommandError`` that tells every row that cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
            heads = tuple(rows[0]) if rows else ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError("answers.unreadable", f"{path.name} cannot be read as a table of answers (CSV).") from error
    missing = [name for name in NEEDED if name not in heads]
    if missing:
        raise CommandError("answers.columns", f"{path.name} has no column {', '.join(missing)}.")
    lines = {line.id: line for line in form.lines}
    given, wrong = [], []
    for number, row in enumerate(rows, 2):
        try:
            found = _given(row, lines, form)
        except ValueError as error:
            wrong.append(f"row {number}: {error}")
            continue
        if found:
            given.append(found)
    if wrong:
        more = f"; and {len(wrong) - MOST} more" if len(wrong) > MOST else ""
        raise CommandError("answers.wrong", f"{path.name} cannot be used. {'; '.join(wrong[:MOST])}{more}.")
    return given


def _given(row: Mapping[str, str | None], lines: Mapping[str, Line], form: Form) -> Given | None:
    cell = {k: (v or "").strip() for k, v in row.items() if isinstance(v, str) or v is None}
    if not cell["answer"]:
        return None
    line = lines.get(cell["line"])
    if line is None:
        raise ValueError(f'the form has no line "{cell["line"]}"')
    if not cell["case"]:
        raise ValueError("the case is not named")
    answer: AnswerValue = WORDS.get(cell["answer"].lower())  # type: ignore[assignment]
    if answer is None and line.kind == "score":
        scale = form.score_scale
        if not cell["answer"].isdigit() or not scale.min <= int(cell["answer"]) <= scale.max:
            raise ValueError(f'"{cell["answer"]}" is no score from {scale.min} to {scale.max}')
        answer = int(cell["answer"])
    if answer is None or (line.kind == "score" and answer in ("yes", "no")):
        raise ValueError(f'"{cell["answer"]}" is no answer to {line.id}')
    blind = cell.get("blind", "").lower()
    if blind not in YES | NO:
        raise ValueError(f'blind is "{blind}"; write yes or no')
    return Given(cell["case"], line.id, answer, cell.get("moderator", ""), blind in YES)


def records_of(given: Iterable[Given], out: Path, form: Form) -> tuple[list[Record], list[str]]:
    """Each answer beside its draft by the form as it stands now, from the measures kept in ``out``; and the cases
    that have no assessment there.
    """
    drafts: dict[str, dict[str, Answer] | None] = {}
    records, missing = [], []
    for one in given:
        if one.case not in drafts:
            drafts[one.case] = _drafts(out / "cases" / one.case / "assessment.json", form)
            if drafts[one.case] is None:
                missing.append(one.case)
        found = drafts[one.case]
        if found is not None:
            draft = found[one.line]
            records.append(Record(one, draft.value, draft.reached, draft.confidence))
    return records, missing


def _drafts(path: Path, form: Form) -> dict[str, Answer] | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        measures = {name: measure_of(name, kept) for name, kept in data["measures"].items()}
        sure = {k: s["confidence"] for k, s in data["plan"]["sections"].items()}
        lost = {f["section"]: 0.0 for f in data.get("findings", ()) if f["check"] == "section.unread"}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    certainty = {k: 1.0 if v >= 0.75 else v for k, v in sure.items()} | lost
    return {a.line: a for a in answer_form(form, measures, certainty=certainty)}


def measure_of(name: str, kept: Mapping[str, Any]) -> Measure:
    """A measure as an assessment keeps it."""
    return Measure(
        name,
        met=int(kept.get("met", 0)),
        not_met=int(kept.get("not_met", 0)),
        unknown=int(kept.get("unknown", 0)),
        value=kept.get("value"),
        failing=tuple(str(x) for x in kept.get("failing", ())),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A record in which a person and a draft both give a score that anchors decide."""

    record: Record
    case: str
    line: str
    measure: float
    score: int
    draft: int
    blind: bool


def scored(records: Iterable[Record]) -> Iterator[Row]:
    """The rows that anchors can be learnt from."""
    for r in records:
        given, answer, draft = r.given, r.given.answer, r.draft
        if r.measure is not None and isinstance(answer, int) and isinstance(draft, int):
            yield Row(r, given.case, given.line, r.measure, answer, draft, given.blind)
