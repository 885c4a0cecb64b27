"""A filled-in form becomes answers: what was chosen, typed or ticked for each line, and what was written beside it.

A line is found by its control's tag; where a program has dropped the controls (some do, when a form is opened in a
browser), by its question's own words, in the form's order.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from checks.assessment import AnswerValue
from checks.forms.form import Form, Line
from extractors.readers.convert import converted
from extractors.readers.limits import kind_of
from reports.form_table import FINAL_COMMENTS, WRITE_HERE, YOUR_COMMENT, choices_of
from reports.readback.table import FormCell, FormReadError, WordForm, read_tables
from reports.readback.typed import Typed, understand
from reports.remember import CASE, DRAFT, FORM, VERSIONS
from reports.word.controls import COMMENT, WHY

LEAST_LIKE, LEAST_LINES = 93, 0.5  # likeness of a question's words; share of lines that make it this form
_LABEL = re.compile(rf"(?:{YOUR_COMMENT.strip()}|{FINAL_COMMENTS.strip()})[ \t]*")


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What a person answered to one line.

    ``answer``   1 to 5, "yes", "no", "not_applicable"; None where the line is not answered or not understood.
    ``typed``    the words as typed where they were not a choice of the list; else "".
    ``comment``  what the person wrote beside the line.
    ``draft``    the draft that stood there: as ``answer``, None where it was left to people.
    ``changed``  whether the answer differs from the draft; None where the file does not remember its drafts.
    """

    line: str
    answer: AnswerValue
    comment: str = ""
    typed: str = ""
    draft: AnswerValue = None
    changed: bool | None = None

    @property
    def not_understood(self) -> bool:
        """Whether something was typed that is no answer of this line."""
        return self.answer is None and bool(self.typed)


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as somebody left it. ``case`` and ``versions`` are "" where the file does not remember them."""

    form: str
    case: str
    versions: str
    answers: tuple[FormAnswer, ...]

    @property
    def unanswered(self) -> tuple[FormAnswer, ...]:
        """The lines without an answer."""
        return tuple(a for a in self.answers if a.answer is None)

    @property
    def changed(self) -> tuple[FormAnswer, ...]:
        """The lines whose answer differs from the draft."""
        return tuple(a for a in self.answers if a.changed)


def read_form(path: Path, forms: Sequence[Form]) -> FilledForm:
    """Read a filled-in form, whichever of ``forms`` it is.

    A form that LibreOffice saved as its own .odt is read through a Word copy.

    Raises ``FormReadError`` where the file is no Word document or none of the forms, ``ReadError`` where an .odt
    cannot be converted.
    """
    if path.suffix.lower() == ".odt" and path.is_file() and kind_of(path) == "odt":
        with tempfile.TemporaryDirectory(prefix="goldenthread-") as held:
            read = read_tables(converted(path, "odt", Path(held), file=path.name))
    else:
        read = read_tables(path)
    found = max(((form, _lines(read, form)) for form in forms), key=lambda f: len(f[1]) / len(f[0].lines))
    form, rows = found
    if len(rows) < LEAST_LINES * len(form.lines):
        names = " or ".join(f"“{f.title}”" for f in forms)
        raise FormReadError(
            "form.not_a_form",
            f"{path.name} is not a filled-in form: it holds {len(rows)} of the {len(form.lines)} lines of {names}.",
        )
    lines = [line for line in form.lines if line.id in rows]
    answers = tuple(_answer(line, form, rows[line.id], read.properties) for line in lines)
    known = read.properties
    return FilledForm(
        known.get(FORM) or f"{form.form}/{form.version}", known.get(CASE, ""), known.get(VERSIONS, ""), answers
    )


def _lines(read: WordForm, form: Form) -> dict[str, tuple[FormCell, ...]]:
    """The row of each line of the form that the file has."""
    ids = {line.id for line in form.lines}
    rows: dict[str, tuple[FormCell, ...]] = {}
    for row in read.rows:
        for tag in (tag for cell in row for tag in cell.controls):
            if (name := tag.removeprefix(COMMENT).removeprefix(WHY).split(":")[0]) in ids:
                rows.setdefault(name, row)
    if len(rows) == len(ids):
        return rows
    taken = {id(row) for row in rows.values()}
    return rows | _by_words(
        [r for r in read.rows if id(r) not in taken], [li for li in form.lines if li.id not in rows]
    )


def _by_words(rows: Iterable[tuple[FormCell, ...]], lines: Sequence[Line]) -> dict[str, tuple[FormCell, ...]]:
    """Rows whose first cell asks a line's question. Several sections ask the same: the form's order tells which."""
    found: dict[str, tuple[FormCell, ...]] = {}
    at = 0
    for row in rows:
        if len(row) < 2:
            continue
        asked = _plain(row[0].text)
        for number in range(at, len(lines)):
            if fuzz.ratio(asked, _plain(lines[number].text)) >= LEAST_LIKE:
                found[lines[number].id] = row
                at = number + 1
                break
    return found


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _answer(line: Line, form: Form, row: tuple[FormCell, ...], properties: dict[str, str]) -> FormAnswer:
    place = next((i for i, c in enumerate(row) if line.id in c.controls), 1)
    said = _said(line, form, row[place])
    remembered = properties.get(f"{DRAFT}{line.id}")
    draft = _value(remembered) if remembered is not None else None
    words = row[place].text if said.typed else ""
    comment = " ".join(x for x in (said.remark, _comment(line, row, place)) if x)
    changed = said.answer != draft if remembered is not None else None
    if said.answer is None and not words:
        changed = None if remembered is None else draft is not None
    return FormAnswer(line.id, said.answer, comment, words, draft, changed)


@dataclass(frozen=True, slots=True)
class _Said:
    answer: AnswerValue
    typed: bool = False
    remark: str = ""


def _said(line: Line, form: Form, cell: FormCell) -> _Said:
    """The answer in a cell: words typed beside the list go before the choice, which may just be the draft."""
    scale = form.score_scale
    shown = {s.lower(): _value(v) for s, v in choices_of(line, form)}
    chosen = cell.controls.get(line.id, "")
    beside = understand(cell.loose, line.kind, scale.min, scale.max) if cell.loose else Typed(empty=True)
    if not beside.empty:
        # Without a control, words that are a choice of the list are the choice itself.
        plain = line.id not in cell.controls and cell.loose.lower() in shown
        return _Said(beside.answer, typed=not plain, remark=beside.remark)
    if chosen.lower() in shown:
        return _Said(shown[chosen.lower()])
    typed = understand(chosen, line.kind, scale.min, scale.max)
    return _Said(None) if typed.empty else _Said(typed.answer, typed=True, remark=typed.remark)


def _value(stored: str) -> AnswerValue:
    if stored == "none":
        return None
    if stored.isdecimal():
        return int(stored)
    return stored if stored in ("yes", "no", "not_applicable") else None  # type: ignore[return-value]


def _comment(line: Line, row: tuple[FormCell, ...], place: int) -> str:
    """What the person wrote: in the box for it, or anywhere else in the comments' cell."""
    if len(row) <= place + 1:
        return ""
    cell = row[-1]
    boxed = cell.controls.get(f"{COMMENT}{line.id}", "")
    parts = _LABEL.split(cell.loose)
    # Without its controls the cell holds the program's own words too: those stand before the label.
    ours = not any(tag.startswith(WHY) for tag in cell.controls) and len(parts) > 1
    loose = parts[1:] if ours else parts
    told = [boxed, *(p.strip() for p in loose)]
    return " ".join(" ".join(t.split()) for t in told if t.strip() and t.strip() != WRITE_HERE)
