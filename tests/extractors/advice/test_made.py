"""Advice in each service's manner is read as its author meant it.

The papers and their truth stand in ``made/``; the truth was written before the program first read them. At that
first reading 44 of 48 were told to be advice or not, kinds were right in 39 of 42, authors 32, roles 27, dates of
request 37, dates 33, signatures 25 of 39, needs 28 of 60, outcomes 29 of 32 and provision 42 of 69. ``fresh.yaml``,
``last.yaml`` and ``afresh.yaml`` were each written after the mending before; what each gave at its own first
reading stands at its head. The twelve kinds and papers that are no advice are all among them.
"""

from pathlib import Path

import pytest

from tests.extractors.advice.made import Made, made, read_made, wrong


@pytest.mark.parametrize("each", made(), ids=lambda each: each.name)
def test_paper_is_read_as_its_author_meant_it(each: Made, tmp_path: Path) -> None:
    misread = list(wrong(each, read_made(each, tmp_path)))
    assert misread == []


def test_papers_of_every_kind_are_among_them() -> None:
    kinds = {each.truth["kind"] for each in made() if each.is_advice}
    assert len(kinds) == 12
    assert sum(not each.is_advice for each in made()) >= 5
