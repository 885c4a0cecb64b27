"""A round's pack: whole, without a name of any sample child, steady, and not made where something is left."""

import csv
import datetime as dt
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import docx
import pytest

from checks.assess import Judges, assess
from checks.assessment import Assessment
from extractors.reading import CaseRead, read_case
from moderation import audit, queue, rounds
from moderation.anonymise import AnonymousCase, Choice, anonymise_case
from moderation.anonymise import case as anonymising
from moderation.database.engine import Database
from moderation.database.tables import StandIns
from moderation.errors import DeskError, NotPermittedError
from moderation.permissions import COMMAND_LINE, Actor
from moderation.queue import get_case
from moderation.rounds import Pack, UndecidedError, packs
from moderation.settings import DeskSettings
from tests.moderation.build import NOW
from tests.moderation.conftest import Staff, staff
from tests.reports.schema import schema_faults

SAMPLES = Path(__file__).resolve().parent.parent.parent / "sample_docs"
WITHOUT_SCANS = ("c03", "c05", "c10", "c12", "c16", "c17")
SCANNED = ("c02", "c08")
TITLES = {"and", "mrs", "miss", "doctor", "prof", "dr", "mr", "ms"}


@cache
def judges() -> Judges:
    return Judges.load()


def files_of(case: str) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in sorted((SAMPLES / case).iterdir()) if f.suffix in (".docx", ".pdf")}


@cache
def read(case: str) -> CaseRead:
    return read_case(case, tuple(SAMPLES / case / name for name in files_of(case)))


@cache
def assessed(case: str) -> Assessment:
    return assess(read(case).case, judges(), now=NOW)


@cache
def anonymous(case: str) -> AnonymousCase:
    """The case as it is before anybody answered for a word. A scan is read once for all: the words are the same."""
    with pytest.MonkeyPatch.context() as patch:
        if case in SCANNED:
            patch.setattr(anonymising, "read_case", lambda *_: read(case))
        return anonymise_case("Plan 1", assessed(case), files_of(case))


def people_in(case: str) -> set[str]:
    """Lower-case words of the names of everybody that the case's truth knows of."""
    truth = json.loads((SAMPLES / case / "truth.json").read_text(encoding="utf-8"))
    child = truth["child"]
    names = [child["first"], child["known_as"], child["last"], *(p["name"] for p in child["parents"])]
    names += [a["author"] for a in truth["advice"]]
    return {w.lower() for n in names for w in re.findall(r"[^\W\d_]{3,}", n)} - TITLES


def facts_of(case: str) -> set[str]:
    """Numbers, postcode, school and birthday of the child, as they may be printed."""
    child = json.loads((SAMPLES / case / "truth.json").read_text(encoding="utf-8"))["child"]
    born = dt.date.fromisoformat(child["dob"])
    postcode = re.search(r"[A-Z]{1,2}\d\w? ?\d[A-Z]{2}", child["address"])
    told = {child["upn"], child["nhs"], child["setting"], postcode[0] if postcode else "", f"{born:%d/%m/%Y}"}
    return {t for t in told | {f"{born.day} {born:%B %Y}", born.isoformat()} if t}


