"""How the desk's pages hold up: moderators' actions a second over loopback, with their times.

    python benchmarks/desk.py [--rate 200] [--seconds 20] [--processes 2]

Two hundred moderators each have a plan of their own under review, on a desk of five hundred plans. Their actions
come evenly, whatever the desk does meanwhile (open loop), so that a slow answer makes those behind it late and the
times show it. Of ten actions five save an answer, three open a section of the review, two open the queue. The
times are from when an action was due to the last byte of its answer. The figures leave out a slow beginning, which
fills what the desk keeps in memory. The generator's own processor time is told too: it takes its share of the same
processors, and of a shared machine only processor time can be compared from one run to the next.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from checks.assessment import (
    AnswerEntry,
    Assessment,
    ChildEntry,
    DocumentEntry,
    EvidenceEntry,
    FactsEntry,
    FindingEntry,
    NeedEntry,
    PlanEntry,
    ProvisionEntry,
    SectionEntry,
    ThreadEntry,
)
from moderation import people, queue, sessions
from moderation.clock import utc_now
from moderation.database.engine import Database
from moderation.database.migrate import migrate
from moderation.database.tables import User
from moderation.forms import plan_form
from moderation.permissions import COMMAND_LINE, actor_of
from moderation.web.app import create_app

HOME = Path(__file__).resolve().parent.parent
SECRET = "a secret for the benchmark alone, nothing else"  # noqa: S105
PLANS, MODERATORS = 500, 200
LONGEST_WARM = 60  # seconds for the desk to load its models
TEAMS = ("North", "South", "East", "West")
NEEDS = ("Autism", "Speech, language and communication", "Physical disability", "Moderate learning difficulty")


def words(number: int, count: int) -> str:
    """Sentences of a section, as many as a real plan has, told apart by the plan's number."""
    return "\n".join(
        f"Item {i} of plan {number}: twenty minutes on three mornings a week, led by a teaching assistant trained by "
        f"the therapist, in a group of three pupils at most, towards outcome {i}."
        for i in range(count)
    )


def made_up(number: int) -> Assessment:
    """A plan the size of a real one: eleven sections, 64 lines with evidence, 40 findings."""
    letters = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")
    sections = {x: SectionEntry(title=f"Section {x}", text=words(number, 25), confidence=0.95) for x in letters}
    quotes = words(number, 25).split("\n")
    return Assessment(
        case=f"case {number}",
        assessed_at=utc_now(),
        versions={"program": "benchmark", "form": "ehcp/1"},
        documents=(DocumentEntry(file="plan.docx", sha256="", role="plan", format="docx", words=5000),),
        facts=FactsEntry(team=TEAMS[number % 4], coordinator=f"Coordinator {number % 12}", primary_need=NEEDS[number % 4]),
        plan=PlanEntry(
            child=ChildEntry(name=f"Child {number}"),
            status="draft",
            sections=sections,
            needs=tuple(NeedEntry(id=f"B{i}", section="B", area="", text=quotes[i]) for i in range(12)),
            provision=tuple(ProvisionEntry(id=f"F{i}", section="F", area="", text=quotes[i]) for i in range(12)),
            thread=tuple(ThreadEntry(need=f"B{i}", provision=(f"F{i}",)) for i in range(12)),
        ),
        findings=tuple(
            FindingEntry(
                check="provision.vague", severity=("high", "medium", "low")[i % 3], section=letters[i % 12],
                quote=quotes[i % 25], message="This does not say what the child will get.", suggestion="Say how much.",
                reason="Code of Practice 9.69",
            )
            for i in range(40)
        ),
        answers=tuple(
            AnswerEntry(
                line=x.id, answer=3 if x.kind == "score" else "yes", confidence=0.8, why="7 of 12 items say it.",
                evidence=tuple(EvidenceEntry(section=x.id.split(".")[0], quote=quotes[i]) for i in range(3)),
            )
            for x in plan_form().lines
        ),
    )  # fmt: skip


