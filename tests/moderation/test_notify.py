"""People are told by a real mail server, a GOV.UK Notify and a Teams of this computer: by reference, never by name."""

import base64
import datetime as dt
import email
import email.policy
import hashlib
import hmac
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import select

from moderation import audit, queue
from moderation.database.engine import Database
from moderation.database.tables import Notice, User
from moderation.errors import NotPermittedError
from moderation.notices import note
from moderation.notify import Told, tell_people
from moderation.permissions import COMMAND_LINE
from moderation.settings import DeskSettings, GovukNotify, Notify, Smtp, Teams
from tests.moderation.build import CHILD, NOW, assessment, documents
from tests.moderation.conftest import Staff

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"desk-{SERVICE}-{SECRET}"
TOMORROW = NOW + dt.timedelta(days=1)


@dataclass
class MailServer:
    """A small SMTP server that keeps what it is given. ``refuse`` is an address that it does not take."""

    port: int = 0
    refuse: str = ""
    envelopes: list[str] = field(default_factory=list)
    messages: list[email.message.EmailMessage] = field(default_factory=list)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    kept = MailServer()

    class Talk(socketserver.StreamRequestHandler):
        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

        def handle(self) -> None:
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                command = line.upper()
                if command.startswith(("EHLO", "HELO")):
                    self.say("250 here")
                elif command.startswith("RCPT") and kept.refuse and kept.refuse in line:
                    self.say("550 nobody here")
                elif command.startswith("DATA"):
                    self.say("354 go on")
                    data = b""
                    while not data.endswith(b"\r\n.\r\n"):
                        data += self.rfile.readline()
                    kept.messages.append(email.message_from_bytes(data[:-5], policy=email.policy.default))
                    self.say("250 kept")
                elif command.startswith("QUIT"):
                    self.say("221 bye")
                    return
                else:
                    if command.startswith("RCPT"):
                        kept.envelopes.append(line)
                    self.say("250 fine")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        kept.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield kept
        server.shutdown()


@dataclass
class WebService:
    """A service that takes posts and keeps them. ``answer`` is the status it gives."""

    address: str = ""
    answer: int = 201
    posts: list[tuple[str, dict[str, str], dict]] = field(default_factory=list)


@contextmanager
def web_service() -> Iterator[WebService]:
    kept = WebService()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.posts.append((self.path, dict(self.headers), json.loads(body)))
            self.send_response(kept.answer)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *given) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        kept.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield kept
        server.shutdown()


def by_mail(server: MailServer, **more) -> DeskSettings:
    smtp = Smtp(host="127.0.0.1", port=server.port, security="none", sender="desk@council.example")
    return DeskSettings(base_url="https://desk.council.example", notify=Notify(by="smtp", smtp=smtp, **more))


def by_govuk(service: WebService) -> DeskSettings:
    govuk = GovukNotify(address=service.address, api_key=SecretStr(KEY), template_id="template-1")
    return DeskSettings(base_url="https://desk.council.example", notify=Notify(by="govuk_notify", govuk_notify=govuk))


def by_teams(service: WebService) -> DeskSettings:
    teams = Teams(webhook=SecretStr(f"{service.address}/webhook/secret"))
    return DeskSettings(base_url="https://desk.council.example", notify=Notify(by="teams", teams=teams))


@pytest.fixture
def assigned(desk: Database, people_of: Staff) -> list[str]:
    """Two plans given to the moderator, and one returned to its writer."""
    references = []
    for number in (1, 2):
        child = CHILD.model_copy(update={"date_of_birth": dt.date(2015, 1, number)})
        with desk.writing() as session:
            added = queue.add_case(
                session, people_of.writer, assessment(f"c{number}", child=child), documents(str(number)), now=NOW
            )
            queue.assign(session, people_of.manager, added.reference, people_of.moderator.id, now=NOW)
        references.append(added.reference)
    with desk.writing() as session:
        queue.return_to_author(session, people_of.manager, references[1], reason="Amina's section F", now=NOW)
    return references


