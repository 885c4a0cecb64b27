"""Trains the thread's rankers, and measures them with each case left out in turn.

``python -m checks.thread.training sample_docs`` prints the figures and writes ``ranker.json`` beside this
file (some four minutes; with OPENBLAS_NUM_THREADS=1, for its threads only get in each other's way). It learns from
cases with known truth and from made-up plans (``checks.thread.practice``), which count half. Each plan is used with
what its layout ties and without, so that both kinds are served; made-up plans also in rows, one item in six in a wrong
one, because a shared row is a hint of the thread and no proof.

The ranker of outcomes does not learn from ``PROVISION_ONLY``: with those plans it did worse on the cases left out
(0.77 F1 for 0.85) and no better on plans never seen.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checks.thread.decide import decide
from checks.thread.features import FEATURES, pair_features
from checks.thread.practice import OTHER_HAND, Practice, practice_plans
from checks.thread.stated import named
from extractors.plan import likeness, read_plan
from extractors.plan.model import Need, Outcome, Plan, Provision, Tie
from extractors.readers import read
from models.ranker import RIVALRY, STANDING, Array, Logistic, Ranker, chosen

HERE = Path(__file__).parent
ALONE, RIVALS = 0.2, 1.0  # the inverse of regularisation of either step: few cases, so weights are kept small
IN_ROWS = 0.2  # and what it counts laid out in table rows
_MISPLACED = 6  # of so many made-up items one stands in a wrong row
_LOTS = 6
BARE = 0.3  # what finding needs that are rightly left bare counts beside the links when marks are chosen
MADE_UP = 0.5  # what a made-up plan's pair counts beside a case's
OTHER_HANDS = 1.0  # and one by another hand than the rules'
PROVISION_ONLY = frozenset({"later_hands.txt", "further_hands.txt"})
LOOKS_AGAIN = {"provision": True, "outcomes": False}  # whether the second step sees order and features too (measured)
_GRID = [
    (a / 100, b / 100, c / 100)
    for a in range(40, 90, 5) for b in range(20, 75, 5) for c in range(10, 95, 5) if b <= a and c <= a
]  # fmt: skip
_NEXT = 0.075  # marks no further apart than this in any of the three are next to one another
_WORD = re.compile(r"[a-z0-9]+")
Marks = tuple[float, float, float]


Items = tuple[Sequence[Need], Sequence[Outcome] | Sequence[Provision]]
Aims = Callable[[str], Array]  # for a plan's title the chances of its outcomes, from a ranker that never saw it


@dataclass(frozen=True, slots=True)
class Sample:
    """One plan's pairs: features (needs, others, k), and which are true links. Shape as in ``pair_features``."""

    case: str
    features: Array
    links: NDArray[np.bool_]
    missed: int = 0  # true links whose items were not found
    weight: float = 1.0
    real: bool = True  # a case, or a plan by another hand: the marks are chosen on these
    items: Items = ((), ())
    teaches: bool = True  # or is only measured


def drawn(ranker: Ranker, sample: Sample) -> NDArray[np.bool_]:
    """The links that would be drawn, as ``checks.thread.draw`` draws them."""
    needs, others = sample.items
    return decide(ranker, sample.features, needs, others, named(needs, others))[1]


@dataclass(frozen=True, slots=True)
class Score:
    """Links drawn against links that are so; ``orphans`` found, drawn and true are needs without any link."""

    precision: float
    recall: float
    f1: float
    orphans: tuple[int, int, int]


