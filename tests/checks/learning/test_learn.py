"""Learning: moderators' anchors are found again, too little changes nothing, and all of it can be taken back."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import yaml

from checks.forms.authority import VARIABLE, load_authority, use
from checks.forms.changes import plan_form
from checks.forms.learnt import in_force
from flows.command import main

THEIRS = {"F.provision.quantified": (0.05, 0.22, 0.45, 0.72), "F.provision.resources": (0.2, 0.45, 0.7, 0.95)}
MEASURE = {"F.provision.quantified": "provision.quantified.F", "F.provision.resources": "provision.resources.F"}
PLANS, ITEMS = 240, 20


@pytest.fixture(autouse=True)
def _no_configuration(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(VARIABLE, raising=False)
    yield
    use(None)


def simulated(folder: Path, *, plans: int = PLANS, shuffled: bool = False, seed: int = 4) -> tuple[Path, Path]:
    """Plans with so many items that pass, and two moderators who score them by anchors of their own, one step out
    now and then. Shuffled: each plan has the scores of another.
    """
    random = np.random.default_rng(seed)
    results, rows = folder / "results", []
    shares = {line: random.integers(0, ITEMS + 1, plans) for line in THEIRS}
    for i in range(plans):
        measures = {
            MEASURE[line]: {"met": int(n[i]), "not_met": ITEMS - int(n[i]), "unknown": 0, "value": None, "failing": []}
            for line, n in shares.items()
        }
        case = results / "cases" / f"p{i:03}"
        case.mkdir(parents=True)
        kept = {"measures": measures, "plan": {"sections": {"F": {"confidence": 1.0}}}}
        (case / "assessment.json").write_text(json.dumps(kept), encoding="utf-8")
    order = random.permutation(plans) if shuffled else np.arange(plans)
    for line, anchors in THEIRS.items():
        for i in range(plans):
            for moderator in ("m1", "m2"):
                share = shares[line][order[i]] / ITEMS + random.normal(0, 0.04)
                score = 1 + int(np.searchsorted(anchors, share, side="right"))
                rows.append((f"p{i:03}", line, score, moderator, "yes" if i % 4 == 0 else "no"))
    answers = folder / "answers.csv"
    with answers.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("case", "line", "answer", "moderator", "blind"), *rows])
    return answers, results


def learn(answers: Path, results: Path, out: Path, *more: str) -> int:
    return main(["learn", str(answers), "--results", str(results), "--out", str(out), *more])


def test_moderators_anchors_are_found_again_and_agreement_grows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, results = simulated(tmp_path)
    assert learn(answers, results, tmp_path / "learnt") == 0
    learnt = in_force(tmp_path / "learnt")
    assert learnt is not None
    for line, anchors in THEIRS.items():
        assert learnt.anchors[line] == pytest.approx(anchors, abs=0.05), line
    figures = learnt.measured
    assert figures["plans"] == PLANS
    before, after = figures["before"], figures["after"]
    assert after["kappa"] > before["kappa"] > 0.5
    assert before["low"] < before["kappa"] < before["high"]
    assert after["exact"] > before["exact"] + 0.1
    said = capsys.readouterr().out
    assert "Blind answers, after" in said
    assert "learnt-1 is in force: new anchors for 2 lines" in said


def test_too_little_is_said_and_nothing_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers, results = simulated(tmp_path, plans=40)
    assert learn(answers, results, tmp_path / "learnt") == 3
    assert "Scores for 40 plans stand beside a draft, and 200 are wanted" in capsys.readouterr().out
    assert not (tmp_path / "learnt").exists()


def test_how_much_is_enough_can_be_set_and_a_line_with_few_answers_keeps_its_anchors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, results = simulated(tmp_path, plans=40)
    kept = [r for r in answers.read_text(encoding="utf-8").splitlines() if "resources" not in r or r[:4] < "p010"]
    answers.write_text("\n".join(kept) + "\n", encoding="utf-8")
    ours = tmp_path / "our.yaml"
    ours.write_text("learning: {folder: learnt, least_plans: 30}\n", encoding="utf-8")
    load_authority.cache_clear()
    monkeypatch.setenv(VARIABLE, str(ours))
    assert main(["learn", str(answers), "--results", str(results)]) == 0
    learnt = in_force(tmp_path / "learnt")
    assert learnt is not None
    assert set(learnt.anchors) == {"F.provision.quantified"}
    assert "20 answers are too few; 60 are wanted" in capsys.readouterr().out


def test_what_was_learnt_is_used_and_can_be_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def anchors() -> tuple[float, ...]:
        form = plan_form()
        score = next(line for line in form.lines if line.id == "F.provision.quantified").draft.score
        assert score is not None
        return form.anchors_of(score)

    answers, results = simulated(tmp_path)
    ours = tmp_path / "our.yaml"
    ours.write_text("learning: {folder: learnt}\n", encoding="utf-8")
    load_authority.cache_clear()
    monkeypatch.setenv(VARIABLE, str(ours))
    own, version = anchors(), plan_form().version
    assert learn(answers, results, tmp_path / "learnt") == 0
    first = anchors()
    assert first != own
    assert plan_form().version == f"{version}+learnt-1"
    assert learn(answers, results, tmp_path / "learnt") == 0
    assert plan_form().version == f"{version}+learnt-2"
    assert main(["learn", "--undo", "--out", str(tmp_path / "learnt")]) == 0
    assert anchors() == first
    assert main(["learn", "--undo"]) == 0
    assert (anchors(), plan_form().version) == (own, version)
    assert main(["learn", "--undo"]) == 2, "nothing is left to take back"
    assert main(["learn", "--use", "learnt-2"]) == 0
    assert plan_form().version == f"{version}+learnt-2"
    assert main(["learn", "--use", "learnt-9"]) == 2


def test_scores_that_belong_to_other_plans_teach_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers, results = simulated(tmp_path, shuffled=True)
    assert learn(answers, results, tmp_path / "learnt") == 0
    learnt = in_force(tmp_path / "learnt")
    assert learnt is not None
    assert learnt.measured["after"]["kappa"] < 0.15, "shuffled plans are not scored as people scored them"
    assert learnt.measured["before"]["kappa"] < 0.15
    assert learnt.anchors == {}, "or every plan would get one middling score"
    assert "does not tell people's scores apart" in capsys.readouterr().out


def test_a_dry_run_tells_and_keeps_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers, results = simulated(tmp_path)
    assert learn(answers, results, tmp_path / "learnt", "--dry") == 0
    assert "All, after" in capsys.readouterr().out
    assert not (tmp_path / "learnt").exists()


def test_confidence_follows_how_often_drafts_prove_right(tmp_path: Path) -> None:
    answers, results = simulated(tmp_path)
    assert learn(answers, results, tmp_path / "learnt") == 0
    learnt = in_force(tmp_path / "learnt")
    assert learnt is not None
    assert learnt.sure("F.provision.quantified", 0.6) > 0.85, "nearly all are within one point"
    assert learnt.sure("A.never.answered", 0.6) == learnt.sure("B.never.answered", 0.6)
    for sure, held, number in learnt.measured["reliability"]:
        assert number < 60 or abs(sure - held) < 0.08


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("p001,F.provision.quantifed,3,m1,no", 'row 2: the form has no line "F.provision.quantifed"'),
        ("p001,F.provision.quantified,6,m1,no", 'row 2: "6" is no score from 1 to 5'),
        ("p001,F.provision.quantified,yes,m1,no", 'row 2: "yes" is no answer to F.provision.quantified'),
        ("p001,J.agreed,3,m1,no", 'row 2: "3" is no answer to J.agreed'),
        ("p001,F.provision.quantified,3,m1,perhaps", 'row 2: blind is "perhaps"'),
        (",F.provision.quantified,3,m1,no", "row 2: the case is not named"),
    ],
)
def test_a_row_that_cannot_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, said: str
) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text(f"case,line,answer,moderator,blind\n{row}\n", encoding="utf-8")
    assert learn(answers, tmp_path, tmp_path / "learnt") == 2
    assert said in capsys.readouterr().err


def test_a_table_without_the_columns_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text("plan,line,score\na,b,3\n", encoding="utf-8")
    assert learn(answers, tmp_path, tmp_path / "learnt") == 2
    assert "has no column case, answer" in capsys.readouterr().err


def test_a_kept_version_is_plain_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers, results = simulated(tmp_path)
    assert learn(answers, results, tmp_path / "learnt") == 0
    data = yaml.safe_load((tmp_path / "learnt" / "learnt-1.yaml").read_text(encoding="utf-8"))
    assert (data["form"], data["name"], data["from"]) == ("ehcp", "learnt-1", "answers.csv")
    assert len(data["anchors"]["F.provision.quantified"]) == 4
