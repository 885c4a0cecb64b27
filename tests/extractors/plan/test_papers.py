"""A plan is told from papers about one: advice, reviews, letters, blank forms, checklists."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.plan import likeness
from extractors.readers import read
from extractors.reading import PLAN_LIKE
from tests.extractors.advice.made import write
from tests.truth import SAMPLES

PAPERS = yaml.safe_load((Path(__file__).parent / "papers.yaml").read_text(encoding="utf-8"))
SAMPLED = [p for p in sorted(SAMPLES.glob("*/*.docx")) if p.suffix == ".docx"]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_plan_is_told_from_papers_about_one(paper: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    write(paper["text"], path)
    assert (likeness(read(path)) >= PLAN_LIKE) is paper["plan"]


@pytest.mark.parametrize("path", SAMPLED, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_of_a_samples_papers_the_draft_alone_is_a_plan(path: Path) -> None:
    assert (likeness(read(path)) >= PLAN_LIKE) is path.name.startswith("EHCP")