def unsent(desk: Database) -> int:
    with desk.reading() as session:
        return len(session.scalars(select(Notice).where(Notice.sent_at.is_(None))).all())


def tell(desk: Database, settings: DeskSettings, now: dt.datetime = NOW, **more) -> Told:
    return tell_people(desk, COMMAND_LINE, settings, now=now, **more)


def nobody_is_named(text: str) -> None:
    for name in ("Amina", "Okafor", "Mina", "Mo Dean", "Jo Field", "section F"):
        assert name not in text


def test_one_digest_tells_a_person_everything_that_waits(desk: Database, assigned: list[str]) -> None:
    with mail_server() as server:
        told = tell(desk, by_mail(server))
    assert (told.people, told.notices, told.failures) == (2, 3, ())
    by_receiver = {m["To"]: m for m in server.messages}
    assert set(by_receiver) == {"mo@example.org", "jo@example.org"}
    mine = by_receiver["mo@example.org"]
    assert mine["Subject"] == "2 things wait for you at the moderators' desk"
    text = mine.get_content()
    assert f"Plans given to you to review: 2 ({assigned[0]}, {assigned[1]})" in text
    assert "https://desk.council.example/" in text
    assert mine["Auto-Submitted"] == "auto-generated"
    for message in server.messages:
        nobody_is_named(message.as_string())
    assert unsent(desk) == 0


def test_nobody_hears_twice_of_the_same_or_twice_a_day(desk: Database, people_of: Staff, assigned: list[str]) -> None:
    with mail_server() as server:
        settings = by_mail(server)
        tell(desk, settings)
        assert tell(desk, settings, TOMORROW).people == 0
        with desk.writing() as session:
            note(session, session.get(User, people_of.moderator.id), "second_review", assigned[0], now=NOW)
        assert tell(desk, settings, NOW + dt.timedelta(hours=3)).people == 0
        assert tell(desk, settings, TOMORROW).people == 1
    assert len(server.messages) == 3


def test_at_once_means_each_time(desk: Database, people_of: Staff, assigned: list[str]) -> None:
    with mail_server() as server:
        settings = by_mail(server, when="at_once")
        tell(desk, settings)
        with desk.writing() as session:
            note(session, session.get(User, people_of.moderator.id), "second_review", assigned[0], now=NOW)
        assert tell(desk, settings, NOW + dt.timedelta(minutes=5)).people == 1


def test_what_one_address_refuses_waits_and_the_others_hear(desk: Database, assigned: list[str]) -> None:
    with mail_server() as server:
        server.refuse = "mo@example.org"
        told = tell(desk, by_mail(server))
        assert (told.people, told.failed_people) == (1, 1)
        assert [f.code for f in told.failures] == ["notify.refused"]
        assert "mo@" not in told.failures[0].sentence
        assert unsent(desk) == 2
        server.refuse = ""
        assert tell(desk, by_mail(server), TOMORROW).people == 1
    assert unsent(desk) == 0


def test_a_mail_server_that_is_not_there_loses_nothing(desk: Database, assigned: list[str]) -> None:
    with mail_server() as server:
        settings = by_mail(server)
    told = tell(desk, settings)
    assert (told.people, told.failed_people, told.failures[0].code) == (0, 2, "notify.smtp")
    assert unsent(desk) == 3


def test_somebody_without_an_address_is_counted(desk: Database, people_of: Staff, assigned: list[str]) -> None:
    with desk.writing() as session:
        note(session, session.get(User, people_of.second.id), "assigned", assigned[0], now=NOW)
    with mail_server() as server:
        assert tell(desk, by_mail(server)).without_address == 1
    assert unsent(desk) == 1


def test_a_dry_run_sends_nothing(desk: Database, assigned: list[str]) -> None:
    with mail_server() as server:
        assert tell(desk, by_mail(server), dry_run=True).people == 2
    assert server.messages == []
    assert unsent(desk) == 3


