"""What a draft should not go out with: placeholders, guidance, words twice, words of another child's plan."""

from pathlib import Path

import pytest
import yaml

from checks.assess import Judges, assess
from checks.draft import duplicate, left_open, placeholder
from checks.draft.between import CODE, copied_between, told
from extractors.plan.model import Child
from tests.checks.making import make_subject

CASES = Path(__file__).parent / "cases"
CARE = "Reece came into care when he was six because of neglect and has found it hard to trust adults since."
LADDER = "A brave ladder of small steps in coming in on {his} own will be agreed with {name} and practised daily for two half-terms."


def cases(code: str):
    for name, each in yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8")).items():
        yield from (pytest.param(text, name == "fails", id=f"{name}-{text[:60]}") for text in each)


def codes(check, subject) -> list[str]:
    return [f.check for f in check.CHECK.examine(subject).findings]


@pytest.mark.parametrize(("text", "wrong"), list(cases("draft.placeholder")))
def test_what_was_left_to_be_filled_in_is_found(text: str, wrong: bool) -> None:
    assert bool(codes(placeholder, make_subject({"B": text}))) == wrong


def test_a_bracket_that_hides_a_name_throughout_is_told_once() -> None:
    text = "[child] cannot read his book. " * 7 + "[insert date]"
    findings = placeholder.CHECK.examine(make_subject({"B": text, "C": "[Child] has asthma."})).findings
    assert [f.quote for f in findings] == ["[child]", "[insert date]"]


def test_a_bracket_here_and_there_is_left_to_fill_in_each_time() -> None:
    findings = placeholder.CHECK.examine(make_subject({"B": "[name] cannot read. [name] cannot spell."})).findings
    assert [f.quote for f in findings] == ["[name]", "[name]"]


@pytest.mark.parametrize(("text", "wrong"), list(cases("draft.guidance_left")))
def test_guidance_and_writers_notes_are_told_from_the_plans_words(text: str, wrong: bool) -> None:
    assert bool(codes(left_open, make_subject({"B": text}))) == wrong


def test_the_same_sentence_in_two_sections_is_told_once() -> None:
    (finding,) = duplicate.CHECK.examine(make_subject({"A": CARE, "B": CARE})).findings
    assert (finding.section, finding.quote) == ("B", CARE)


def test_a_slip_or_a_name_does_not_hide_a_copy() -> None:
    again = CARE.replace("Reece", "Mason").replace("hard", "very hard")
    assert codes(duplicate, make_subject({"A": CARE, "B": again})) == ["draft.duplicate"]


def test_two_steps_with_other_numbers_are_no_copy() -> None:
    one = "By the end of this term Reece will read 20 of the first 100 words aloud to an adult each day."
    assert not codes(duplicate, make_subject({"B": one, "C": one.replace("20", "40")}))


def test_an_outcome_printed_beside_each_need_is_left_alone() -> None:
    assert not codes(duplicate, make_subject({"E": f"{CARE}\nAnother need.\n{CARE}"}))


@pytest.fixture(scope="module")
def judges() -> Judges:
    return Judges.load()


def assessed(judges: Judges, case: str, name: str, text: str):
    from dataclasses import replace
    from datetime import UTC, datetime

    subject = make_subject({"F": text}, provision=[("F", text)], child=Child(f"{name} Hart", name))
    return assess(replace(subject.case, name=case), judges, now=datetime(2026, 11, 23, tzinfo=UTC))


def test_the_same_provision_for_two_children_is_told_whatever_their_names(judges) -> None:
    one = assessed(judges, "one", "Reece", LADDER.format(his="his", name="Reece"))
    two = assessed(judges, "two", "Maisie", LADDER.format(his="her", name="Maisie"))
    copied = copied_between([one, two])
    assert {case: [c.others for c in found] for case, found in copied.items()} == {"one": [("two",)], "two": [("one",)]}
    (finding,) = [f for f in told(one, copied).findings if f.check == CODE]
    assert finding.item == "F1"
    assert "two" in finding.message


def test_two_drafts_for_one_child_are_no_copy(judges) -> None:
    text = LADDER.format(his="his", name="Reece")
    assert not copied_between([assessed(judges, "v1", "Reece", text), assessed(judges, "v2", "Reece", text)])


def test_words_struck_through_are_told_apart_from_tracked_changes() -> None:
    from dataclasses import replace

    from checks.draft.left_open import examine
    from checks.subject import Subject
    from extractors.document import Change, Comment

    subject = make_subject({"F": "A TA will read with him."})
    kinds = ("struck_through", "insertion", "struck_through")
    document = replace(
        subject.plan.document,
        changes=tuple(Change(kind, "", None, "every other day") for kind in kinds),
        comments=(Comment("", None, "Is this right?"),),
    )
    case = replace(subject.case, plan=replace(subject.plan, document=document))
    (finding,) = examine(Subject(case, subject.thread, subject.language, subject.today)).findings
    assert finding.message == "1 tracked change, 2 passages struck through and 1 comment are unresolved."


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        (["", ""], "2 tracked changes are unresolved."),
        (["A Lee", "B Ray"], "2 tracked changes are unresolved, by 2 people."),
        (["A Lee"], "1 tracked change is unresolved, by 1 person."),
    ],
)
def test_changes_are_counted_and_the_longest_is_quoted(authors: list[str], said: str) -> None:
    from dataclasses import replace

    from checks.subject import Subject
    from extractors.document import Change

    subject = make_subject({"F": "A TA will read with him."})
    texts = ["underlined", "The parents ask for 38 sessions a year."][-len(authors) :]
    changes = tuple(Change("insertion", author, None, text, 0) for text, author in zip(texts, authors, strict=True))
    document = replace(subject.plan.document, changes=changes)
    case = replace(subject.case, plan=replace(subject.plan, document=document))
    told = Subject(case, subject.thread, subject.language, subject.today)
    (finding,) = left_open.CHECK.examine(told).findings
    assert finding.message == said
    assert finding.quote == "The parents ask for 38 sessions a year."


def test_an_outcome_over_its_provision_and_a_label_are_no_copies() -> None:
    outcome = "Theo will read thirty words that matter to him from sight, in two places and with two people."
    label = "Communication and Interaction short term outcomes (from Part E), by the end of Key Stage 2:"
    subject = make_subject({"E": f"{label}\n{outcome}", "F": f"{label}\n{outcome}"}, outcomes=[outcome])
    assert not duplicate.CHECK.examine(subject).findings
    assert duplicate.CHECK.examine(make_subject({"B": outcome, "F": outcome})).findings
