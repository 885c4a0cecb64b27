"""What is erased is gone from every table and every byte; what is held on a child can be given out whole."""

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from checks.assessment import ChildEntry
from moderation import audit, queue, retention, rounds
from moderation.database.base import Base
from moderation.database.engine import Database
from moderation.database.tables import Case, RoundPlan, StandIns, Version
from moderation.errors import DeskError, NotFoundError, NotPermittedError
from moderation.findings import dismiss, finding_key
from moderation.permissions import COMMAND_LINE
from moderation.queue import newest_version
from moderation.settings import Retention
from tests.moderation.build import BROKEN, CHILD, NOW, assessment, documents
from tests.moderation.conftest import Staff, staff
from tests.moderation.work import review_whole

OTHER = ChildEntry(name="Bruno Ward", date_of_birth=dt.date(2001, 5, 6))
LEFT = {"audit_log", "audit_head", "users", "rounds", "round_plans", "alembic_version"}


def put(database: Database, people: Staff, child: ChildEntry = CHILD, text: str = "one", **more) -> str:
    made = assessment(f"case of {child.name}", child=child, findings=(BROKEN,), needs=(f"{child.name} reads.",))
    with database.writing() as session:
        given = {"outputs": {"checklist.docx": f"form of {child.name}".encode()}, "now": NOW} | more
        return queue.add_case(session, people.writer, made, documents(f"{child.name} {text}"), **given).reference


def worked_on(database: Database, people: Staff, reference: str) -> None:
    """Everything that can be attached to a case: review, comment, signature, dismissal, round, stand-ins, notice."""
    with database.writing() as session:
        queue.assign(session, people.manager, reference, people.moderator.id, now=NOW)
    review_whole(database, people.moderator, reference)
    with database.writing() as session:
        queue.sign_off(session, people.manager, reference, comment="Amina's plan is good.", now=NOW)
        version = newest_version(session, queue.get_case(session, people.manager, reference))
        session.add(StandIns(version_id=version.id, names={"Child": ["Amina Okafor"]}))


def rows(database: Database) -> dict[str, int]:
    with database.reading() as session:
        counts = {t.name: session.scalar(select(func.count()).select_from(t)) for t in Base.metadata.sorted_tables}
    return {name: n for name, n in counts.items() if n}


def test_an_erased_case_leaves_no_row_but_the_log_and_its_place_in_a_draw(database: Database) -> None:
    people = staff(database)
    references = [put(database, people), put(database, people, OTHER)]
    with database.writing() as session:
        rounds.draw_round(session, people.manager, "1a", seed=1, now=NOW)
    for reference in references:
        worked_on(database, people, reference)
    for reference in references:
        with database.writing() as session:
            erased = retention.erase_case(session, people.administrator, reference, reason="asked", now=NOW)
        assert (erased.versions, erased.files, erased.reviews) == (1, 2, 1)
    # The only notices left are of the draw itself.
    assert set(rows(database)) <= LEFT | {"notices"}
    with database.reading() as session:
        assert {p.case_id for p in session.scalars(select(RoundPlan))} == {None}
        entries, _ = audit.entries(session, people.administrator, subject=references[0])
        assert entries[0].action == "case.erased"
        assert entries[0].details == {"reason": "asked", "versions": 1, "files": 2, "reviews": 1}
        assert audit.verify(session).holds


def test_an_erased_name_is_in_no_byte_of_the_database(desk: Database, people_of: Staff) -> None:
    reference = put(desk, people_of)
    path = Path(desk.url.removeprefix("sqlite:///"))

    def bytes_kept() -> bytes:
        return b"".join(f.read_bytes() for f in path.parent.glob(f"{path.name}*"))

    assert b"Amina Okafor" in bytes_kept()
    with desk.writing() as session:
        retention.erase_case(session, people_of.administrator, reference, reason="asked", now=NOW)
    desk.forget()
    for word in (b"Amina", b"Okafor"):
        assert word not in bytes_kept()


def test_another_childs_case_stays(desk: Database, people_of: Staff) -> None:
    mine, other = put(desk, people_of), put(desk, people_of, OTHER)
    with desk.writing() as session:
        retention.erase_case(session, COMMAND_LINE, mine, reason="mistake", now=NOW)
    with desk.reading() as session:
        kept = session.scalars(select(Case)).one()
        assert kept.reference == other
        assert {f.name for f in kept.versions[0].files} == {"plan.docx", "checklist.docx"}


def test_only_an_administrator_erases_and_gives_out(desk: Database, people_of: Staff) -> None:
    reference = put(desk, people_of)
    for actor in (people_of.writer, people_of.moderator, people_of.manager, people_of.lead):
        with desk.writing() as session:
            with pytest.raises(NotPermittedError):
                retention.erase_case(session, actor, reference, reason="asked")
            with pytest.raises(NotPermittedError):
                retention.export_child(session, actor, reference=reference)
            with pytest.raises(NotPermittedError):
                retention.due_for_erasure(session, actor, Retention())
    with desk.writing() as session, pytest.raises(NotFoundError):
        retention.erase_case(session, people_of.administrator, "GT-0000-0000", reason="asked")


