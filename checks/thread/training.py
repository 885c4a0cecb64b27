"""Trains the thread's rankers on cases with known truth, and measures them with each case left out in turn.

``python -m checks.thread.training sample_docs`` prints the figures and writes ``ranker.json`` beside this
file. Each plan is used twice, with what its layout ties and without, so that both kinds are served.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.thread.features import FEATURES, pair_features
from extractors.plan import likeness, read_plan
from extractors.plan.model import Need, Outcome, Plan, Provision, Tie
from extractors.readers import read
from models.ranker import Ranker

HERE = Path(__file__).parent
STRENGTH = 0.2  # the inverse of regularisation: few cases, so weights are kept small
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Sample:
    """One plan's pairs: features (needs, others, k), and which are true links. Shape as in ``pair_features``."""

    case: str
    features: NDArray[np.float64]
    links: NDArray[np.bool_]
    missed: int  # true links whose items were not found


def samples(folder: Path, name: str, *, ties: bool) -> list[Sample]:
    """One sample for each case of the folder; ``name`` is "provision" or "outcomes"."""
    made = []
    for truth_file in sorted(folder.glob("*/truth.json")):
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        plan = _plan_of(truth_file.parent)
        others: Sequence[Outcome] | Sequence[Provision] = plan.provision if name == "provision" else plan.outcomes
        needs = plan.needs if ties else tuple(replace(n, tie=Tie(), area="") for n in plan.needs)
        if not ties:
            others = [replace(o, tie=Tie(), area="") for o in others]  # type: ignore[assignment]
        need_ids, other_ids = _matched(truth["needs"], needs), _matched(truth[name], others)
        links = np.zeros((len(needs), len(others)), dtype=bool)
        missed = 0
        for entry in truth["truth"]["thread"]:
            for other in entry[name]:
                i, j = need_ids.get(entry["need"]), other_ids.get(other)
                if i is None or j is None:
                    missed += 1
                else:
                    links[i, j] = True
        made.append(Sample(truth_file.parent.name, pair_features(plan, needs, others), links, missed))
    return made


def _plan_of(folder: Path) -> Plan:
    documents = [read(f) for f in sorted(folder.iterdir()) if f.suffix in (".docx", ".pdf") and "EHCP" in f.name]
    return read_plan(max(documents, key=likeness))


def _matched(known: list[dict[str, Any]], read_items: Sequence[Need | Outcome | Provision]) -> dict[str, int]:
    """Truth ids to places among the items as read, by the words they share."""
    bags = [Counter(_WORD.findall(item.text.lower())) for item in read_items]
    pairs = []
    for entry in known:
        bag = Counter(_WORD.findall(entry["text"].lower()))
        for j, other in enumerate(bags):
            share = sum((bag & other).values())
            pairs.append((share / max(1, sum(bag.values()) + sum(other.values())), entry["id"], j))
    found: dict[str, int] = {}
    for score, key, j in sorted(pairs, reverse=True):
        if score > 0.3 and key not in found and j not in found.values():
            found[key] = j
    return found


def fit(train: Sequence[Sample]) -> Ranker:
    """A ranker fitted to samples; its two thresholds are those that do best on them."""
    from sklearn.linear_model import LogisticRegression  # only training needs it

    x = np.concatenate([s.features.reshape(-1, len(FEATURES)) for s in train])
    y = np.concatenate([s.links.reshape(-1) for s in train])
    mean, scale = x.mean(axis=0), np.where(x.std(axis=0) > 1e-9, x.std(axis=0), 1.0)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight={0: 1.0, 1: 2.0}).fit((x - mean) / scale, y)
    ranker = Ranker(
        FEATURES, tuple(mean.round(6)), tuple(scale.round(6)), tuple(model.coef_[0].round(6)),
        float(round(model.intercept_[0], 6)), 0.5, 0.4, dt.datetime.now(tz=dt.UTC).date().isoformat(),
    )  # fmt: skip
    grid = [(a / 100, b / 100) for a in range(30, 86, 5) for b in range(10, 76, 5) if b <= a]
    best = max(grid, key=lambda g: _f1([(s, replace(ranker, threshold=g[0], first=g[1])) for s in train]))
    return replace(ranker, threshold=best[0], first=best[1])


def _f1(pairs: Sequence[tuple[Sample, Ranker]]) -> float:
    hit = drawn = true = 0
    for sample, ranker in pairs:
        chosen = ranker.chosen(ranker.chances(sample.features))
        hit += int((chosen & sample.links).sum())
        drawn += int(chosen.sum())
        true += int(sample.links.sum()) + sample.missed
    return 2 * hit / max(1, drawn + true)


def left_out(tied: Sequence[Sample], loose: Sequence[Sample]) -> tuple[float, float]:
    """F1 with each case left out in turn: with the layout's ties, and without them."""
    rankers = [fit([s for s in (*tied, *loose) if s.case != out.case]) for out in tied]
    return _f1(list(zip(tied, rankers, strict=True))), _f1(list(zip(loose, rankers, strict=True)))


def main(folder: Path) -> None:
    """Measure, fit on everything and write the artefact."""
    written = {}
    for name in ("provision", "outcomes"):
        tied, loose = samples(folder, name, ties=True), samples(folder, name, ties=False)
        with_ties, without = left_out(tied, loose)
        sys.stdout.write(
            f"need to {name}: F1 {with_ties:.3f} with the layout's ties, {without:.3f} without (left out)\n"
        )
        written[name] = asdict(fit([*tied, *loose]))
        for feature, weight in zip(FEATURES, written[name]["weights"], strict=True):
            sys.stdout.write(f"   {feature:15} {weight:+.2f}\n")
    (HERE / "ranker.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
