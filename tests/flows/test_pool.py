"""A file that fells the program that reads it costs itself: its case, and the batch, go on without it."""

import shutil
import sys
from pathlib import Path

import pytest

from flows import limits, pool
from flows.inbox import one_case
from tests.flows.conftest import plan_of

FELLER = "falls.docx"


def _dies(case: object, out: Path) -> dict[str, object]:
    """What a worker does where one file of the case ends the process, as a fault in a C library would."""
    import os

    if any(f.name == FELLER for f in case.files):  # type: ignore[attr-defined]
        os._exit(9)
    from flows.case import assess_case

    return assess_case(case, pool.judges(), out).as_dict()  # type: ignore[arg-type]


def _reads(file: Path) -> None:
    import os

    if file.name == FELLER:
        os._exit(9)


@pytest.mark.slow
def test_a_file_that_fells_the_reader_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_work", _dies)
    monkeypatch.setattr(pool, "_read_alone", _reads)
    folder = tmp_path / "case"
    folder.mkdir()
    shutil.copy(plan_of("c12"), folder / "draft.docx")
    shutil.copy(plan_of("c12"), folder / FELLER)
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(plan_of("c12"), alone / FELLER)
    outcomes = {o.given.name: o for o in pool.run([one_case(folder), one_case(alone)], tmp_path / "out", workers=1)}
    done = outcomes["case"].done
    assert done is not None
    assert done["assessed"]
    assert [(f["file"], f["code"]) for f in done["failures"]] == [(FELLER, "reader.killed")]
    assert outcomes["alone"].done is None
    assert outcomes["alone"].code == "case.worker_died"


def test_a_scan_is_given_more_time_than_a_word_file() -> None:
    assert pool.seconds_for([Path("a.pdf")]) > pool.seconds_for([Path("a.docx")])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_limit_on_memory_ends_with_the_work_it_was_set_for() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with limits.limited_memory():
        soft, _ = resource.getrlimit(resource.RLIMIT_AS)
        assert soft >= limits.MEMORY
        with pytest.raises(MemoryError):
            bytearray(2 * limits.MEMORY)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
