"""The files of a whole batch, from the assessments that its cases left."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.assessment import Assessment
from checks.draft.between import copied_between, told
from checks.forms.form import Form, load_form
from reports.sheets import rows_of
from reports.tables import Tables
from reports.trends import record_of, write_trends
from reports.workbook import Workbook

_LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def write_batch(out: Path, cases: Sequence[str], failures: Sequence[dict[str, str]], form: Form | None = None) -> None:
    """Write ``batch.xlsx``, ``batch.json``, ``csv/`` and ``trends.html`` for the named cases of ``out/cases``.

    Each is written beside and put in place whole. ``form`` gives the questions (the framework's own by default).
    """
    questions = {line.id: line.text for line in (form or load_form()).lines}
    files = [f for name in cases if (f := out / "cases" / name / "assessment.json").exists()]
    beside = out / ".part-batch"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        made = max((a.assessed_at for a in _read(files[:1])), default=_LONG_AGO)
        with Workbook(beside / "batch.xlsx", made=made) as book, Tables(beside) as tables:
            records = []
            copied = copied_between(_read(files))
            for read in _read(files):
                assessment = told(read, copied)
                records.append(record_of(assessment))
                rows = rows_of(assessment, questions)
                book.add(assessment, rows)
                tables.add(rows)
            tables.finish(failures)
        write_trends(records, beside / "trends.html", form=form)
        shutil.rmtree(out / "csv", ignore_errors=True)
        for made_file in beside.iterdir():
            made_file.replace(out / made_file.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _read(files: Sequence[Path]) -> Iterator[Assessment]:
    for file in files:
        yield Assessment.model_validate_json(file.read_text(encoding="utf-8"))