def inside(data: bytes) -> tuple[str, str]:
    """A Word file's words with names of parts and properties, and its raw markup."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        raw = "\n".join(opened.read(n).decode("utf-8", "replace") for n in opened.namelist() if not n.endswith(".png"))
    words = re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:tab/>|<w:br/>", "\n", raw))
    return words, raw


def assert_nobody_is_named(name: str, data: bytes, people: set[str], facts: set[str]) -> None:
    words, raw = inside(data)
    # "Tamsin is": a word of a name stands there as a word with a capital.
    capitals = {w.lower() for w in re.findall(r"(?<![^\W\d_])[A-ZÀ-Þ][^\W\d_]+", words)}
    assert not capitals & people, (name, capitals & people)
    assert not [f for f in facts if f in words], name
    targets = re.findall(r'(?:Target|descr|title|w:author|w:val|name)="([^"]*)"', raw)
    in_markup = {w.lower() for t in targets for w in re.findall(r"[^\W\d_]+", t)}
    assert not {p for p in people if len(p) > 4} & in_markup, name


@pytest.mark.parametrize(
    "case",
    [*WITHOUT_SCANS, *(pytest.param(c, marks=[pytest.mark.ocr, pytest.mark.slow]) for c in SCANNED)],
)
def test_no_sample_child_family_or_professional_is_named_in_the_anonymous_case(case: str) -> None:
    made = anonymous(case)
    assert "plan.docx" in made.files
    assert len(made.files) >= 2 * len(files_of(case)) - 1  # each document, and a form for the plan and each advice
    everyone, facts = people_in(case), facts_of(case)
    for name, data in made.files.items():
        assert_nobody_is_named(name, data, everyone, facts)
    assert not {w.lower() for w in re.findall(r"[A-Z]\w+", made.assessment.to_json())} & everyone
    # What is judged is still there to be judged.
    before, after = assessed(case), made.assessment
    assert [a.answer for a in after.answers] == [a.answer for a in before.answers]
    assert [f.check for f in after.findings] == [f.check for f in before.findings]
    words = len(inside(made.files["plan.docx"])[0].split())
    assert words > 0.9 * next(d.words for d in before.documents if d.role == "plan")


@pytest.mark.parametrize("case", WITHOUT_SCANS)
def test_a_plan_asks_a_person_about_at_most_twenty_five_words(case: str) -> None:
    asked = anonymous(case).questions
    assert 1 <= len(asked) <= 25
    assert all(q.sentences for q in asked)


def put(database: Database, actor: Actor, cases: tuple[str, ...]) -> dict[str, str]:
    """The sample cases on the desk; their references by case."""
    with (Path(__file__).parent / "sample_facts.csv").open(newline="", encoding="utf-8") as file:
        facts = {row.pop("case"): row for row in csv.DictReader(file)}
    references = {}
    for case in cases:
        known = assessed(case)
        told = known.model_copy(update={"facts": known.facts.model_copy(update=facts[case])})
        with database.writing() as session:
            references[case] = queue.add_case(session, actor, told, files_of(case), now=NOW).reference
    return references


@dataclass(frozen=True)
class Quarter:
    """A desk whose quarter's sample is drawn: its people, the round's number, the cases' references."""

    database: Database
    people: Staff
    number: int
    references: dict[str, str]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[tuple[Quarter, Pack, Path]]:
    """A desk with six sample cases and their exported pack; the file of the desk as it was before the export."""
    folder = tmp_path_factory.mktemp("drawn")
    path, before = folder / "desk.db", folder / "before.db"
    shutil.copy(empty_sqlite, path)
    database = Database(f"sqlite:///{path}")
    people = staff(database)
    references = put(database, people.manager, WITHOUT_SCANS)
    with database.writing() as session:
        made_round = rounds.draw_round(session, people.manager, "2b", among="assessed", seed=5, now=NOW)
        number = made_round.id
        by_reference = {reference: case for case, reference in references.items()}
        found = {p.version_id: anonymous(by_reference[p.reference]).questions for p in made_round.plans}
        rounds.keep_questions(session, people.lead, number, found, now=NOW)
        for asked in rounds.questions_of(session, people.lead, number).asked:
            rounds.decide(session, people.lead, number, asked.number, Choice.LEAVE, now=NOW)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(path, before)
    made = Quarter(database, people, number, references)
    yield made, export(database, people.manager, number), before
    database.close()


@pytest.fixture
def quarter(drawn: tuple[Quarter, Pack, Path], tmp_path: Path) -> Iterator[Quarter]:
    """The same desk before the export, for a test to change."""
    shutil.copy(drawn[2], tmp_path / "copy.db")
    database = Database(f"sqlite:///{tmp_path / 'copy.db'}")
    yield replace(drawn[0], database=database)
    database.close()


def export(database: Database, actor: Actor, number: int, settings: DeskSettings | None = None) -> Pack:
    with database.reading() as session:
        prepared = rounds.prepare_pack(session, actor, number, settings=settings or DeskSettings())
    with database.writing() as session:
        return rounds.keep_pack(session, actor, prepared, now=NOW)


