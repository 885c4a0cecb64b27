"""What people and machines add to a PDF: answers in fields, remarks, words that do not show, fonts without a meaning."""

import datetime as dt
import importlib.util
import re
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document
from extractors.errors import ReadError
from extractors.readers import read
from extractors.readers.pdf import document as pdf_document
from extractors.readers.pdf import ocr
from extractors.readers.pdf.layout import Table
from tests.extractors.pdf.build import Sheet, save

needs_ocr = pytest.mark.skipif(importlib.util.find_spec("rapidocr") is None, reason="the ocr extra is not installed")
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
WORDS = "Ana cannot yet follow a story that is read to the whole class."


def told(document: Document) -> list[str]:
    return [b.text for b in document.body]


@pytest.fixture
def sheet(tmp_path: Path) -> Canvas:
    return Canvas(str(tmp_path / "plan.pdf"), pagesize=(595, 842))


def test_answers_in_form_fields_are_read_where_they_stand(sheet: Canvas, tmp_path: Path) -> None:
    sheet.drawString(60, 780, "Name:")
    sheet.acroForm.textfield(name="name", value="Amira Khan", x=110, y=770, width=200, height=20)
    sheet.rect(60, 600, 220, 100)
    sheet.rect(280, 600, 220, 100)
    sheet.drawString(65, 685, "Special educational needs")
    sheet.acroForm.textfield(
        name="needs", value=f"{WORDS}\nShe tires by midday.", x=285, y=605, width=210, height=90, fieldFlags="multiline"
    )
    sheet.drawString(60, 560, "Looked after: yes")
    sheet.acroForm.checkbox(name="yes", checked=True, x=170, y=555)
    sheet.drawString(200, 560, "no")
    sheet.acroForm.checkbox(name="no", checked=False, x=230, y=555)
    sheet.save()
    document = read(tmp_path / "plan.pdf")
    assert told(document)[0] == "Name: Amira Khan"
    assert [b.text for b in document.body if b.cell and b.cell.column == 1] == [WORDS, "She tires by midday."]
    assert re.sub(r"\s+", " ", told(document)[-1]) == "Looked after: yes ☒ no ☐"


def test_words_typed_over_a_page_are_its_words_and_remarks_are_their_authors(sheet: Canvas, tmp_path: Path) -> None:
    sheet.drawString(60, 700, WORDS)
    sheet.freeTextAnnotation("Typed over the page.", DA="/F1 12 Tf", Rect=[60, 640, 260, 660])
    sheet.textAnnotation("Is this right?", Rect=[400, 690, 420, 710], T="(Ruth Amadi)", M="(D:20261001093000Z)")
    sheet.save()
    document = read(tmp_path / "plan.pdf")
    assert told(document) == [WORDS, "Typed over the page."]
    assert [(c.author, c.date, c.text) for c in document.comments] == [
        ("Ruth Amadi", dt.datetime(2026, 10, 1, 9, 30, tzinfo=dt.UTC), "Is this right?")
    ]


def test_words_that_do_not_show_are_left_out_and_said_to_be(sheet: Canvas, tmp_path: Path) -> None:
    sheet.drawString(60, 700, WORDS)
    unseen = sheet.beginText(60, 650)
    unseen.setTextRenderMode(3)
    unseen.textOut("Nobody sees this line.")
    sheet.drawText(unseen)
    sheet.save()
    document = read(tmp_path / "plan.pdf")
    assert told(document) == [WORDS]
    assert document.hidden == ("Nobody sees this line.",)
    assert "read.hidden_text" in {w.code for w in document.warnings}


def scanned_with_its_own_words(sheet: Canvas, folder: Path) -> Path:
    """A page as office scanners give it: a picture over the words that the scanner read, which do not show."""
    plain = Sheet()
    plain.text(50, 100, WORDS)
    with pdfium.PdfDocument(str(save(folder / "plain.pdf", [plain]))) as opened:
        picture = opened[0].render(scale=2).to_pil().convert("L")
    sheet.drawImage(ImageReader(picture), 0, 0, 595, 842)
    unseen = sheet.beginText(50, 742)
    unseen.setTextRenderMode(3)
    unseen.textOut("Ana camot yet fo11ow a story that is read to the whole class.")
    sheet.drawText(unseen)
    sheet.save()
    return folder / "plan.pdf"


@needs_ocr
@pytest.mark.ocr
@pytest.mark.slow
def test_words_that_a_scanner_laid_under_its_picture_are_not_trusted(sheet: Canvas, tmp_path: Path) -> None:
    document = read(scanned_with_its_own_words(sheet, tmp_path))
    assert (document.format, told(document)) == ("scan", [WORDS])
    assert document.hidden == ()


