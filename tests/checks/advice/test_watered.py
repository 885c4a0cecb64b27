"""What a plan makes of advice in each service's words: kept, or weaker and in what."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.advice.compare import gaps
from checks.advice.contradicted import contradictions
from extractors.advice.model import AdviceKind
from tests.checks.advice.build import case_of, report

HERE = Path(__file__).parent
BESIDES: list[str] = yaml.safe_load((HERE / "pairs.yaml").read_text(encoding="utf-8"))["besides"]
TABLE: dict[str, list[list[str]]] = yaml.safe_load((HERE / "watered.yaml").read_text(encoding="utf-8"))
KINDS = {
    "ep": AdviceKind.EDUCATIONAL_PSYCHOLOGY,
    "salt": AdviceKind.SPEECH_LANGUAGE,
    "ot": AdviceKind.OCCUPATIONAL_THERAPY,
    "physio": AdviceKind.PHYSIOTHERAPY,
    "camhs": AdviceKind.CAMHS,
    "paediatrician": AdviceKind.PAEDIATRIC,
    "vi": AdviceKind.SENSORY,
    "hi": AdviceKind.SENSORY,
    "social": AdviceKind.SOCIAL_CARE,
}
NAMED = {  # words of the difference, any of which names what was lost
    "less_often": ("how often", "number of sessions", "it will happen"),
    "shorter": ("length", "hours", "shorter time", "number of sessions"),
    "no_provider": ("who provides", "that it is from"),
    "ratio_lost": ("one to one", "group"),
    "softened": ("it will happen", "how often"),
}
FAITHFUL = ("kept", "more")


def verdict(service: str, ask: str, plan: str) -> tuple[str, str]:
    """How the plan's item is judged against the report's, and the difference that is named."""
    advice = report(KINDS[service], "Dr Helen Osgood", provision=(ask,))
    subject = case_of(advice, provision=[*BESIDES, plan], sections=())
    if contradictions(subject):
        return "contradicted", ""
    found = gaps(subject)
    return (found[0].how, found[0].difference) if found else ("kept", "")


def is_right(row: Sequence[str]) -> bool:
    """Whether a row's verdict is the true one, and of a weaker wording names what was lost."""
    service, ask, plan, so = row
    how, lost = verdict(service, ask, plan)
    if so in FAITHFUL:
        return how == "kept"
    if so == "contradicted":
        return how == so
    return how == "watered_down" and any(words in lost for words in NAMED[so])


def rows() -> list[Any]:
    return [pytest.param(row, id=f"{row[3]}: {row[2]}") for part in TABLE.values() for row in part]


@pytest.mark.parametrize("row", rows())
def test_weaker_wording_is_told_and_the_loss_is_named(row: list[str]) -> None:
    known = row[4:] and row[4] == "not found"
    assert is_right(row[:4]) is not bool(known), verdict(*row[:3])
