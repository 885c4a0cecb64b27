"""A scanned page is read as a page: straight, in its table's cells, its words apart, and never as certain."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractors.readers import read
from extractors.readers.pdf import ocr
from extractors.readers.pdf.grid import find_grids
from extractors.readers.pdf.joins import part_words
from extractors.readers.pdf.letters import bullet_of, lean_of, look_at, spaced, usual_space
from extractors.readers.pdf.light import even_light
from extractors.readers.pdf.marks import Rule
from extractors.readers.pdf.picture import (
    blank,
    heavy,
    ruling_lines,
    shaded_boxes,
    straightened,
    turn_of,
    usual_weight,
    without_rules,
)
from extractors.readers.pdf.strikes import is_strike, kept_letters, painted_over, strikes_in
from tests.extractors.pdf.build import Sheet, save

DOTS = 200 / 72
needs_ocr = pytest.mark.skipif(importlib.util.find_spec("rapidocr") is None, reason="the ocr extra is not installed")


def printed(path: Path, *, turn: float = 0.0) -> np.ndarray:
    """The first page of a PDF as a scanner sees it: grey, and turned by some degrees."""
    with pdfium.PdfDocument(str(path)) as document:
        picture = document[0].render(scale=DOTS).to_pil().convert("L")
    if turn == 90:
        return np.ascontiguousarray(np.rot90(np.asarray(picture), -1))
    return np.asarray(picture.rotate(-turn, fillcolor=255, resample=Image.Resampling.BILINEAR))


def box_of(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    """A box of points in dots."""
    return left * DOTS, top * DOTS, right * DOTS, bottom * DOTS


def table(folder: Path) -> Path:
    sheet = Sheet()
    sheet.text(50, 80, "Needs and the provision for them", bold=True)
    sheet.grid([50, 300, 545], [100, 150, 220])
    sheet.paragraph(55, 115, ["Amira has difficulty with", "long instructions in class."])
    sheet.paragraph(305, 115, ["Twenty minutes of listening", "work on each school day."])
    sheet.text(55, 170, "Amira tires by the middle of the day.")
    sheet.text(305, 170, "A rest of ten minutes at eleven.")
    return save(folder / "table.pdf", [sheet])


def test_ruling_lines_are_found_in_a_picture(tmp_path: Path) -> None:
    rules = ruling_lines(printed(table(tmp_path)), DOTS)
    across = sorted({round(r.top) for r in rules if r.top == r.bottom})
    down = sorted({round(r.left) for r in rules if r.left == r.right})
    assert across == pytest.approx([100, 150, 220], abs=2)
    assert down == pytest.approx([50, 300, 545], abs=2)


def test_the_walls_of_a_low_row_are_found_and_letters_between_two_tables_are_no_wall(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid([50, 300, 545], [100, 114])  # a row of one line, as where a cell runs on over the page
    sheet.text(55, 110, "change of ear mould")
    sheet.grid([50, 200, 400, 545], [150, 220])
    sheet.grid([50, 545], [220, 234])  # a title's bar between two tables; its letters stand under the wall at 200
    sheet.text(150, 231, "Section G: HHHHHHEALTH PROVISION", bold=True)
    sheet.grid([50, 200, 400, 545], [234, 300])
    rules = ruling_lines(printed(save(tmp_path / "low.pdf", [sheet])), DOTS)
    walls = {(round(r.left), round(r.top), round(r.bottom)) for r in rules if r.left == r.right and 60 < r.left < 530}
    assert walls == {(300, 100, 114), (200, 150, 220), (400, 150, 220), (200, 234, 300), (400, 234, 300)}


def test_the_shadow_of_a_sheets_edge_is_no_rule(tmp_path: Path) -> None:
    page = printed(table(tmp_path)).copy()
    page[:, :20], page[:, -12:] = 60, 70
    down = sorted({round(r.left) for r in ruling_lines(page, DOTS) if r.left == r.right})
    assert down == pytest.approx([50, 300, 545], abs=2)


def test_a_page_without_rules_has_none(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(50, 100, ["Nothing but words stands on this page, ________ and a gap to fill in."] * 12)
    rules = ruling_lines(printed(save(tmp_path / "words.pdf", [sheet])), DOTS)
    assert not [r for r in rules if r.left == r.right]  # a line to write on may count; no table comes of it
    assert find_grids(rules) == []


@pytest.mark.parametrize("turn", [-3.0, -0.6, 0.0, 1.5])
def test_a_turned_page_is_straightened(tmp_path: Path, turn: float) -> None:
    turned = printed(table(tmp_path), turn=turn)
    assert turn_of(turned) == pytest.approx(turn, abs=0.05)
    straight = straightened(np.stack([turned] * 3, axis=2), turn_of(turned)).mean(axis=2).astype(np.uint8)
    assert len([r for r in ruling_lines(straight, DOTS) if r.top == r.bottom]) == 3


def test_heavy_letters_are_told(tmp_path: Path) -> None:
    sheet = Sheet()
    for n in range(6):
        sheet.text(50, 100 + 30 * n, "The same words in every line of it", bold=n == 2)
    grey = printed(save(tmp_path / "bold.pdf", [sheet]))
    looks = [
        look_at(grey, box_of(50, 90 + 30 * n, 250, 103 + 30 * n), "The same words in every line") for n in range(6)
    ]
    usual = usual_weight([look.weight for look in looks], [30] * 6)
    assert [heavy(look.weight, usual) for look in looks] == [n == 2 for n in range(6)]


@pytest.mark.parametrize(
    "words", ["Every morning in class", "SPECIAL EDUCATIONAL NEEDS", "as soon as one can see", "F12"]
)
def test_the_size_of_type_is_told_whatever_letters_the_words_have(tmp_path: Path, words: str) -> None:
    sheet = Sheet()
    sheet.text(50, 100, words)
    sheet.paragraph(50, 114, ["Typed close below it, with feet and heads that reach towards it."])
    sheet.grid([40, 545], [90, 104])  # a ruling line through its feet
    grey = printed(save(tmp_path / "size.pdf", [sheet]))
    clear = without_rules(grey, ruling_lines(grey, DOTS), DOTS)
    loose = box_of(48, 88, 52 + 6 * len(words), 107)
    assert look_at(clear, loose, words).size / DOTS == pytest.approx(11, abs=1.1)


def test_a_space_that_the_ink_shows_is_put_in(tmp_path: Path) -> None:
    words = "Therapist Tom Weir met Ina and Lee"
    sheet = Sheet()
    sheet.text(50, 100, words)
    grey = printed(save(tmp_path / "space.pdf", [sheet]))
    look = look_at(grey, box_of(48, 89, 250, 103), words)
    with pdfium.PdfDocument(str(tmp_path / "space.pdf")) as document:
        page = document[0].get_textpage()
        boxes = [page.get_charbox(i) for i in range(page.count_chars())]
        centres = [(b[0] + b[2]) / 2 * DOTS for b, c in zip(boxes, words, strict=True) if c != " "]
    usual = usual_space([(words, centres, look)] * 2)
    assert usual == pytest.approx(0.28, abs=0.1)
    assert spaced("Therapist TomWeir met Inaand Lee", centres, look, usual) == words
    assert spaced(words, centres, look, usual) == words


def test_a_bullet_that_recognition_left_out_is_seen(tmp_path: Path) -> None:
    sheet = Sheet()
    for n, mark in enumerate(("\u2022", "\u2013", "", "7", "end.")):
        sheet.text(50, 100 + 20 * n, mark)
        sheet.text(66 if len(mark) < 2 else 88, 100 + 20 * n, "one adult beside her")
    grey = printed(save(tmp_path / "bullets.pdf", [sheet]))
    boxes = [box_of(64 if n < 4 else 86, 89 + 20 * n, 180, 103 + 20 * n) for n in range(5)]
    spots = [bullet_of(grey, look_at(grey, box, "one adult beside her"), ()) for box in boxes]
    assert [spot is not None for spot in spots] == [True, True, False, False, False]
    boxed = look_at(grey, box_of(48, 89, 180, 103), "one adult beside her")
    assert bullet_of(grey, boxed, [69 * DOTS, 75 * DOTS, 180 * DOTS]) == pytest.approx(50 * DOTS, abs=5)


def test_shaded_cells_are_told_on_grey_paper() -> None:
    page = np.full((600, 600), 236, dtype=np.uint8)
    page[100:200, 100:300] = 214
    page[140:150, 120:220] = 20  # words in it
    page[340:350, 120:220] = 20  # and in a cell that is not shaded
    cells = [Rule(x / DOTS, y / DOTS, (x + 200) / DOTS, (y + 100) / DOTS) for x, y in ((100, 100), (100, 300))]
    assert shaded_boxes(page, cells, DOTS) == (cells[0],)


def badly_lit(page: np.ndarray, how: str) -> np.ndarray:
    """A page as a poor copier gives it: under uneven light, or in pale grey on grey."""
    share = np.asarray(page, dtype=np.float32) / 255
    if how == "uneven":
        light = 150 + 60 * np.linspace(0, 1, page.shape[1])[None, :]
        return (30 + (light - 30) * share).astype(np.uint8)
    low, high = {"pale": (205, 245), "grey": (140, 225)}[how]
    return (low + (high - low) * share).astype(np.uint8)


@pytest.mark.parametrize("how", ["uneven", "pale", "grey"])
def test_rules_and_the_turn_of_a_page_are_found_whatever_its_light(tmp_path: Path, how: str) -> None:
    page = badly_lit(printed(table(tmp_path), turn=1.5), how)
    assert turn_of(even_light(page)) == pytest.approx(1.5, abs=0.05)
    rules = ruling_lines(even_light(badly_lit(printed(table(tmp_path)), how)), DOTS)
    assert sorted({round(r.top) for r in rules if r.top == r.bottom}) == pytest.approx([100, 150, 220], abs=2)
    assert sorted({round(r.left) for r in rules if r.left == r.right}) == pytest.approx([50, 300, 545], abs=2)


def test_a_well_lit_page_and_a_blank_one_are_left_as_they_are(tmp_path: Path) -> None:
    good = printed(table(tmp_path))
    assert even_light(good) is good
    empty = (np.random.default_rng(3).normal(205, 3, (2300, 1600))).astype(np.uint8)
    assert even_light(empty) is empty
    assert blank(even_light(empty))


def test_shading_is_no_light(tmp_path: Path) -> None:
    page = printed(table(tmp_path)).copy()
    shaded = Rule(50, 100, 300, 150)
    left, top, right, bottom = (int(v) for v in box_of(52, 102, 298, 148))
    page[top:bottom, left:right] = np.minimum(page[top:bottom, left:right], 205)
    even = even_light(badly_lit(page, "uneven"))
    assert shaded_boxes(even, [shaded, Rule(300, 100, 545, 150)], DOTS) == (shaded,)


def struck_page(folder: Path) -> np.ndarray:
    sheet = Sheet()
    for y in (100, 140, 180, 220):
        sheet.text(50, y, "Reading practice every other day with an adult.")
    sheet.rule(164, 96.5, 215, 96.5)  # through "every other"
    sheet.rule(50, 142, 290, 142)  # under the line
    sheet.grid([48, 300], [169, 183])  # a cell round the line
    return printed(save(folder / "struck.pdf", [sheet]))


def test_a_stroke_through_words_is_told_from_one_under_them_and_from_a_cell_round_them(tmp_path: Path) -> None:
    grey = struck_page(tmp_path)
    strikes = [strikes_in(grey, box_of(48, y - 11, 292, y + 4)) for y in (100, 140, 180, 220)]
    assert [len(found) for found in strikes] == [1, 0, 0, 0]
    left, _, right, _ = strikes[0][0]
    assert (left / DOTS, right / DOTS) == pytest.approx((164, 215), abs=2)
    rules = [r for r in ruling_lines(grey, DOTS) if r.top == r.bottom]
    assert [is_strike(r, strikes[0], DOTS) for r in sorted(rules, key=lambda r: r.top)].count(True) == 1
    whole = look_at(grey, box_of(48, 209, 292, 224), "Reading practice")
    assert look_at(painted_over(grey, strikes[0]), box_of(48, 89, 292, 104), "Reading practice").size == pytest.approx(
        whole.size, rel=0.1
    )


def test_words_under_a_stroke_go_as_wholes_with_the_hyphen_that_its_end_is_read_as() -> None:
    text = "every other-day"
    centres = tuple(float(n) for n, letter in enumerate(text) if letter != " ")
    assert kept_letters(text, centres, [(6.4, 0.0, 10.2, 2.0)]) == (
        "every day",
        (0.0, 1.0, 2.0, 3.0, 4.0, 12.0, 13.0, 14.0),
        "other",
    )
    assert kept_letters(text, (), [(6.4, 0.0, 10.2, 2.0)])[0] == text


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("SectionD - My socialcareneeds", "Section D - My social care needs"),
        ("SECTIONA - VIEWS OF MY SECTION", "SECTION A - VIEWS OF MY SECTION"),
        ("Sections Eand F: care needs", "Sections E and F: care needs"),
        ("SECTIONS C andG", "SECTIONS C and G"),
        ("Section B andmental health", "Section B and mental health"),
        ("Aneed for Mrs JFenn, Away and Alog", "A need for Mrs J Fenn, Away and Alog"),
        ("Year6 tests, 22words a minute", "Year 6 tests, 22 words a minute"),
        ("11.By July he reads. \u2022Glue", "11. By July he reads. \u2022Glue"),
        ("Habilitation:40 hours, at 7:30", "Habilitation: 40 hours, at 7:30"),
        ("Social,emotional andmental health", "Social, emotional and mental health"),
        (
            "He works in the classroom, understanding most of it.",
            "He works in the classroom, understanding most of it.",
        ),
        ("logMAR 0.5 on 3.4.2026 at 10.30", "logMAR 0.5 on 3.4.2026 at 10.30"),
    ],
)
def test_words_run_together_are_parted_where_the_document_uses_both(line: str, parted: str) -> None:
    rest = "Section Need social care needs mental health class room under standing emotional socialcare needs care log"
    assert part_words([rest, rest, line])[2] in {parted, parted.replace("social care", "socialcare")}


@needs_ocr
@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.parametrize("turn", [1.2, 90.0, 180.0])
def test_a_scanned_table_is_read_cell_by_cell_however_it_lay_on_the_glass(tmp_path: Path, turn: float) -> None:
    sheet = Sheet()
    sheet.picture(printed(table(tmp_path), turn=turn))
    document = read(save(tmp_path / "scan.pdf", [sheet]))
    assert document.format == "scan"
    assert "read.ocr" in {w.code for w in document.warnings}
    assert all(0.5 < b.certainty < 1 for b in document.body)
    cells = {(b.cell.row, b.cell.column): b.text for b in document.body if b.cell}
    assert cells[0, 0] == "Amira has difficulty with long instructions in class."
    assert cells[0, 1] == "Twenty minutes of listening work on each school day."
    assert cells[1, 1] == "A rest of ten minutes at eleven."


@needs_ocr
@pytest.mark.ocr
@pytest.mark.slow
def test_only_the_scanned_page_of_a_mixed_file_is_recognised(tmp_path: Path) -> None:
    words = Sheet()
    words.paragraph(50, 100, ["This page holds real words and needs no recognition at all."])
    scan = Sheet()
    scan.picture(printed(table(tmp_path)))
    document = read(save(tmp_path / "mixed.pdf", [words, scan]))
    assert {b.page: b.certainty == 1.0 for b in document.body} == {1: True, 2: False}


class _Faint:
    """Stands in for the recogniser: two lines, one of them faint, in two boxes of the page; or nothing at all."""

    def __init__(self, *scores: float) -> None:
        self.scores = scores or None
        tops = [200 + 200 * n for n in range(len(scores))]
        self.boxes = [[[150, y], [900, y], [900, y + 34], [150, y + 34]] for y in tops] or None
        self.txts = [f"Reading practice number {n} each week." for n in range(len(scores))] or None
        self.word_results = ()

    def __call__(self, *_: object, **__: object) -> "_Faint":
        return self


@pytest.fixture
def recognises(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[_Faint], None]]:
    def use(engine: _Faint) -> None:
        monkeypatch.setattr(ocr, "engine", lambda: engine)

    return use


@needs_ocr
def test_each_recognised_line_says_how_sure_it_is(tmp_path: Path, recognises: Callable[[_Faint], None]) -> None:
    recognises(_Faint(0.97, 0.62))
    sheet = Sheet()
    sheet.picture(printed(table(tmp_path)))
    document = read(save(tmp_path / "scan.pdf", [sheet]))
    assert [b.certainty for b in document.body] == pytest.approx([0.97, 0.62])
    assert not document.partial


@needs_ocr
def test_a_scanned_page_that_cannot_be_read_makes_the_document_partial_and_a_blank_one_does_not(
    tmp_path: Path, recognises: Callable[[_Faint], None]
) -> None:
    recognises(_Faint())
    inked, white = printed(table(tmp_path)), np.full((600, 400), 240, dtype=np.uint8)
    assert (blank(inked), blank(white)) == (False, True)
    documents = []
    for name, picture in (("inked", inked), ("white", white)):
        sheet = Sheet()
        sheet.picture(picture)
        documents.append(read(save(tmp_path / f"{name}.pdf", [sheet])))
    assert [d.partial for d in documents] == [True, False]
    assert ["read.partial" in {w.code for w in d.warnings} for d in documents] == [True, False]


def test_letters_that_lean_are_told_from_upright_ones() -> None:
    upright = np.zeros((40, 200), dtype=bool)
    upright[:, 10::12] = upright[:, 11::12] = True
    leaning = np.zeros_like(upright)
    for row in range(40):
        leaning[row] = np.roll(upright[row], -round(0.19 * row))
    assert lean_of(upright) < 1 < 1.06 < lean_of(leaning)
