"""Every check says what it looks for, why, what fails and passes, and what it was measured on, in one order."""

import importlib
import re
from pathlib import Path

import pytest

from checks.registry import CASE_CHECKS

HEADINGS = ("Looks for", "Why", "Fails", "Passes", "Leaves alone", "Not known", "Known problems", "Measured")
# Checks whose whole work is a measure for the form, or that stand with the thread and the advice.
ELSEWHERE = (
    "checks.advice",
    "checks.thread",
    "checks.counts",
    "checks.sections",
    "checks.need",
    "form_measures",
    "checks.voice.h",
    "checks.identity.forbidden",
)
MODULES = sorted(
    {c.examine.__module__ for c in CASE_CHECKS if not any(part in c.examine.__module__ for part in ELSEWHERE)}
)


@pytest.mark.parametrize("name", MODULES)
def test_the_headings_stand_in_order(name: str) -> None:
    said = importlib.import_module(name).__doc__ or ""
    places = [said.index(f"\n{heading} ") for heading in HEADINGS]
    assert places == sorted(places)


@pytest.mark.parametrize("name", MODULES)
def test_what_was_measured_is_a_figure(name: str) -> None:
    said = importlib.import_module(name).__doc__ or ""
    assert re.search(r"\d", said[said.index("\nMeasured ") :])


def test_the_codes_are_area_and_what_is_wrong() -> None:
    codes = {code for check in CASE_CHECKS for code in check.codes}
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", code) for code in codes)


def test_case_files_hold_both_answers() -> None:
    import yaml

    for file in sorted((Path(__file__).parent / "cases").glob("*.*.yaml")):
        held = yaml.safe_load(file.read_text(encoding="utf-8"))
        if isinstance(held, dict) and "fails" in held:
            assert held["passes"], file.name