def claims_of(token: str) -> tuple[dict, dict, bool]:
    head, claims, signature = token.split(".")

    def plain(part: str) -> bytes:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))

    wanted = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    return json.loads(plain(head)), json.loads(plain(claims)), hmac.compare_digest(wanted, plain(signature))


def test_govuk_notify_gets_a_signed_token_the_template_and_no_name(desk: Database, assigned: list[str]) -> None:
    with web_service() as service:
        told = tell(desk, by_govuk(service))
    assert (told.people, told.failures) == (2, ())
    path, heads, body = next(p for p in service.posts if p[2]["email_address"] == "mo@example.org")
    assert path == "/v2/notifications/email"
    kind, claims, signed = claims_of(heads["Authorization"].removeprefix("Bearer "))
    assert (kind, claims["iss"], signed) == ({"typ": "JWT", "alg": "HS256"}, SERVICE, True)
    assert abs(claims["iat"] - dt.datetime.now(tz=dt.UTC).timestamp()) < 30
    assert body["template_id"] == "template-1"
    assert set(body["personalisation"]) == {"summary", "link"}
    assert assigned[0] in body["personalisation"]["summary"]
    nobody_is_named(json.dumps([p[2] for p in service.posts]))
    assert SECRET not in json.dumps([p[1:] for p in service.posts])


@pytest.mark.parametrize("status", [400, 403, 429, 500])
def test_a_message_that_govuk_notify_refuses_waits(desk: Database, assigned: list[str], status: int) -> None:
    with web_service() as service:
        service.answer = status
        told = tell(desk, by_govuk(service))
    assert (told.people, told.failed_people) == (0, 2)
    assert [f.sentence for f in told.failures] == [f"GOV.UK Notify did not take a message (HTTP {status})."]
    assert unsent(desk) == 3


def test_teams_gets_one_card_for_the_channel_with_references_alone(desk: Database, assigned: list[str]) -> None:
    with web_service() as service:
        service.answer = 202
        assert tell(desk, by_teams(service)).people == 2
    (path, _, body), *more = service.posts
    assert (path, more) == ("/webhook/secret", [])
    card = body["attachments"][0]["content"]
    words = " ".join(block["text"] for block in card["body"])
    assert f"Plans given to review: 2 ({assigned[0]}, {assigned[1]})" in words
    assert card["actions"][0]["url"] == "https://desk.council.example/"
    nobody_is_named(json.dumps(body))
    assert unsent(desk) == 0


def test_an_address_without_https_elsewhere_is_refused(desk: Database, assigned: list[str]) -> None:
    teams = Teams(webhook=SecretStr("http://hooks.example/secret"))
    told = tell(desk, DeskSettings(notify=Notify(by="teams", teams=teams)))
    assert told.failures[0].code == "notify.not_https"
    assert "secret" not in told.failures[0].sentence


def test_nothing_is_sent_unless_the_authority_sets_it(desk: Database, assigned: list[str]) -> None:
    assert tell(desk, DeskSettings()) == Told()
    assert unsent(desk) == 3


def test_what_was_told_is_in_the_audit_log_in_numbers(desk: Database, people_of: Staff, assigned: list[str]) -> None:
    with mail_server() as server:
        tell(desk, by_mail(server))
    with desk.reading() as session:
        entry = audit.entries(session, people_of.administrator)[0][0]
        told = (entry.action, entry.subject, entry.details)
    assert told == ("notices.sent", "smtp", {"people": 2, "notices": 3, "failed": 0})


def test_only_an_administrator_sends(desk: Database, people_of: Staff) -> None:
    with pytest.raises(NotPermittedError):
        tell_people(desk, people_of.manager, DeskSettings(notify=Notify(by="smtp")), now=NOW)


def test_half_a_setting_is_refused() -> None:
    with pytest.raises(ValidationError, match="api_key and template_id"):
        Notify(by="govuk_notify")
    with pytest.raises(ValidationError, match="webhook"):
        Notify(by="teams")
