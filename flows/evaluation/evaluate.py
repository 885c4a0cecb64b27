"""``goldenthread evaluate``: assess cases of known truth and print how the program did."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from checks.assess import Judges, assess
from extractors.errors import CommandError
from extractors.reading import read_case
from flows.evaluation.tally import Tally, weighted_kappa
from flows.evaluation.yardstick import Measured, measure
from flows.inbox import CaseInput, find_cases

Progress = Callable[[int, int], None]


def evaluate(folder: Path, *, progress: Progress = lambda done, total: None) -> str:
    """Assess every case of a folder that has a ``truth.json``; the table of figures as text.

    Cases are assessed as of the day their truth was written where it says so. Raises ``CommandError`` where
    no case has its truth.
    """
    cases = [(c, c.files[0].parent) for c in find_cases(folder)]
    known = [(c, home) for c, home in cases if (home / "truth.json").exists()]
    if not known:
        raise CommandError("truth.missing", f"No case in {folder} has a truth.json to be held against.")
    judges, total, layouts = Judges.load(), Measured(), {}
    for number, (case, home) in enumerate(known, start=1):
        truth = _json(home / "truth.json")
        ratings = _json(home / "ratings.json") if (home / "ratings.json").exists() else None
        one = measure(truth, _assessed(case, judges), ratings)
        layouts[f"{case.name}, layout {truth.get('layout', 'not said')}"] = sum(one.sections) / len(one.sections)
        total.add(one)
        progress(number, len(known))
    return "\n".join(_table(total, layouts, len(known))) + "\n"


def _assessed(case: CaseInput, judges: Judges) -> dict[str, Any]:
    read = read_case(case.name, case.files, case.facts)
    assessment = assess(read.case, judges, now=dt.datetime.now(tz=dt.UTC))
    plain: dict[str, Any] = json.loads(assessment.to_json())
    return plain


def _json(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value


def _table(total: Measured, layouts: dict[str, float], cases: int) -> Iterator[str]:
    mean = sum(total.sections) / len(total.sections)
    yield f"{cases} cases of known truth"
    yield ""
    yield f"Sections, word F1: {mean:.3f} on average, {min(total.sections):.3f} the worst of {len(total.sections)}"
    for name, value in layouts.items():
        yield f"  {name:32}{value:.3f}"
    yield ""
    yield f"{'':44}{'precision':>10}{'recall':>8}{'F1':>8}{'of':>6}"
    shares = {}
    for name, tally in total.tallies.items():
        if tally.said or name in ("kind of advice",):
            yield f"{name:44}{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:8.3f}{tally.true:6}"
        else:
            shares[name] = tally
    yield ""
    for name, tally in shares.items():
        yield f"{name:44}{tally.recall:10.3f}{'':16}{tally.true:6}"
    yield ""
    yield from _lines("Faults planted in the plans and found", total.planted)
    yield ""
    yield from _lines("Lines answered yes or no rightly", total.lines)
    if total.scored:
        near = sum(abs(a - b) <= 1 for a, b in total.scores) / max(1, len(total.scores))
        yield ""
        yield f"Scores against two people's agreed ones: {len(total.scores)} of {total.scored} lines drafted,"
        yield f"  weighted kappa {weighted_kappa(total.scores):.3f}, within one point {near:.3f}"


def _lines(title: str, tallies: dict[str, Tally]) -> Iterator[str]:
    whole = sum(tallies.values(), Tally())
    yield f"{title}: {whole.right} of {whole.true} ({whole.recall:.0%})"
    for name, tally in sorted(tallies.items()):
        yield f"  {name.replace('_', ' '):42}{tally.right:4} of {tally.true}"
