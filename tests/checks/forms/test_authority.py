"""An authority changes forms, words and limits in one file; every mistake in it is told where it stands."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from checks.answers import answer_form
from checks.finding import Measure
from checks.forms.authority import VARIABLE, Authority, current, load_authority, use, words_of
from checks.forms.changes import MEASURES, advice_form, known_measures, plan_form
from checks.forms.form import EHCP, FormError, load_form
from checks.registry import every_code

EXAMPLE = EHCP.with_name("authority.example.yaml")
NORTHMOOR = EHCP.parent / "examples" / "northmoor.yaml"


@pytest.fixture(autouse=True)
def _no_configuration(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(VARIABLE, raising=False)
    yield
    use(None)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def written(text: str) -> Path:
        path = tmp_path / "our.yaml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv(VARIABLE, str(path))
        load_authority.cache_clear()
        return path

    return written


def refused(path: Path) -> str:
    with pytest.raises(FormError) as told:
        load_authority(path)
    return told.value.sentence


def uncommented(text: str) -> str:
    """The example with every setting taken in: the way in which an officer would use it."""
    return re.sub(r"^#(?=\S|  )", "", text, flags=re.MULTILINE)


def test_without_a_configuration_the_framework_stands_as_it_is() -> None:
    assert current() == Authority()
    assert plan_form() == load_form(EHCP)


def test_the_example_changes_nothing_as_it_comes() -> None:
    assert load_authority(EXAMPLE).model_copy(update={"digest": "", "folder": Path()}) == Authority()


def test_every_setting_of_the_example_is_one_that_is_known(settings, tmp_path: Path) -> None:
    (tmp_path / "our-form.yaml").write_text(EHCP.read_text(encoding="utf-8"), encoding="utf-8")
    authority = load_authority(settings(uncommented(EXAMPLE.read_text(encoding="utf-8"))))
    assert authority.council == "Northmoor County Council"
    assert authority.limits.stale_advice_months == 12
    assert authority.checks.forbid_medicine_names
    form = plan_form()
    lines = {line.id: line for line in form.lines}
    assert not {"J.amount", "J.outcomes"} & set(lines)
    assert lines["F.provision.named"].text == "Each item names who provides it"
    assert form.anchors_of(lines["F.provision.quantified"].draft.score) == (0.1, 0.4, 0.75, 0.95)
    assert lines["whole.overall"].draft.score is None
    assert "process.six_weeks" not in {line.id for line in advice_form().lines}


def test_a_changed_anchor_changes_the_answer_and_the_version(settings) -> None:
    measures = {"provision.quantified.F": Measure("provision.quantified.F", met=7, not_met=3)}

    def drafted() -> int:
        return next(
            a.value for a in answer_form(plan_form(), measures, certainty={}) if a.line == "F.provision.quantified"
        )

    before, version = drafted(), plan_form().version
    settings("form:\n  lines:\n    F.provision.quantified: {anchors: [0.1, 0.3, 0.5, 0.65]}\n")
    assert (before, drafted()) == (4, 5)
    assert plan_form().version.startswith(f"{version}+")


def test_a_line_left_to_people_is_never_drafted(settings) -> None:
    settings("form:\n  lines:\n    F.provision.quantified: {left_to_people: true}\n")
    measures = {"provision.quantified.F": Measure("provision.quantified.F", met=7, not_met=3)}
    answer = next(a for a in answer_form(plan_form(), measures, certainty={}) if a.line == "F.provision.quantified")
    assert answer.value is None
    assert answer.why


def test_phrases_are_added_removed_and_replaced(settings) -> None:
    listed = {"often": ["regularly", "daily"], "long": ["minutes"]}
    settings(
        "words:\n  provision.vague:\n    Name the person's role and training.:\n      add: ['a suitable grown-up']\n"
    )
    assert words_of("outcome", listed) == listed
    one = words_of("provision.vague", {"Name the person's role and training.": ["staff"]})
    assert one == {"Name the person's role and training.": ["staff", "a suitable grown-up"]}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("councl: Northmoor\n", 1, '"councl" is not known. Did you mean "council"?'),
        ("limits:\n  stale_advice_months: 0\n", 2, "greater than or equal to 1"),
        ("limits:\n  stale_months: 6\n", 2, 'Did you mean "stale_advice_months"'),
        ("checks:\n  leave_out: [provision.vauge]\n", 2, 'Did you mean "provision.vague"'),
        ("words:\n  provision.vage: {}\n", 2, 'Did you mean "provision.vague"'),
        ("words:\n  hopes:\n    wantin: {add: [a]}\n", 3, 'Did you mean "wanting"'),
        ("words:\n  hopes:\n    wanting: {add: ['want(']}\n", 3, "cannot be read as a phrase"),
        ("words:\n  hopes:\n    wanting: {add: ['x?']}\n", 3, "would be found everywhere"),
        ("words:\n  hopes:\n    wanting: {remove: [nothing like it]}\n", 3, '"nothing like it" is not in the list'),
        ("form:\n  ladders: {depth: [0.1, 2]}\n", 2, "less than or equal to 1"),
        ("council: A\ncouncil: B\n", 2, '"council" stands twice (first in line 1)'),
        ("council: [\n", 2, "is not valid YAML"),
        ("digest: abc\n", 1, '"digest" is not known'),
    ],
)
def test_a_mistake_is_told_by_line_with_what_is_allowed(settings, text: str, line: int, said: str) -> None:
    told = refused(settings(text))
    assert f"line {line}" in told
    assert said in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("form:\n  lines:\n    F.provision.quantifed: {text: a}\n", 'Did you mean "F.provision.quantified"'),
        ("form:\n  leave_out: [J.amont]\n", 'Did you mean "J.amount"'),
        ("form:\n  lines:\n    F.provision.defined: {ladder: dept}\n", "ladder: \"dept\" is not known. Did you mean \"depth\""),
        ("form:\n  lines:\n    F.provision.defined: {anchors: [0.9, 0.1, 0.2, 0.3]}\n", "needs 4 rising anchors"),
        ("form:\n  lines:\n    F.provision.defined: {measures: {provision.definde.F: 1}}\n", 'Did you mean "provision.defined.F"'),
        ("form:\n  lines:\n    F.provision.defined: {why: 'so {mat}'}\n", "has a reason with {mat}"),
        ("form:\n  ladders: {depth: [0.1, 0.2]}\n", "form.ladders.depth: needs 4 rising anchors"),
        ("form:\n  lines:\n    I.setting_name: {ladder: depth, measures: {lines.mean: 1}, why: a}\n", "answered Yes or No"),
        ("form:\n  file: not-there.yaml\n", "There is no form file"),
    ],
)  # fmt: skip
def test_a_change_that_does_not_fit_the_form_is_refused(settings, text: str, said: str) -> None:
    settings(text)
    with pytest.raises(FormError) as told:
        plan_form()
    assert said in told.value.sentence


def test_a_form_of_another_authority_needs_no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(NORTHMOOR))
    form = plan_form()
    assert (form.score_scale.min, form.score_scale.max, len(form.lines)) == (0, 3, 14)
    assert current().council == "Northmoor County Council"
    measures = {
        m.name: m
        for m in (
            Measure("provision.quantified.F", met=7, not_met=3, failing=("F2", "F5", "F9")),
            Measure("provision.provider.F", met=0, not_met=10),
            Measure("voice.method", value=True),
            Measure("count.needs.C", value=0.0),
        )
    }
    answers = {a.line: a for a in answer_form(form, measures, certainty={})}
    assert (answers["happen.amounts"].value, answers["happen.amounts"].why) == (
        2,
        "7 of 10 items say it; not: F2, F5, F9.",
    )
    assert answers["happen.who"].value == 0
    assert answers["centre.how_asked"].value == "yes"
    assert answers["needs.health"].value == "not_applicable"
    assert answers["centre.ring_true"].value is None
    assert answers["all.overall"].value == 1, "the mean of a 2 and a 0 on a scale of 0 to 3"


def test_the_list_of_measures_is_of_measures_that_there_are() -> None:
    listed = [name for group in yaml.safe_load(MEASURES.read_text(encoding="utf-8")).values() for name in group]
    assert len(listed) == len(set(listed))
    assert set(listed) <= known_measures()


def test_codes_can_be_named_that_a_check_may_report() -> None:
    assert {"provision.vague", "identity.professional_named", "draft.medicine_named"} <= set(every_code())


def test_every_mistake_that_the_form_has_is_told_before_any_work_begins(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    path = tmp_path / "our.yaml"
    path.write_text(
        "form:\n  leave_out: [J.amont]\n  ladders: {depth: [0.1, 0.2], reach: [0.9, 0.1, 0.2, 0.3]}\n"
        "  lines:\n    F.provision.defined: {measures: {provision.define.F: 1}, few: 0}\n",
        encoding="utf-8",
    )
    with pytest.raises(FormError) as told:
        use(path)
    for said in ("J.amont", "ladders.depth", "ladders.reach", "provision.define.F"):
        assert said in told.value.sentence
    assert VARIABLE not in os.environ, "what cannot be used is not in force"


def test_how_many_failing_items_are_thought_beside_the_judged_can_be_set(settings) -> None:
    before = {line.id: line.draft.score for line in load_form().lines}["F.provision.defined"]
    settings("form:\n  lines:\n    F.provision.defined: {few: 0}\n")
    after = {line.id: line.draft.score for line in plan_form(learnt=False).lines}["F.provision.defined"]
    assert before is not None
    assert after is not None
    assert (before.few > 0, after.few) == (True, 0.0)
