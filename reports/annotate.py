"""The writer's own draft with the findings in its margin: a Word file with comments, or a PDF with highlights.

Old Word, OpenDocument and rich text drafts are annotated as the Word copy that they were read from.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from checks.assessment import Assessment
from extractors.case import Case
from extractors.readers.convert import NAMES, converted
from extractors.readers.limits import kind_of
from reports.margin.notes import notes_of
from reports.margin.pdf import annotate_pdf
from reports.margin.word import annotate_word

WORD, PDF = "plan-annotated.docx", "plan-annotated.pdf"


def annotate(original: Path, assessment: Assessment, case: Case, folder: Path) -> Path | None:
    """Write the annotated draft into ``folder``; its path, or None where a draft of this kind is not annotated."""
    plan = case.plan
    notes = notes_of(assessment, plan, case.number(plan.document))
    kind, made = kind_of(original), assessment.assessed_at
    if kind == "pdf":
        annotate_pdf(original, plan.document, notes, folder / PDF, made=made)
        return folder / PDF
    if kind == "docx":
        annotate_word(original, plan.document, notes, folder / WORD, made=made)
        return folder / WORD
    if kind in NAMES:  # the copy that it was read from, made once more
        with tempfile.TemporaryDirectory(prefix="goldenthread-") as held:
            copy = converted(original, kind, Path(held), file=original.name)
            annotate_word(copy, plan.document, notes, folder / WORD, made=made)
        return folder / WORD
    return None
