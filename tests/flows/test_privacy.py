"""Data about children stays where it is: no network, no telemetry, no names in Prefect's database or in logs."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from checks.assess import Judges
from flows.case import assess_case
from flows.inbox import one_case
from tests.flows.conftest import plan_of

NAMES = ("Tamsin", "Achebe")


def test_checking_a_plan_opens_no_socket(judges: Judges, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*given: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert assess_case(one_case(plan_of("c12")), judges, tmp_path / "out").assessed


def test_telemetry_is_off_outside_continuous_integration_too() -> None:
    outside = {k: v for k, v in os.environ.items() if k not in ("CI", "DO_NOT_TRACK")}
    program = (
        "import os, flows.prefect_batch; from prefect.settings import get_current_settings as s;"
        "print(os.environ['DO_NOT_TRACK'], s().server.analytics_enabled)"
    )
    told = subprocess.run([sys.executable, "-c", program], env=outside, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1", "False"]


@pytest.mark.prefect
@pytest.mark.slow
def test_the_command_runs_in_prefect_and_leaves_no_name_there_or_in_what_it_prints(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox" / "Tamsin Achebe-Rowe"
    inbox.mkdir(parents=True)
    (inbox / "EHCP Tamsin Achebe-Rowe.docx").write_bytes(plan_of("c12").read_bytes())
    (tmp_path / "inbox" / "broken").mkdir()
    (tmp_path / "inbox" / "broken" / "plan.docx").write_bytes(b"PK torn")
    home = tmp_path / "prefect"
    env = {**os.environ, "PREFECT_HOME": str(home)}
    run = subprocess.run(
        [sys.executable, "-m", "flows.command", "assess", tmp_path / "inbox", "--out", tmp_path / "out"],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    told = run.stdout + run.stderr
    for noise in ("Traceback", "Warning", "Deprecat", *NAMES):
        assert noise not in told
    assert (tmp_path / "out" / "cases" / "Tamsin Achebe-Rowe" / "checklist.docx").exists()
    kept = b"".join(f.read_bytes() for f in home.rglob("*") if f.is_file())
    assert b"assess-batch" in kept
    for name in NAMES:
        assert name.encode() not in kept
