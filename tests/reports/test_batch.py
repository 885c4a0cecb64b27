"""The batch's workbook, JSON and CSV: the same rows in all three, and never a formula from a document's words."""

import csv
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reports.batch import write_batch
from reports.cells import csv_cell
from reports.sheets import SHEETS
from reports.tables import file_name, key_of
from tests.reports.made import PLAN_FORM, assessment, finding
from tests.reports.made import answers as drafts

TRICKS = ('=HYPERLINK("http://x","a")', "+1+1", "-2", "@SUM(A1)", "\t=1", "＝1+1", "http://evil.example", "007", "  =1")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    tricked = [finding(quote=t, section="F") for t in TRICKS]
    cases = {
        "m01": assessment(findings=tricked, measures={"provision.quantified.F": {"met": 7, "not_met": 5, "unknown": 1, "value": None, "failing": []}}),
        "m02": assessment(case="=m02", findings=[finding(severity="low", check="jargon.unexplained", quote="SNAP-IV")]),
    }  # fmt: skip
    for name, made in cases.items():
        (folder / "cases" / name).mkdir(parents=True)
        (folder / "cases" / name / "assessment.json").write_text(made.to_json(), encoding="utf-8")
    write_batch(
        folder, list(cases), [{"case": "m03", "file": "x.pdf", "code": "pdf.locked", "reason": "It has a password."}]
    )
    return folder


@pytest.fixture(scope="module")
def book(out: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(out / "batch.xlsx")


def rows_of(out: Path, sheet: str) -> list[dict[str, str]]:
    with (out / "csv" / file_name(sheet)).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_in_all_three_with_the_same_rows(out: Path, book: openpyxl.Workbook) -> None:
    told = json.loads((out / "batch.json").read_text(encoding="utf-8"))
    for sheet in SHEETS:
        rows = told[key_of(sheet.name)]
        heads, *cells = book[sheet.name].iter_rows(values_only=True)
        assert list(heads) == [c.title for c in sheet.columns]
        assert len(cells) == len(rows) == len(rows_of(out, sheet.name))
        for row, given, line in zip(rows, cells, rows_of(out, sheet.name), strict=True):
            for (title, value), cell in zip(row.items(), given, strict=True):
                assert (str(cell.date()) if hasattr(cell, "date") else cell) == value
                assert line[title].removeprefix("'") == ("" if value is None else str(value)).removeprefix("'")


def test_a_case_has_64_answers_and_a_row(out: Path) -> None:
    assert len(rows_of(out, "Answers")) == 2 * 64
    assert [r["Case"] for r in rows_of(out, "Cases")] == ["m01", "'=m02"]
    one = rows_of(out, "Answers")[0]
    assert (one["Question"], one["Draft score"], one["Confidence"]) == (PLAN_FORM.lines[0].text, "3", "0.74")


def test_words_of_a_document_are_never_a_formula_or_a_link(out: Path, book: openpyxl.Workbook) -> None:
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert "f" not in kinds
    quotes = [c.value for c in book["Findings"]["H"][1 : len(TRICKS) + 1]]
    assert quotes == [t.replace("\t", "\t") for t in TRICKS]
    with zipfile.ZipFile(out / "batch.xlsx") as package:
        sheets = b"".join(package.read(n) for n in package.namelist() if "worksheets/sheet" in n)
    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets


@pytest.mark.parametrize("trick", [t for t in TRICKS if t not in ("http://evil.example", "007")])
def test_words_that_a_spreadsheet_would_calculate_are_kept_from_it_in_csv(out: Path, trick: str) -> None:
    assert csv_cell(trick) == f"'{trick}"
    assert f"'{trick}" in [r["The words"] for r in rows_of(out, "Findings")]


def test_a_number_below_nought_stays_a_number_in_csv() -> None:
    assert csv_cell(-2) == "-2"


def test_every_table_is_frozen_filtered_and_wide_enough(book: openpyxl.Workbook) -> None:
    for sheet in SHEETS:
        made = book[sheet.name]
        assert made.freeze_panes == "B2"
        assert made.auto_filter.ref
        assert made.column_dimensions["A"].width >= 15


def test_colour_always_has_its_word_beside_it(book: openpyxl.Workbook) -> None:
    for name, words in (
        ("Findings", {"High", "Medium", "Low"}),
        ("Thread", {"Broken"}),
        ("Answers", {"For you to judge"}),
    ):
        rules = [rule for ranges in book[name].conditional_formatting for rule in ranges.rules]
        assert {rule.type for rule in rules} == {"cellIs"}
        assert words <= {rule.formula[0].strip('"') for rule in rules}


def test_charts_are_native_and_say_what_they_show(out: Path) -> None:
    with zipfile.ZipFile(out / "batch.xlsx") as package:
        charts = [n for n in package.namelist() if n.startswith("xl/charts/chart")]
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert len(charts) == 2
    assert drawing.count('descr="Findings') == 2


def test_the_failures_stand_in_the_json(out: Path) -> None:
    assert json.loads((out / "batch.json").read_text(encoding="utf-8"))["failures"][0]["reason"] == "It has a password."


def test_figures_agree_with_the_assessments_counted_another_way(out: Path) -> None:
    cases = {r["Case"]: r for r in rows_of(out, "Cases")}
    assert (cases["m01"]["Findings: high"], cases["'=m02"]["Findings: low"]) == (str(len(TRICKS)), "1")
    left = sum(a["answer"] is None for a in drafts(PLAN_FORM))
    assert {r["Lines left to people"] for r in cases.values()} == {str(left)}
    assert [(r["Passed"], r["Judged"], r["Not known"]) for r in rows_of(out, "Trends data")] == [("7", "12", "1")]
    assert [r["Thread"] for r in rows_of(out, "Thread")] == ["Whole", "Broken"] * 2


def test_nothing_is_left_beside_and_a_second_run_replaces_the_first(out: Path) -> None:
    write_batch(out, ["m01"], [])
    assert [p.name for p in out.iterdir() if p.name.startswith(".")] == []
    assert len(rows_of(out, "Cases")) == 1
    write_batch(out, ["m01", "m02"], [{"case": "m03", "file": "x.pdf", "code": "c", "reason": "It has a password."}])


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook_and_sees_the_same(out: Path, tmp_path: Path) -> None:
    office = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*office, "--outdir", str(tmp_path), str(out / "batch.xlsx")], check=True, capture_output=True, timeout=120
    )
    again = openpyxl.load_workbook(tmp_path / "batch.xlsx")
    assert again.sheetnames == ["About", "Charts", *(s.name for s in SHEETS)]
    assert [c.value for c in again["Findings"]["H"][1:4]] == list(TRICKS[:3])
    assert not [c for sheet in again for row in sheet.iter_rows() for c in row if c.data_type == "f"]
