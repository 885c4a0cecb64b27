"""Facts that a plan tells twice, and not alike."""

from pathlib import Path

import pytest
import yaml

from checks import inconsistent
from tests.checks.making import make_subject

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "plan.inconsistent.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("sections", "told"),
    [pytest.param(s, k == "fails", id=f"{k}-{' | '.join(s.values())[:90]}") for k, each in CASES.items() for s in each],
)
def test_a_fact_told_in_two_ways_is_found_and_a_change_is_left_alone(sections: dict[str, str], told: bool) -> None:
    found = inconsistent.CHECK.examine(make_subject(sections)).findings
    assert bool(found) == told
    for finding in found:
        assert finding.quote in sections[finding.section]
        assert finding.place is not None


def test_the_finding_stands_at_the_later_section_and_quotes_the_earlier() -> None:
    (finding,) = inconsistent.CHECK.examine(
        make_subject({"C": "He wakes several times each night.", "A": "Reece sleeps well."})
    ).findings
    assert finding.section == "C"
    assert '"Reece sleeps well."' in finding.message
