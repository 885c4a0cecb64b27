"""An item's elements as values; vagueness taken over from a report; words that loosen a whole section."""

from dataclasses import replace

import pytest

from checks.engine import examine
from checks.provision import blanket
from checks.provision.elements import elements
from checks.subject import Subject
from extractors.advice.model import AdviceItem, AdviceKind
from extractors.document import Block
from extractors.passage import Passage, Piece
from extractors.plan.model import Provision
from tests.checks.making import make_subject


def read(text: str, who: str = "", frequency: str = ""):
    return elements(Provision("F1", "F", Passage(text), who=Passage(who), frequency=Passage(frequency)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Colourful semantics, 10 minutes a day with a teaching assistant.", "delivery"),
        ("All staff will be trained in Makaton.", "training"),
        ("A laptop with a screen reader for all written work.", "equipment"),
        ("He sits at the front, away from the window.", "environment"),
        ("Taught in a class of no more than eight pupils.", "curriculum"),
        ("Two hours a term of consultation from the educational psychologist.", "advice"),
        ("The SENCO meets his parents each half term to go over progress.", "review"),
        ("High quality teaching for all.", "universal"),
    ],
)
def test_an_item_has_a_kind(text: str, kind: str) -> None:
    assert read(text).kind == kind


def test_amounts_are_numbers() -> None:
    found = read("Precision teaching, 3 x 20 minutes per week in a group of four, with a TA trained in the programme.")
    assert (found.minutes, found.times_a_week, found.group_size) == ((20.0,), (3.0,), (4.0,))
    assert found.who == ("TA",)
    assert found.expertise
    assert found.programmes == ("Precision teaching",)


def test_a_range_a_floor_and_a_ceiling_keep_their_words() -> None:
    found = read("At least two sessions of 20-30 minutes a week, up to four pupils in a group.")
    assert (found.least, found.most) == ("At least", "up to")
    assert "20-30 minutes" in found.long


def test_columns_count() -> None:
    found = read("Spelling", who="Teaching assistant", frequency="10 mins, 5x weekly")
    assert found.who == ("Teaching assistant",)
    assert found.often
    assert found.long == ("10 mins",)


def test_a_ratio_and_a_total_of_hours() -> None:
    found = read("25 hours per week of 1:1 support from a learning support assistant.")
    assert found.ratio == "1:1"
    assert found.minutes_a_week == (1500.0,)


def test_what_is_left_to_others_is_kept() -> None:
    assert read("TA support, hours to be determined by the school.").delegated == (
        "hours to be determined by the school",
    )


def told(advice_text: str):
    text = "Jay will have regular precision teaching of reading words with a teaching assistant."
    subject = make_subject({"F": text}, provision=[("F", text)], advice=[AdviceKind.SCHOOL])
    paper = subject.advice[0]
    passage = Passage(advice_text, (Piece(0, 0, len(advice_text)),))
    document = replace(paper.document, blocks=(Block(0, advice_text),))
    asked = replace(paper, document=document, provision=(AdviceItem("p1", passage),))
    case = replace(subject.case, advice=(asked,), documents=(subject.plan.document, document))
    found = examine(Subject(case, subject.thread, subject.language, subject.today)).findings
    return {f.check: f for f in found if f.check.startswith("provision.")}


def test_vagueness_that_a_report_has_too_is_inherited_and_low() -> None:
    found = told("Regular precision teaching of reading words with a teaching assistant is recommended for Jay.")
    for code in ("provision.vague", "provision.unquantified"):
        assert found[code].severity.value == "low"
        assert "inherited" in found[code].message


def test_vagueness_that_is_the_plans_own_is_not_inherited() -> None:
    found = told(
        "Precision teaching of reading words with a teaching assistant for Jay, 15 minutes on four days a week."
    )
    assert found["provision.unquantified"].severity.value == "high"
    assert "inherited" not in found["provision.vague"].message


def test_a_sentence_that_loosens_a_whole_section_is_told() -> None:
    item = "A teaching assistant reads with Jay for 15 minutes a day."
    loose = "The funding will be used flexibly to achieve the outcomes."
    (finding,) = blanket.CHECK.examine(make_subject({"F": f"{loose}\n{item}"}, provision=[("F", item)])).findings
    assert finding.quote == loose
    assert not blanket.CHECK.examine(make_subject({"F": f"{item}\n{item}"}, provision=[("F", item)])).findings
