"""Every Office file that is written is what its published schema allows: each part, element, attribute and value."""

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from reports.advice_form import write_advice_form
from reports.batch import write_batch
from reports.board import board_paper, write_word
from reports.checklist import write_checklist
from reports.governance.paper import write_paper
from reports.margin.word import annotate_word
from reports.trends.compare import Period
from tests.reports.conftest import CASES, Sample
from tests.reports.made import ADVICE_FORM, PLAN_FORM, assessment
from tests.reports.made_year import made_year
from tests.reports.schema import schema_faults
from tests.reports.test_forms import everything
from tests.reports.test_governance import PAPERS, used
from tests.reports.test_sample_drafts import is_word, notes_on

BROKEN = {
    "an element out of its order": ("<w:cantSplit/><w:tblHeader/>", "<w:tblHeader/><w:cantSplit/><w:jc/>"),
    "a value that does not exist": ('<w:shd w:val="clear"', '<w:shd w:val="murky"'),
    "an element that does not exist": ("<w:cantSplit/>", "<w:mayNotSplit/>"),
    "an attribute that does not exist": ('<w:shd w:val="clear"', '<w:shd w:colour="red" w:val="clear"'),
    "a number that is none": ('<w:gridCol w:w="', '<w:gridCol w:w="x'),
}


@pytest.fixture(scope="module")
def checklist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("schema") / "checklist.docx"
    write_checklist(assessment(), PLAN_FORM, path)
    return path


@pytest.mark.parametrize("name", BROKEN)
def test_the_schema_objects_to_a_file_that_is_broken(checklist: Path, tmp_path: Path, name: str) -> None:
    was, now = BROKEN[name]
    with zipfile.ZipFile(checklist) as whole, zipfile.ZipFile(tmp_path / "broken.docx", "w") as broken:
        for part in whole.namelist():
            data = whole.read(part).decode()
            if part == "word/document.xml":
                assert was in data
                data = data.replace(was, now, 1)
            broken.writestr(part, data)
    assert schema_faults(tmp_path / "broken.docx") != []


def test_the_forms_are_what_the_schema_allows(checklist: Path, tmp_path: Path) -> None:
    made = assessment()
    write_advice_form(made, made.advice[0], ADVICE_FORM, tmp_path / "advice.docx")
    assert "w:sdt" in everything(checklist)
    assert schema_faults(checklist) == schema_faults(tmp_path / "advice.docx") == []


@pytest.mark.parametrize("name", CASES)
def test_the_forms_of_a_sample_are_what_the_schema_allows(
    samples: dict[str, Sample], name: str, tmp_path: Path
) -> None:
    made = samples[name].assessment
    write_checklist(made, PLAN_FORM, tmp_path / "checklist.docx")
    write_advice_form(made, made.advice[-1], ADVICE_FORM, tmp_path / "advice.docx")
    assert schema_faults(tmp_path / "checklist.docx") == schema_faults(tmp_path / "advice.docx") == []


@pytest.mark.parametrize("name", CASES)
def test_a_comment_adds_nothing_that_the_schema_does_not_allow(
    samples: dict[str, Sample], name: str, tmp_path: Path
) -> None:
    sample = samples[name]
    if not is_word(sample):
        pytest.skip("a PDF draft gets notes in a PDF")
    out, document = tmp_path / "out.docx", sample.case.plan.document
    assert annotate_word(sample.plan, document, notes_on(sample), out, made=sample.assessment.assessed_at) > 5
    before = schema_faults(sample.plan)
    assert [fault for fault in schema_faults(out) if fault not in before] == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_governance_paper_is_what_the_schema_allows(name: str, tmp_path: Path) -> None:
    write_paper(name, used(council="Northmoor"), tmp_path / "paper.docx")
    assert schema_faults(tmp_path / "paper.docx") == []


@pytest.mark.parametrize("kind", ["two-months", "quarter", "year"])
def test_a_board_paper_is_what_the_schema_allows(kind: str, tmp_path: Path) -> None:
    period = Period(dt.date(2026, 1, 1), dt.date(2026, 3, 31))
    year = made_year(400)
    now, past = ([one for one in year if one.day in span] for span in (period, period.before))
    made = board_paper(kind, period, now, past, form=PLAN_FORM, made=dt.date(2026, 11, 25))
    write_word(made, tmp_path / "paper.docx")
    assert schema_faults(tmp_path / "paper.docx") == []


def test_the_workbook_is_what_the_schema_allows(samples: dict[str, Sample], tmp_path: Path) -> None:
    for name, sample in samples.items():
        (tmp_path / "cases" / name).mkdir(parents=True)
        (tmp_path / "cases" / name / "assessment.json").write_text(sample.assessment.to_json(), encoding="utf-8")
    write_batch(tmp_path, list(samples), [])
    assert schema_faults(tmp_path / "batch.xlsx") == []
