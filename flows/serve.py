"""``goldenthread serve``: the desk's pages behind waitress, in as many processes as asked, on one address.

The first process binds the address and watches over the others; each serves with a pool of threads. A process that
dies is begun anew. Where the system cannot share an address between processes (Windows), there is one.
"""

from __future__ import annotations

import logging
import os
import secrets
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import FrameType

import waitress
from sqlalchemy.exc import SQLAlchemyError
from waitress.server import BaseWSGIServer

from extractors.errors import CommandError
from flows.desk_work import Workers
from moderation import queue, sessions
from moderation.database.engine import Database
from moderation.database.migrate import check_up_to_date
from moderation.settings import DeskSettings
from moderation.web.app import LARGEST_POST, create_app

LOOPBACK = ("127.0.0.1", "::1", "localhost")
THREADS = 6
CONNECTIONS = 1000
MINUTE = 60.0
LONGEST_STOP = 10.0  # seconds for the answers under way when told to stop
LONGEST_END = 8.0  # seconds after them for threads, workers and the database to close
LEAST_SECRET = 32


def serve(settings: DeskSettings, *, host: str = "127.0.0.1", port: int = 8000, processes: int = 1) -> None:
    """Serve until told to stop. Raises ``CommandError`` or ``DeskError`` where it cannot begin."""
    if host not in LOOPBACK and not settings.base_url.startswith("https://"):
        raise CommandError(
            "serve.plain",
            "Other computers can reach this address, so passwords would cross the network in the clear. Put a proxy "
            "with a certificate before the desk, and set base_url to its https:// address.",
        )
    database = Database(settings.database_url)
    check_up_to_date(database)
    database.close()
    secret = secret_of(settings)
    listening = _listen(host, port)
    sys.stdout.write(f"The desk is at {settings.base_url} (listening on {host}:{listening.getsockname()[1]}).\n")
    sys.stdout.flush()
    if processes == 1 or not hasattr(os, "fork"):
        _serve(settings, secret, listening, keeper=True)
    else:
        _watch(settings, secret, listening, processes)


def secret_of(settings: DeskSettings) -> str:
    """What signs the cookies: given by the settings, else drawn once and kept in a file that only its owner reads."""
    given = settings.secret_key.get_secret_value()
    if given:
        if len(given) < LEAST_SECRET:
            raise CommandError("serve.secret", f"secret_key needs at least {LEAST_SECRET} characters.")
        return given
    path = settings.secret_key_file
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept(path)
    with os.fdopen(file, "w", encoding="ascii") as drawn:
        drawn.write(secrets.token_urlsafe(48))
    return _kept(path)


def _kept(path: Path) -> str:
    text = path.read_text(encoding="ascii").strip()
    if len(text) < LEAST_SECRET:
        raise CommandError("serve.secret", f"{path.name} is damaged. Take it away and start again; all sign in anew.")
    return text


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(1024)  # whoever comes before the first process is up waits for it
    except OSError as error:
        listening.close()
        raise CommandError("serve.address", f"{host}:{port} cannot be used: {error.strerror}.") from error
    return listening


def _serve(settings: DeskSettings, secret: str, listening: socket.socket, *, keeper: bool) -> None:
    """One process's part. ``keeper``: it also does what falls due."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short wait for a thread is no news
    database = Database(settings.database_url)
    workers = Workers()
    if keeper:
        workers.warm()
    app = create_app(database, settings, secret=secret, work=workers)
    stopping = threading.Event()
    if keeper:
        threading.Thread(target=_keep, args=(database, settings, stopping), daemon=True).start()
    server = waitress.create_server(
        app, sockets=[listening], threads=THREADS, connection_limit=CONNECTIONS, max_request_body_size=LARGEST_POST + 1,
        channel_timeout=60, clear_untrusted_proxy_headers=True, ident=None,
        **({"trusted_proxy": settings.trusted_proxy, "trusted_proxy_headers": PROXY_HEADERS} if settings.trusted_proxy else {}),
    )  # fmt: skip

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if not stopping.is_set():  # told again it does nothing: what the trigger wrote to may belong to others by then
            stopping.set()
            server.pull_trigger()  # wakes the loop

    signal.signal(signal.SIGTERM, stop)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, stop)
    try:
        _run(server, stopping)
    finally:
        stopping.set()
        _end_within(LONGEST_END)
        server.task_dispatcher.shutdown(timeout=LONGEST_END / 2)
        server.close()
        workers.close()
        database.close()


def _run(server: BaseWSGIServer, stopping: threading.Event) -> None:
    """Serve until told to stop; then take nothing new, and let those who wait have their answers.

    Waitress's own ``run`` leaves its loop at once and may close under a thread that is still answering.
    """

    def turn(seconds: float) -> None:
        server.asyncore.loop(timeout=seconds, map=server._map, use_poll=hasattr(select, "poll"), count=1)

    while not stopping.is_set():
        turn(1)
    server.accepting = False
    last = time.monotonic() + LONGEST_STOP
    while server.active_channels and time.monotonic() < last:
        for channel in list(server.active_channels.values()):
            if not channel.requests and not channel.total_outbufs_len:
                channel.will_close = True
        turn(0.1)


def _end_within(seconds: float) -> None:
    """See that this process ends: each answer told as saved is kept by now, so what still holds on may be cut.

    Its own workers end by themselves when this process is gone.
    """
    end = threading.Timer(seconds, os._exit, [0])
    end.daemon = True
    end.start()


PROXY_HEADERS = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}


def _keep(database: Database, settings: DeskSettings, stopping: threading.Event) -> None:
    """Once a minute: overdue leases come back, sign-ins that ended are forgotten."""
    while not stopping.wait(MINUTE):
        with suppress(SQLAlchemyError), database.writing() as session:  # busy now is no harm: a minute later
            queue.lapse_overdue(session)
            sessions.forget_old(session, settings=settings)


def _watch(settings: DeskSettings, secret: str, listening: socket.socket, processes: int) -> None:
    """Begin the processes, and each that dies anew, until told to stop."""
    running: dict[int, bool] = {}

    def begin(keeper: bool) -> None:
        child = os.fork()
        if child:
            running[child] = keeper
            return
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _serve(settings, secret, listening, keeper=keeper)
        finally:
            os._exit(0)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # told once is enough: the others must be waited for
        raise SystemExit

    for number in range(processes):
        begin(number == 0)
    signal.signal(signal.SIGTERM, stop)
    try:
        while True:
            child, _ = os.wait()
            time.sleep(0.5)  # one that cannot begin must not be begun a thousand times a second
            begin(running.pop(child))
    except (SystemExit, KeyboardInterrupt):
        pass
    finally:
        for child in running:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)
        _wait_for(running, LONGEST_STOP + LONGEST_END + 2)


def _wait_for(children: Iterable[int], seconds: float) -> None:
    """Wait until these processes have ended; one that has not after so many seconds is killed."""
    last = time.monotonic() + seconds
    for child in children:
        with suppress(ChildProcessError, ProcessLookupError):
            while os.waitpid(child, os.WNOHANG) == (0, 0):
                if time.monotonic() > last:
                    os.kill(child, signal.SIGKILL)
                time.sleep(0.05)
