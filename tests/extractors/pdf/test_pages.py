"""A PDF page is read as its writer set it: columns, tables, running lines, broken words, boxes."""

from pathlib import Path

import pytest

from extractors.document import Document, Where
from extractors.readers import read
from tests.extractors.pdf.build import HEIGHT, Sheet, save


def told(document: Document) -> list[str]:
    return [b.text for b in document.body]


def test_a_ruled_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid([50, 300, 545], [100, 150, 220])
    sheet.paragraph(55, 115, ["Amira has difficulty with", "long instructions."])
    sheet.paragraph(305, 115, ["Twenty minutes of listening", "work each day."])
    sheet.text(55, 170, "Amira tires by midday.")
    sheet.text(305, 170, "A rest of ten minutes at eleven.")
    document = read(save(tmp_path / "plan.pdf", [sheet]))
    assert told(document) == [
        "Amira has difficulty with long instructions.",
        "Twenty minutes of listening work each day.",
        "Amira tires by midday.",
        "A rest of ten minutes at eleven.",
    ]
    assert [(b.cell.row, b.cell.column) for b in document.body if b.cell] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_table_goes_on_over_a_page_and_its_repeated_head_is_dropped(tmp_path: Path) -> None:
    pages = []
    for need in ("Reading takes Jo three times as long.", "Writing tires Jo within ten minutes."):
        sheet = Sheet()
        sheet.grid([50, 300, 545], [60, 80, 130])
        sheet.text(55, 74, "Needs", bold=True)
        sheet.text(305, 74, "Provision", bold=True)
        sheet.text(55, 100, need)
        sheet.text(305, 100, "A teacher, 30 minutes a week.")
        pages.append(sheet)
    document = read(save(tmp_path / "plan.pdf", pages))
    assert told(document).count("Needs") == 1
    assert {b.cell.table for b in document.body if b.cell} == {0}
    assert max(b.cell.row for b in document.body if b.cell) == 2


