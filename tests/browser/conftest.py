"""A desk served for real on this machine alone, and Chromium to look at it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import waitress
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from moderation import people
from moderation.database.engine import Database
from moderation.permissions import COMMAND_LINE, Actor
from moderation.settings import DeskSettings
from moderation.web.app import create_app
from moderation.web.work import Work
from tests.moderation.conftest import PASSWORD, desk, empty_sqlite, people_of, waiting

__all__ = ["desk", "empty_sqlite", "people_of", "waiting"]


@dataclass
class Site:
    """A desk that is served, and windows on it."""

    address: str
    chromium: Browser
    opened: list[object]

    def window(self, *, scripts: bool = True, width: int = 1280, height: int = 900, **more: object) -> Page:
        """A new browser, with nobody signed in. Its errors fail the test."""
        context = self.chromium.new_context(
            base_url=self.address, java_script_enabled=scripts, viewport={"width": width, "height": height}, **more
        )
        self.opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.opened.append(error))
        return page

    def signed_in(self, username: str, **more: object) -> Page:
        """A window in which somebody has signed in by the form."""
        page = self.window(**more)
        page.goto("/sign-in")
        page.get_by_label("User name").fill(username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page


@pytest.fixture
def serve(desk: Database, chromium: Browser) -> Iterator[Callable[..., Site]]:
    """Serves the test's desk; ``work`` is what reads files from outside."""
    closing: list[Callable[[], None]] = []
    opened: list[object] = []

    def started(work: Work | None = None) -> Site:
        app = create_app(
            desk, DeskSettings(council_name="Swallowfield Council", hidden_share=0.12), secret="s" * 40, work=work
        )
        server = waitress.create_server(app, host="127.0.0.1", port=0, threads=6)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()

        def stop() -> None:
            server.close()
            server.task_dispatcher.shutdown()
            thread.join(5)

        closing.append(stop)
        return Site(f"http://127.0.0.1:{server.effective_port}", chromium, opened)

    yield started
    errors = [one for one in opened if not hasattr(one, "close")]
    for one in opened:
        if hasattr(one, "close"):
            one.close()
    for stop in closing:
        stop()
    assert not errors


def passwords(database: Database, *actors: Actor) -> None:
    """Give people the tests' password."""
    with database.writing() as session:
        for actor in actors:
            people.set_password(session, COMMAND_LINE, actor.id, PASSWORD)


def faults(page: Page) -> list[str]:
    """What axe finds on a page, WCAG 2.2 AA and good practice."""
    found = Axe().run(page)
    assert len(found.response["passes"]) > 5, "axe did not look at the page"
    return [
        f"{page.url}: {v['id']}: {node['html'][:160]}" for v in found.response["violations"] for node in v["nodes"][:3]
    ]


def sample(name: str) -> Path:
    """A file of the repository's sample documents."""
    return Path(__file__).resolve().parents[2] / "sample_docs" / name
