"""Bad input gets one plain sentence with a code, the right exit code, and nothing half-written."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest

from flows.command import NOTHING, SOME_FAILED, WRONG_COMMAND, main
from tests.flows.conftest import plan_of

SENTENCE = re.compile(r"^\S.{15,}[.!] \[[a-z]+\.[a-z_]+\]$")


def check(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["check", str(path)])
    return code, capsys.readouterr().err.strip()


def one_sentence(told: str, code: str) -> None:
    assert "Traceback" not in told
    assert told.count("\n") == 0
    assert SENTENCE.match(told), told
    assert told.endswith(f"[{code}]")


def test_a_path_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = check(tmp_path / "nowhere.docx", capsys)
    assert code == WRONG_COMMAND
    one_sentence(told, "source.missing")


def test_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = check(tmp_path, capsys)
    assert code == WRONG_COMMAND
    one_sentence(told, "source.empty")


def test_a_case_without_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = docx.Document()
    letter.add_paragraph("Dear Mrs Holt, the swimming gala is on Tuesday. Please send a towel and a packed lunch.")
    letter.save(str(tmp_path / "letter.docx"))
    code, told = check(tmp_path, capsys)
    assert code == NOTHING
    one_sentence(told, "case.no_plan")


def test_two_plans_in_one_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(plan_of("c12"), tmp_path / "one.docx")
    shutil.copy(plan_of("c05"), tmp_path / "other.docx")
    code, told = check(tmp_path, capsys)
    assert code == NOTHING
    one_sentence(told, "case.two_plans")


def text_named_docx(folder: Path) -> None:
    (folder / "plan.docx").write_text("Section A. This is only text.", encoding="utf-8")


def truncated_zip(folder: Path) -> None:
    whole = plan_of("c12").read_bytes()
    (folder / "plan.docx").write_bytes(whole[: len(whole) // 2])


def zip_without_a_document(folder: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("readme.txt", "no document")
    (folder / "plan.docx").write_bytes(held.getvalue())


def empty_file(folder: Path) -> None:
    (folder / "plan.pdf").touch()


def torn_pdf(folder: Path) -> None:
    (folder / "plan.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")


def word_with_password(folder: Path) -> None:
    (folder / "plan.docx").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(4096))


@pytest.mark.parametrize(
    "spoil", [text_named_docx, truncated_zip, zip_without_a_document, empty_file, torn_pdf, word_with_password]
)
def test_a_file_that_cannot_be_read(spoil, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(tmp_path)
    code, told = check(tmp_path, capsys)
    assert code == NOTHING
    assert "Traceback" not in told
    assert SENTENCE.match(told), told


def test_an_encrypted_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.pdf").write_bytes(encrypted_pdf())
    code, told = check(tmp_path, capsys)
    assert code == NOTHING
    assert SENTENCE.match(told), told
    assert "password" in told


def encrypted_pdf() -> bytes:
    """A PDF whose trailer names an encryption that no empty password opens."""
    plain = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.new_page(300, 300)
    document.save(plain)
    lock = (
        b"/Encrypt <</Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b">>>"
        b" /ID [<0123456789abcdef0123456789abcdef> <0123456789abcdef0123456789abcdef>] "
    )
    return plain.getvalue().replace(b"/Root", lock + b"/Root", 1)


def test_an_output_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for command in ("check", "assess"):
        code = main([command, str(plan_of("c12")), "--out", str(tmp_path / "file" / "out")])
        assert code == WRONG_COMMAND
        one_sentence(capsys.readouterr().err.strip(), "output.not_writable")


def test_a_wrong_number_of_workers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(tmp_path), "--out", str(tmp_path), "--workers", "0"]) == WRONG_COMMAND
    one_sentence(capsys.readouterr().err.strip(), "workers.none")


def test_a_bad_advice_fails_alone_and_the_plan_is_assessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    shutil.copy(plan_of("c12"), folder / "draft.docx")
    (folder / "advice.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    code = main(["check", str(folder), "--out", str(tmp_path / "out")])
    told = capsys.readouterr()
    assert code == SOME_FAILED
    assert told.err.startswith("advice.pdf: ")
    assert "Draft answers" in told.out
    assert (tmp_path / "out" / "cases" / "case" / "checklist.docx").exists()
    assert "advice.pdf" in (tmp_path / "out" / "failures.json").read_text(encoding="utf-8")
