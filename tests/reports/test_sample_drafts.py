"""Every sample draft annotated and read back: each comment and each highlight on the words of its finding."""

import ctypes
import shutil
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from extractors.reading import read_case
from reports.annotate import annotate
from reports.case import write_case
from reports.margin.notes import Notes, most_notes, notes_of
from reports.margin.pdf import annotate_pdf
from reports.margin.word import annotate_word
from tests.reports.conftest import CASES, SAMPLES, Sample
from tests.reports.made import ADVICE_FORM, PLAN_FORM, assessment, finding
from tests.reports.ooxml import problems
from tests.reports.test_annotated_word import anchored, plain


class Forms:
    form, advice_form = PLAN_FORM, ADVICE_FORM


def notes_on(sample: Sample, *, most: int = 999) -> Notes:
    return notes_of(sample.assessment, sample.case.plan, sample.case.number(sample.case.plan.document), most=most)


def words_of(sample: Sample, note) -> str:
    return plain(sample.case.plan.document.blocks[note.span.block].text[note.span.start : note.span.end])


def is_word(sample: Sample) -> bool:
    return sample.plan.suffix == ".docx"


@pytest.mark.parametrize("name", CASES)
def test_each_finding_is_quoted_where_its_note_stands(samples: dict[str, Sample], name: str) -> None:
    sample = samples[name]
    number = sample.case.number(sample.case.plan.document)
    told = 0
    for note in notes_on(sample).each:
        for found in note.findings:
            if (
                found.place
                and found.place.document == number
                and found.quote.strip()
                and found.place.end > found.place.start
            ):
                # A quote may hold more than the place: the pronoun's sentence, for the pronoun.
                assert words_of(sample, note) in plain(found.quote) or plain(found.quote) in words_of(sample, note)
                told += 1
    assert told > 2


@pytest.mark.parametrize("name", CASES)
def test_each_note_stands_on_its_words(samples: dict[str, Sample], name: str, tmp_path: Path) -> None:
    sample = samples[name]
    notes = notes_on(sample)
    document, made = sample.case.plan.document, sample.assessment.assessed_at
    if is_word(sample):
        out = tmp_path / "out.docx"
        assert annotate_word(sample.plan, document, notes, out, made=made) == len(notes.each)
        read = list(anchored(out).values())
        assert problems(out) == []
        assert [plain(words) for _, words in read[1:]] == [words_of(sample, n) for n in notes.each]
        assert [said.splitlines()[0] for said, _ in read[1:]] == [n.paragraphs[0] for n in notes.each]
    else:
        out = tmp_path / "out.pdf"
        assert annotate_pdf(sample.plan, document, notes, out, made=made) == len(notes.each)
        marks = highlights(out)
        assert len(marks) == len(notes.each) + 1
        for note in notes.each:
            squeezed = "".join(words_of(sample, note).split())
            assert any(said == "\n".join(note.paragraphs) and squeezed.startswith(on[:40]) for said, on in marks), (
                note.paragraphs[0]
            )


def highlights(path: Path) -> list[tuple[str, str]]:
    """Each annotation's contents, and the words under its first quad, without spaces."""
    found = []
    opened = pdfium.PdfDocument(path)
    for page in opened:
        text = page.get_textpage()
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            mark = raw.FPDFPage_GetAnnot(page, index)
            size = raw.FPDFAnnot_GetStringValue(mark, b"Contents", None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAnnot_GetStringValue(mark, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
            said = buffer.raw.decode("utf-16-le").rstrip("\x00")
            words = ""
            quad = raw.FS_QUADPOINTSF()
            if raw.FPDFAnnot_GetAttachmentPoints(mark, 0, quad):
                words = letters_under(text, quad.x1, quad.y3, quad.x2, quad.y1)
            if said:
                found.append((said.replace("\r\n", "\n"), words))
            raw.FPDFPage_CloseAnnot(mark)
        text.close()
        page.close()
    opened.close()
    return found


def letters_under(text: pdfium.PdfTextPage, left: float, bottom: float, right: float, top: float) -> str:
    under = []
    for i in range(text.count_chars()):
        x0, y0, x1, y1 = text.get_charbox(i)
        if left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top:
            under.append(chr(raw.FPDFText_GetUnicode(text, i)))
    return "".join("".join(under).split())


@pytest.mark.parametrize("name", CASES)
def test_a_case_gets_its_files_and_word_objects_to_none(samples: dict[str, Sample], name: str, tmp_path: Path) -> None:
    sample = samples[name]
    write_case(sample.assessment, sample.case, Forms, {sample.plan.name: sample.plan}, tmp_path / name)
    made = {f.name for f in (tmp_path / name).iterdir()}
    annotated = "plan-annotated.docx" if is_word(sample) else "plan-annotated.pdf"
    assert made >= {
        "assessment.json",
        "checklist.docx",
        annotated,
        *(f"advice-{i}.docx" for i, _ in enumerate(sample.case.advice, 1)),
    }
    for file in (tmp_path / name).glob("*.docx"):
        assert problems(file) == []
    if is_word(sample):
        assert len(anchored(tmp_path / name / annotated)) <= most_notes() + 1


def test_a_pdf_keeps_its_own_words_and_pages(samples: dict[str, Sample], tmp_path: Path) -> None:
    sample = samples["c03"]
    annotate_pdf(
        sample.plan,
        sample.case.plan.document,
        notes_on(sample),
        tmp_path / "out.pdf",
        made=sample.assessment.assessed_at,
    )
    before, after = pdfium.PdfDocument(sample.plan), pdfium.PdfDocument(tmp_path / "out.pdf")
    assert [p.get_textpage().get_text_range() for p in after] == [p.get_textpage().get_text_range() for p in before]
    before.close()
    after.close()


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_draft_in_an_older_format_is_annotated_as_word(tmp_path: Path) -> None:
    source = next((SAMPLES / "c12").glob("EHCP draft*.docx"))
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless", "--convert-to", "odt"]
    subprocess.run([*office, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=120)
    draft = tmp_path / f"{source.stem}.odt"
    case = read_case("old", (draft,)).case
    block = next(b for b in case.plan.document.body if "JAWS" in b.text)
    place = {
        "document": 0,
        "block": block.index,
        "start": block.text.index("JAWS"),
        "end": block.text.index("JAWS") + 4,
    }
    made = assessment(findings=[finding("jargon.unexplained", quote="JAWS", place=place)])
    path = annotate(draft, made, case, tmp_path)
    assert path is not None
    assert path.name == "plan-annotated.docx"
    assert [words for _, words in list(anchored(path).values())[1:]] == ["JAWS"]