@dataclass
class Moderator:
    """One moderator at work: their cookie, their token, their review, how often each line was saved."""

    cookie: str
    token: str
    review: int
    saved: dict[str, tuple[int, str]] = field(default_factory=dict)
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)


def fill(database: Database) -> list[Moderator]:
    """A desk with plans, people, and a review for each of them."""
    app = create_app(database, secret=SECRET)
    with database.writing() as session:
        cases = [
            queue.add_case(session, COMMAND_LINE, made_up(n), {"plan.docx": f"plan {n}".encode()}).reference
            for n in range(PLANS)
        ]
        users: list[User] = [
            people.create_user(session, COMMAND_LINE, f"m{n}", name=f"Moderator {n}", roles=["moderator"])
            for n in range(MODERATORS)
        ]
        opened = [sessions.open_session(session, user) for user in users]
        reviews = [
            queue.start_review(session, actor_of(user), case).id for user, case in zip(users, cases, strict=False)
        ]
    working = []
    for token, review in zip(opened, reviews, strict=True):
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
        found = re.search(r'csrf_token" value="([^"]+)', client.get("/password").text)
        assert found
        kept = client.get_cookie("desk")
        assert kept
        working.append(Moderator(kept.value, found[1], review))
    return working


@contextlib.contextmanager
def served(folder: Path, processes: int):  # noqa: ANN201
    """The real command, on a free port of this machine alone. Yields the port and the process."""
    settings = folder / "desk.yaml"
    settings.write_text(f"database_url: sqlite:///{folder / 'desk.db'}\nsecret_key: {SECRET}\n", encoding="utf-8")
    command = [sys.executable, "-m", "flows.command", "serve", "--settings", str(settings), "--port", "0"]
    server = subprocess.Popen(
        [*command, "--processes", str(processes)], cwd=HOME, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(HOME)}, start_new_session=True,
    )  # fmt: skip
    try:
        assert server.stdout
        told = server.stdout.readline()
        port = int(told.rsplit(":", 1)[1].rstrip(").\n"))
        yield port, server
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def processor_seconds(group: int) -> float:
    """Processor time that a process group has used so far (Linux); 0 elsewhere."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            if int(fields[2]) == group:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 0.0


class Lines:
    """Kept-open connections to the desk; one action uses one at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request; the status and body of its answer."""
        reader, writer = self._free.pop() if self._free else await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
        body = await reader.readexactly(length)
        if b"connection: close" in head.lower():
            writer.close()
        else:
            self._free.append((reader, writer))
        return int(head[9:12]), body


def request(path: str, who: Moderator, form: dict[str, str] | None = None) -> bytes:
    """One HTTP request as bytes."""
    head = f"Host: 127.0.0.1\r\nCookie: desk={who.cookie}\r\n"
    if form is None:
        return f"GET {path} HTTP/1.1\r\n{head}\r\n".encode()
    body = urlencode(form | {"csrf_token": who.token})
    kind = "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    return f"POST {path} HTTP/1.1\r\n{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode()


async def act(kind: str, who: Moderator, lines: Lines, chance: random.Random) -> bool:
    """One action. Whether it was answered as it should be."""
    if kind == "queue":
        return (await lines.ask(request("/plans", who)))[0] == 200
    if kind == "review":
        section = chance.choice("ABCDEFGIJK")
        return (await lines.ask(request(f"/reviews/{who.review}/plan/{section}", who)))[0] == 200
    async with who.busy:  # a person answers one line after the other
        line = chance.choice(plan_form().lines)
        before, _ = who.saved.get(line.id, (0, ""))
        value = chance.choice(("yes", "no") if line.kind == "yes_no" else ("1", "2", "3", "4", "5"))
        if who.saved.get(line.id, (0, ""))[1] == value:
            value = "not_applicable"
        form = {"form": "plan", "line": line.id, "value": value, "revision": str(before), "comment": ""}
        status, _ = await lines.ask(request(f"/reviews/{who.review}/answer", who, form))
        if status == 200:
            who.saved[line.id] = (before + 1, value)
        return status == 200


async def load(port: int, working: list[Moderator], rate: float, seconds: float) -> dict[str, list[float]]:
    """Actions at an even rate. Their times in seconds by kind; ``failed`` has one entry for each that failed."""
    chance = random.Random(7)
    lines = Lines(port)
    times: dict[str, list[float]] = {"save": [], "review": [], "queue": [], "failed": []}
    kinds = ["save"] * 5 + ["review"] * 3 + ["queue"] * 2
    begun = time.perf_counter() + 0.2

    async def one(due: float, kind: str, who: Moderator) -> None:
        try:
            right = await act(kind, who, lines, chance)
        except (OSError, asyncio.IncompleteReadError):
            right = False
        times[kind if right else "failed"].append(time.perf_counter() - due)

    tasks = []
    for n in range(int(rate * seconds)):
        due = begun + n / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(one(due, chance.choice(kinds), chance.choice(working))))
    await asyncio.gather(*tasks)
    return times


BEGINNING = 1000  # actions, at half the rate: they fill what the desk keeps in memory


@dataclass
class Load:
    """What the load took: each action's time by kind, and the processor seconds of the desk and of the generator."""

    times: dict[str, list[float]]
    desk: float
    generator: float


