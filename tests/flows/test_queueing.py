"""``assess`` fills the moderators' queue: once for the same documents, a new version for a new draft."""

import email.message
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from extractors.errors import CommandError
from flows.batch import assess_source
from flows.command import ALL, SOME_FAILED, WRONG_COMMAND, main
from flows.queueing import Desk, chosen_desk
from moderation import queue
from moderation.database.engine import Database
from moderation.database.migrate import migrate
from moderation.database.tables import AuditEntry, Case, Version
from moderation.errors import DeskError
from moderation.permissions import COMMAND_LINE
from moderation.settings import DEFAULTS
from moderation.states import State
from tests.moderation.conftest import postgres  # noqa: F401  (a fixture)


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue("postgres")()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind, made ready or not."""
    return f"sqlite:///{tmp_path / 'desk.db'}" if request.param == "sqlite" else request.getfixturevalue("postgres_url")


def fill(inbox: Path, out: Path, url: str, carry_here) -> dict[str, int]:
    told = {}
    with Desk(DEFAULTS, url) as desk:

        def after(cases, results, folder):
            queued = desk.fill(cases, results, folder)
            told.update(queued.outcomes)
            return queued.failures

        done = assess_source(str(inbox), out, carry=carry_here, progress=lambda done, total: None, after=after)
    assert not [f for f in done.failures if f["code"].startswith(("desk", "changed"))]
    return told


def edited(plan: Path, old: str, new: str) -> None:
    """A later draft of a plan: some words of it are other words."""
    with zipfile.ZipFile(plan) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
    with zipfile.ZipFile(plan, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_the_same_documents_twice_make_one_entry_and_a_new_draft_a_version_that_says_what_changed(
    inbox: Path, tmp_path: Path, url: str, carry_here
) -> None:
    shutil.rmtree(inbox / "second")
    assert fill(inbox, tmp_path / "one", url, carry_here) == {"new": 1}
    assert fill(inbox, tmp_path / "one", url, carry_here) == {"same": 1}
    (inbox / "first" / "draft.docx").rename(inbox / "first" / "renamed.docx")
    assert fill(inbox, tmp_path / "two", url, carry_here) == {"same": 1}
    edited(inbox / "first" / "renamed.docx", "support", "help")
    (inbox / "first").rename(inbox / "first again")
    assert fill(inbox, tmp_path / "three", url, carry_here) == {"new_version": 1}
    database = Database(url)
    with database.reading() as session:
        case = session.scalars(select(Case)).one()
        assert case.state == State.QUEUED
        assert [v.number for v in case.versions] == [1, 2]
        changes = case.versions[1].changes
        assert "F" in {s["section"] for s in changes["sections"]}
        roles = {f.name: f.role for f in case.versions[1].files}
        assert roles["renamed.docx"] == "plan"
        assert roles["checklist.docx"] == roles["plan-annotated.docx"] == "output"
        actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert actions == ["case.new", "case.new_version"]
    database.close()


def test_what_cannot_be_assessed_stands_in_the_queue_with_the_reason(inbox: Path, tmp_path: Path, capsys) -> None:
    shutil.rmtree(inbox / "first")
    (inbox / "second" / "draft.docx").write_bytes(b"PK torn")
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    command = ["assess", str(inbox), "--out", str(tmp_path / "out"), "--workers", "1", "--queue", url]
    assert main(command) == 3
    database = Database(url)
    with database.reading() as session:
        case = session.scalars(select(Case)).one()
        assert case.state == State.COULD_NOT_ASSESS
        assert "draft.docx" in case.state_reason
        assert case.versions[0].files[0].content == b"PK torn"
    database.close()
    assert "1 new in the queue" in capsys.readouterr().out


def test_documents_that_came_attached_to_an_e_mail_are_kept_too(inbox: Path, tmp_path: Path, carry_here) -> None:
    shutil.rmtree(inbox / "first")
    message = email.message.EmailMessage()
    message["Subject"], message["From"], message["To"] = "Draft", "a@example.org", "b@example.org"
    message["Date"] = "Mon, 23 Nov 2026 10:00:00 +0000"
    message.set_content("Attached.")
    draft = inbox / "second" / "draft.docx"
    message.add_attachment(draft.read_bytes(), maintype="application", subtype="octet-stream", filename="attached.docx")
    draft.unlink()
    (inbox / "second" / "mail.eml").write_bytes(message.as_bytes())
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    assert fill(inbox, tmp_path / "out", url, carry_here) == {"new": 1}
    database = Database(url)
    with database.reading() as session:
        files = {f.name: f.role for f in session.scalars(select(Version)).one().files}
        reference = session.scalars(select(Case.reference)).one()
        assert (files["attached.docx"], files["mail.eml"]) == ("plan", "other")
        assert queue.get_case(session, COMMAND_LINE, reference).confidence > 0
    database.close()


def test_the_settings_database_is_filled_without_being_asked_and_left_alone_when_told(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'settings.db'}"
    assert chosen_desk(None) is None
    monkeypatch.setenv("GOLDENTHREAD_DESK__DATABASE_URL", url)
    assert chosen_desk(None, never=True) is None
    shutil.rmtree(inbox / "first")
    command = ["assess", str(inbox), "--out", str(tmp_path / "out"), "--workers", "1"]
    assert main([*command, "--no-queue"]) == ALL
    assert not (tmp_path / "settings.db").exists()
    assert main(command) == ALL
    database = Database(url)
    with database.reading() as session:
        assert len(session.scalars(select(Case)).all()) == 1
    database.close()


def test_a_queue_that_is_no_address_is_told_before_any_work(inbox: Path, tmp_path: Path, capsys) -> None:
    assert main(["assess", "--queue", str(inbox), "--out", str(tmp_path / "out"), str(inbox)]) == WRONG_COMMAND
    assert re.search(r"address of a database.*\[queue\.url\]$", capsys.readouterr().err.strip())
    with pytest.raises(CommandError):
        chosen_desk("somewhere")


def test_a_database_of_an_older_shape_is_not_renewed_by_the_way(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    database = Database(url)
    migrate(database)
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    database.close()
    with pytest.raises(DeskError, match="not up to date"):
        Desk(DEFAULTS, url)


def test_a_case_that_the_desk_refuses_is_a_failure_of_its_own(inbox: Path, tmp_path: Path, carry_here) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with Desk(DEFAULTS, url) as desk:

        def after(cases, results, folder):
            (cases[0].files[0]).rename(cases[0].files[0].with_name("moved.docx"))
            taken_away = [c if c.name != "first" else type(c)(c.name, c.files[1:], c.facts) for c in cases]
            return desk.fill(taken_away, results, folder).failures

        done = assess_source(
            str(inbox), tmp_path / "out", carry=carry_here, progress=lambda done, total: None, after=after
        )
    assert [(f["case"], f["code"]) for f in done.failures] == [("first", "case.file_missing")]
    assert done.assessed == ["first", "second"]
    assert SOME_FAILED == 1
