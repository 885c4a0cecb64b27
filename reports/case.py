"""All of a case's files, written to a folder beside and put in place whole: nothing half-written is left."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from checks.assessment import Assessment
from checks.forms.form import Form
from extractors.case import Case
from reports.advice_form import write_advice_form
from reports.annotate import annotate
from reports.checklist import write_checklist


class Forms(Protocol):
    """The two forms that a case's files are made from."""

    @property
    def form(self) -> Form:
        """The plan's form."""

    @property
    def advice_form(self) -> Form:
        """The advice's form."""


def write_case(
    assessment: Assessment,
    case: Case,
    forms: Forms,
    originals: Mapping[str, Path],
    folder: Path,
    *,
    failures: Sequence[Mapping[str, str]] = (),
) -> None:
    """Write ``assessment.json``, the forms and the annotated draft of a case into ``folder``.

    Raises ``OSError`` where the folder cannot be written; then nothing of it is there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        write_checklist(assessment, forms.form, beside / "checklist.docx")
        for number, advice in enumerate(assessment.advice, 1):
            write_advice_form(assessment, advice, forms.advice_form, beside / f"advice-{number}.docx")
        original = originals.get(case.plan.document.file)
        if original is not None:
            annotate(original, assessment, case, beside)
        if failures:
            (beside / "failures.json").write_text(json.dumps(list(failures), indent=1), encoding="utf-8")
        (beside / "assessment.json").write_text(assessment.to_json(), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
