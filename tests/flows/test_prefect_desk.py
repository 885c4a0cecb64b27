"""The nightly flow fills the queue, and the desk's regular work runs in Prefect without a name in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sqlalchemy import select

from moderation.database.engine import Database
from moderation.database.migrate import migrate
from moderation.database.tables import Case
from tests.flows.conftest import plan_of

HOME = Path(__file__).resolve().parent.parent.parent
NAMES = (b"Tamsin", b"Achebe")
NIGHT = """
from flows.prefect_batch import assess_inbox
from flows.prefect_desk import keep_the_desk, tell_people_of_the_desk
import sys
print(assess_inbox(sys.argv[1], sys.argv[2], workers=1))
print(assess_inbox(sys.argv[1], sys.argv[2], workers=1))
print(keep_the_desk(), tell_people_of_the_desk())
"""


def test_every_deployment_names_a_flow_that_is_there() -> None:
    deployments = yaml.safe_load((HOME / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert {d["name"] for d in deployments} >= {"nightly", "on-demand", "tell-people", "keep-the-desk"}
    for deployment in deployments:
        file, function = deployment["entrypoint"].split(":")
        assert f"def {function}(" in (HOME / file).read_text(encoding="utf-8")


@pytest.mark.prefect
@pytest.mark.slow
def test_a_night_fills_the_queue_once_and_leaves_no_name_in_prefect(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox" / "one"
    inbox.mkdir(parents=True)
    (inbox / "EHCP Tamsin Achebe-Rowe.docx").write_bytes(plan_of("c12").read_bytes())
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    database = Database(url)
    migrate(database)
    home = tmp_path / "prefect"
    env = {**os.environ, "PREFECT_HOME": str(home), "GOLDENTHREAD_DESK__DATABASE_URL": url}
    run = subprocess.run(
        [sys.executable, "-c", NIGHT, str(tmp_path / "inbox"), str(tmp_path / "out")],
        env=env, cwd=HOME, capture_output=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr.decode()
    told = run.stdout.decode()
    assert "'queued': 1" in told
    assert "'queued': 0" in told
    assert "'erased': 0" in told
    with database.reading() as session:
        assert len(session.scalars(select(Case)).all()) == 1
    database.close()
    kept = b"".join(f.read_bytes() for f in home.rglob("*") if f.is_file())
    assert b"assess-inbox" in kept
    for name in NAMES:
        assert name not in kept
        assert name not in run.stdout + run.stderr
