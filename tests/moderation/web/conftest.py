"""The desk's pages over a test's database, and browsers of the people who work there."""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from checks.assessment import Assessment
from extractors.document import Block, Document
from extractors.errors import ReadError
from moderation import sessions
from moderation.database.engine import Database
from moderation.database.tables import User
from moderation.permissions import Actor
from moderation.settings import DeskSettings
from moderation.web.app import create_app
from moderation.web.work import Checked
from tests.moderation.build import assessment
from tests.moderation.conftest import Staff

SECRET = "a secret of the tests, long enough"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Reader:
    """Reads whatever it is given as the plan that it was told; a file whose words say "damaged" is refused."""

    def __init__(self, reads: Assessment | None = None) -> None:
        self.reads = reads or assessment("a draft")
        self.asked: list[Sequence[str]] = []

    def check(self, name: str, documents: Mapping[str, bytes]) -> Checked:
        if b"damaged" in b"".join(documents.values()):
            raise ReadError("docx.truncated", "The file is damaged. Save it afresh.")
        entry = self.reads.documents[0]
        told = tuple(entry.model_copy(update={"file": n}) for n in documents)
        return Checked(
            self.reads.model_copy(update={"case": name, "documents": told}), {"plan-annotated.docx": b"PK annotated"}
        )

    def read(self, name: str, content: bytes) -> Document:
        return Document(name, "", "docx", (Block(0, content.decode("utf-8", "replace")),))

    def picture(self, content: bytes, page: int, quotes: Sequence[str]) -> bytes:
        self.asked.append(quotes)
        return b"\x89PNG picture"


@dataclasses.dataclass
class Browser:
    """One person's browser: what it asks for, and forms posted with the page's own token."""

    client: FlaskClient
    token: str = ""

    def get(self, address: str, **more: object) -> TestResponse:
        return self.client.get(address, **more)

    def text(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.text

    def post(self, address: str, data: Mapping[str, object] | None = None, **more: object) -> TestResponse:
        if not self.token:
            found = TOKEN.search(self.client.get("/password").text or "") or TOKEN.search(
                self.client.get("/sign-in").text
            )
            assert found
            self.token = found[1]
        return self.client.post(address, data={"csrf_token": self.token, **(data or {})}, **more)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def app(desk: Database, reader: Reader) -> Flask:
    return create_app(desk, DeskSettings(council_name="Swallowfield Council"), secret=SECRET, work=reader)


@pytest.fixture
def browser_of(app: Flask, desk: Database) -> Callable[[Actor], Browser]:
    """Makes a browser in which somebody is signed in."""

    def made(actor: Actor) -> Browser:
        with desk.writing() as session:
            token = sessions.open_session(session, session.get_one(User, actor.id))
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
        return Browser(client)

    return made


@pytest.fixture
def stranger(app: Flask) -> Browser:
    return Browser(app.test_client())


@pytest.fixture
def moderator(people_of: Staff, browser_of: Callable[[Actor], Browser]) -> Browser:
    return browser_of(people_of.moderator)


@pytest.fixture
def manager(people_of: Staff, browser_of: Callable[[Actor], Browser]) -> Browser:
    return browser_of(people_of.manager)


@pytest.fixture
def writer(people_of: Staff, browser_of: Callable[[Actor], Browser]) -> Browser:
    return browser_of(people_of.writer)
