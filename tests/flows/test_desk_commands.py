"""The desk's commands: rounds, packs, telling, the log, erasure; each in plain words with its exit code."""

import csv
import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from checks.assessment import Assessment
from flows.command import ALL, SOME_FAILED, WRONG_COMMAND, main
from moderation import audit, queue
from moderation.anonymise import AnonymousCase, Answered, Question
from moderation.database.engine import Database
from moderation.database.migrate import migrate
from moderation.database.tables import AuditEntry, Case, Notice, Round, User
from moderation.notices import note
from moderation.people import create_user
from moderation.permissions import COMMAND_LINE
from moderation.rounds import packs
from tests.moderation.build import CHILD, NOW, assessment, documents


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A desk with three plans and a moderator, named by the environment as a council's server has it."""
    database = Database(f"sqlite:///{tmp_path / 'desk.db'}")
    monkeypatch.setenv("GOLDENTHREAD_DESK__DATABASE_URL", database.url)
    migrate(database)
    for number in range(1, 4):
        child = CHILD.model_copy(update={"name": f"Amina Okafor{'x' * number}"})
        with database.writing() as session:
            queue.add_case(
                session, COMMAND_LINE, assessment(f"c{number}", child=child), documents(str(number)), now=NOW
            )
    with database.writing() as session:
        create_user(session, COMMAND_LINE, "mo", name="Mo Dean", roles=["moderator"], email="mo@example.org", now=NOW)
    yield database
    database.close()


def references(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Case.reference).order_by(Case.id)))


