"""Tracked changes and comments that nobody has dealt with are counted, with who made them and when."""

import datetime as dt
from pathlib import Path

from tests.extractors.word.build import BY, box, paragraph, read_back, run

WHEN = dt.datetime(2026, 10, 1, 9, 30, tzinfo=dt.UTC)


def test_each_change_has_its_kind_author_time_words_and_place(tmp_path: Path) -> None:
    document = read_back(
        tmp_path,
        paragraph("Nothing here."),
        paragraph(
            "Ana has ",
            f"<w:ins {BY}>{run('two')}</w:ins>",
            f"<w:del {BY}><w:r><w:delText>three</w:delText></w:r></w:del>",
            " sessions.",
        ),
    )
    told = [(c.kind, c.author, c.date, c.text, c.block) for c in document.changes]
    assert told == [("insertion", "Ruth Amadi", WHEN, "two", 1), ("deletion", "Ruth Amadi", WHEN, "three", 1)]


def test_a_move_is_one_change(tmp_path: Path) -> None:
    document = read_back(
        tmp_path,
        paragraph(f"<w:moveFrom {BY}>{run('Moved.')}</w:moveFrom>"),
        paragraph(f"<w:moveTo {BY}>{run('Moved.')}</w:moveTo>"),
    )
    assert [(c.kind, c.text) for c in document.changes] == [("move", "Moved.")]


def test_words_struck_through_by_hand_are_a_change(tmp_path: Path) -> None:
    document = read_back(tmp_path, paragraph("Now ", run("formerly", "<w:strike/>"), "."))
    assert [(c.kind, c.text, c.block) for c in document.changes] == [("struck_through", "formerly", 0)]


def test_a_changed_look_is_a_change_and_a_new_word_counts_once(tmp_path: Path) -> None:
    look = f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"
    document = read_back(tmp_path, paragraph(run("Old", look), f"<w:ins {BY}>{run('new', look)}</w:ins>"))
    assert [(c.kind, c.text) for c in document.changes] == [("formatting", "Old"), ("insertion", "new")]


def test_a_paragraph_mark_alone_is_no_change_of_words(tmp_path: Path) -> None:
    document = read_back(tmp_path, paragraph("Ana.", properties=f"<w:rPr><w:ins {BY}/></w:rPr>"))
    assert document.changes == ()


def test_a_change_in_a_text_box_counts_once(tmp_path: Path) -> None:
    inside = f"<w:ins {BY}>{run('Once.')}</w:ins>"
    document = read_back(tmp_path, paragraph(box(inside)))
    assert [c.text for c in document.changes] == ["Once."]


COMMENTS = (
    f'<w:comment w:id="4" w:author="P. Writer" w:date="2026-10-02T08:00:00Z">'
    f'<w:p w14:paraId="AA01">{run("Is this right?")}</w:p></w:comment>'
    f'<w:comment w:id="5" w:author="P. Writer"><w:p w14:paraId="AA02">{run("Done with.")}</w:p></w:comment>'
)


def test_a_comment_is_told_with_its_author_and_the_block_it_stands_at(tmp_path: Path) -> None:
    document = read_back(
        tmp_path,
        paragraph("First."),
        paragraph("Second.", '<w:r><w:commentReference w:id="4"/></w:r>'),
        comments=COMMENTS,
        extended='<w15:commentEx w15:paraId="AA01" w15:done="0"/><w15:commentEx w15:paraId="AA02" w15:done="1"/>',
    )
    assert [(c.author, c.text, c.block) for c in document.comments] == [("P. Writer", "Is this right?", 1)]


def test_comments_count_as_open_where_the_file_does_not_say(tmp_path: Path) -> None:
    document = read_back(tmp_path, paragraph("First."), comments=COMMENTS)
    assert [c.text for c in document.comments] == ["Is this right?", "Done with."]