def samples(folder: Path, name: str, *, ties: bool, aims: Aims | None = None) -> list[Sample]:
    """One sample for each case of the folder; ``name`` is "provision" or "outcomes"."""
    made = []
    for truth_file in sorted(folder.glob("*/truth.json")):
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        plan = _plan_of(truth_file.parent)
        others = _others(plan, name)
        need_ids, other_ids = _matched(truth["needs"], plan.needs), _matched(truth[name], others)
        links = np.zeros((len(plan.needs), len(others)), dtype=bool)
        missed = 0
        for entry in truth["truth"]["thread"]:
            for other in entry[name]:
                i, j = need_ids.get(entry["need"]), other_ids.get(other)
                if i is None or j is None:
                    missed += 1
                else:
                    links[i, j] = True
        case = truth_file.parent.name
        items: Items = (plan.needs, others) if ties else _loose(plan.needs, others)
        features = pair_features(plan, *items, aims=aims(case) if aims else None)
        made.append(Sample(case, features, links, missed, items=items))
    return made


def made_up(name: str, aims: Aims | None = None) -> list[Sample]:
    """Three samples for each made-up plan that has any such items: with areas, with table rows, and bare.

    Provision also as it stands in a form in which each item names the outcome that it serves.
    """
    found = []
    for practice in practice_plans():
        others = _others(practice.plan, name)
        if others:
            known = aims(practice.title) if aims and practice.plan.outcomes else None
            array = [[n.id in practice.answers[o.id] for o in others] for n in practice.plan.needs]
            links = np.array(array, dtype=bool)
            needs = practice.plan.needs
            rowed, their_rows = _in_rows(needs, others, links)
            own = OTHER_HANDS if practice.other_hand else MADE_UP
            teaches = name == "provision" or practice.file not in PROVISION_ONLY
            for these, items, weight in (
                (needs, others, own),
                (rowed, their_rows, IN_ROWS),
                (*_loose(needs, others), own),
            ):
                features = pair_features(replace(practice.plan, needs=tuple(these)), these, items, aims=known)
                real = practice.other_hand and weight == own
                found.append(Sample(practice.title, features, links, 0, weight, real, (these, items), teaches))
            if known is not None and name == "provision":
                beside = replace(practice.plan, provision=tuple(_by_outcome(practice)))
                free, _ = _loose(needs, ())
                features = pair_features(beside, free, beside.provision, aims=known)
                found.append(Sample(practice.title, features, links, 0, MADE_UP, False, (free, beside.provision)))
    return found


def _in_rows(
    needs: Sequence[Need], others: Sequence[Outcome] | Sequence[Provision], links: NDArray[np.bool_]
) -> tuple[list[Need], list[Any]]:
    """The items as a table would have them: beside the first need that they meet, but every sixth in a wrong row.

    So the rankers learn that a row is a hint and no proof.
    """
    rows = [replace(need, tie=Tie(row=f"r{i}")) for i, need in enumerate(needs)]
    placed: list[Any] = []
    items: Sequence[Any] = others
    for j, other in enumerate(items):
        own = int(links[:, j].argmax()) if links[:, j].any() else j % len(needs)
        row = (own + 1 + j) % len(needs) if j % _MISPLACED == _MISPLACED - 1 else own
        placed.append(replace(other, tie=Tie(row=f"r{row}"), area=needs[row].area))
    return rows, placed


def _by_outcome(practice: Practice) -> list[Provision]:
    """The provision, each item naming the first outcome that shares a need with it, but every sixth a wrong one."""
    outcomes = practice.plan.outcomes
    placed = []
    for j, item in enumerate(practice.plan.provision):
        needs = set(practice.answers[item.id])
        named = [o.id for o in outcomes if needs & set(practice.answers[o.id])][:1]
        if j % _MISPLACED == _MISPLACED - 1:
            named = [outcomes[j % len(outcomes)].id]
        placed.append(replace(item, tie=Tie(refers=tuple(named)), area=""))
    return placed


def _others(plan: Plan, name: str) -> tuple[Outcome, ...] | tuple[Provision, ...]:
    return plan.provision if name == "provision" else plan.outcomes


def _loose(needs: Sequence[Need], others: Sequence[Any]) -> tuple[list[Need], list[Any]]:
    """The same items without anything that a layout would tie."""
    return [replace(n, tie=Tie(), area="") for n in needs], [replace(o, tie=Tie(), area="") for o in others]


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