def test_columns_without_rules_are_not_read_across(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(
        50,
        100,
        ["Amira has difficulty with", "following what is said in", "a busy classroom and she", "needs it again."],
    )
    sheet.paragraph(
        320,
        100,
        ["Twenty minutes of listening", "work each school day with", "a trained assistant in the", "library room."],
    )
    document = read(save(tmp_path / "plan.pdf", [sheet]))
    words = "\n".join(told(document))
    assert "Amira has difficulty with following what is said in a busy classroom and she needs it again." in words
    assert "Twenty minutes of listening work each school day with a trained assistant in the library room." in words
    assert "read.layout_uncertain" in {w.code for w in document.warnings}


def test_rows_of_columns_without_rules_keep_their_neighbours(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 100.0
    for need, support in (
        (
            ["Amira finds it hard to", "follow long instructions."],
            ["Instructions in two steps, said", "twice, in every lesson."],
        ),
        (
            ["Amira cannot yet read the", "first fifty common words."],
            ["Twenty minutes of reading", "each day with an assistant."],
        ),
    ):
        end = sheet.paragraph(50, y, need)
        y = max(end, sheet.paragraph(320, y, support)) + 14
    document = read(save(tmp_path / "plan.pdf", [sheet]))
    cells = {(b.cell.row, b.cell.column): b.text for b in document.body if b.cell}
    assert cells[0, 0] == "Amira finds it hard to follow long instructions."
    assert cells[0, 1] == "Instructions in two steps, said twice, in every lesson."
    assert cells[1, 0] == "Amira cannot yet read the first fifty common words."
    assert cells[1, 1] == "Twenty minutes of reading each day with an assistant."


def test_running_heads_feet_and_page_numbers_are_kept_apart(tmp_path: Path) -> None:
    pages = []
    for number in (1, 2, 3):
        sheet = Sheet()
        sheet.text(50, 40, "OFFICIAL - SENSITIVE")
        sheet.text(50, 200, f"Words of page {['one', 'two', 'three'][number - 1]} stand here.")
        sheet.text(270, HEIGHT - 30, f"Page {number} of 3")
        pages.append(sheet)
    document = read(save(tmp_path / "plan.pdf", pages))
    assert all("OFFICIAL" not in t and "Page" not in t for t in told(document))
    assert {b.where for b in document.blocks if "OFFICIAL" in b.text} == {Where.HEADER}


def test_a_word_broken_at_a_lines_end_is_mended_and_a_compound_is_not(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(
        50, 100, ["The speech therapist gives ther-", "apist time to her. It is a well-", "known and well-known way."]
    )
    document = read(save(tmp_path / "plan.pdf", [sheet]))
    assert told(document) == [
        "The speech therapist gives therapist time to her. It is a well-known and well-known way."
    ]


def test_every_line_of_a_block_keeps_its_page_and_box(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(
        50, 300, ["The first line of this paragraph runs to the edge of its column here,", "and this is the second."]
    )
    document = read(save(tmp_path / "plan.pdf", [Sheet(["0 0 m"]), sheet]))
    (block,) = document.body
    assert block.page == 2
    for line, begins, top in zip(block.lines, ("The first", "and this"), (300, 313.75), strict=True):
        assert block.text[line.start : line.end].startswith(begins)
        assert line.box.page == 2
        assert line.box.left == pytest.approx(50, abs=2)
        assert line.box.bottom == pytest.approx(top, abs=4)


@pytest.mark.parametrize(("printed", "read_as"), [("o\ufb03ce", "office"), ("co\u00adoperate", "cooperate")])
def test_ligatures_and_soft_hyphens_are_mended(printed: str, read_as: str) -> None:
    from extractors.readers.pdf.lines import clean

    assert clean(printed) == read_as


def test_a_table_inside_a_cell_is_read_cell_by_cell(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid([50, 200, 545], [100, 300])
    sheet.grid([206, 400, 545], [120, 200, 280])  # its right edge lies on the frame's, as word processors set it
    sheet.text(55, 115, "Cognition")
    sheet.text(210, 140, "Reading with an adult")
    sheet.text(404, 140, "Daily")
    sheet.text(210, 220, "Sorting games")
    sheet.text(404, 220, "Weekly")
    assert told(read(save(tmp_path / "plan.pdf", [sheet]))) == [
        "Cognition", "Reading with an adult", "Daily", "Sorting games", "Weekly",
    ]  # fmt: skip


def test_a_line_with_ample_room_left_does_not_run_on_over_the_page(tmp_path: Path) -> None:
    first, second = Sheet(), Sheet()
    wide = "Ana cannot yet follow a story that is read to the class unless she sees its pictures as it goes."
    first.paragraph(50, 200, [wide, "She needs it told in her own words first.", "It helps to hear it twice."])
    first.text(50, 300, "How often: 45 minutes a week")
    second.text(50, 100, "Problems are written down step by step.")
    assert told(read(save(tmp_path / "plan.pdf", [first, second])))[-2:] == [
        "How often: 45 minutes a week",
        "Problems are written down step by step.",
    ]


def test_a_heading_on_a_page_of_short_lines_is_not_run_into_the_line_before(tmp_path: Path) -> None:
    full, last = Sheet(), Sheet()
    full.paragraph(
        60,
        100,
        ["Amira cannot yet follow a story that is read to the class unless she sees its pictures", "as it goes."],
    )
    last.text(60, 100, "A personal budget was offered to his parents and turned down on 12 October 2026.")
    last.text(60, 125, "SECTION K - APPENDICES AND ADVICE")
    last.text(60, 150, "School - Mrs J Fenn")
    assert told(read(save(tmp_path / "plan.pdf", [full, last])))[1:] == [
        "A personal budget was offered to his parents and turned down on 12 October 2026.",
        "SECTION K - APPENDICES AND ADVICE",
        "School - Mrs J Fenn",
    ]


def test_labels_and_their_answers_stand_apart_in_a_narrow_column(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid([50, 260, 545], [80, 300])
    sheet.paragraph(
        55, 95,
        ["Words of the week taught before the", "lesson, and revisited next morning.", "Who: teaching assistant",
         "How often: ten minutes twice a day, in", "the corner of his room", "Photographs of each task."],
    )  # fmt: skip
    assert told(read(save(tmp_path / "plan.pdf", [sheet]))) == [
        "Words of the week taught before the lesson, and revisited next morning.",
        "Who: teaching assistant",
        "How often: ten minutes twice a day, in the corner of his room",
        "Photographs of each task.",
    ]


def test_words_struck_out_leave_neither_a_gap_nor_a_break(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(50, 100, "Reading practice every")
    sheet.text(165, 100, "other")
    sheet.rule(164, 97, 191, 97)
    sheet.text(196, 100, "day with an adult.")
    document = read(save(tmp_path / "plan.pdf", [sheet]))
    assert told(document) == ["Reading practice every day with an adult."]
    assert [(c.kind, c.text) for c in document.changes] == [("struck_through", "other")]


def test_a_word_cut_by_a_column_narrower_than_it_is_made_whole_and_its_comma_joined(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid([50, 120, 545], [80, 300])
    sheet.paragraph(55, 95, ["Counsellin", "g each week", "in geograph", "y", ", history", "and maths."])
    sheet.paragraph(125, 95, ["Her teachers of geography and of maths know that counselling comes first."])
    assert (
        told(read(save(tmp_path / "plan.pdf", [sheet])))[0] == "Counselling each week in geography, history and maths."
    )


def test_words_in_a_narrow_column_are_not_run_together(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid([50, 124, 545], [80, 300])
    sheet.paragraph(55, 95, ["Occupational", "therapist", "is", "asked."])
    assert told(read(save(tmp_path / "plan.pdf", [sheet]))) == ["Occupational therapist is asked."]


def test_a_row_that_begins_on_a_new_page_is_not_taken_for_the_last_one_going_on(tmp_path: Path) -> None:
    first, second = Sheet(), Sheet()
    first.grid([50, 100, 250, 545], [700, 780])
    first.text(55, 715, "B4")
    first.text(105, 715, "Cognition and learning")
    first.text(255, 715, "New words slip away overnight.")
    second.grid([50, 100, 250, 545], [80, 160])
    second.text(55, 95, "B5")
    second.text(105, 95, "Social and emotional")
    second.text(255, 95, "When nobody understands him he hides.")
    document = read(save(tmp_path / "plan.pdf", [first, second]))
    assert {b.text: b.cell.row for b in document.body if b.cell}["B5"] == 1


def test_letters_laid_down_one_by_one_with_kerning_are_words(tmp_path: Path) -> None:
    sheet = Sheet()
    x = 50.0
    for letter, wide in zip(
        "Table Tara's Year", (5.5, 6, 6, 2.5, 6, 3, 5.5, 6, 3.5, 6, 2, 5.5, 3, 6, 6, 6, 4), strict=True
    ):
        if letter != " ":
            sheet.text(x, 100, letter)
        x += wide
    assert told(read(save(tmp_path / "plan.pdf", [sheet]))) == ["Table Tara's Year"]


def test_letters_laid_down_out_of_order_are_words(tmp_path: Path) -> None:
    sheet = Sheet()
    places = list(zip("stories", (50, 55.5, 58.6, 64.7, 68.4, 70.8, 76.9), strict=True))
    for letter, x in (*places[::2], *places[1::2]):
        sheet.text(x, 100, letter)
    assert told(read(save(tmp_path / "plan.pdf", [sheet]))) == ["stories"]


def test_a_title_whose_letters_are_set_apart_is_read_as_words(tmp_path: Path) -> None:
    sheet = Sheet()
    x = 50.0
    for letter in "SECTION B: NEEDS":
        if letter != " ":
            sheet.text(x, 100, letter, size=14, bold=True)
        x += {"I": 3.9, ":": 4.7, " ": 3.9}.get(letter, 10) + 3
    sheet.text(50, 130, "Ana cannot yet follow a story.")
    assert told(read(save(tmp_path / "plan.pdf", [sheet]))) == ["SECTION B: NEEDS", "Ana cannot yet follow a story."]


def test_words_across_the_page_and_up_its_margin_are_no_part_of_what_they_cross(tmp_path: Path) -> None:
    sheets = []
    for n in range(2):
        sheet = Sheet()
        sheet.paragraph(
            50, 100, ["Ana cannot yet follow a story that is read to the class unless she sees", "its pictures."]
        )
        sheet.turned(250, 130, "DRAFT", 45, size=80)
        sheet.turned(20, 500, "OFFICIAL - SENSITIVE", 90, size=8)
        sheet.text(50, 300, f"Words of page {['one', 'two'][n]}.")
        sheets.append(sheet)
    document = read(save(tmp_path / "plan.pdf", sheets))
    words = "Ana cannot yet follow a story that is read to the class unless she sees its pictures."
    assert told(document) == [words, "Words of page one.", words, "Words of page two."]
    assert {b.text for b in document.blocks if b.where is not Where.BODY} == {"DRAFT", "OFFICIAL - SENSITIVE"}


def test_a_watermark_that_stands_level_is_kept_apart(tmp_path: Path) -> None:
    sheets = []
    for n in range(3):
        sheet = Sheet()
        sheet.text(120, 400, "DRAFT", size=90)
        sheet.text(50, 100, f"Words of page {['one', 'two', 'three'][n]}.")
        sheets.append(sheet)
    assert "DRAFT" not in told(read(save(tmp_path / "plan.pdf", sheets)))


def test_words_on_their_side_in_a_cell_are_read_there(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid([50, 90, 545], [100, 300])
    sheet.turned(66, 290, "Communication and", 90)
    sheet.turned(80, 290, "interaction", 90)
    sheet.paragraph(100, 120, ["Ana cannot yet follow a story that is read to the class."])
    cells = {b.cell.column: b.text for b in read(save(tmp_path / "plan.pdf", [sheet])).body if b.cell}
    assert cells == {0: "Communication and interaction", 1: "Ana cannot yet follow a story that is read to the class."}


@pytest.mark.parametrize(("turn", "x", "y"), [(90, 115, 540), (180, 540, 727), (270, 727, 55)])
def test_a_page_whose_words_all_lie_on_their_side_is_read_as_its_reader_turns_it(
    turn: int, x: float, y: float, tmp_path: Path
) -> None:
    across = Sheet(turn=turn)
    across.grid([50, 300, 545], [100, 150])
    across.paragraph(55, 115, ["Ana has difficulty with", "long instructions."])
    across.text(305, 115, "Twenty minutes a day.")
    document = read(save(tmp_path / "plan.pdf", [across]))
    assert [(b.cell.column, b.text) for b in document.body if b.cell] == [
        (0, "Ana has difficulty with long instructions."),
        (1, "Twenty minutes a day."),
    ]
    box = document.body[0].lines[0].box  # the words begin at this corner of the page as it is shown
    corner = {90: (box.right, box.bottom), 180: (box.right, box.top), 270: (box.left, box.top)}[turn]
    assert corner == pytest.approx((x, y), abs=4)


def test_a_row_cut_by_a_page_break_is_whole_though_nothing_is_drawn_at_the_cut(tmp_path: Path) -> None:
    first, second = Sheet(), Sheet()
    for sheet, top, bottom, levels in ((first, 700, 790, (700, 720)), (second, 50, 120, (100, 120))):
        for y in levels:
            sheet.rule(50, y, 545, y)
        for x in (50, 300, 545):
            sheet.rule(x, top, x, bottom)
    first.text(55, 714, "Need", bold=True)
    first.text(305, 714, "Provision", bold=True)
    first.paragraph(55, 740, ["Ana cannot yet follow a story", "that is read to the class unless"])
    first.paragraph(305, 740, ["Twenty minutes of listening", "work on each school day with"])
    second.text(55, 64, "she sees its pictures.")
    second.text(305, 64, "a trained assistant.")
    second.text(55, 114, "Ana tires.")
    second.text(305, 114, "A rest at eleven.")
    cells = {
        (b.cell.row, b.cell.column): b.text for b in read(save(tmp_path / "plan.pdf", [first, second])).body if b.cell
    }
    assert cells[1, 0] == "Ana cannot yet follow a story that is read to the class unless she sees its pictures."
    assert cells[1, 1] == "Twenty minutes of listening work on each school day with a trained assistant."
    assert cells[2, 1] == "A rest at eleven."


def test_a_row_of_a_key_on_a_new_page_does_not_run_on_into_the_one_before(tmp_path: Path) -> None:
    first, second = Sheet(), Sheet()
    first.grid([50, 120, 545], [700, 780])
    first.text(55, 715, "Section J")
    first.text(125, 715, "Personal budget (with arrangements for direct payments)")
    second.grid([50, 120, 545], [80, 160])
    second.text(55, 95, "Section K")
    second.text(125, 95, "Advice and information")
    document = read(save(tmp_path / "plan.pdf", [first, second]))
    assert {b.text: b.cell.row for b in document.body if b.cell}["Section K"] == 1


def test_lines_of_a_list_do_not_loosen_the_titles_between_them(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.paragraph(
        50, 60, ["Ana cannot yet follow a story that is read to the whole class unless she has", "its pictures."]
    )
    for y, words in ((300, "Section I: The name and type of the school, or other"), (320, "institution"),
                     (350, "Section J: Personal budget")):  # fmt: skip
        sheet.text(50, y, words, size=16, bold=True)
    for n, name in enumerate(
        ("Therapist - Tom Weir", "School - Mrs J Fenn", "Parents - Keiko Tanaka", "Doctor - Sam Lee")
    ):
        sheet.text(50, 380 + 18.7 * n, name)
    assert "Section J: Personal budget" in told(read(save(tmp_path / "plan.pdf", [sheet])))


ROWS = (
    ("B1", ["Ana cannot yet follow a", "story read to the class."], ["Stories told with", "pictures."], "Daily"),
    ("B2", ["Ana tires by the middle of", "the day."], ["A rest at eleven."], "Daily"),
)


def columned(sheet: Sheet, y: float, *, heads: bool = True, ruled: bool = False) -> None:
    """A table of four columns whose words alone tell them, some of them short."""
    xs = (50, 80, 225, 325)
    if heads:
        for x, head in zip(xs, ("No.", "Need", "Provision", "When"), strict=True):
            sheet.text(x, y, head, bold=True)
        y += 24
    for number, need, help_, when in ROWS:
        sheet.text(xs[0], y, number)
        sheet.paragraph(xs[1], y, need)
        sheet.paragraph(xs[2], y, help_)
        sheet.text(xs[3], y, when)
        y += 13.75 * len(need) + (4 if ruled else 10)
        if ruled:
            sheet.rule(50, y - 13.5, 400, y - 13.5)


@pytest.mark.parametrize("ruled", [False, True], ids=["by their places", "with level rules between the rows"])
def test_narrow_columns_under_heads_are_read_row_by_row(ruled: bool, tmp_path: Path) -> None:
    sheet = Sheet()
    columned(sheet, 100, ruled=ruled)
    cells = {(b.cell.row, b.cell.column): b.text for b in read(save(tmp_path / "plan.pdf", [sheet])).body if b.cell}
    assert cells[1, 1] == "Ana cannot yet follow a story read to the class."
    assert cells[1, 2] == "Stories told with pictures."
    assert (cells[2, 0], cells[2, 1], cells[2, 3]) == ("B2", "Ana tires by the middle of the day.", "Daily")


def test_a_title_between_two_tables_without_rules_belongs_to_neither(tmp_path: Path) -> None:
    sheet = Sheet()
    columned(sheet, 100)
    sheet.text(50, 205, "Cognition and learning", bold=True)
    columned(sheet, 225)
    document = read(save(tmp_path / "plan.pdf", [sheet]))
    assert [b.cell for b in document.body if b.text == "Cognition and learning"] == [None]
    assert {b.cell.table for b in document.body if b.cell} == {0, 1}


def test_numbers_before_their_entries_are_a_list_and_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 100.0
    for number, words in (("1.", ["Ana cannot yet follow a story that is read", "to the class."]),
                          ("2.", ["Ana tires by the middle of the day and lies", "down."])):  # fmt: skip
        sheet.text(50, y, number)
        y = sheet.paragraph(68, y, words) + 6
    assert all(b.cell is None for b in read(save(tmp_path / "plan.pdf", [sheet])).body)


def test_a_title_in_a_bar_that_touches_the_table_over_it_is_no_row_of_it(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.grid([50, 120, 545], [100, 120])
    sheet.text(55, 114, "Section K")
    sheet.text(125, 114, "Advice and information")
    sheet.grid([50, 545], [120, 140])
    sheet.text(55, 134, "Section A: The views of the child", bold=True)
    sheet.text(50, 160, "Ana likes water.")
    document = read(save(tmp_path / "plan.pdf", [sheet]))
    assert [(b.cell.table, b.text) for b in document.body if b.cell] == [
        (0, "Section K"), (0, "Advice and information"), (1, "Section A: The views of the child"),
    ]  # fmt: skip


def test_words_beside_a_table_are_read(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(50, 80, "Over the table.")
    sheet.grid([50, 300], [100, 200, 300])
    sheet.grid([420, 545], [150, 250])
    sheet.text(55, 120, "In the first.")
    sheet.text(425, 170, "In the second.")
    sheet.text(310, 160, "Between them.")
    sheet.text(50, 330, "Under them.")
    assert sorted(told(read(save(tmp_path / "plan.pdf", [sheet])))) == [
        "Between them.", "In the first.", "In the second.", "Over the table.", "Under them.",
    ]  # fmt: skip


def leaflet(sheet: Sheet, *, apart: float) -> None:
    """Two columns, the right one's paragraphs ``apart`` points lower than the left one's."""
    for x, shift, who in ((50, 0.0, "Ana"), (310, apart, "Ben")):
        y = 100.0
        for n in range(7):
            y = sheet.paragraph(
                x,
                y + 9 + (shift if n == 0 else 0),
                [f"{who} has a paragraph of two lines", f"that is number {n + 1} of seven."],
            )


def test_a_page_in_two_columns_is_read_down_the_left_and_then_down_the_right(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(50, 90, "A line over both of the columns, as wide as the whole page of this leaflet is.")
    leaflet(sheet, apart=17)
    words = [t.split()[0] for t in told(read(save(tmp_path / "plan.pdf", [sheet])))]
    assert words == ["A", *["Ana"] * 7, *["Ben"] * 7]


def test_rows_that_begin_side_by_side_are_a_table_and_no_columns_of_text(tmp_path: Path) -> None:
    sheet = Sheet()
    leaflet(sheet, apart=0)
    words = [t.split()[0] for t in told(read(save(tmp_path / "plan.pdf", [sheet])))]
    assert words == ["Ana", "Ben"] * 7


def test_prose_is_no_title_where_tables_are_set_smaller(tmp_path: Path) -> None:
    sheet = Sheet()
    end = sheet.paragraph(
        50, 60, ["Ana cannot yet follow a story that is read to the class unless she sees its pictures."] * 5
    )
    sheet.grid([50, 545], [end, 500])
    sheet.paragraph(
        55,
        end + 15,
        ["Words of a table, which is set in smaller type so that more of them go on the page it fills."] * 9,
        size=8,
    )
    assert {b.kind.value for b in read(save(tmp_path / "plan.pdf", [sheet])).body} == {"paragraph"}
