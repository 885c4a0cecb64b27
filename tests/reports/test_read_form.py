"""Filled-in forms read back: chosen, typed, ticked, commented; whatever program saved them."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from flows.command import main
from reports.advice_form import write_advice_form
from reports.checklist import write_checklist
from reports.readback.read import FilledForm, FormAnswer, read_form
from reports.readback.table import FormReadError
from reports.readback.told import as_csv
from reports.readback.typed import understand
from tests.reports.made import ADVICE_FORM, PLAN_FORM, answers, assessment

FORMS = (PLAN_FORM, ADVICE_FORM)
SCORE, YES_NO, LEFT = "A.aspirations.child_short", "B.needs.matched_to_F", "A.history.transitions"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "checklist.docx"
    write_checklist(assessment(), PLAN_FORM, path)
    return path


def fill(path: Path, change: Callable[[docx.document.Document], None]) -> FilledForm:
    opened = docx.Document(str(path))
    change(opened)
    opened.save(str(path))
    return read_form(path, FORMS)


def control(opened, tag: str):
    return next(
        s
        for s in opened.element.body.iter(qn("w:sdt"))
        if s.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) == tag
    )


def put(element, text: str) -> None:
    """Type into a control, as Word does: the prompt's mark goes with the prompt."""
    words = list(element.iter(qn("w:t")))
    words[0].text = text
    for spare in words[1:]:
        spare.text = ""
    prompt = element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
    if prompt is not None:
        prompt.getparent().remove(prompt)


def type_over(opened, tag: str, text: str, *, struck: str = "") -> None:
    """Delete a line's control and type in its place."""
    element = control(opened, tag)
    paragraph = element.getparent()
    paragraph.remove(element)
    for words, crossed in ((struck, True), (text, False)):
        run, said = OxmlElement("w:r"), OxmlElement("w:t")
        if crossed:
            properties = OxmlElement("w:rPr")
            properties.append(OxmlElement("w:strike"))
            run.append(properties)
        said.text = words
        run.append(said)
        paragraph.append(run)


def answer_of(filled: FilledForm, line: str) -> FormAnswer:
    return next(a for a in filled.answers if a.line == line)


def test_an_untouched_form_gives_its_drafts_and_no_change(form: Path) -> None:
    filled = read_form(form, FORMS)
    assert [(a.line, a.answer) for a in filled.answers] == [(a["line"], a["answer"]) for a in answers(PLAN_FORM)]
    assert (filled.form, filled.case, filled.changed) == (f"ehcp/{PLAN_FORM.version}", "m01", ())
    assert not [a for a in filled.answers if a.comment or a.typed]


def test_a_choice_of_the_list_is_read_and_told_as_changed(form: Path) -> None:
    filled = fill(form, lambda d: put(control(d, SCORE), "5"))
    assert answer_of(filled, SCORE) == FormAnswer(SCORE, 5, draft=3, changed=True)
    assert [a.line for a in filled.changed] == [SCORE]


def test_an_answer_where_the_draft_had_none_is_a_change(form: Path) -> None:
    filled = fill(form, lambda d: put(control(d, LEFT), "2"))
    assert answer_of(filled, LEFT) == FormAnswer(LEFT, 2, draft=None, changed=True)


def test_a_choice_taken_back_is_no_answer(form: Path) -> None:
    filled = fill(form, lambda d: put(control(d, SCORE), "Select a score"))
    assert answer_of(filled, SCORE) == FormAnswer(SCORE, None, draft=3, changed=True)


