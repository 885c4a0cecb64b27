"""Drafts in seventy layouts annotated: a comment on a part of every paragraph there is, each on its own words."""

from pathlib import Path

import pytest

from extractors.document import Block
from reports.margin.notes import Note, Notes, Span
from reports.margin.word import annotate_word
from tests.extractors.plan.test_layouts import LAYOUTS, written
from tests.reports.made import MADE
from tests.reports.ooxml import problems
from tests.reports.schema import schema_faults
from tests.reports.test_annotated_word import anchored, plain, read


def middle(block: Block) -> Span:
    """The middle third of a paragraph's own words, a letter at least."""
    size = len(block.text)
    start = size // 3
    return Span(block.index, start, max(start + 1, 2 * size // 3))


def has_words(block: Block, span: Span) -> bool:
    return any(o.start < span.end and o.end > span.start for o in block.origins) and bool(
        block.text[span.start : span.end].strip()
    )


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_paragraph_of_a_layout_can_bear_a_comment(name: str, tmp_path: Path) -> None:
    _, path = written(name, "c10", tmp_path)
    document = read(path)
    spans = [span for block in document.body if has_words(block, span := middle(block))]
    notes = Notes(tuple(Note(s, (), (f"Note on {s.block}",)) for s in spans), ("Summary",))
    out = tmp_path / "annotated.docx"
    assert annotate_word(path, document, notes, out, made=MADE) == len(spans) > 60
    told = dict(list(anchored(out).values())[1:])
    wrong = {
        s.block: (told[f"Note on {s.block}"], document.blocks[s.block].text[s.start : s.end])
        for s in spans
        if plain(told[f"Note on {s.block}"]) != plain(document.blocks[s.block].text[s.start : s.end])
    }
    assert wrong == {}
    assert [b.text for b in read(out).blocks] == [b.text for b in document.blocks]
    assert [p for p in problems(out) if p not in problems(path)] == []
    faults = schema_faults(out, sense=False)
    assert not faults or set(faults) <= set(schema_faults(path, sense=False))