def test_a_scanners_own_words_stand_in_where_recognition_is_not_installed(
    sheet: Canvas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    document = read(scanned_with_its_own_words(sheet, tmp_path))
    assert document.format == "scan"
    assert all(b.certainty < 0.9 for b in document.body)
    assert "does not say how sure" in next(w.sentence for w in document.warnings if w.code == "read.ocr")


def test_a_scan_without_words_says_what_to_do_where_recognition_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    sheet = Sheet()
    sheet.picture(np.full((300, 200), 40, dtype=np.uint8))
    with pytest.raises(ReadError) as error:
        read(save(tmp_path / "scan.pdf", [sheet]))
    assert error.value.code == "scan.needs_ocr"


@needs_ocr
@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.skipif(not FONT.exists(), reason="the DejaVu fonts are not on this machine")
def test_a_page_whose_letters_have_no_meaning_in_the_file_is_read_from_its_picture(
    sheet: Canvas, tmp_path: Path
) -> None:
    registerFont(TTFont("Sans", str(FONT), asciiReadable=False))
    sheet.setPageCompression(0)
    sheet.setFont("Sans", 11)
    sheet.drawString(60, 700, WORDS)
    sheet.save()
    file = tmp_path / "plan.pdf"
    assert told(read(file)) == [WORDS]
    data = file.read_bytes()
    assert b"/ToUnicode" in data
    file.write_bytes(re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), data))
    document = read(file)
    assert told(document) == [WORDS]
    assert all(b.certainty < 1 for b in document.body)


def test_a_file_that_only_its_owner_may_change_is_read_and_one_that_asks_for_a_password_is_not(tmp_path: Path) -> None:
    for name, user in (("open", ""), ("shut", "secret")):
        made = Canvas(
            str(tmp_path / f"{name}.pdf"), encrypt=StandardEncryption(user, ownerPassword="owner", canModify=0)
        )
        made.drawString(60, 700, WORDS)
        made.save()
    assert told(read(tmp_path / "open.pdf")) == [WORDS]
    with pytest.raises(ReadError) as error:
        read(tmp_path / "shut.pdf")
    assert error.value.code == "pdf.encrypted"


def test_a_page_with_an_edge_of_its_own_and_one_turned_by_the_file_are_read_alike(tmp_path: Path) -> None:
    file = save(tmp_path / "plan.pdf", [two_cells()])
    plain = told(read(file))
    data = file.read_bytes().replace(b"/MediaBox[0 0 595 842]", b"/MediaBox[0 0 595 842]/Rotate 0")
    for spec in (b"/Rotate 90", b"/Rotate 0/CropBox[20 20 575 822]"):
        (tmp_path / "turned.pdf").write_bytes(data.replace(b"/Rotate 0", spec))
        document = read(tmp_path / "turned.pdf")
        assert told(document) == plain
        assert {b.cell.column for b in document.body if b.cell} == {0, 1}


def two_cells() -> Sheet:
    sheet = Sheet()
    sheet.grid([50, 300, 545], [100, 150])
    sheet.paragraph(55, 115, ["Amira has difficulty with", "long instructions."])
    sheet.text(305, 115, "Twenty minutes a day.")
    return sheet


def test_a_page_that_is_a_form_within_a_form_keeps_its_tables(sheet: Canvas, tmp_path: Path) -> None:
    sheet.beginForm("inner")
    for x in (0, 200, 400):
        sheet.line(x, 0, x, 60)
    for y in (0, 60):
        sheet.line(0, y, 400, y)
    sheet.drawString(5, 40, "Reading with an adult")
    sheet.drawString(205, 40, "Daily")
    sheet.endForm()
    sheet.translate(80, 500)
    sheet.doForm("inner")
    sheet.save()
    cells = {b.cell.column: b.text for b in read(tmp_path / "plan.pdf").body if b.cell}
    assert cells == {0: "Reading with an adult", 1: "Daily"}


def test_words_that_are_lost_are_counted_and_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = save(tmp_path / "plan.pdf", [two_cells()])
    assert read(file).coverage == 1.0

    def lossy(*held: object) -> list[object]:
        (table,) = whole(*held)
        assert isinstance(table, Table)
        del table.cells[1]
        return [table]

    whole = pdf_document.join_pages
    monkeypatch.setattr(pdf_document, "join_pages", lossy)
    document = read(file)
    assert document.partial
    assert document.coverage < 0.8
    assert "read.partial" in {w.code for w in document.warnings}
