"""Nothing that a Word file says is lost unsaid: held against a second reader, and against LibreOffice where it is."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from extractors.readers import read
from tests.extractors.word.build import paragraph, read_back
from tests.extractors.word.oracle import accepted_words, letters
from tests.layouts import council_flow, council_marked, council_more, council_tables
from tests.layouts.content import content
from tests.layouts.layouts import LAYOUTS
from tests.layouts.writer import Plan
from tests.truth import SAMPLES

COUNCILS = (council_flow, council_marked, council_more, council_tables)
SAMPLED = sorted(SAMPLES.glob("*/*.docx"))


@pytest.mark.parametrize("path", SAMPLED, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_second_reader_finds_no_letter_more_in_a_sample(path: Path) -> None:
    document = read(path)
    assert Counter(letters([b.text for b in document.body])) == Counter(letters(accepted_words(path)))
    assert document.coverage == 1.0


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_second_reader_finds_no_letter_more_in_a_layout(name: str, tmp_path: Path) -> None:
    plan = Plan()
    LAYOUTS[name](plan, content("tomos"))
    path = plan.save(tmp_path / "plan.docx")
    assert Counter(letters([b.text for b in read(path).body])) == Counter(letters(accepted_words(path)))


def test_words_in_a_place_that_no_reader_knows_are_missed_and_said_to_be(tmp_path: Path) -> None:
    document = read_back(tmp_path, paragraph("Known words."), f"<w:unheardOf>{paragraph('Lost.')}</w:unheardOf>")
    assert document.partial
    assert document.coverage == pytest.approx(11 / 16)
    assert [w.code for w in document.warnings] == ["read.partial"]


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_reads_the_same_words(tmp_path: Path) -> None:
    plans = [p for p in SAMPLED if p.name.startswith("EHCP")]
    for path in plans:
        shutil.copy(path, tmp_path / f"{path.parent.name}.docx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *map(str, tmp_path.glob("*.docx"))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for path in plans:
        theirs = Counter(re.findall(r"\w+", (tmp_path / f"{path.parent.name}.txt").read_text(encoding="utf-8-sig")))
        ours = Counter(re.findall(r"\w+", "\n".join(b.text for b in read(path).body)))
        missing = sum((theirs - ours).values())
        assert missing <= 0.02 * sum(theirs.values()), theirs - ours  # list numbers, which it writes into the text
