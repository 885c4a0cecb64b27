"""A file that fells the program that reads it costs itself: its case, and the batch, go on without it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checks.forms.authority import use
from flows import pool
from flows.command import NOTHING, SOME_FAILED, main
from flows.inbox import CaseInput, one_case
from tests.flows.conftest import SAMPLES, plan_of
from tests.flows.heavy import pdf_of_forms_in_forms, word_of_many_paragraphs, word_of_one_row

PDF_PLAN = next((SAMPLES / "c17").glob("EHCP*.pdf"))
FELLER = "falls.docx"


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Sets an authority's own limits on reading; those of before are in force again after the test."""

    def set_limits(**limits: int) -> None:
        file = tmp_path / "authority.yaml"
        said = "".join(f"  {name}: {value}\n" for name, value in limits.items())
        file.write_text(f"schema: authority/1\nreading:\n{said}", encoding="utf-8")
        use(file)

    yield set_limits
    use(None)


def case_with(folder: Path, plan: Path, feller: Callable[[Path], Path], name: str) -> CaseInput:
    """A case of a good plan and one bad file."""
    folder.mkdir()
    shutil.copy(plan, folder / f"draft{plan.suffix}")
    feller(folder / name)
    return one_case(folder)


def only_the_bad_file_is_lost(done: dict[str, Any] | None, name: str) -> None:
    assert done is not None
    assert done["assessed"]
    assert [(f["file"], f["code"]) for f in done["failures"]] == [(name, "reader.killed")]
    reason = done["failures"][0]["reason"]
    assert reason.startswith(name)
    assert reason.count(".") == name.count(".") + 2  # what befell it, what to do


@pytest.mark.slow
@pytest.mark.parametrize(
    ("feller", "name", "limits"),
    [
        pytest.param(word_of_many_paragraphs, "many.docx", {"processor_seconds": 2}, id="processor"),
        pytest.param(word_of_one_row, "row.docx", {"processor_seconds": 2}, id="processor, one row"),
        pytest.param(pdf_of_forms_in_forms, "forms.pdf", {"megabytes": 900}, id="memory, PDF"),
        pytest.param(word_of_many_paragraphs, "many.docx", {"megabytes": 250}, id="memory, Word"),
    ],
)
def test_a_file_that_costs_too_much_costs_only_itself(
    feller: Callable[[Path], Path],
    name: str,
    limits: dict[str, int],
    reading: Callable[..., None],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    reading(**limits)
    held = case_with(tmp_path / "held", PDF_PLAN, feller, name)
    (outcome,) = pool.run([held], tmp_path / "out", workers=1)
    only_the_bad_file_is_lost(outcome.done, name)
    assert (tmp_path / "out" / "cases" / "held" / "checklist.docx").exists()
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_a_file_that_takes_too_long_by_the_clock_is_given_up_and_the_batch_goes_on(
    reading: Callable[..., None], tmp_path: Path
) -> None:
    reading(seconds=3, processor_seconds=120)
    slow = one_case(word_of_many_paragraphs(tmp_path / "many.docx"))
    after = one_case(PDF_PLAN)
    outcomes = {o.given.name: o for o in pool.run([slow, after], tmp_path / "out", workers=1)}
    assert (outcomes["many"].code, outcomes["many"].sentence) == pool.TOO_SLOW
    assert outcomes[PDF_PLAN.stem].done is not None
    assert outcomes[PDF_PLAN.stem].done["assessed"]


@pytest.mark.slow
def test_a_check_of_one_case_leaves_out_the_file_that_costs_too_much(
    tmp_path: Path, reading: Callable[..., None], capfd: pytest.CaptureFixture[str]
) -> None:
    reading(processor_seconds=2)
    case_with(tmp_path / "held", PDF_PLAN, word_of_one_row, "row.docx")
    code = main(["check", str(tmp_path / "held"), "--config", str(tmp_path / "authority.yaml")])
    told = capfd.readouterr()
    assert code == SOME_FAILED
    assert "Draft answers" in told.out
    assert told.err.startswith("row.docx: row.docx took too long or too much memory")
    assert told.err.count("\n") == 1


@pytest.mark.slow
def test_a_check_of_one_file_that_costs_too_much_ends_in_one_sentence(
    tmp_path: Path, reading: Callable[..., None], capfd: pytest.CaptureFixture[str]
) -> None:
    reading(processor_seconds=1)
    row = word_of_one_row(tmp_path / "row.docx")
    assert main(["check", str(row), "--config", str(tmp_path / "authority.yaml")]) == NOTHING
    assert capfd.readouterr().err == f"{pool.DIED[1]} [{pool.DIED[0]}]\n"


def _dies(case: CaseInput, out: Path) -> dict[str, Any]:
    """What a worker does where one file of the case ends the process, as a fault in a C library would."""
    if any(f.name == FELLER for f in case.files):
        os._exit(9)
    return pool.assessed(case, out)


def _reads(file: Path) -> None:
    if file.name == FELLER:
        os._exit(9)


@pytest.mark.slow
def test_a_file_that_ends_the_reader_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_read_alone", _reads)
    held = case_with(tmp_path / "held", plan_of("c12"), lambda f: shutil.copy(plan_of("c12"), f), FELLER)
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(plan_of("c12"), alone / FELLER)
    outcomes = {o.given.name: o for o in pool.run([held, one_case(alone)], tmp_path / "out", workers=1, work=_dies)}
    only_the_bad_file_is_lost(outcomes["held"].done, FELLER)
    assert outcomes["alone"].done is None
    assert outcomes["alone"].code == "case.worker_died"


def test_a_scan_is_given_more_time_than_a_word_file() -> None:
    assert pool.seconds_for([Path("a.pdf")]) > pool.seconds_for([Path("a.docx")])
