"""Hard pairs: what a plan makes of advice in words unlike the report's, what it denies, and what it adds of its own."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.advice.compare import gaps
from checks.advice.contradicted import contradictions
from checks.advice.invented import examine
from extractors.advice.model import AdviceKind
from tests.checks.advice.build import case_of, report, section
from tests.checks.advice.test_watered import BESIDES, FAITHFUL, KINDS, is_right

DATA: dict[str, list[list[Any]]] = yaml.safe_load((Path(__file__).parent / "harder.yaml").read_text(encoding="utf-8"))


def rows(name: str, words: int, so: int) -> list[Any]:
    return [pytest.param(row, id=f"{row[so]}: {row[words]}") for row in DATA[name]]


@pytest.mark.parametrize("row", rows("pairs", 1, 3))
def test_what_becomes_of_an_ask_is_told(row: list[Any]) -> None:
    service, ask, plan, so, *known = row
    if so in ("missing", "nothing"):
        advice = report(KINDS[service], "Dr Helen Osgood", provision=(ask,))
        found = gaps(case_of(advice, provision=[*BESIDES, *([plan] if plan else [])]))
        right = [gap.how for gap in found] == (["missing"] if so == "missing" else [])
    else:
        right = is_right(row[:4])
    assert right is not bool(known)


@pytest.mark.parametrize("row", rows("facts", 3, 4))
def test_fact_is_told_as_denied_only_where_the_plan_says_otherwise(row: list[Any]) -> None:
    service, said, letter, plan, so = row
    advice = report(KINDS[service], "Dr Helen Osgood", text=(said,), needs=(said,))
    found = contradictions(case_of(advice, sections=(section(letter, plan),)))
    assert [each.quote for each in found] == ([plan] if so == "contradicted" else [])


@pytest.mark.parametrize("row", rows("invented", 2, 3))
def test_provision_without_advice_behind_it_is_told(row: list[Any]) -> None:
    first, second, plan, so = row
    subject = case_of(
        report(AdviceKind.EDUCATIONAL_PSYCHOLOGY, "Dr Helen Osgood", provision=(first,)),
        report(AdviceKind.SCHOOL, "Una Flood", provision=(second,)),
        provision=[plan],
    )
    assert bool(examine(subject).findings) is (so == "invented")


def test_hard_pairs_hold_faithful_wordings_too() -> None:
    assert sum(row[3] in (*FAITHFUL, "nothing") for row in DATA["pairs"]) >= 20
