"""What Sections C and D say where they state no needs."""

from pathlib import Path

import pytest
import yaml

from checks.statement import contradicted, sections_c_d
from checks.statement.classify import Statement, section_class
from checks.statement.no_needs import states_none, without_statements
from extractors.advice.model import AdviceKind
from tests.checks.making import make_subject

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "statement.yaml").read_text(encoding="utf-8"))


def codes(subject) -> set[str]:
    return {f.check for f in sections_c_d.CHECK.examine(subject).findings}


def value(subject, name: str):
    return next(m.value for m in sections_c_d.CHECK.examine(subject).measures if m.name == name)


@pytest.mark.parametrize(
    ("kind", "text"), [pytest.param(k, t, id=f"{k}-{t[:60]}") for k, texts in CASES.items() for t in texts]
)
def test_a_wording_is_told_by_its_ideas(kind: str, text: str) -> None:
    assert section_class(text, needs=False)[0] is Statement(kind)


def test_a_section_with_needs_needs_no_statement() -> None:
    subject = make_subject({"C": "Sam has epilepsy."}, needs=[("C", "Sam has epilepsy.")])
    assert value(subject, "statement.C") == "needs"
    assert "statement.missing_c" not in codes(subject)


def test_an_empty_section_lacks_its_statement() -> None:
    assert "statement.missing_c" in codes(make_subject({"C": "N/A"}))


def test_not_known_to_the_service_is_weak() -> None:
    assert codes(make_subject({"C": "No health needs were found.", "D": "Not known to social care."})) == {
        "statement.weak"
    }


def test_a_statement_that_stands_in_g_counts_for_c() -> None:
    subject = make_subject({"C": "-", "G": "There are no health needs relating to his special educational needs."})
    assert value(subject, "statement.C") == "no_needs"


def test_no_provision_in_g_is_no_statement_of_needs() -> None:
    assert value(make_subject({"C": "-", "G": "No provision is required."}), "statement.C") == "blank"


def test_a_service_named_without_its_advice_is_asked_after() -> None:
    subject = make_subject({"C": "Reece has been referred to CAMHS."}, advice=[AdviceKind.SCHOOL])
    assert "statement.missing_c" in codes(subject)
    came = make_subject({"C": "Reece has been referred to CAMHS."}, advice=[AdviceKind.CAMHS])
    assert "statement.missing_c" not in codes(came)


@pytest.mark.parametrize(
    ("sections", "against"),
    [
        ({"C": "There are no health needs.", "A": "He takes medication for his asthma."}, True),
        ({"C": "There are no health needs.", "A": "His sister takes medication for epilepsy."}, False),
        ({"C": "There are no health needs.", "B": "He does not have asthma."}, False),
        ({"C": "There are no other health needs.", "A": "He takes medication every day."}, False),
        ({"D": "Not known to social care.", "A": "His social worker visits every month."}, True),
        ({"D": "There are no social care needs.", "B": "Reece lives with foster carers."}, True),
        ({"D": "There are no social care needs.", "B": "Reece lives with his mum."}, False),
    ],
)
def test_a_statement_is_held_against_the_rest_of_the_plan(sections, against: bool) -> None:
    found = contradicted.CHECK.examine(make_subject(sections)).findings
    assert [f.check for f in found] == (["statement.contradicted"] if against else [])


def test_provision_beside_a_statement_of_no_needs_is_a_contradiction() -> None:
    subject = make_subject(
        {"C": "There are no health needs.", "G": "A nurse will review his feeding plan every six months."},
        provision=[("G", "A nurse will review his feeding plan every six months.")],
    )
    (finding,) = contradicted.CHECK.examine(subject).findings
    assert "Section G" in finding.message


PAIRS = yaml.safe_load((Path(__file__).parent / "cases" / "statement.contradicted.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("sections", "against"),
    [pytest.param(s, k == "fails", id=f"{k}-{' | '.join(s.values())[:90]}") for k, each in PAIRS.items() for s in each],
)
def test_a_contradiction_is_told_from_a_signpost_a_relative_and_a_hope(sections, against: bool) -> None:
    provided = [(s, text) for s, text in sections.items() if s in ("G", "H1", "H2") and len(text.split()) > 5]
    found = contradicted.CHECK.examine(make_subject(sections, provision=provided)).findings
    assert bool(found) == against


@pytest.mark.parametrize("text", [*CASES["no_needs"], *CASES["no_response"], *CASES["not_known"]])
def test_a_statement_in_the_column_for_needs_is_no_need(text: str) -> None:
    mild = "eczema" in text  # a need is told in the same breath
    assert states_none(text) is not mild


@pytest.mark.parametrize(
    "text",
    [
        *CASES["needs"],
        "Amira has no friends outside school and does not attend any clubs.",
        "She has no contact with her father and no other family live nearby.",
        "Dad works away and Mum has no support from family.",
        "Kai is not involved in any activity with other children at weekends.",
        "Without medication he would not be able to sit for any length of time.",
        "Tom has not been discharged from hospital since birth.",
        "He has no short breaks, and his parents have not had a night out since 2023.",
        "No one outside the family can look after him.",
        "Ella has not been able to access a dentist because of her sensory needs.",
        "There is no bath that she can get into safely.",
    ],
)
def test_a_need_told_by_what_is_not_there_is_a_need(text: str) -> None:
    assert not states_none(text)


def test_a_plan_keeps_its_needs_and_loses_its_statements() -> None:
    said = "Children's Social Care replied on 28 September. They identified no current social care needs."
    subject = make_subject({"D": said}, needs=[("D", said), ("C", "Sam has epilepsy.")])
    assert [n.section for n in without_statements(subject.plan).needs] == ["C"]


def test_no_other_needs_beside_a_need_is_a_need() -> None:
    text = "Sam has difficulty getting off to sleep and has been prescribed melatonin. There are no other health needs."
    assert section_class(text, needs=False)[0] is Statement.NEEDS
    assert section_class("There are no other health needs.", needs=False)[0] is Statement.NO_NEEDS
