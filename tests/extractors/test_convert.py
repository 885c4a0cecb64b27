"""Old Word, OpenDocument and rich text are read where LibreOffice is, and say what to do where it is not."""

import shutil
import subprocess
from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.readers import convert, read

SAMPLES = Path(__file__).resolve().parent.parent.parent / "sample_docs" / "c12"
RICH = rb"{\rtf1\ansi{\b Section B: special educational needs}\par Tam reads braille.\par}"


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("kind", ["odt", "rtf", "doc"])
def test_another_format_reads_as_its_word_file(kind: str, tmp_path: Path) -> None:
    word = next(SAMPLES.glob("School*.docx"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", kind,
         "--outdir", str(tmp_path), str(word)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    before = (tmp_path / word.with_suffix(f".{kind}").name).read_bytes()
    got = read(tmp_path / word.with_suffix(f".{kind}").name)
    assert "".join("".join(b.text.split()) for b in got.body) == "".join(
        "".join(b.text.split()) for b in read(word).body
    )
    assert "file.converted" in {w.code for w in got.warnings}
    assert (tmp_path / word.with_suffix(f".{kind}").name).read_bytes() == before


def test_without_libreoffice_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert.shutil, "which", lambda _: None)
    file = tmp_path / "plan.rtf"
    file.write_bytes(RICH)
    with pytest.raises(ReadError) as told:
        read(file)
    assert told.value.code == "doc.needs_libreoffice"
    assert told.value.sentence.endswith("Save it as Word (.docx) or PDF.")


def test_a_conversion_that_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert.shutil, "which", lambda _: "/bin/true")
    file = tmp_path / "plan.rtf"
    file.write_bytes(RICH)
    with pytest.raises(ReadError) as told:
        read(file)
    assert told.value.code == "convert.failed"
