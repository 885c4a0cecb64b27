"""Another child's name and the wrong pronoun, held against sentences that a SEN officer could write."""

from pathlib import Path

import pytest
import yaml

from checks.identity import other_name, pronoun
from extractors.plan.model import Child
from tests.checks.making import make_subject

CASES = Path(__file__).parent / "cases"
FAMILY = (
    "Reece lives with his sister Amy. His best friend is Jaydon. Miss Tully is his teacher. He has a dog called Tyson."
)
SAYS = {"he": "He", "she": "She", "they": "They", "": "They"}


def cases(code: str):
    for name, each in yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8")).items():
        for case in each:
            given = {"text": case} if isinstance(case, str) else case
            yield pytest.param(given, name == "fails", id=f"{name}-{given['text'][:60]}")


@pytest.mark.parametrize(("case", "wrong"), list(cases("identity.other_name")))
def test_another_childs_name_is_told_from_family_staff_and_things(case, wrong) -> None:
    text = case["text"].replace("[[", "").replace("]]", "")
    found = other_name.CHECK.examine(make_subject({"A": FAMILY, "F": text})).findings
    assert bool(found) == wrong
    if wrong:
        marked = case["text"].split("[[")[1].split("]]")[0]
        assert f'"{marked}"' in found[0].message
        assert text[found[0].place.start : found[0].place.end] == marked


@pytest.mark.parametrize(("case", "wrong"), list(cases("identity.pronoun")))
def test_a_wrong_pronoun_is_told_from_one_for_somebody_else(case, wrong) -> None:
    name, own = case.get("name", "Reece"), case.get("pronouns", "he")
    can = " ".join(f"{SAYS[own]} can {what}." for what in ("read", "swim", "count", "write", "sing"))
    family = FAMILY if name == "Reece" else ""
    sections = {
        "A": family,
        "B": f"{name} is a friendly pupil. {can}",
        "F": f"{name} is helped each day.\n{case['text']}",
    }
    subject = make_subject(sections, child=Child(f"{name} Bramhall", name, pronouns=own))
    assert bool(pronoun.CHECK.examine(subject).findings) == wrong


def test_a_plan_that_always_uses_another_name_for_the_child_is_left_alone() -> None:
    body = "\n".join(
        f"Billy will {verb} every day." for verb in ("read", "write", "sing", "count", "run", "swim", "draw")
    )
    subject = make_subject({"F": body}, child=Child("William Hart", "", pronouns="he"))
    assert not other_name.CHECK.examine(subject).findings


def test_pronouns_are_left_alone_where_the_plan_mixes_them_throughout() -> None:
    body = "\n".join(f"She can {verb}." for verb in ("read", "write", "sing", "count", "run", "swim", "draw"))
    subject = make_subject({"B": f"Reece is eleven. He likes art.\n{body}"})
    assert not pronoun.CHECK.examine(subject).findings


def test_somebody_named_in_the_advice_is_not_another_child() -> None:
    from dataclasses import replace

    from checks.subject import Subject
    from extractors.advice.model import AdviceKind
    from extractors.document import Block

    subject = make_subject({"F": "Callum will have his own desk by the door."}, advice=[AdviceKind.SCHOOL])
    paper = subject.advice[0]
    told = replace(paper, document=replace(paper.document, blocks=(Block(0, "His mentor Callum sees him daily."),)))
    case = replace(subject.case, advice=(told,), documents=(subject.plan.document, told.document))
    known = Subject(case, subject.thread, subject.language, subject.today)
    assert not other_name.CHECK.examine(known).findings
    assert other_name.CHECK.examine(subject).findings


def test_a_short_form_of_the_childs_name_is_the_child_and_a_misspelling_is_told_as_one() -> None:
    katherine = Child("Katherine Hart", "Katherine", pronouns="she")
    assert not other_name.CHECK.examine(make_subject({"F": "Katie needs a quiet place."}, child=katherine)).findings
    jaydon = Child("Jaydon Hart", "Jaydon", pronouns="he")
    (finding,) = other_name.CHECK.examine(make_subject({"F": "Jayden needs a quiet place."}, child=jaydon)).findings
    assert finding.severity.value == "low"
    assert "spelt" in finding.message
