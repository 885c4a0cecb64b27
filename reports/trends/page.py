"""``trends.html``: what many plans show, in one file that asks nothing of the network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from checks.forms.form import Form, load_form
from reports.trends.compare import Period, changes
from reports.trends.groups import LEAST
from reports.trends.record import PlanRecord
from reports.trends.table import Theme
from reports.trends.themes import themes
from reports.words import day

TITLE = "Trends in draft EHC plans"


def write_trends(
    records: Sequence[PlanRecord],
    path: Path,
    *,
    before: Sequence[PlanRecord] | None = None,
    period: Period | None = None,
    form: Form | None = None,
) -> None:
    """Write the page for some plans; with ``before``, also what changed since those plans. ``form`` gives the lines
    (the framework's own by default).
    """
    parts = themes(records, form or load_form())
    if before is not None and min(len(before), len(records)) >= LEAST:
        parts = [changes(before, records), *parts]
    elif before:
        few = f"Too few plans to compare: {len(before)} before, {len(records)} now, and at least {LEAST} are needed in each."
        parts = [Theme("What changed since the period before", (few,), ()), *parts]
    pages = Environment(loader=PackageLoader("reports.trends", "."), autoescape=True, undefined=StrictUndefined)
    page = pages.get_template("page.html").render(
        title=TITLE, plans=len(records), period=period.words if period else _span(records), least=LEAST, themes=parts
    )
    path.write_text(page, encoding="utf-8")


def _span(records: Sequence[PlanRecord]) -> str:
    days = [r.day for r in records]
    return f"drafts of {day(min(days))} to {day(max(days))}" if days else "no drafts"
