"""Advice is limited to the author's own profession: what goes beyond it is shown, what only reports is not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.advice.expertise import beyond
from extractors.advice.model import AdviceKind

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "expertise.yaml").read_text(encoding="utf-8"))


def sentences_of(verdict: str) -> Iterator[tuple[AdviceKind, str]]:
    for kind, sentences in CASES[verdict].items():
        for sentence in sentences:
            yield AdviceKind(kind), sentence


@pytest.mark.parametrize(("kind", "sentence"), list(sentences_of("beyond")))
def test_sentence_beyond_the_authors_field_is_shown(kind: AdviceKind, sentence: str) -> None:
    assert beyond(kind, sentence)


@pytest.mark.parametrize(("kind", "sentence"), list(sentences_of("within")))
def test_sentence_within_the_authors_field_is_left_alone(kind: AdviceKind, sentence: str) -> None:
    assert beyond(kind, sentence) == ""