def test_a_pack_holds_agenda_blank_forms_and_each_plan_and_nobodys_name(
    drawn: tuple[Quarter, Pack, Path],
) -> None:
    quarter, pack, _ = drawn
    database, people, number = quarter.database, quarter.people, quarter.number
    folders = {path.split("/")[0] for path in pack.files}
    assert folders == {"agenda.docx", "forms", *(f"Plan {n}" for n in range(1, 7))}
    assert {p for p in pack.files if p.startswith("forms/")} == {
        "forms/plan-form-blank.docx",
        "forms/advice-form-blank.docx",
    }
    everyone = set().union(*map(people_in, WITHOUT_SCANS))
    facts = set().union(*map(facts_of, WITHOUT_SCANS))
    for path, data in pack.files.items():
        assert_nobody_is_named(path, data, everyone - {"bright", "carver"}, facts)
    with zipfile.ZipFile(io.BytesIO(pack.as_zip())) as opened:
        assert opened.testzip() is None
        assert "moderation-2b-2026-Q4/Plan 3/plan.docx" in opened.namelist()
    with database.reading() as session:
        entry = audit.entries(session, people.administrator, subject=f"round:{number}")[0][0]
        assert (entry.action, entry.details["files"]) == ("pack.exported", len(pack.files))


def test_every_word_file_of_a_pack_is_what_the_schema_allows(drawn: tuple[Quarter, Pack, Path], tmp_path: Path) -> None:
    _, pack, _ = drawn
    seen = 0
    for number, (name, data) in enumerate(sorted(pack.files.items())):
        if name.endswith(".docx"):
            path = tmp_path / f"{number}.docx"
            path.write_bytes(data)
            assert (name, schema_faults(path)) == (name, [])
            seen += 1
    assert seen > 12


def test_the_agenda_says_who_comes_which_plans_and_how_they_were_drawn(
    drawn: tuple[Quarter, Pack, Path],
) -> None:
    quarter, pack, _ = drawn
    database, people, number = quarter.database, quarter.people, quarter.number
    references = quarter.references
    opened = docx.Document(io.BytesIO(pack.files["agenda.docx"]))
    cells = [c.text for t in opened.tables for row in t.rows for c in row.cells]
    assert {"Parent carer forum", "SENDIASS", "Health", "Plan 6"} <= set(cells)
    assert cells[cells.index("Seed") + 1] == "5"
    with database.reading() as session:
        made = rounds.get_round(session, people.manager, number)
        assert cells[cells.index("Digest of the list drawn from") + 1] == made.frame_hash
        assert made.plans[0].age_group in cells
    assert not any(reference in " ".join(cells) for reference in references.values())
    blank = docx.Document(io.BytesIO(pack.files["forms/plan-form-blank.docx"]))
    assert sum(len(t.rows) for t in blank.tables) > 64


def test_the_same_pack_twice_has_the_same_stand_ins_and_the_key_stays_behind(
    drawn: tuple[Quarter, Pack, Path],
) -> None:
    quarter, pack, _ = drawn
    database, people, number = quarter.database, quarter.people, quarter.number
    references = quarter.references
    again = export(database, people.manager, number)
    assert {p for p in pack.files if pack.files[p] != again.files[p]} == set()
    assert pack.as_zip() == again.as_zip()
    with database.writing() as session:
        key = rounds.pack_key(session, people.lead, number, now=NOW)
        by_reference = {plan["reference"]: plan["stand_ins"] for plan in key["plans"].values()}
        assert "Tamsin Achebe-Rowe" in by_reference[references["c12"]]["Child"]
        assert by_reference[references["c12"]]["Parent 1"][0] == "Folasade Achebe"
        south = rounds.pack_key(session, people.manager, number, now=NOW)["plans"]
        hidden = next(p for p in south.values() if p["reference"] == references["c12"])
        assert hidden["stand_ins"] == {}
        assert len(session.query(StandIns).all()) == 6
    with database.reading() as session:
        actions = [e.action for e in audit.entries(session, people.administrator, subject=f"round:{number}")[0]]
        assert actions[0] == "pack.key_read"


