"""``goldenthread evaluate`` counts as the shared yardstick does."""

import importlib.util
import json
from pathlib import Path

import pytest

from checks.assess import Judges
from extractors.errors import CommandError
from flows.evaluation.evaluate import evaluate
from flows.evaluation.tally import Tally, weighted_kappa
from flows.evaluation.yardstick import measure
from tests.flows.conftest import SAMPLES

YARDSTICK = SAMPLES.parent.parent / "shared" / "tools" / "evaluate.py"
PAIRS = {
    "thread_provision": "need to provision", "thread_outcomes": "need to outcomes", "needs_item": "needs found",
    "outcome.no_time": "outcome.no_time", "provision.unquantified": "provision.unquantified",
    "orphan_need": "need without provision",
}  # fmt: skip


@pytest.fixture(scope="module")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> dict:
    from datetime import UTC, datetime

    from checks.assess import assess
    from extractors.reading import read_case

    case = read_case("c12", sorted((SAMPLES / "c12").glob("*.docx"))).case
    return json.loads(assess(case, Judges.load(), now=datetime(2026, 11, 23, tzinfo=UTC)).to_json())


@pytest.mark.skipif(not YARDSTICK.exists(), reason="the shared yardstick does not stand beside this checkout")
def test_its_counts_are_the_yardsticks(assessed: dict) -> None:
    spec = importlib.util.spec_from_file_location("yardstick", YARDSTICK)
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    truth = json.loads((SAMPLES / "c12" / "truth.json").read_text(encoding="utf-8"))
    ratings = json.loads((SAMPLES / "c12" / "ratings.json").read_text(encoding="utf-8"))
    want, got = theirs.one(truth, assessed, ratings), measure(truth, assessed, ratings)
    for name, ours in PAIRS.items():
        assert want[name] == [(got.tallies[ours].right, got.tallies[ours].said, got.tallies[ours].true)]
    assert [f1 for f1, _ in want["section_f1"]] == pytest.approx(got.sections)
    assert sum(x[0] for x in want["yes_no"]) == sum(t.right for t in got.lines.values())
    assert sum(x[0] for x in want["planted"]) == sum(t.right for t in got.planted.values())
    drafted = [(x, g) for _, x, g in want["rated"] if isinstance(x, int) and isinstance(g, int)]
    assert drafted == got.scores
    assert theirs.qwk(drafted) == pytest.approx(weighted_kappa(got.scores))


def test_a_wrong_assessment_measures_worse(assessed: dict) -> None:
    truth = json.loads((SAMPLES / "c12" / "truth.json").read_text(encoding="utf-8"))
    blank = {**assessed, "plan": {**assessed["plan"], "thread": [], "needs": []}, "findings": []}
    assert measure(truth, blank, None).tallies["need to provision"].f1 == 0
    assert measure(truth, assessed, None).tallies["need to provision"].f1 > 0.5


def test_a_folder_without_truth_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes((SAMPLES / "c12" / "CSC response TA.docx").read_bytes())
    with pytest.raises(CommandError) as told:
        evaluate(tmp_path)
    assert told.value.code == "truth.missing"


def test_figures_of_nothing_and_of_all() -> None:
    assert Tally().f1 == 1
    assert Tally(0, 3, 0).precision == 0
    assert Tally(2, 4, 2).f1 == pytest.approx(2 / 3)
    assert weighted_kappa([(1, 1), (5, 5), (3, 3)]) == 1
    assert weighted_kappa([(1, 5), (5, 1)]) == -1
