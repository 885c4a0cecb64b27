"""What is reported of advice against plan is right when it is read against the documents."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.advice.compare import gaps
from checks.subject import Subject
from checks.thread.draw import draw_thread
from extractors.reading import read_case
from models.language import Language
from tests.truth import SAMPLES, truth

LEAST = 0.75
MOST_UNCOUNTED = 0.2
SCANNED = {"c02": ("letter 2026.pdf", "adv4"), "c08": ("EP advice Bramhall 2026.pdf", "adv1")}  # these need OCR


@cache
def counted() -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        (Path(__file__).parent / "hand_count.yaml").read_text(encoding="utf-8")
    )
    return data


@cache
def reported(case: str) -> tuple[tuple[str, str, str], ...]:
    """What, how and the first words of each gap of a sample case."""
    files = sorted(p for p in (SAMPLES / case).iterdir() if p.suffix in (".docx", ".pdf"))
    read = read_case(case, [p for p in files if p.name not in SCANNED.get(case, ())]).case
    subject = Subject(read, draw_thread(read.plan), Language(), dt.date(2026, 11, 25))
    return tuple((g.what, g.how, " ".join(g.quote.split())) for g in gaps(subject))


def verdict(case: str, quote: str) -> bool | None:
    return next((e["right"] for e in counted()[case] if quote.startswith(e["quote"][:60])), None)


def test_three_quarters_of_the_gaps_reported_are_right_by_the_hand_count() -> None:
    verdicts = [verdict(case, quote) for case in counted() for _, _, quote in reported(case)]
    known = [v for v in verdicts if v is not None]
    assert len(known) >= 90
    assert sum(known) / len(known) >= LEAST


@pytest.mark.parametrize("case", sorted(counted()))
def test_hand_count_still_covers_what_is_reported(case: str) -> None:
    uncounted = [quote for _, _, quote in reported(case) if verdict(case, quote) is None]
    assert len(uncounted) <= max(1, MOST_UNCOUNTED * len(reported(case))), uncounted


@pytest.mark.parametrize("case", sorted(counted()))
def test_nothing_is_reported_twice(case: str) -> None:
    quotes = [quote for _, _, quote in reported(case)]
    assert len(quotes) == len(set(quotes))


def test_four_in_five_of_the_asks_that_the_plans_drop_are_found() -> None:
    found, wanted = 0, 0
    for case in counted():
        quotes = [quote.lower() for _, _, quote in reported(case)]
        for dropped in truth(case)["truth"]["advice_not_in_plan"]:
            if case in SCANNED and dropped["advice"] == SCANNED[case][1]:
                continue
            words = " ".join(dropped["quote"].split()).lower().rstrip(".")
            wanted += 1
            found += any(words in quote or quote.rstrip(".") in words for quote in quotes)
    assert wanted >= 80
    assert found / wanted >= 0.8