def test_a_sample_is_drawn_told_and_drawn_again(desk: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw-sample", "--step", "1a", "--seed", "11"]) == ALL
    told = capsys.readouterr().out
    with desk.reading() as session:
        made = session.scalars(select(Round)).one()
        number, drawn = str(made.id), [p.reference for p in made.plans]
        assert f"Seed 11, way of drawing {made.method}, list drawn from {made.frame_hash}" in told
    assert all(reference in told for reference in drawn)
    assert "Amina" not in told
    assert main(["draw-sample", "--repeat", number]) == ALL
    again = capsys.readouterr().out
    assert f"Drawn again: {', '.join(drawn)}" in again
    assert "The record holds." in again
    assert main(["draw-sample", "--step", "1a"]) == WRONG_COMMAND
    assert "[round.drawn]" in capsys.readouterr().err


def test_a_draw_that_was_tampered_with_is_told(desk: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw-sample", "--step", "1a", "--seed", "11"]) == ALL
    with desk.writing() as session:
        made = session.scalars(select(Round)).one()
        made.seed = 12345
        number = made.id
    assert main(["draw-sample", "--repeat", str(number)]) == SOME_FAILED
    assert "not what the record says" in capsys.readouterr().out


def test_a_sample_that_cannot_be_spread_over_need_and_placement_says_so(
    desk: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draw-sample", "--step", "1a", "--seed", "11"]) == ALL
    told = capsys.readouterr().err
    with desk.reading() as session:
        plans = len(session.scalars(select(Round)).one().population)
    assert f"primary need of {plans}, placement of {plans}" in told
    assert "[round.unstated]" in told


def test_too_few_plans_are_told(desk: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw-sample"]) == WRONG_COMMAND
    assert "There are only 0 signed-off plans to draw 6 from. [round.few]" in capsys.readouterr().err


def test_a_pack_is_written_and_its_key_apart(
    desk: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def anonymous(code: str, known, given, **more) -> AnonymousCase:
        return AnonymousCase(code, {"plan.docx": b"Child reads."}, known, {"Child": [known.plan.child.name]})

    # What the anonymiser does is tested with real documents (tests/moderation/test_packs.py).
    monkeypatch.setattr(packs, "anonymise_case", anonymous)
    main(["draw-sample", "--step", "1a"])
    out, key = tmp_path / "packs", tmp_path / "key.json"
    assert main(["export-pack", "1", "--out", str(out), "--zip", "--key", str(key)]) == ALL
    (made,) = out.iterdir()
    with zipfile.ZipFile(made) as opened:
        names = {n.split("/", 1)[1] for n in opened.namelist()}
        assert b"Amina" not in b"".join(opened.read(n) for n in opened.namelist())
    assert {"agenda.docx", "Plan 1/plan.docx", "Plan 2/plan.docx"} <= names
    kept = json.loads(key.read_text(encoding="utf-8"))
    assert kept["plans"]["Plan 1"]["stand_ins"]["Child"][0].startswith("Amina")
    assert key.stat().st_mode & 0o077 == 0
    assert main(["export-pack", "1", "--out", str(out)]) == ALL
    assert (out / made.stem / "Plan 2" / "plan.docx").exists()
    assert "Amina" not in capsys.readouterr().out
    assert main(["export-pack", "9", "--out", str(out)]) == WRONG_COMMAND


def test_a_pack_with_open_words_is_not_written_and_the_words_are_answered_in_a_spreadsheet(
    desk: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {
        "pickle": Question("pickle", "Pickle", "name or place", (("plan.docx", "Pickle sleeps."),)),
        "=hub": Question("=hub", "=Hub", "name or place", (("plan.docx", "=Hub is open."), ("plan.docx", "At =Hub."))),
    }

    def anonymous(
        code: str, known: Assessment, given: dict[str, bytes], *, answered: Answered, **more: object
    ) -> AnonymousCase:
        left = tuple(q for key, q in asked.items() if key not in answered.choices and key not in answered.stay)
        return AnonymousCase(code, {"plan.docx": b"Child reads."}, known, {"Child": ["Amina"]}, left)

    monkeypatch.setattr(packs, "anonymise_case", anonymous)
    main(["draw-sample", "--step", "1a"])
    out, sheet = tmp_path / "packs", tmp_path / "words.csv"
    assert main(["export-pack", "1", "--out", str(out)]) == SOME_FAILED
    told = capsys.readouterr().err
    assert "2 words in it may say who somebody is" in told
    assert "[pack.undecided]" in told
    assert "Pickle" not in told
    assert list(out.iterdir()) == []
    assert main(["pack-words", "1"]) == SOME_FAILED
    assert "Pickle sleeps." in capsys.readouterr().out
    assert main(["pack-words", "1", "--write", str(sheet)]) == ALL
    assert sheet.stat().st_mode & 0o077 == 0
    rows = list(csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    assert {r["words"] for r in rows} == {"Pickle", "'=Hub"}  # no spreadsheet takes it for a formula
    assert {r["plan"] for r in rows} == {"Plan 1", "Plan 2"}
    for wrong in ("perhaps", "leave;person"):
        answers = "question,answer\r\n" + "\r\n".join(f"{rows[0]['question']},{a}" for a in wrong.split(";"))
        sheet.write_text(answers, encoding="utf-8")
        assert main(["pack-words", "1", "--read", str(sheet)]) == WRONG_COMMAND
    said = {"Pickle": "person", "'=Hub": "always"}
    answers = [f"{r['question']},{said[r['words']]}" for r in rows]
    sheet.write_text("question,answer\r\n" + "\r\n".join(answers), encoding="utf-8")
    assert main(["pack-words", "1", "--read", str(sheet)]) == ALL
    assert "2 questions, 0 without an answer." in capsys.readouterr().out
    assert main(["export-pack", "1", "--out", str(out)]) == ALL
    with desk.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "pack.answered")).all()
        assert {(e.details["plan"], e.details["choice"]) for e in entries} == {
            (f"Plan {n}", choice) for n in (1, 2) for choice in ("person", "leave")
        }
        assert "ickle" not in json.dumps([e.details for e in entries])


def test_the_log_is_verified_and_its_first_broken_entry_told(
    desk: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "verify"]) == ALL
    told = capsys.readouterr().out
    with desk.reading() as session:
        head = audit.head(session)
        entries = len(session.scalars(select(AuditEntry)).all())
    assert f"All {entries} entries hold." in told
    assert head in told
    assert main(["audit", "verify", "--head", head]) == ALL
    assert main(["audit", "verify", "--head", "0f" * 32]) == SOME_FAILED
    assert "[audit.cut_off]" in capsys.readouterr().err
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_log_update")
        connection.exec_driver_sql("UPDATE audit_log SET actor = 'nobody' WHERE id = 2")
    assert main(["audit", "verify"]) == SOME_FAILED
    assert "The log is broken at entry 2. Entry 2 was changed after it was written. The 1 entries" in capsys.readouterr().err  # fmt: skip


def test_nobody_is_told_unless_the_settings_say_how(desk: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notify"]) == ALL
    assert "nobody was told" in capsys.readouterr().out


def test_a_mail_server_that_is_not_there_is_a_failure_and_loses_nothing(
    desk: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("BY", "smtp"), ("SMTP__HOST", "127.0.0.1"), ("SMTP__PORT", "9"), ("SMTP__SECURITY", "none")):
        monkeypatch.setenv(f"GOLDENTHREAD_DESK__NOTIFY__{name}", value)
    with desk.writing() as session:
        note(session, session.scalars(select(User)).one(), "assigned", "GT-1111-2222", now=NOW)
    assert main(["notify", "--dry-run"]) == ALL
    assert "1 people would be told of 1 things." in capsys.readouterr().out
    assert main(["notify"]) == SOME_FAILED
    assert "[notify.smtp]" in capsys.readouterr().err
    with desk.reading() as session:
        assert session.scalars(select(Notice)).one().sent_at is None


def test_erasing_asks_for_a_reason_tells_first_and_then_does(
    desk: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *others = references(desk)
    with pytest.raises(SystemExit):
        main(["erase", first])
    assert main(["erase", first, "--reason", "asked", "--dry-run"]) == ALL
    assert f"{first} would be erased: 1 versions, 1 files, 0 reviews." in capsys.readouterr().out
    assert references(desk) == [first, *others]
    assert main(["erase", first, "--reason", "asked"]) == ALL
    assert f"{first} is erased" in capsys.readouterr().out
    assert references(desk) == others
    assert main(["erase", first, "--reason", "asked"]) == WRONG_COMMAND
    assert "[not_found]" in capsys.readouterr().err
    assert main(["audit", "verify"]) == ALL


def test_what_was_kept_long_enough_goes_by_the_settings(
    desk: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["retain"]) == ALL
    assert "0 cases are erased." in capsys.readouterr().out
    monkeypatch.setenv("GOLDENTHREAD_DESK__RETENTION__UNTIL_AGE", "10")
    assert main(["retain", "--dry-run"]) == ALL
    told = capsys.readouterr().out
    assert all(f"{reference}: the young person is 10 or older" in told for reference in references(desk))
    assert "3 cases would be erased." in told
    assert len(references(desk)) == 3
    assert main(["retain"]) == ALL
    assert references(desk) == []


def test_all_that_is_held_on_a_child_is_written_for_its_owner_alone(
    desk: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "child.zip"
    assert main(["export-child", "--name", "Amina Okaforxx", "--out", str(out)]) == WRONG_COMMAND
    assert "[child.born]" in capsys.readouterr().err
    assert main(["export-child", "--name", "Amina Okaforxx", "--born", "1 March 2016", "--out", str(out)]) == ALL
    assert references(desk)[1] in capsys.readouterr().out
    with zipfile.ZipFile(out) as opened:
        assert "everything.json" in opened.namelist()
    assert out.stat().st_mode & 0o077 == 0
    assert main(["export-child", "--reference", references(desk)[0], "--out", str(out)]) == ALL


def test_a_desk_that_was_never_made_is_told_how_to_make_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_DESK__DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    for command in (["notify"], ["audit", "verify"], ["retain"], ["draw-sample"]):
        assert main(command) == WRONG_COMMAND
        assert "goldenthread migrate [database.old]" in capsys.readouterr().err


def test_a_log_whose_end_was_cut_off_does_not_pass_the_check_that_keeps_its_hash(
    desk: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "elsewhere.txt"
    assert main(["audit", "verify", "--kept", str(kept)]) == ALL
    with desk.reading() as session:
        head = audit.head(session)
    assert kept.read_text() == f"{head}\n"
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_log_delete")
        connection.exec_driver_sql("DELETE FROM audit_log WHERE id = (SELECT max(id) FROM audit_log)")
    capsys.readouterr()
    assert main(["audit", "verify"]) == SOME_FAILED
    assert "The end was cut off" in capsys.readouterr().err
    with desk.engine.begin() as connection:  # somebody who forges the head too
        connection.exec_driver_sql("DROP TRIGGER audit_head_update")
        connection.exec_driver_sql(
            "UPDATE audit_head SET (entries, hash) = (SELECT id, hash FROM audit_log ORDER BY id DESC LIMIT 1)"
        )
    assert main(["audit", "verify"]) == ALL
    capsys.readouterr()
    assert main(["audit", "verify", "--kept", str(kept)]) == SOME_FAILED
    assert "[audit.cut_off]" in capsys.readouterr().err
    assert kept.read_text() == f"{head}\n"
