"""Cases for the flows: copies of samples that a test may spoil."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from checks.assess import Judges
from flows.case import assess_case
from flows.inbox import CaseInput

SAMPLES = Path(__file__).resolve().parent.parent.parent / "sample_docs"


@pytest.fixture(scope="session")
def judges() -> Judges:
    return Judges.load()


@pytest.fixture
def carry_here(judges: Judges) -> Callable[..., list[dict[str, Any]]]:
    """Does a batch's work in this process, so that a test needs neither Prefect nor workers."""

    def carry(
        cases: Sequence[CaseInput], out: Path, progress: Callable[[int, int], None], workers: int | None
    ) -> list[dict[str, Any]]:
        results = []
        for number, case in enumerate(cases, start=1):
            results.append(assess_case(case, judges, out).as_dict())
            progress(number, len(cases))
        return results

    return carry


def plan_of(case: str) -> Path:
    """The Word plan of a sample case."""
    return next((SAMPLES / case).glob("EHCP draft*.docx"))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Two cases: a plan with one piece of advice, and a plan alone."""
    folder = tmp_path / "inbox"
    for name in ("first", "second"):
        (folder / name).mkdir(parents=True)
        shutil.copy(plan_of("c12"), folder / name / "draft.docx")
    advice = next((SAMPLES / "c12").glob("Medical*.docx"))
    shutil.copy(advice, folder / "first" / "letter.docx")
    return folder