@pytest.mark.parametrize(
    ("settings", "years", "due"),
    [
        (Retention(unsent_days=0), 100, set()),
        (Retention(unsent_days=30), 0, set()),
        (Retention(unsent_days=30), 0.1, {"tried"}),
        (Retention(unsent_days=0, case_months=24), 1.9, set()),
        (Retention(unsent_days=0, case_months=24), 2.1, {"mine", "other"}),
        (Retention(unsent_days=0, until_age=26), 0, set()),
        (Retention(unsent_days=0, until_age=25), 0, {"other"}),
        (Retention(unsent_days=0, until_age=25), 16, {"mine", "other"}),
    ],
    ids=str,
)
def test_a_case_is_due_by_its_last_change_or_the_young_persons_age(
    desk: Database, people_of: Staff, settings: Retention, years: float, due: set[str]
) -> None:
    names = {
        put(desk, people_of): "mine",
        put(desk, people_of, OTHER): "other",
        put(desk, people_of, text="tried", send=False): "tried",
    }
    later = NOW + dt.timedelta(days=365.25 * years)
    with desk.reading() as session:
        found = retention.due_for_erasure(session, people_of.administrator, settings, now=later)
    assert {names[d.reference] for d in found} == due
    assert all(d.why for d in found)
    with desk.writing() as session:
        erased = retention.erase_due(session, people_of.administrator, settings, now=later)
    assert {names[e.reference] for e in erased} == due
    with desk.reading() as session:
        assert {names[r] for r in session.scalars(select(Case.reference))} == set(names.values()) - due


@pytest.mark.parametrize(("day", "months", "before"), [((2026, 3, 31), 1, (2026, 2, 28)), ((2026, 1, 15), 13, (2024, 12, 15))])  # fmt: skip
def test_months_are_counted_by_the_calendar(day: tuple, months: int, before: tuple) -> None:
    from moderation.retention.keeping import _months_before

    assert _months_before(dt.datetime(*day, tzinfo=dt.UTC), months) == dt.datetime(*before, tzinfo=dt.UTC)


def opened(export: retention.ChildExport) -> tuple[list[dict], dict[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(export.data)) as given:
        files = {name: given.read(name) for name in given.namelist()}
    return json.loads(files["everything.json"]), files


def test_all_that_is_held_on_a_child_is_given_out(database: Database) -> None:
    people = staff(database)
    mine, _ = put(database, people), put(database, people, OTHER)
    tried = put(database, people, text="tried", send=False)
    worked_on(database, people, mine)
    with database.writing() as session:
        dismiss(session, people.manager, mine, finding_key(BROKEN), reason="It is in section F.", now=NOW)
        export = retention.export_child(session, people.administrator, reference=mine, now=NOW)
    assert set(export.references) == {mine, tried}
    told, files = opened(export)
    case = next(c for c in told if c["reference"] == mine)
    assert case["source_name"] == "case of Amina Okafor"
    version = case["versions"][0]
    assert version["drafts"][0]["assessment"]["plan"]["child"]["name"] == "Amina Okafor"
    assert version["signatures"][0]["comment"] == "Amina's plan is good."
    assert version["signatures"][0]["by"] == "manager"
    assert version["stand_ins"] == {"Child": ["Amina Okafor"]}
    assert version["findings_set_aside"][0]["reason"] == "It is in section F."
    assert (case["reviews"][0]["reviewer"], len(case["reviews"][0]["answers"])) == ("moderator", 64)
    assert {e["action"] for e in case["audit_log"]} >= {"case.new", "case.signed"}
    assert files[f"files/{mine}/version-1/documents/0-plan.docx"] == b"plan Amina Okafor one"
    assert files[f"files/{mine}/version-1/made/1000-checklist.docx"] == b"form of Amina Okafor"
    assert export.files == 4
    assert "Bruno" not in "".join(files["everything.json"].decode())
    assert "password" not in files["everything.json"].decode()


def test_a_child_is_found_by_name_and_date_of_birth(desk: Database, people_of: Staff) -> None:
    mine = put(desk, people_of)
    put(desk, people_of, OTHER)
    with desk.reading() as session:
        found = retention.references_of_child(
            session, people_of.administrator, name="amina  okafor", born=dt.date(2016, 3, 1)
        )
        assert found == (mine,)
        with pytest.raises(DeskError, match="Nothing is held"):
            retention.references_of_child(
                session, people_of.administrator, name="Amina Okafor", born=dt.date(2016, 3, 2)
            )
        with pytest.raises(DeskError, match="no case"):
            retention.references_of_child(session, people_of.administrator, reference="GT-0000-0000")


def test_giving_out_is_noted_in_the_log(desk: Database, people_of: Staff) -> None:
    mine = put(desk, people_of)
    with desk.writing() as session:
        retention.export_child(session, people_of.administrator, reference=mine, now=NOW)
    with desk.reading() as session:
        entry = audit.entries(session, people_of.administrator, subject=mine)[0][0]
        assert (entry.action, entry.actor, entry.details) == ("child.exported", "admin", {"files": 2})


def test_a_files_name_never_leads_out_of_the_zip(desk: Database, people_of: Staff) -> None:
    made = assessment(child=CHILD)
    given = documents() | {"../../etc/plan.docx": b"x", "..\\..\\evil.docx": b"y"}
    with desk.writing() as session:
        reference = queue.add_case(session, people_of.writer, made, given, now=NOW).reference
        export = retention.export_child(session, people_of.administrator, reference=reference, now=NOW)
        assert session.scalar(select(func.count()).select_from(Version)) == 1
    names = opened(export)[1]
    assert all(".." not in name for name in names)
    assert len(names) == 5
