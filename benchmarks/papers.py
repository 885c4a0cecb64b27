"""How long the trends page and a board paper take over the desk's database with two thousand plans.

``python -m benchmarks.papers`` assesses one sample plan, puts it on a desk 2,000 times under other names, and times
both commands as a whole process.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from checks.assess import Judges, assess
from checks.assessment import Assessment
from extractors.reading import read_case
from moderation import queue
from moderation.database.engine import Database
from moderation.database.migrate import migrate
from moderation.permissions import COMMAND_LINE

SAMPLE = Path(__file__).resolve().parent.parent / "sample_docs" / "c12"
PLANS = 2_000
NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
TEAMS = ("North", "South", "East", "West", "Central", "Post-16")


def main() -> None:
    """Print the two times."""
    case = read_case("c12", sorted(SAMPLE.glob("*.docx"))).case
    one = assess(case, Judges.load(), now=NOW)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/desk.db"
        _fill(url, one)
        here = {**os.environ, "GOLDENTHREAD_DESK__DATABASE_URL": url}
        print(f"{PLANS} plans, {len(one.to_json()) // 1000} KB each: wall seconds, CPU-seconds")
        for command in (
            ["trends", "--out", f"{folder}/trends.html"],
            ["board-report", "--period", "2026", "--out", folder],
        ):
            begun, spent = time.monotonic(), _children()
            subprocess.run(
                [sys.executable, "-m", "flows.command", *command], check=True, env=here, stdout=subprocess.DEVNULL
            )
            print(f"  goldenthread {command[0]:14}{time.monotonic() - begun:6.1f}{_children() - spent:6.1f}")


def _children() -> float:
    """Processor seconds of the processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _fill(url: str, one: Assessment) -> None:
    database = Database(url)
    migrate(database)
    with database.writing() as session:
        for number in range(PLANS):
            child = one.plan.child.model_copy(update={"name": f"Child {number}"})
            facts = one.facts.model_copy(update={"team": TEAMS[number % len(TEAMS)]})
            day = dt.date(2026, 1, 1) + dt.timedelta(days=number % 320)
            plan = one.plan.model_copy(update={"child": child, "draft_date": day})
            copy = one.model_copy(update={"case": f"case-{number}", "plan": plan, "facts": facts})
            files = {d.file: f"{number} {d.file}".encode() for d in one.documents}
            queue.add_case(session, COMMAND_LINE, copy, files, now=NOW)
    database.close()


if __name__ == "__main__":
    main()
