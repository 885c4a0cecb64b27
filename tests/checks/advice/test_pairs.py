"""Advice and plan side by side: what is carried over, what is missing, what is weaker and in what."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.advice.compare import Gap, gaps
from extractors.advice.model import AdviceKind
from tests.checks.advice.build import case_of, report

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8"))


def found(pair: dict[str, Any], what: str) -> Gap | None:
    """The gap that is reported of the pair's ask, if any."""
    asked = (pair["ask"],)
    given = [pair["plan"]] if pair["plan"] else []
    wants = {"provision": asked} if what == "provision" else {"outcomes": asked}
    advice = report(AdviceKind.EDUCATIONAL_PSYCHOLOGY, "Dr Helen Osgood", **wants)  # type: ignore[arg-type]
    subject = case_of(
        advice,
        provision=[*DATA["besides"], *(given if what == "provision" else [])],
        outcomes=["Theo will make one new friend by July 2027.", *(given if what == "outcome" else [])],
    )
    reported = gaps(subject)
    assert len(reported) <= 1, "the same ask is reported once"
    return reported[0] if reported else None


PAIRS = [(pair, "provision") for pair in DATA["pairs"]] + [(pair, "outcome") for pair in DATA["outcomes"]]


NAMES = [f"{pair['so']}: {pair['ask']} / {pair['plan'] or 'nothing'}" for pair, _ in PAIRS]


@pytest.mark.parametrize(("pair", "what"), PAIRS, ids=NAMES)
def test_ask_is_held_against_the_plan(pair: dict[str, Any], what: str) -> None:
    gap = found(pair, what)
    assert (gap.how if gap else "present") == pair["so"]
    for lost in pair.get("lost", ()):
        assert gap is not None
        assert lost in gap.difference
    if gap and gap.how == "watered_down":
        assert pair["plan"] in gap.plan_quote, "the plan's own words stand beside the report's"