@pytest.mark.parametrize(
    ("line", "text", "answer", "remark"),
    [
        (SCORE, "4", 4, ""), (SCORE, "four", 4, ""), (SCORE, "4/5", 4, ""), (SCORE, "4 out of 5", 4, ""),
        (SCORE, "Score: 2 - too long", 2, "too long"), (SCORE, "N/A", "not_applicable", ""),
        (SCORE, "not applicable", "not_applicable", ""), (SCORE, "1 ☐ 2 ☐ 3 ☐ 4 ☒ 5 ☐", 4, ""),
        (SCORE, "☐1 ☒2 ☐3 ☐4 ☐5", 2, ""), (YES_NO, "Yes - partly", "yes", "partly"), (YES_NO, "yes", "yes", ""),
        (YES_NO, "N", "no", ""), (YES_NO, "No (see F)", "no", "see F"), (YES_NO, "☒ Yes ☐ No", "yes", ""),
        (YES_NO, "Yes ☐ No ☒", "no", ""), (YES_NO, "✓", "yes", ""), (YES_NO, "n/a", "not_applicable", ""),
    ],
)  # fmt: skip
def test_typing_instead_of_choosing_is_understood(form: Path, line: str, text: str, answer, remark: str) -> None:
    read = answer_of(fill(form, lambda d: type_over(d, line, text)), line)
    assert (read.answer, read.comment) == (answer, remark)
    assert not read.not_understood


@pytest.mark.parametrize(
    ("line", "text"),
    [(SCORE, "3-4"), (SCORE, "3.5"), (SCORE, "6"), (SCORE, "4/10"), (SCORE, "3 or 4"), (SCORE, "yes"), (SCORE, "good"),
     (YES_NO, "Yes/No"), (YES_NO, "partly"), (YES_NO, "4"), (YES_NO, "☒ Yes ☒ No"), (YES_NO, "not sure")],
)  # fmt: skip
def test_what_could_mean_two_things_is_no_answer_and_is_told(form: Path, line: str, text: str) -> None:
    read = answer_of(fill(form, lambda d: type_over(d, line, text)), line)
    assert read.answer is None
    assert (read.typed, read.not_understood) == (text, True)


def test_words_crossed_out_are_not_said(form: Path) -> None:
    assert answer_of(fill(form, lambda d: type_over(d, SCORE, "2", struck="4")), SCORE).answer == 2


def test_words_typed_beside_the_list_go_before_the_draft_in_it(form: Path) -> None:
    def change(opened) -> None:
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = " 1"
        run.append(text)
        control(opened, SCORE).addnext(run)

    assert answer_of(fill(form, change), SCORE).answer == 1


def test_a_comment_is_read_apart_from_what_the_form_had_printed(form: Path) -> None:
    filled = fill(form, lambda d: put(control(d, f"comment:{SCORE}"), "Too vague,\nask mum."))
    assert answer_of(filled, SCORE).comment == "Too vague, ask mum."
    assert not [a for a in filled.answers if a.comment and a.line != SCORE]


def test_a_comment_written_outside_its_box_is_read_too(form: Path) -> None:
    def change(opened) -> None:
        cell = next(control(opened, f"comment:{SCORE}").iterancestors(qn("w:tc")))
        docx.table._Cell(cell, opened).add_paragraph("We disagree about this one.")

    assert answer_of(fill(form, change), SCORE).comment == "We disagree about this one."


def unwrap_controls(opened) -> None:
    """What some programs do on saving: the words stay, the controls go."""
    for element in list(opened.element.body.iter(qn("w:sdt"))):
        content = element.find(qn("w:sdtContent"))
        for child in list(content):
            element.addprevious(child)
        element.getparent().remove(element)


def test_a_form_whose_controls_were_dropped_is_read_by_its_questions(form: Path) -> None:
    def change(opened) -> None:
        put(control(opened, "H2.provision.defined"), "1")
        put(control(opened, "comment:H2.provision.defined"), "Nothing there")
        unwrap_controls(opened)

    filled = fill(form, change)
    assert len(filled.answers) == 64
    assert [(a.line, a.answer, a.comment) for a in filled.changed] == [("H2.provision.defined", 1, "Nothing there")]
    assert not [a for a in filled.answers if a.comment and a.line != "H2.provision.defined"]


