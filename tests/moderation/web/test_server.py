"""The served desk: twenty people save at once, and a server is killed in the middle of it. Nothing is lost."""

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from moderation import queue, sessions
from moderation.database.engine import Database
from moderation.database.tables import Answer, AuditEntry, User
from moderation.forms import plan_form
from moderation.people import create_user
from moderation.permissions import COMMAND_LINE, Actor, actor_of
from tests.moderation.build import CHILD, assessment, documents

pytestmark = pytest.mark.slow
HOME = Path(__file__).resolve().parents[3]
SECRET = "a secret for these tests alone, long enough"


@contextlib.contextmanager
def served(database: Database, folder: Path, processes: int) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """``goldenthread serve`` on a free port of this machine. Yields its address and the process."""
    settings = folder / "desk.yaml"
    settings.write_text(f"database_url: {database.url}\nsecret_key: {SECRET}\n", encoding="utf-8")
    command = [sys.executable, "-m", "flows.command", "serve", "--settings", str(settings), "--port", "0"]
    with (folder / "told").open("w", encoding="utf-8") as told:
        server = subprocess.Popen(
            [*command, "--processes", str(processes)], cwd=HOME, stdout=subprocess.PIPE, stderr=told,
            text=True, env=os.environ | {"PYTHONPATH": str(HOME)}, start_new_session=True,
        )  # fmt: skip
    try:
        port = server.stdout.readline().rsplit(":", 1)[1].rstrip(").\n")
        yield f"127.0.0.1:{port}", server
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)
        server.stdout.close()


class Saver:
    """One person's browser, which saves lines as fast as it can and remembers what it was told is saved."""

    def __init__(self, address: str, cookie: str, review: int) -> None:
        self.address, self.cookie, self.review = address, cookie, review
        self.saved: dict[str, str] = {}
        self.token = re.search(r'csrf_token" value="([^"]+)', self.ask("/password").decode())[1]

    def ask(self, path: str, form: dict[str, str] | None = None) -> bytes:
        headers = {"Cookie": self.cookie, "Accept": "application/json" if form else "text/html"}
        connection = http.client.HTTPConnection(self.address, timeout=60)
        try:
            if form:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                connection.request("POST", path, urlencode(form), headers)
            else:
                connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            if kept := answer.headers.get("Set-Cookie"):
                self.cookie = kept.split(";")[0]
            return answer.read()
        finally:
            connection.close()

    def save_all(self) -> None:
        for line in plan_form().lines:
            value = "yes" if line.kind == "yes_no" else "4"
            form = {"csrf_token": self.token, "form": "plan", "line": line.id, "value": value, "revision": "0"}
            try:
                told = json.loads(self.ask(f"/reviews/{self.review}/answer", form))
            except (http.client.HTTPException, OSError):
                return  # the server is gone
            assert told["revision"] == 1
            self.saved[line.id] = value


def reviews(database: Database, count: int) -> list[tuple[Actor, int, str]]:
    """People, each with a review of their own and a sign-in."""
    made = []
    with database.writing() as session:
        for n in range(count):
            child = CHILD.model_copy(update={"name": f"Child {n}"})
            case = queue.add_case(session, COMMAND_LINE, assessment(f"c{n}", child=child), documents(str(n))).reference
            user = create_user(session, COMMAND_LINE, f"m{n}", name=f"M {n}", roles=["moderator"])
            review = queue.start_review(session, actor_of(user), case).id
            made.append((actor_of(user), review, sessions.open_session(session, session.get_one(User, user.id))))
    return made


def cookie(token: str) -> str:
    from flask import Flask

    app = Flask("cookie")
    app.config["SECRET_KEY"] = SECRET
    return "desk=" + app.session_interface.get_signing_serializer(app).dumps({"_user_id": token})


def work(address: str, made: list[tuple[Actor, int, str]], then=lambda savers: None) -> list[Saver]:
    savers = [Saver(address, cookie(token), review) for _, review, token in made]
    threads = [threading.Thread(target=s.save_all) for s in savers]
    for thread in threads:
        thread.start()
    then(savers)
    for thread in threads:
        thread.join(120)
    return savers


def lost(database: Database, savers: list[Saver]) -> list[tuple[int, str]]:
    with database.reading() as session:
        rows = session.execute(select(Answer.review_id, Answer.line, Answer.value))
        there = {(r.review_id, r.line): r.value for r in rows}
    return [(s.review, line) for s in savers for line, value in s.saved.items() if there.get((s.review, line)) != value]


def test_twenty_people_saving_at_once_lose_nothing(desk: Database, tmp_path: Path) -> None:
    made = reviews(desk, 20)
    with served(desk, tmp_path, 2) as (address, _):
        savers = work(address, made)
    assert sum(len(s.saved) for s in savers) == 20 * len(plan_form().lines)
    assert lost(desk, savers) == []
    with desk.reading() as session:
        noted = session.scalars(select(AuditEntry.id).where(AuditEntry.action == "answer.saved")).all()
    assert len(noted) == 20 * len(plan_form().lines)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_server_told_to_stop_finishes_what_it_is_at_without_a_word(
    desk: Database, tmp_path: Path, processes: int
) -> None:
    made = reviews(desk, 12)
    with served(desk, tmp_path, processes) as (address, server):

        def stop(savers: list[Saver]) -> None:
            while sum(len(s.saved) for s in savers) < 60:
                threading.Event().wait(0.01)
            os.killpg(server.pid, signal.SIGTERM)

        savers = work(address, made, stop)
        assert server.wait(60) in (0, -signal.SIGTERM)
        assert (tmp_path / "told").read_text(encoding="utf-8") == ""
    assert 60 <= sum(len(s.saved) for s in savers) < 12 * len(plan_form().lines), "it was to stop in the middle"
    with desk.reading() as session:
        kept = session.scalars(select(Answer.id)).all()
    assert len(kept) == sum(len(s.saved) for s in savers), "every answer that was kept was also told as saved"


def test_a_server_killed_in_mid_save_loses_nothing_and_serves_again(desk: Database, tmp_path: Path) -> None:
    from moderation import audit

    made = reviews(desk, 8)
    with served(desk, tmp_path, 1) as (address, server):

        def kill(savers: list[Saver]) -> None:
            while sum(len(s.saved) for s in savers) < 60:
                threading.Event().wait(0.01)
            os.killpg(server.pid, signal.SIGKILL)

        savers = work(address, made, kill)
    saved = sum(len(s.saved) for s in savers)
    assert 60 <= saved < 8 * len(plan_form().lines), "the server was to die in the middle"
    assert lost(desk, savers) == []
    with desk.reading() as session:
        assert audit.verify(session).holds
    with served(desk, tmp_path, 1) as (address, _):
        again = Saver(address, cookie(made[0][2]), made[0][1])
        assert b"lines of the plan" in again.ask(f"/reviews/{made[0][1]}/plan/A")


def test_a_process_that_does_not_stop_when_told_is_ended() -> None:
    from flows.serve import _wait_for

    deaf = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    began = time.monotonic()
    _wait_for([deaf.pid], 0.2)
    assert deaf.wait(1) is not None
    assert time.monotonic() - began < 30


def test_work_that_holds_on_does_not_keep_the_desk_from_stopping() -> None:
    holding_on = "import time; from flows.serve import _end_within; _end_within(0.2); time.sleep(600)"
    ended = subprocess.run(
        [sys.executable, "-c", holding_on], cwd=HOME, env=os.environ | {"PYTHONPATH": str(HOME)}, timeout=60
    )
    assert ended.returncode == 0
