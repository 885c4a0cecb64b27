"""A fault that the same remedy mends is told once for each item."""

from checks.finding import Finding, Severity
from checks.once import said_once


def finding(check: str, item: str | None = "E1") -> Finding:
    return Finding(check, Severity.LOW, "E", "words", "wrong", "mend", "rule", item)


def told(*findings: Finding) -> list[tuple[str, str | None]]:
    return [(f.check, f.item) for f in said_once(findings)]


def test_what_is_provision_or_cannot_be_measured_is_not_also_told_to_be_unspecific() -> None:
    assert told(finding("outcome.not_specific"), finding("outcome.is_provision")) == [("outcome.is_provision", "E1")]
    assert told(finding("outcome.not_measurable"), finding("outcome.not_specific"), finding("outcome.no_time")) == [
        ("outcome.not_measurable", "E1"),
        ("outcome.no_time", "E1"),
    ]


def test_an_outcome_that_is_only_unspecific_is_told_so_whatever_its_neighbour_is() -> None:
    alone = [finding("outcome.not_specific", "E2"), finding("outcome.is_provision", "E1")]
    assert told(*alone) == [("outcome.not_specific", "E2"), ("outcome.is_provision", "E1")]
    assert told(finding("outcome.not_specific", None), finding("outcome.is_provision", None)) == [
        ("outcome.not_specific", None),
        ("outcome.is_provision", None),
    ]


def test_what_comes_with_the_new_outcome_is_told_slightly() -> None:
    grave = Finding("outcome.no_time", Severity.MEDIUM, "E", "words", "wrong", "mend", "rule", "E1")
    alone, beside = said_once([grave]), said_once([grave, finding("outcome.is_provision")])
    assert (alone[0].severity, beside[0].severity) == (Severity.MEDIUM, Severity.LOW)
    assert told(finding("thread.outcome_without_need"), finding("outcome.is_provision")) == [
        ("outcome.is_provision", "E1")
    ]


def test_provision_in_the_wrong_section_is_not_also_told_to_have_no_need_there() -> None:
    taxi = [finding("thread.provision_without_need", "F2"), finding("section.misplaced_provision", "F2")]
    assert told(*taxi) == [("section.misplaced_provision", "F2")]
    assert told(finding("thread.provision_without_need", "F2")) == [("thread.provision_without_need", "F2")]
