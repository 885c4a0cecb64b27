"""The files of a whole batch, from the assessments that its cases left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from checks.assessment import Assessment
from reports.trends import write_trends
from reports.workbook import write_batch_json, write_workbook


def write_batch(out: Path, cases: Sequence[str], failures: Sequence[dict[str, str]]) -> None:
    """Write ``batch.xlsx``, ``batch.json`` and ``trends.html`` for the named cases of ``out/cases``."""
    files = [out / "cases" / name / "assessment.json" for name in cases]
    assessments = [Assessment.model_validate_json(f.read_text(encoding="utf-8")) for f in files if f.exists()]
    writers: dict[str, Callable[[Path], None]] = {
        "batch.xlsx": lambda p: write_workbook(assessments, p),
        "batch.json": lambda p: write_batch_json(assessments, failures, p),
        "trends.html": lambda p: write_trends(assessments, p),
    }
    for name, write in writers.items():
        beside = out / f".part-{name}"
        write(beside)
        beside.replace(out / name)
