"""The writer's own draft with the findings in its margin: a Word file with comments, or a PDF with highlights."""

from __future__ import annotations

from pathlib import Path

from checks.assessment import Assessment
from extractors.case import Case
from reports.margin.notes import notes_of
from reports.margin.pdf import annotate_pdf
from reports.margin.word import annotate_word

WORD, PDF = "plan-annotated.docx", "plan-annotated.pdf"


def annotate(original: Path, assessment: Assessment, case: Case, folder: Path) -> Path | None:
    """Write the annotated draft into ``folder``; its path, or None where a draft of this kind is not annotated."""
    plan = case.plan
    notes = notes_of(assessment, plan, case.number(plan.document))
    kind = original.suffix.lower()
    if kind == ".docx" and plan.document.format == "docx":
        annotate_word(original, plan.document, notes, folder / WORD, made=assessment.assessed_at)
        return folder / WORD
    if kind == ".pdf":
        annotate_pdf(original, plan.document, notes, folder / PDF, made=assessment.assessed_at)
        return folder / PDF
    return None
