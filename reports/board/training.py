"""The training that findings point to, by team and by service, in the competencies of the framework's Appendix B."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from reports.trends.advice import advice_by_service
from reports.trends.groups import DIMENSIONS, LEAST, grouped
from reports.trends.record import NOT_GIVEN, PlanRecord
from reports.trends.statistics import as_if_alone, share_by_plan, wilson
from reports.trends.table import Table, Theme
from reports.trends.themes import percent

FILE = Path(__file__).with_name("training.yaml")
OFTEN = 0.4  # share of a team's plans with the fault: the interval must begin above it
LOW = 2  # a score of the advice form (0 to 5) up to which a line is weak


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _PlanRow(_Strict):
    faults: tuple[str, ...]
    competency: str
    training: str


class _AdviceRow(_Strict):
    lines: tuple[str, ...]
    competency: str
    training: str


class _Training(_Strict):
    plans: tuple[_PlanRow, ...]
    advice: tuple[_AdviceRow, ...]


@cache
def _known() -> _Training:
    return _Training.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def training(records: Sequence[PlanRecord]) -> Theme:
    """What to train, for whom, and what it rests on. Only what is clearly frequent is named."""
    rows = (*_for_teams(records), *_for_services(records))
    heads = ("For", "Training", "Competency (Appendix B)", "It rests on")
    text = (
        "Named where a fault is in well over a third of a team's plans, or a line of the advice form is weak in well "
        "over a third of a service's reports, and at least five rest under it.",
    )
    empty = (("Nobody", "No fault is frequent enough to point to training.", "", ""),)
    return Theme("Training that the findings point to", text, (Table("Training", heads, rows or empty),))


def _for_teams(records: Sequence[PlanRecord]) -> tuple[tuple[object, ...], ...]:
    rows = []
    for team, own in grouped(records, DIMENSIONS["Team"]).items():
        for row in _known().plans:
            held = sum(any(f in r.faults for f in row.faults) for r in own)
            found = wilson(held, len(own))
            if found and len(own) >= LEAST and found.low >= OFTEN:
                rows.append((_writers(team), row.training, row.competency, f"{percent(held, len(own))} plans"))
    return tuple(rows)


def _writers(team: str) -> str:
    return "Plan writers (no team is given)" if team == NOT_GIVEN else f"Plan writers, {team}"


def _for_services(records: Sequence[PlanRecord]) -> tuple[tuple[object, ...], ...]:
    rows = []
    for service, plans in advice_by_service(records).items():
        for row in _known().advice:
            scores = [[s for a in own for line in row.lines if (s := a.answers.get(line)) is not None] for own in plans]
            weak = [(sum(s <= LOW for s in own), len(own)) for own in scores if own]
            found = wilson(*as_if_alone(weak))
            if found and len(weak) >= LEAST and found.low >= OFTEN:
                rows.append((service, row.training, row.competency, f"weak in {share_by_plan(weak)} scores"))
    return tuple(rows)