def fit(train: Sequence[Sample], *, looks_again: bool) -> Ranker:
    """A ranker fitted to samples; its three marks are those that do best (``_worth``) on cases left out of the fit.

    On what it was fitted to a ranker is surer than it will be on a plan it has not seen, and marks chosen
    there come out too strict. Cases and plans by other hands count alike, however many there are of either.
    """

    def is_case(sample: Sample) -> bool:
        return not sample.case.endswith(OTHER_HAND)

    unseen: list[tuple[Array, Sample]] = []
    for lot in _lots([s for s in train if s.real]):
        ranker = _weights([s for s in train if s.case not in lot], looks_again=looks_again)
        unseen += [(ranker.chances(s.features), s) for s in train if s.real and s.case in lot]
    parts = [part for part in ([p for p in unseen if is_case(p[1])], [p for p in unseen if not is_case(p[1])]) if part]
    worth = {m: mean(_worth(_score([(chosen(c, *m), s) for c, s in part])) for part in parts) for m in _GRID}
    best = max(_GRID, key=lambda marks: mean(_around(worth, marks)))
    return replace(_weights(train, looks_again=looks_again), least=best[0], row=best[1], column=best[2])


def _lots(cases: Sequence[Sample]) -> list[set[str]]:
    """The titles of cases in so many parts, each to be left out in turn."""
    titles = list(dict.fromkeys(s.case for s in cases))
    return [set(titles[i::_LOTS]) for i in range(_LOTS)]


def _around(worth: dict[Marks, float], marks: Marks) -> list[float]:
    """The worth of marks and of those next to them: a single best among few plans is best by chance."""
    return [w for other, w in worth.items() if max(abs(a - b) for a, b in zip(marks, other, strict=True)) < _NEXT]


def _weights(train: Sequence[Sample], *, looks_again: bool) -> Ranker:
    """The two steps fitted, with marks still to be chosen."""
    alone = _logistic(train, lambda s: s.features, FEATURES, ALONE)
    blank = Logistic(RIVALRY + FEATURES if looks_again else STANDING, (), (), (), 0.0)
    half = Ranker(alone, blank, 0.5, 0.4, 0.4, dt.datetime.now(tz=dt.UTC).date().isoformat())
    return replace(half, rivals=_logistic(train, lambda s: half.seconds(s.features), blank.features, RIVALS))


def _logistic(
    train: Sequence[Sample], of: Callable[[Sample], Array], names: tuple[str, ...], strength: float
) -> Logistic:
    from sklearn.linear_model import LogisticRegression  # only training needs it

    x = np.concatenate([of(s).reshape(-1, len(names)) for s in train])
    y = np.concatenate([s.links.reshape(-1) for s in train])
    weight = np.concatenate([np.full(s.links.size, s.weight) for s in train])
    mean, scale = x.mean(axis=0), np.where(x.std(axis=0) > 1e-9, x.std(axis=0), 1.0)
    model = LogisticRegression(C=strength, max_iter=3000, class_weight={0: 1.0, 1: 2.0})
    model.fit((x - mean) / scale, y, sample_weight=weight)
    return Logistic(
        names, tuple(mean.round(6)), tuple(scale.round(6)), tuple(model.coef_[0].round(6)),
        float(round(model.intercept_[0], 6)),
    )  # fmt: skip


def _worth(score: Score) -> float:
    """What the marks are chosen for: links first, and needs that are rightly left bare."""
    found, drawn, true = score.orphans
    return score.f1 + BARE * (2 * found / max(1, drawn + true))


