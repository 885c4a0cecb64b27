"""Terms of the trade: which are told, and what explains them."""

import re
from pathlib import Path

import pytest
import yaml

from checks.jargon import unexplained
from checks.jargon.glossary import uses
from checks.jargon.terms import find_terms
from tests.checks.making import make_subject

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "jargon.unexplained.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "told"), [pytest.param(t, k == "fails", id=f"{k}-{t[:60]}") for k, texts in CASES.items() for t in texts]
)
def test_a_term_is_told_only_where_nothing_explains_it(text: str, told: bool) -> None:
    marked = re.search(r"\[\[(.*?)\]\]", text)
    subject = make_subject({"B": text.replace("[[", "").replace("]]", "")})
    found = {f.quote for f in unexplained.CHECK.examine(subject).findings}
    if marked is None:
        assert not found
    else:
        assert (marked[1] in found) == told


def test_a_term_is_told_once_with_plain_words_for_it() -> None:
    subject = make_subject({"B": "He has dyspraxia. Dyspraxia affects his dressing.", "F": "Help for dyspraxia."})
    (finding,) = unexplained.CHECK.examine(subject).findings
    assert (finding.quote, finding.section) == ("dyspraxia", "B")
    assert "3 times" in finding.message
    assert "difficulty in planning" in finding.suggestion


def test_an_explanation_anywhere_in_the_plan_counts() -> None:
    subject = make_subject(
        {"A": "The ELSA met him.", "F": "The ELSA (emotional literacy support assistant) will help."}
    )
    assert not unexplained.CHECK.examine(subject).findings


def test_a_glossary_in_the_plan_explains() -> None:
    subject = make_subject(
        {"B": "He has dyspraxia.", "K": "Glossary\nDyspraxia: difficulty in planning and making movements"}
    )
    assert not unexplained.CHECK.examine(subject).findings


def test_a_list_of_words_used_explains_until_it_ends() -> None:
    listed = (
        "Words used in this plan\nhemiplegia = weakness of one side of the body\nPECS is a way of asking with cards"
    )
    after = "Tom likes cars.\nHe swims.\nHe has a dog.\nHe sings.\nCAMHS: to be seen again in the spring term"
    subject = make_subject({"B": "He has hemiplegia, uses PECS and goes to CAMHS.", "K": f"{listed}\n{after}"})
    assert [f.quote for f in unexplained.CHECK.examine(subject).findings] == ["CAMHS"]


def test_titles_in_capitals_and_section_k_are_left_alone() -> None:
    subject = make_subject({"B": "SEMH AND SLCN NEEDS\nHe is shy.", "K": "SALT report, OT report"})
    assert not find_terms(subject.plan)


def test_a_form_with_capitals_is_met_only_as_printed() -> None:
    assert [u.term.name for u in uses("The PACE approach; keep pace.")] == ["PACE"]
    assert [u.term.name for u in uses("A fresh start, or the Fresh Start programme.")] == ["Fresh Start"]


def test_the_longest_term_wins() -> None:
    assert [u.term.name for u in uses("Working memory index of 80.")] == ["working memory index"]
