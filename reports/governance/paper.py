"""A paper from its YAML file: sentences with the facts of the configuration, tables made from it, places to fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from reports.governance.configuration import NOT_STATED, Configuration
from reports.word.controls import text_box
from reports.word.markup import ASK_FILL, Cell, bullet, cell, heading, paragraph, row, run, table, words
from reports.word.package import About, write_word

HERE = Path(__file__).parent
WIDE, FIELD = 17.4, (5.2, 12.2)  # centimetres


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(_Strict):
    """One field: its name, what is known of it, what the council is to write."""

    name: str
    text: str = ""
    fill: str = ""


class Risk(_Strict):
    """One risk: what could go wrong, what is done about it, how likely and how grave it then is."""

    risk: str
    measures: str
    likelihood: Literal["Remote", "Possible", "Probable"]
    severity: Literal["Minimal", "Significant", "Severe"]


class Part(_Strict):
    """One part of a paper."""

    title: str
    level: Annotated[int, Field(ge=1, le=3)] = 1
    text: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    fields: tuple[Entry, ...] = ()
    risks: tuple[Risk, ...] = ()
    tables: tuple[
        Literal["checks", "form", "advice_form", "anchors", "models", "changes", "desk", "figures", "left_out"], ...
    ] = ()


class Paper(_Strict):
    """A whole paper."""

    title: str
    subject: str
    lead: str
    parts: tuple[Part, ...]


def load_paper(name: str) -> Paper:
    """A paper's file beside this one: "transparency", "dpia" or "leaflet"."""
    return Paper.model_validate(yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8")))


def write_paper(name: str, given: Configuration, path: Path) -> None:
    """Write a paper as a Word file."""
    paper = load_paper(name)
    title = paper.title.format_map(given.facts)
    made = dt.datetime.combine(given.made, dt.time(9), tzinfo=dt.UTC)
    about = About(title=title, made=made, subject=paper.subject, foot=f"{title}, {given.facts['date']}.")
    write_word(path, "".join(_body(paper, given)), about)


def paper_text(name: str, given: Configuration) -> str:
    """A paper's running sentences, for its reading ease."""
    paper = load_paper(name)
    told = [paper.lead, *(t for part in paper.parts for t in (*part.text, *part.bullets))]
    return "\n".join(t.format_map(given.facts) for t in told)


def _body(paper: Paper, given: Configuration) -> Iterator[str]:
    yield heading(paper.title.format_map(given.facts), 0)
    yield words(paper.lead.format_map(given.facts), style="Lead")
    for number, part in enumerate(paper.parts):
        yield heading(part.title.format_map(given.facts), part.level)
        for text in part.text:
            yield words(text.format_map(given.facts))
        for text in part.bullets:
            yield bullet(text.format_map(given.facts))
        if part.fields:
            rows = [_field(entry, given, f"{number}.{i}") for i, entry in enumerate(part.fields)]
            yield table(("Field", "What applies here"), rows, FIELD, title=part.title)
        if part.risks:
            yield _risks(part, given)
        for name in part.tables:
            yield _TABLES[name](given)


def _field(entry: Entry, given: Configuration, key: str) -> str:
    told = words(entry.text.format_map(given.facts)) if entry.text else ""
    box = paragraph(text_box(f"fill:{key}", entry.name[:60], f"To complete: {entry.fill}")) if entry.fill else ""
    fill = ASK_FILL if box and not told else ""
    return row((cell(entry.name, bold=True), Cell(told + box or words(NOT_STATED), fill)), FIELD)


def _risks(part: Part, given: Configuration) -> str:
    widths = (4.3, 6.2, 2.3, 2.5, 2.1)
    rows = [
        row((r.risk.format_map(given.facts), r.measures.format_map(given.facts), r.likelihood, r.severity,
             Cell(paragraph(text_box(f"agreed:{i}", "Do you agree?", "yes or no")))), widths)
        for i, r in enumerate(part.risks)
    ]  # fmt: skip
    heads = ("What could go wrong", "What is done about it", "Likelihood", "Severity", "Agreed")
    return table(heads, rows, widths, title=part.title)


def _checks(given: Configuration) -> str:
    widths = (4.0, 5.0, 4.4, 4.0)
    rows = []
    for check in given.checks:
        codes = "\n".join(c for c in check.codes if c not in given.left_out)
        if codes:
            what = f"{check.purpose} {check.says('Looks for') if 'Looks for' in check.told else ''}".strip()
            rows.append(
                row(
                    (f"{codes}\nversion {check.version}", what, check.says("Known problems"), check.says("Measured")),
                    widths,
                )
            )
    heads = ("Check", "What it looks for", "Known problems", "Measured")
    return table(heads, rows, widths, title="The checks in use")


def _form(given: Configuration, *, advice: bool = False) -> str:
    form = given.advice_form if advice else given.form
    widths = (5.6, 6.6, 5.2)
    rows = []
    for line in form.lines:
        draft = line.draft
        rests = "; ".join(draft.score.measures) if draft.score else "a stated rule" if draft.when else ""
        rows.append(row((line.id, line.text, f"Drafted from: {rests}" if rests else "Always left to people"), widths))
    return table(("Line", "Question", "Where its draft comes from"), rows, widths, title=form.title)


def _anchors(given: Configuration) -> str:
    widths = (6.0, 11.4)
    rows = [
        row(
            (
                f"{name} ({form.form})",
                ", ".join(f"{form.score_scale.min + i} from {a:.0%}" for i, a in enumerate(anchors, 1)),
            ),
            widths,
        )
        for form in (given.form, given.advice_form)
        for name, anchors in form.ladders.items()
    ]
    return table(("Ladder", "From which share on a score is given"), rows, widths, title="Anchors of the scores")


def _models(given: Configuration) -> str:
    widths = (4.4, 4.6, 8.4)
    return table(
        ("Model", "Version", "What it does"), [row(m, widths) for m in given.models], widths, title="Models in use"
    )


def _changes(given: Configuration) -> str:
    if not given.changes:
        return words("Nothing is changed: the program's own settings are in use.")
    return "".join(bullet(change) for change in given.changes)


def _left_out(given: Configuration) -> str:
    if not given.left_out:
        return words("All checks report.")
    return "".join(bullet(f"{code} is turned off.") for code in given.left_out)


def _desk(given: Configuration) -> str:
    if not given.desk:
        return words("No moderators' desk is set up with this configuration.")
    rows = [row((cell(label, bold=True), value), FIELD) for label, value in given.desk]
    return table(("Setting", "As it is"), rows, FIELD, title="The moderators' desk")


def _figures(given: Configuration) -> str:
    if not given.figures:
        return words(
            "Not measured when this paper was made. Run “goldenthread governance --out FOLDER --measure CASES” with cases "
            "whose right answers are known, and the figures stand here."
        )
    return "".join(paragraph(run(line), style="Figures") for line in given.figures)


_TABLES: dict[str, Callable[[Configuration], str]] = {
    "checks": _checks,
    "form": _form,
    "advice_form": lambda given: _form(given, advice=True),
    "anchors": _anchors,
    "models": _models,
    "changes": _changes,
    "left_out": _left_out,
    "desk": _desk,
    "figures": _figures,
}
