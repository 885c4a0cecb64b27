"""The forms as Word files: line for line, choices that can be chosen, what is left to people told in words."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
import yaml
from lxml import etree

from checks.forms.form import Form
from reports.advice_form import write_advice_form
from reports.anonymous import Anonymous
from reports.checklist import write_checklist
from reports.worst import worst
from tests.reports.made import ADVICE_FORM, PLAN_FORM, answers, assessment, finding
from tests.reports.ooxml import W, problems

NAMES = ("Zebedee", "Zeb", "Quillfeather", "Peregrine", "Ashwood", "Ottoline", "Brackenbury", "Mortimer")


@pytest.fixture(scope="module")
def checklist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "checklist.docx"
    write_checklist(assessment(), PLAN_FORM, path)
    return path


def everything(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(n).decode() for n in package.namelist())


def body(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def controls(path: Path) -> dict[str, etree._Element]:
    return {s.find(f"{W}sdtPr/{W}tag").get(W + "val"): s for s in body(path).iter(W + "sdt")}


def words_of(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(W + "t"))


def test_word_has_nothing_to_object_to_in_the_checklist(checklist: Path) -> None:
    assert problems(checklist) == []


def test_word_has_nothing_to_object_to_in_the_advice_form(tmp_path: Path) -> None:
    made = assessment()
    write_advice_form(made, made.advice[0], ADVICE_FORM, tmp_path / "advice.docx")
    assert problems(tmp_path / "advice.docx") == []


def test_every_line_of_the_framework_stands_in_the_form_in_its_order(checklist: Path) -> None:
    asked = [words_of(cell) for row in body(checklist).iter(W + "tr") if (cell := row.find(W + "tc")) is not None]
    places = [asked.index(line.text, 0) for line in PLAN_FORM.lines if asked.count(line.text) == 1]
    assert places == sorted(places)
    assert len([a for a in asked if a in {li.text for li in PLAN_FORM.lines}]) == 64


@pytest.mark.parametrize("line", PLAN_FORM.lines, ids=lambda li: li.id)
def test_each_line_offers_its_own_choices_with_the_draft_chosen(checklist: Path, line) -> None:
    control = controls(checklist)[line.id]
    values = [i.get(W + "value") for i in control.iter(W + "listItem")]
    scores = [str(n) for n in range(1, 6)]
    assert values == ["none", *(scores if line.kind == "score" else ["yes", "no"]), "not_applicable"]
    draft = next(a for a in answers(PLAN_FORM) if a["line"] == line.id)["answer"]
    undecided = "Select a score" if line.kind == "score" else "Select Yes or No"
    assert words_of(control) == {None: undecided, "yes": "Yes", 3: "3"}[draft]


def test_a_line_left_to_people_stands_out_in_words_and_colour(checklist: Path) -> None:
    rows = {control: row for row in body(checklist).iter(W + "tr") for control in row_tags(row)}
    left = next(a["line"] for a in answers(PLAN_FORM) if a["answer"] is None)
    drafted = next(a["line"] for a in answers(PLAN_FORM) if a["answer"] is not None)
    assert "For you to judge" in words_of(rows[left])
    assert {s.get(W + "fill") for s in rows[left].iter(W + "shd")} == {"FFF2CC"}
    assert "For you to judge" not in words_of(rows[drafted])
    assert "74%" in words_of(rows[drafted])
    assert "likely" in words_of(rows[drafted])


def row_tags(row: etree._Element) -> list[str]:
    return [t.get(W + "val") for t in row.iter(W + "tag") if ":" not in t.get(W + "val")]


def test_comments_hold_why_the_quotes_and_the_page(checklist: Path) -> None:
    row = next(r for r in body(checklist).iter(W + "tr") if "F.provision.quantified" in row_tags(r))
    assert "7 of 12 items say so." in words_of(row)
    assert "“the words about F.provision.quantified & <others>” (page 4)" in words_of(row)


def test_every_table_has_a_head_row_that_screen_readers_find(checklist: Path) -> None:
    tables = list(body(checklist).iter(W + "tbl"))
    assert len(tables) > 12
    for table in tables:
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(W + "val")


def test_the_file_is_a4_british_and_says_what_it_is(checklist: Path) -> None:
    opened = docx.Document(str(checklist))
    assert (opened.core_properties.title, opened.core_properties.author) == (f"{PLAN_FORM.title}: m01", "Golden Thread")
    assert opened.core_properties.language == "en-GB"
    assert str(opened.core_properties.created.date()) == "2026-11-23"
    page = opened.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (29.7, 21.0)
    assert 'w:lang w:val="en-GB"' in everything(checklist)
    levels = [p.style.name for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert levels.count("Heading 1") == 15  # the thread, thirteen sections, the advice


def test_the_same_assessment_gives_the_same_file(checklist: Path, tmp_path: Path) -> None:
    write_checklist(assessment(), PLAN_FORM, tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == checklist.read_bytes()


def test_missing_statements_stand_before_the_form(tmp_path: Path) -> None:
    missing = finding(
        "statement.missing_d", section="D", item=None, message="Section D says nothing.", suggestion="Say it."
    )
    write_checklist(assessment(findings=[missing]), PLAN_FORM, tmp_path / "c.docx")
    text = words_of(body(tmp_path / "c.docx"))
    assert text.index("Section D says nothing.") < text.index("The golden thread") < text.index("(i) Aspirations")


def test_a_broken_strand_is_told_in_words(checklist: Path) -> None:
    row = next(r for r in body(checklist).iter(W + "tr") if words_of(r).startswith("B2"))
    assert words_of(row).count("Broken: none found") == 2


def test_what_the_reports_ask_for_and_the_plan_lacks_is_told(checklist: Path) -> None:
    said = words_of(body(checklist))
    assert "Educational psychology (Ottoline Brackenbury): not found in the planProvision: “Weekly reading with" in said


def test_words_that_the_line_above_shows_are_not_printed_twice(tmp_path: Path) -> None:
    same = [{"section": "F", "quote": "Weekly support as required", "page": 7}]
    given = [a | {"evidence": same} if a["line"].startswith("F.provision.") else a for a in answers(PLAN_FORM)]
    write_checklist(assessment(answers=given), PLAN_FORM, tmp_path / "c.docx")
    table = next(t for t in body(tmp_path / "c.docx").iter(W + "tbl") if "F.provision.defined" in row_tags(t))
    lines = [a for a in given if a["line"].startswith("F.provision.")]
    assert words_of(table).count("“Weekly support as required” (page 7)") == 1
    assert words_of(table).count("The words are those of the line above.") == len(lines) - 1


def test_the_front_names_the_lines_to_give_ones_time_to(tmp_path: Path) -> None:
    given = [a | ({"confidence": 0.41} if a["line"] == "F.provision.quantified" else {}) for a in answers(PLAN_FORM)]
    write_checklist(assessment(answers=given), PLAN_FORM, tmp_path / "c.docx")
    front = words_of(body(tmp_path / "c.docx")).split("Go to: ")[0]
    assert re.search(r"Left to you: A, [^;]+; .*; and 3 more\.", front)
    assert "Drafts that are least sure: F, Quantifies provision (how much and how often) (41%); " in front


def test_words_of_a_document_that_xml_forbids_do_no_harm(tmp_path: Path) -> None:
    write_checklist(
        assessment(findings=[finding(quote="a\x00b\x0bc\ud800 ]]> <w:p/> \u202e&amp;")]), PLAN_FORM, tmp_path / "c.docx"
    )
    assert problems(tmp_path / "c.docx") == []
    assert "ab c ]]> <w:p/> \u202e&amp;" in words_of(body(tmp_path / "c.docx"))


@pytest.mark.parametrize(
    "replace", [None, lambda t: re.sub("|".join(NAMES), "[name]", t)], ids=["left out", "replaced"]
)
def test_an_anonymous_copy_names_nobody(tmp_path: Path, replace) -> None:
    made = assessment(
        findings=[finding(quote="Zebedee has support", message="This advice by Ottoline Brackenbury is not listed.")],
        answers=[a | {"why": "Not listed: EP advice Quillfeather.docx.", "evidence": [{"quote": "Zeb likes Mortimer"}]}
                 if a["line"] == "K.lists_advice" else a for a in answers(PLAN_FORM)],
    )  # fmt: skip
    write_checklist(made, PLAN_FORM, tmp_path / "a.docx", anonymous=Anonymous("Plan 7", replace))
    text = everything(tmp_path / "a.docx")
    assert "Plan 7" in text
    assert not [name for name in (*NAMES, "m01", "2016", "Swindon", "1 March") if name in text]
    assert problems(tmp_path / "a.docx") == []


def test_an_anonymous_copy_without_an_anonymiser_keeps_figures_and_answers(tmp_path: Path) -> None:
    why = "7 of 12 items say how much and how often; not: Mortimer."
    form = with_template("F.provision.quantified", "{met} of {of} items say how much and how often; not: {failing}.")
    made = assessment(answers=[a | {"why": why} if a["line"] == "F.provision.quantified" else a for a in answers(form)])
    write_checklist(made, form, tmp_path / "a.docx", anonymous=Anonymous("Plan 7"))
    row = next(r for r in body(tmp_path / "a.docx").iter(W + "tr") if "F.provision.quantified" in row_tags(r))
    assert "7 of 12 items say how much and how often; not: (left out)." in words_of(row)
    assert words_of(controls(tmp_path / "a.docx")["F.provision.quantified"]) == "3"


def with_template(line: str, why: str) -> Form:
    data = yaml.safe_load(PLAN_FORM.model_dump_json(by_alias=True))
    for entry in (li for s in data["sections"] for g in s["groups"] for li in g["lines"]):
        if entry["id"] == line:
            entry["draft"]["score"] = {
                "measures": {"x": 1},
                "ladder": next(iter(data["ladders"])),
                "why": why,
                "confidence": 0.5,
            }
    return Form.model_validate(data)


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_form_and_shows_every_line(checklist: Path, tmp_path: Path) -> None:
    office = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
        "--headless",
        "--convert-to",
        "txt:Text",
    ]
    subprocess.run([*office, "--outdir", str(tmp_path), str(checklist)], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "checklist.txt").read_text(encoding="utf-8")
    assert all(line.text.replace("  ", " ") in text for line in PLAN_FORM.lines)


def test_no_kind_of_finding_crowds_out_the_others_on_the_front() -> None:
    many = [finding(quote=f"q{i}") for i in range(6)]
    given = [*many, finding("outcome.no_time"), finding("statement.missing_c"), finding("jargon.unexplained", "low")]
    named = [f.check for f in worst(assessment(findings=given).findings, 5)]
    assert named == ["provision.vague", "provision.vague", "outcome.no_time", "statement.missing_c", "provision.vague"]


def test_the_advice_form_has_the_frameworks_scale_and_its_total(tmp_path: Path) -> None:
    made = assessment()
    write_advice_form(made, made.advice[0], ADVICE_FORM, tmp_path / "a.docx")
    text = words_of(body(tmp_path / "a.docx"))
    assert "0 No evidence1 Little evidence2 Some evidence" in text
    assert "Total score (max 95): " in text
    assert "61 of 95" in text
