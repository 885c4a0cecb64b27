"""``goldenthread governance``: the papers that a council needs, made from the configuration that is in use."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import ALL

if TYPE_CHECKING:
    from flows.commands.group import Commands

PAPERS = {
    "transparency": "transparency-record.docx",
    "dpia": "data-protection-impact-assessment.docx",
    "leaflet": "leaflet-for-families.docx",
}


def add(commands: Commands) -> None:
    """Add ``governance``."""
    made = commands.add_parser(
        "governance", help="write the transparency record, the impact assessment and the leaflet for families"
    )
    made.add_argument("--out", type=Path, required=True, help="the folder to write them to")
    made.add_argument("--measure", type=Path, help="cases with known truth, to put measured figures in the papers")
    made.add_argument("--settings", type=Path, help="the desk's settings file (desk.yaml unless given)")
    made.set_defaults(run=_governance)


def _governance(given: argparse.Namespace) -> int:
    import datetime as dt

    from checks.assess import Judges
    from checks.forms.authority import current
    from flows.batch import make_writable
    from flows.commands.progress import ToldProgress
    from reports.governance.configuration import configuration
    from reports.governance.paper import write_paper

    make_writable(given.out)
    judges = Judges.load()
    figures = ""
    if given.measure:
        from flows.evaluation.evaluate import evaluate

        figures = evaluate(given.measure, progress=ToldProgress())
    now = dt.datetime.now(tz=dt.UTC).date()
    used = configuration(
        judges.form, judges.advice_form, judges.versions, current(), made=now, desk=_desk(given.settings), figures=figures.splitlines()
    )  # fmt: skip
    for name, file in PAPERS.items():
        write_paper(name, used, given.out / file)
    sys.stdout.write(f"Written to {given.out}: {', '.join(PAPERS.values())}.\n")
    return ALL


def _desk(file: Path | None) -> list[tuple[str, str]]:
    """The desk's settings in plain words, no secret among them; none where no desk is set up."""
    import os

    from moderation.settings import FILE, VARIABLE, load_settings

    if file is None and not FILE.exists() and not any(name.startswith(VARIABLE) for name in os.environ):
        return []
    desk = load_settings(file)
    months, days = desk.retention.case_months, desk.retention.unsent_days
    return [
        ("Lines whose draft is hidden at first", f"{desk.hidden_share:.0%}, drawn at random"),
        ("Sign-in", "the council's identity provider" if desk.oidc else "names and passwords kept by the desk"),
        ("Signed out", f"after {desk.session_idle_minutes:g} minutes unused, and after {desk.session_hours:g} hours"),
        ("Database", desk.database_url.split(":", 1)[0].split("+")[0]),
        ("Notices", {"none": "none are sent"}.get(desk.notify.by, desk.notify.by.replace("_", " "))),
        ("Cases are kept", f"{months} months after their last change" if months else "until somebody erases them"),
        (
            "Drafts that a writer tried out and did not send are kept",
            f"{days} days" if days else "until somebody erases them",
        ),
        ("Plans in a moderation sample", f"at least {desk.sample_size}"),
        ("An open review holds a plan", f"{desk.lease_hours:g} hours"),
    ]
