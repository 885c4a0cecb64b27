"""Draft answers: from measures by anchors, explained with counts, left to people where nothing decides."""

import pytest
import yaml

from checks.answers import Answer, answer_form
from checks.finding import Measure
from checks.forms.changes import plan_form
from checks.forms.form import Form
from checks.forms.learnt import Learnt

FORM = Form.model_validate(
    yaml.safe_load(
        """
form: small
version: '1'
title: Small
score_scale: {min: 1, max: 5}
ladders: {share: [0.1, 0.4, 0.7, 0.9]}
sections:
  - id: F
    title: Provision
    groups:
      - lines:
          - id: F.amounts
            text: Amounts
            draft:
              when:
                - all_of: [{measure: count, below: 1}]
                  answer: not_applicable
                  why: Nothing is provided.
                  confidence: 0.8
              score:
                measures: {amounts: 2, advised: 1}
                ladder: share
                why: "{met} of {of} items say how much; not: {failing}."
                also: {advised: "{met} of {of} advised items are here."}
                confidence: 0.8
              look_at: Section F.
          - id: F.people
            text: For people
            draft: {look_at: Read it aloud.}
  - id: whole
    title: Whole
    groups:
      - lines:
          - id: whole.all
            text: Whole
            draft:
              score: {measures: {lines.mean: 1}, ladder: share, why: "{of} lines come to {value}.", confidence: 0.6}
              look_at: All of it.
""".replace("{of} lines", "The lines")
    )
)


def drafted(*measures: Measure, sure: float = 1.0, learnt: Learnt | None = None) -> dict[str, Answer]:
    given = {m.name: m for m in measures}
    more = {"learnt": learnt} if learnt else {}
    return {a.line: a for a in answer_form(FORM, given, certainty={"F": sure}, **more)}


AMOUNTS = Measure("amounts", met=8, not_met=2, failing=("F3", "F7"))


def test_a_share_climbs_the_anchors_and_says_its_counts() -> None:
    answer = drafted(AMOUNTS)["F.amounts"]
    assert (answer.value, answer.reached) == (4, 0.8)
    assert answer.why == "8 of 10 items say how much; not: F3, F7."
    assert answer.failing == ("F3", "F7")


def test_a_second_measure_weighs_in_and_is_told() -> None:
    answer = drafted(AMOUNTS, Measure("advised", met=0, not_met=10))["F.amounts"]
    assert (answer.value, round(answer.reached or 0, 3)) == (3, 0.533)
    assert answer.why.endswith("0 of 10 advised items are here.")


def test_where_nothing_fails_no_empty_list_is_told() -> None:
    assert drafted(Measure("amounts", met=4))["F.amounts"].why == "4 of 4 items say how much."


def test_what_could_not_be_judged_is_told_apart() -> None:
    answer = drafted(Measure("amounts", met=4, not_met=1, unknown=2, failing=("F2",)))["F.amounts"]
    assert answer.why == "4 of 5 items say how much; not: F2. 2 could not be judged."


def test_an_exception_comes_before_the_score() -> None:
    answer = drafted(AMOUNTS, Measure("count", value=0.0))["F.amounts"]
    assert (answer.value, answer.reached) == ("not_applicable", None)


def test_without_its_measure_a_line_is_left_to_people_with_what_to_look_at() -> None:
    answers = drafted()
    assert [(a.value, a.why) for a in answers.values()] == [
        (None, "Section F."), (None, "Read it aloud."), (None, "All of it."),
    ]  # fmt: skip


def test_a_section_read_with_doubt_is_less_sure_and_with_more_doubt_left_to_people() -> None:
    sure, doubtful, lost = (drafted(AMOUNTS, sure=s)["F.amounts"] for s in (1.0, 0.7, 0.4))
    assert sure.confidence > doubtful.confidence > 0
    assert lost.value is None
    assert "could not be read with confidence" in lost.why


def test_few_items_are_less_sure() -> None:
    assert (
        drafted(Measure("amounts", met=2))["F.amounts"].confidence
        < drafted(Measure("amounts", met=9))["F.amounts"].confidence
    )


def test_the_whole_rests_on_the_other_scores_and_is_answered_last() -> None:
    answer = drafted(AMOUNTS)["whole.all"]
    assert (answer.value, answer.reached) == (4, 0.75)
    assert "75%" in answer.why


@pytest.mark.parametrize(("shift", "more"), [(1.0, True), (-1.0, False)])
def test_what_was_measured_moves_confidence(shift: float, more: bool) -> None:
    learnt = Learnt(form="small", name="x", **{"from": ""}, confidence={"F.*": shift})
    moved = drafted(AMOUNTS, learnt=learnt)
    assert (moved["F.amounts"].confidence > drafted(AMOUNTS)["F.amounts"].confidence) is more
    assert moved["whole.all"].confidence == drafted(AMOUNTS)["whole.all"].confidence
    assert moved["F.people"].confidence == 0.0


def test_a_few_good_items_are_not_yet_full_marks_where_the_form_says_so() -> None:
    data = FORM.model_dump(by_alias=True)
    data["sections"][0]["groups"][0]["lines"][0]["draft"]["score"]["few"] = 0.5
    form = Form.model_validate(data)
    drafts = [
        answer_form(form, {"amounts": Measure("amounts", met=n)}, certainty={"F": 1.0})[0].value for n in (1, 3, 6)
    ]
    assert drafts == [3, 4, 5]
    assert drafted(Measure("amounts", met=1))["F.amounts"].value == 5


def test_one_bare_need_among_many_is_named_and_left_to_people() -> None:
    form = plan_form(learnt=False)
    line = "F.provision.matched_to_B"

    def answer(met: int, *bare: str) -> Answer:
        measure = Measure("thread.need_has_provision.B", met=met, not_met=len(bare), failing=bare)
        found = answer_form(form, {measure.name: measure}, certainty={})
        return next(a for a in found if a.line == line)

    one, three = answer(7, "B4"), answer(5, "B2", "B4", "B6")
    assert (one.value, one.confidence, three.value) == (None, 0.0, "no")
    assert "B4" in one.why
    assert "beside Section F" in one.why
    assert answer(8).value == "yes"


@pytest.mark.parametrize(("met", "bare", "linked"), [(5, 3, "no"), (7, 3, "yes"), (9, 0, "yes")])
def test_provision_is_linked_to_outcomes_where_two_items_in_three_are_seen_to_be(
    met: int, bare: int, linked: str
) -> None:
    measure = Measure("thread.provision_has_outcome.F", met=met, not_met=bare, failing=("F1",) * bare)
    found = answer_form(plan_form(learnt=False), {measure.name: measure}, certainty={})
    assert next(a for a in found if a.line == "F.provision.linked_to_E").value == linked