def test_a_form_that_forgot_its_drafts_says_so(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(opened) -> None:
        custom = next(
            r.target_part for r in opened.part.package.rels.values() if r.reltype.endswith("/custom-properties")
        )
        custom._blob = custom.blob.split(b"<property", 1)[0] + b"</Properties>"

    filled = fill(form, change)
    assert {a.changed for a in filled.answers} == {None}
    assert main(["read-form", str(form)]) == 0
    assert "cannot be compared" in capsys.readouterr().out


def test_the_advice_form_is_told_from_the_checklist(tmp_path: Path) -> None:
    made = assessment()
    write_advice_form(made, made.advice[0], ADVICE_FORM, tmp_path / "a.docx")
    filled = fill(tmp_path / "a.docx", lambda d: put(control(d, "views.informed"), "0"))
    assert (filled.form, len(filled.answers)) == (f"advice/{ADVICE_FORM.version}", 19)
    assert [(a.line, a.answer) for a in filled.changed] == [("views.informed", 0)]


def test_a_form_whose_lines_were_put_in_another_order_is_read(form: Path) -> None:
    def change(opened) -> None:
        put(control(opened, SCORE), "1")
        row = next(control(opened, SCORE).iterancestors(qn("w:tr")))
        row.getparent().append(row)

    assert [a.line for a in fill(form, change).changed] == [SCORE]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "form.not_word"), (b"%PDF-1.4", "form.not_word"), (None, "form.not_found")], ids=["empty", "pdf", "absent"]
)  # fmt: skip
def test_what_is_no_word_file_is_told_in_a_sentence(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "form.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FormReadError) as told:
        read_form(path, FORMS)
    assert told.value.code == code


def test_a_word_file_that_is_no_form_is_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = docx.Document()
    opened.add_table(rows=3, cols=3)
    opened.save(str(tmp_path / "letter.docx"))
    assert main(["read-form", str(tmp_path / "letter.docx")]) == 2
    assert "is not a filled-in form" in capsys.readouterr().err


def test_json_and_csv_hold_every_line(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read-form", str(form), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [a["line"] for a in told["answers"]] == [li.id for li in PLAN_FORM.lines]
    assert main(["read-form", str(form), "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [r["answer"] for r in rows] == ["" if a["answer"] is None else str(a["answer"]) for a in answers(PLAN_FORM)]


def test_a_comment_never_becomes_a_formula_in_csv() -> None:
    rows = as_csv(FilledForm("ehcp/1", "", "", (FormAnswer(SCORE, 3, comment='=HYPERLINK("http://x")'),)))
    assert next(csv.DictReader(io.StringIO(rows)))["comment"] == '\'=HYPERLINK("http://x")'


def test_something_not_understood_is_told_with_exit_code_1(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(form, lambda d: type_over(d, SCORE, "3-4"))
    assert main(["read-form", str(form)]) == 1
    assert f"{SCORE}: not understood: “3-4”" in capsys.readouterr().out


@given(st.text(max_size=30))
def test_whatever_is_typed_a_score_is_on_its_scale_or_none(text: str) -> None:
    typed = understand(text, "score", 1, 5)
    assert typed.answer in (None, "not_applicable", 1, 2, 3, 4, 5)
    assert understand(text, "yes_no", 1, 5).answer in (None, "not_applicable", "yes", "no")


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_form_saved_again_by_libreoffice_is_read_the_same(form: Path, tmp_path: Path, kind: str) -> None:
    def change(opened) -> None:
        put(control(opened, SCORE), "5")
        put(control(opened, YES_NO), "No")
        put(control(opened, f"comment:{YES_NO}"), "B2 is not met")

    before = fill(form, change)
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*office, "--outdir", str(tmp_path / "out"), str(form)], check=True, capture_output=True, timeout=120
    )
    after = read_form(tmp_path / "out" / f"checklist.{kind}", FORMS)
    assert after == before
    assert [(a.line, a.answer, a.comment) for a in after.changed] == [(SCORE, 5, ""), (YES_NO, "no", "B2 is not met")]
