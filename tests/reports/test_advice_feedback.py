"""The advice form tells a colleague what is done well before what would be better, and keeps the plan's gaps apart."""

from pathlib import Path
from typing import Any

import docx
import pytest

from checks.advice.form import advice_form
from checks.assessment import AdviceEntry
from reports.advice_feedback import points, sentences, strengths
from reports.advice_form import write_advice_form
from tests.reports.made import assessment

LINES = [line.id for line in advice_form().lines]


def entry(scores: dict[str, Any], **more: Any) -> AdviceEntry:
    answers = [
        {"line": line, "answer": scores.get(line), "confidence": 0.9 if line in scores else 0.0, "why": "w",
         "evidence": [{"quote": f"The very words on {line} in the report."}]}
        for line in LINES
    ]  # fmt: skip
    return AdviceEntry.model_validate({"document": 1, "total": 40, "answers": answers} | more)


def test_every_line_of_the_form_has_its_two_sentences() -> None:
    assert sorted(sentences()) == sorted(LINES)


def test_high_scores_are_strengths_with_the_reports_words() -> None:
    found = strengths(entry({"needs.impact": 5, "process.reasons": 2}))
    assert len(found) == 1
    assert "The very words on needs.impact" in found[0]


def test_low_scores_are_points_to_work_on_and_middling_ones_are_not() -> None:
    found = points(entry({"needs.impact": 1, "process.reasons": 3, "views.expressed": 5}))
    assert found == [sentences()["needs.impact"].next]


def test_lines_left_to_people_are_neither() -> None:
    assert strengths(entry({})) == []
    assert points(entry({})) == []


def test_vague_words_and_unexplained_terms_are_named() -> None:
    measures = {
        "advice.exact": {"failing": ["as required", "regular", "regular"]},
        "advice.explained": {"failing": ["BPVS-3"]},
    }
    found = points(entry({}, measures=measures))
    assert any("as required, regular." in point for point in found)
    assert any("BPVS-3" in point for point in found)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The paragraphs of an advice form that has strengths, points to work on, and gaps in the plan."""
    path: Path = tmp_path_factory.mktemp("advice") / "advice.docx"
    advice = entry(
        dict.fromkeys(LINES[:4], 5) | {LINES[5]: 1},
        carried_over=["Weekly reading, 20 minutes."],
        not_in_plan=[{"what": "provision", "quote": "A radio aid in all lessons", "how": "missing"}],
    )
    made = assessment()
    write_advice_form(made, advice, advice_form(), path)
    return [p.text for p in docx.Document(str(path)).paragraphs if p.text.strip()]


def test_strengths_stand_before_points_to_work_on(form: list[str]) -> None:
    assert form.index("What this report does well") < form.index("What would make it stronger")
    assert sentences()[LINES[5]].next in form


def test_gaps_in_the_plan_are_said_to_be_no_fault_of_the_report(form: list[str]) -> None:
    said = next(p for p in form if p.startswith("The plan carries"))
    assert "1 of 2" in said
    assert "no fault of this report" in said
    assert "Weekly reading, 20 minutes." in form