def _score(pairs: Sequence[tuple[NDArray[np.bool_], Sample]]) -> Score:
    hit = sum(int((drawn & s.links).sum()) for drawn, s in pairs)
    drawn_all = sum(int(drawn.sum()) for drawn, _ in pairs)
    true = sum(int(s.links.sum()) + s.missed for _, s in pairs)
    bare = [(~drawn.any(axis=1), ~s.links.any(axis=1)) for drawn, s in pairs]
    return Score(
        hit / max(1, drawn_all),
        hit / max(1, true),
        2 * hit / max(1, drawn_all + true),
        (
            sum(int((a & b).sum()) for a, b in bare),
            sum(int(a.sum()) for a, _ in bare),
            sum(int(b.sum()) for _, b in bare),
        ),
    )


def told(score: Score) -> str:
    """A score in a line."""
    found, said, true = score.orphans
    return (
        f"F1 {score.f1:.3f} (precision {score.precision:.3f}, recall {score.recall:.3f}); "
        f"needs without any: {found} of {true} found, {said} said"
    )


def left_out(
    cases: Sequence[tuple[Sample, Sample]], practice: Sequence[Sample], *, looks_again: bool
) -> dict[str, list[tuple[NDArray[np.bool_], Sample]]]:
    """Links drawn with each case left out in turn: with the layout's ties, without them, and by another hand."""
    found: dict[str, list[tuple[NDArray[np.bool_], Sample]]] = {"with the layout's ties": [], "without": []}
    for with_ties, without in cases:
        rest = [s for pair in cases for s in pair if s.case != with_ties.case]
        ranker = fit([*rest, *practice], looks_again=looks_again)
        found["with the layout's ties"].append((drawn(ranker, with_ties), with_ties))
        found["without"].append((drawn(ranker, without), without))
    others = [s for s in practice if s.real]
    everything = [*(s for pair in cases for s in pair), *practice]
    found["by another hand, by area"] = []
    for lot in _lots(others):
        ranker = fit([s for s in everything if s.case not in lot], looks_again=looks_again)
        first = {s.case: s for s in reversed(others) if s.case in lot}
        found["by another hand, by area"] += [(drawn(ranker, s), s) for s in first.values()]
    return found


def unseen_aims(folder: Path) -> Aims:
    """Chances of need to outcome for every plan, each from a ranker fitted without it (made-up plans in six lots).

    What provision reaches by way of its outcome must be as unsure in training as it is on a new plan.
    """
    tied, loose, practice = (
        samples(folder, "outcomes", ties=True), samples(folder, "outcomes", ties=False), made_up("outcomes")
    )  # fmt: skip
    everything = [*tied, *loose, *practice]
    titles = list(dict.fromkeys(s.case for s in practice))
    lots = [{s.case} for s in tied] + [set(titles[i::_LOTS]) for i in range(_LOTS)]
    found: dict[str, Array] = {}
    for lot in lots:
        taught = [s for s in everything if s.teaches and s.case not in lot]
        ranker = _weights(taught, looks_again=LOOKS_AGAIN["outcomes"])
        for sample in reversed(everything):  # the first sample of a case is the one with its layout
            if sample.case in lot:
                found[sample.case] = ranker.chances(sample.features)
    return found.__getitem__


def main(folder: Path) -> None:
    """Measure, fit on everything and write the artefact."""
    written = {}
    aims = unseen_aims(folder)
    for name, looks_again in LOOKS_AGAIN.items():
        by = aims if name == "provision" else None
        tied, loose = samples(folder, name, ties=True, aims=by), samples(folder, name, ties=False)
        cases = list(zip(tied, loose, strict=True))
        practice = [s for s in made_up(name, by) if s.teaches]
        for how, pairs in left_out(cases, practice, looks_again=looks_again).items():
            sys.stdout.write(f"need to {name}, left out, {how}: {told(_score(pairs))}\n")
            for links, sample in pairs:
                sys.stdout.write(f"    {sample.case}: {told(_score([(links, sample)]))}\n")
        written[name] = asdict(fit([*(s for pair in cases for s in pair), *practice], looks_again=looks_again))
    (HERE / "ranker.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