async def whole(port: int, group: int, working: list[Moderator], rate: float, seconds: float) -> Load:
    """A slow beginning, which is in no figure, then the load."""
    await load(port, working, rate / 2, 2 * BEGINNING / rate)
    desk, own = processor_seconds(group), time.process_time()
    times = await load(port, working, rate, seconds)
    return Load(times, processor_seconds(group) - desk, time.process_time() - own)


def settled(group: int) -> None:
    """Wait until the desk has loaded its models: until it is idle for a second."""
    for _ in range(LONGEST_WARM):
        before = processor_seconds(group)
        time.sleep(1)
        if before > 0 and processor_seconds(group) - before < 0.05:
            return


def kept(database: Database, working: list[Moderator]) -> int:
    """How many answers that the desk said it had saved are not in its database as they were saved."""
    from sqlalchemy import select

    from moderation.database.tables import Answer

    with database.reading() as session:
        rows = session.execute(select(Answer.review_id, Answer.line, Answer.revision, Answer.value))
        found = {(r.review_id, r.line): (r.revision, r.value) for r in rows}
    return sum(found.get((who.review, line)) != told for who in working for line, told in who.saved.items())


def share(times: list[float], part: float) -> float:
    """The time in milliseconds within which a part of the actions was done."""
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan")


def main() -> None:
    """Fill a desk, serve it, load it, say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gt-desk-") as home:
        database = Database(f"sqlite:///{home}/desk.db")
        migrate(database)
        working = fill(database)
        database.close()
        with served(Path(home), given.processes) as (port, server):
            settled(server.pid)
            busy = os.getloadavg()[0]
            took = asyncio.run(whole(port, server.pid, working, min(given.rate, 1000), min(given.seconds, 120)))
        lost = kept(database, working)
        database.close()
    times = took.times
    every = times["save"] + times["review"] + times["queue"]
    count = len(every) + len(times["failed"])
    print(f"{len(every)} actions in {given.seconds:.0f} s, {len(times['failed'])} failed, {lost} answers lost")
    print(f"load average before: {busy:.1f} on {os.cpu_count()} processors")
    print(
        f"processor time an action: the desk {1000 * took.desk / count:.1f} ms, "
        f"the generator {1000 * took.generator / count:.1f} ms"
    )
    for kind in ("save", "review", "queue"):
        found = times[kind]
        print(f"{kind:7} n={len(found):5}  p50 {share(found, 0.5):6.1f} ms  p95 {share(found, 0.95):6.1f} ms")
    print(f"{'all':7} n={len(every):5}  p50 {share(every, 0.5):6.1f} ms  p95 {share(every, 0.95):6.1f} ms")


if __name__ == "__main__":
    main()
