"""A note on a PDF page that lies on its side, or has an edge of its own, stands on its words all the same."""

import datetime as dt
from pathlib import Path

import pytest

from checks.assessment import FindingEntry
from extractors.readers import read
from reports.margin.notes import Note, Notes, Span
from reports.margin.pdf import annotate_pdf
from tests.extractors.pdf.build import Sheet, save
from tests.reports.made import finding
from tests.reports.test_sample_drafts import highlights

WORDS = "Twenty minutes of listening work a day."
MADE = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize("rotate", ["", "/Rotate 90", "/Rotate 180", "/CropBox[20 30 575 800]"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_note_stands_on_its_words_however_the_page_lies(turn: int, rotate: str, tmp_path: Path) -> None:
    sheet = Sheet(turn=turn)
    sheet.text(60, 300, "Amira has difficulty with long instructions.")
    sheet.text(60, 340, WORDS)
    file = save(tmp_path / "plan.pdf", [sheet])
    file.write_bytes(file.read_bytes().replace(b"/Contents", f"{rotate}/Contents".encode(), 1))
    document = read(file)
    (block,) = (b for b in document.blocks if b.text == WORDS)
    span = Span(block.index, len("Twenty "), len("Twenty minutes"))
    note = Note(span, (FindingEntry(**finding()),), ("How many minutes?",))
    assert annotate_pdf(file, document, Notes((note,), ("One note.",)), tmp_path / "out.pdf", made=MADE) == 1
    assert ("How many minutes?", "minutes") in highlights(tmp_path / "out.pdf")