def without_reading(code: str, known: Assessment, given: dict[str, bytes], **more: object) -> AnonymousCase:
    """In place of the anonymiser, where what it does is tested elsewhere."""
    return AnonymousCase(code, {"plan.docx": b"Child reads."}, known, {"Child": ["Somebody"]})


def test_a_plan_that_was_erased_is_left_out_and_the_agenda_says_so(
    quarter: Quarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, people, number = quarter.database, quarter.people, quarter.number
    references = quarter.references
    with database.writing() as session:
        session.delete(get_case(session, COMMAND_LINE, references["c12"]))
    with database.reading() as session:
        made = rounds.get_round(session, people.manager, number)
        gone = next(p.code for p in made.plans if p.case_id is None)
    monkeypatch.setattr(packs, "anonymise_case", without_reading)
    pack = export(database, people.manager, number)
    assert not [p for p in pack.files if p.startswith(gone)]
    assert f"{gone} (not in this pack)" in inside(pack.files["agenda.docx"])[0]


def test_nothing_leaves_where_the_second_pass_finds_a_name(quarter: Quarter, monkeypatch: pytest.MonkeyPatch) -> None:
    database, people, number = quarter.database, quarter.people, quarter.number
    # A first pass that does nothing: the second alone must hold everything back.
    monkeypatch.setattr(anonymising.Replacer, "replacements", lambda *_: [])
    real = packs.anonymise_case
    monkeypatch.setattr(
        packs,
        "anonymise_case",
        lambda code, *given, **more: (real if code == "Plan 1" else without_reading)(code, *given, **more),
    )
    with pytest.raises(UndecidedError) as told:
        export(database, people.manager, number)
    with database.reading() as session:
        reference = rounds.get_round(session, people.lead, number).plans[0].reference
        actions = [e.action for e in audit.entries(session, people.administrator, subject=f"round:{number}")[0]]
        assert "pack.exported" not in actions
        assert session.query(StandIns).all() == []
    case = next(c for c, known in quarter.references.items() if known == reference)
    (questions,) = told.value.found.values()
    asked = {word for q in questions for word in re.findall(r"[^\W\d_]+", q.key)}
    assert people_in(case) <= asked
    assert not people_in(case) & set(re.findall(r"\w+", told.value.sentence.lower()))


def test_only_managers_and_leads_export_and_see_the_key(
    quarter: Quarter,
) -> None:
    database, people, number = quarter.database, quarter.people, quarter.number
    for actor in (people.writer, people.moderator, people.administrator):
        with pytest.raises(NotPermittedError):
            export(database, actor, number)
        with database.writing() as session, pytest.raises(NotPermittedError):
            rounds.pack_key(session, actor, number)


def test_a_round_whose_plans_are_all_erased_has_no_pack(quarter: Quarter) -> None:
    database, people, number = quarter.database, quarter.people, quarter.number
    references = quarter.references
    with database.writing() as session:
        for reference in references.values():
            session.delete(get_case(session, COMMAND_LINE, reference))
    with pytest.raises(DeskError, match="erased"):
        export(database, people.manager, number)


def test_a_pack_is_written_as_a_folder_too(tmp_path: Path) -> None:
    folder = Pack("moderation-1a-2026-11-09", {"Plan 1/plan.docx": b"plan", "agenda.docx": b"agenda"}).write(tmp_path)
    assert {str(p.relative_to(tmp_path)) for p in folder.rglob("*.docx")} == {
        "moderation-1a-2026-11-09/Plan 1/plan.docx",
        "moderation-1a-2026-11-09/agenda.docx",
    }


def test_others_go_on_saving_while_a_pack_is_made(quarter: Quarter, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = []

    def slow(code: str, known: Assessment, given: dict[str, bytes], **more: object) -> AnonymousCase:
        with quarter.database.writing() as session:
            audit.append(session, quarter.people.moderator, "case.opened", code, now=NOW)
        saved.append(code)
        return without_reading(code, known, given)

    monkeypatch.setattr(packs, "anonymise_case", slow)
    export(quarter.database, quarter.people.manager, quarter.number)
    assert saved == [f"Plan {n}" for n in range(1, 7)]
