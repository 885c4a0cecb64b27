"""A batch does no work twice, goes on where it was, and lets each failure be its own."""

import json
import shutil
from pathlib import Path

import pytest

from checks.assessment import Assessment
from extractors.errors import CommandError
from flows.batch import assess_source

FILES = {"assessment.json", "checklist.docx", "plan-annotated.docx"}


def quiet(done: int, total: int) -> None:
    """Say nothing."""


def test_every_case_gets_its_files_and_the_batch_its_own(inbox: Path, tmp_path: Path, carry_here) -> None:
    out = tmp_path / "out"
    told = []
    done = assess_source(str(inbox), out, carry=carry_here, progress=lambda *now: told.append(now))
    assert done.assessed == ["first", "second"]
    assert told == [(1, 2), (2, 2)]
    for case, also in (("first", {"advice-1.docx"}), ("second", set())):
        assert {f.name for f in (out / "cases" / case).iterdir()} >= FILES | also
        read = Assessment.model_validate_json((out / "cases" / case / "assessment.json").read_text(encoding="utf-8"))
        assert len(read.answers) == 64
    assert {f.name for f in out.iterdir()} >= {"batch.xlsx", "batch.json", "trends.html", "failures.json"}
    assert json.loads((out / "failures.json").read_text(encoding="utf-8")) == []
    assert not [f for f in out.rglob("*") if "part" in f.name]


def test_a_second_run_does_no_work_and_a_changed_file_only_its_own(inbox: Path, tmp_path: Path, carry_here) -> None:
    out = tmp_path / "out"
    assess_source(str(inbox), out, carry=carry_here, progress=quiet)
    assert assess_source(str(inbox), out, carry=carry_here, progress=quiet).fresh == 0
    (inbox / "first" / "letter.docx").unlink()
    again = assess_source(str(inbox), out, carry=carry_here, progress=quiet)
    assert [r["case"] for r in again.results if r["fresh"]] == ["first"]
    (inbox / "cases.csv").write_text("case,team\nsecond,North\n", encoding="utf-8")
    again = assess_source(str(inbox), out, carry=carry_here, progress=quiet)
    assert [r["case"] for r in again.results if r["fresh"]] == ["second"]


def test_a_run_that_was_stopped_goes_on_where_it_was(inbox: Path, tmp_path: Path, carry_here) -> None:
    out = tmp_path / "out"

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        assess_source(str(inbox), out, carry=carry_here, progress=stop)
    assert not (out / "batch.xlsx").exists()
    done = assess_source(str(inbox), out, carry=carry_here, progress=quiet)
    assert done.assessed == ["first", "second"]
    assert done.fresh == 1


def test_a_case_left_half_written_is_done_again(inbox: Path, tmp_path: Path, carry_here) -> None:
    out = tmp_path / "out"
    assess_source(str(inbox), out, carry=carry_here, progress=quiet)
    (out / "cases" / "first" / "assessment.json").write_text('{"schema": "assess', encoding="utf-8")
    assert assess_source(str(inbox), out, carry=carry_here, progress=quiet).fresh == 1


def test_originals_are_never_changed(inbox: Path, tmp_path: Path, carry_here) -> None:
    before = {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in inbox.rglob("*.docx")}
    assess_source(str(inbox), tmp_path / "out", carry=carry_here, progress=quiet)
    assert {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in inbox.rglob("*.docx")} == before


def test_a_failed_case_is_told_and_the_rest_goes_on(inbox: Path, tmp_path: Path, carry_here) -> None:
    (inbox / "broken").mkdir()
    (inbox / "broken" / "plan.docx").write_bytes(b"PK\x03\x04 torn")
    done = assess_source(str(inbox), tmp_path / "out", carry=carry_here, progress=quiet)
    assert done.assessed == ["first", "second"]
    (failure,) = json.loads((tmp_path / "out" / "failures.json").read_text(encoding="utf-8"))
    assert failure["case"] == "broken"
    assert failure["file"] == "plan.docx"
    assert failure["reason"].endswith(".")


def test_loose_documents_are_cases_of_their_own(inbox: Path, tmp_path: Path, carry_here) -> None:
    shutil.copy(inbox / "second" / "draft.docx", inbox / "third.docx")
    done = assess_source(str(inbox), tmp_path / "out", carry=carry_here, progress=quiet)
    assert done.assessed == ["first", "second", "third"]


def test_any_address_that_fsspec_reads_is_a_source(inbox: Path, tmp_path: Path, carry_here) -> None:
    done = assess_source(f"file://{inbox}", tmp_path / "out", carry=carry_here, progress=quiet)
    assert done.assessed == ["first", "second"]
    with pytest.raises(CommandError) as told:
        assess_source(f"file://{inbox}/nowhere", tmp_path / "out", carry=carry_here, progress=quiet)
    assert told.value.code in ("source.unreachable", "source.empty")


def test_a_facts_file_without_its_case_column_is_told(inbox: Path, tmp_path: Path, carry_here) -> None:
    (inbox / "cases.csv").write_text("team\nNorth\n", encoding="utf-8")
    with pytest.raises(CommandError) as told:
        assess_source(str(inbox), tmp_path / "out", carry=carry_here, progress=quiet)
    assert told.value.code == "facts.no_case_column"
