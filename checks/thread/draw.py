"""Draws the golden thread of a plan: which outcomes and provision meet each need, and why.

Measured with each plan left out in turn (``python -m checks.thread.training sample_docs`` prints it, plan by plan):
on the eight sample cases need to provision 0.845 F1 (precision 0.87, recall 0.82), 8 of 10 needs without provision
found, 9 said, the marks chosen without the case too; with the marks that stand in ``ranker.json`` 0.85, 9 of 10 found,
10 said. Need to outcome 0.85 (0.92, 0.80), 8 of 10 found, 17 said. On plans by other hands, by words and area alone:
0.85 (0.91, 0.80) on seventeen, and 0.88 (0.89, 0.88) on twelve. The list of kinds was added to after twelve of those
had been read, so on a plan whose words nobody has seen expect less: on plans that neither list nor ranker had learnt
from, as read from the files, 0.54 to 0.82 by examiner, in the mean 0.72, and 0.71.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.thread.decide import THROUGH, decide
from checks.thread.features import FEATURES, kinds_shared, pair_features
from checks.thread.model import Link, Thread
from checks.thread.stated import named, together
from checks.words import load_words
from extractors.plan.model import Need, Outcome, Plan, Provision
from models.nearness import nearest_words
from models.ranker import Ranker, load_ranker

_NEAR = 0.5  # nearness from which on two words are worth naming as a reason
ARTEFACT = Path(__file__).parent / "ranker.json"


@cache
def _ranker(name: str) -> Ranker:
    return load_ranker(ARTEFACT, name)


def draw_thread(plan: Plan) -> Thread:
    """The thread of a plan. The universal offer alone meets nothing and is never linked."""
    provision = tuple(p for p in plan.provision if not _universal(p))
    said = named(plan.needs, plan.outcomes) | together(plan.needs, plan.outcomes, provision)
    features = pair_features(plan, plan.needs, plan.outcomes)
    ranker = _ranker("outcomes")
    outcomes, *outcomes_near = _links(plan, plan.outcomes, ranker, features, said)
    aims = ranker.chances(features)
    features = pair_features(plan, plan.needs, provision, aims=aims)
    met, *met_near = _links(plan, provision, _ranker("provision"), features, named(plan.needs, provision))
    nearly, astray = ((*of_outcomes, *of_met) for of_outcomes, of_met in zip(outcomes_near, met_near, strict=True))
    return Thread(tuple(outcomes), tuple(met), nearly, astray)


def _universal(item: Provision) -> bool:
    return bool(load_words("provision.elements")["universal"].search(item.text)) and len(item.text.split()) < 25


def _links(
    plan: Plan,
    others: Sequence[Outcome] | Sequence[Provision],
    ranker: Ranker,
    features: NDArray[np.float64],
    said: NDArray[np.bool_],
) -> tuple[list[Link], list[Link], list[Link]]:
    """The links that are drawn; for each need left bare what comes nearest; and for each other left bare, which need."""
    each: tuple[Outcome | Provision, ...] = tuple(others)
    chances, chosen = decide(ranker, features, plan.needs, others, said)

    def link(i: int, j: int, *, drawn: bool) -> Link:
        need, other = plan.needs[i], each[j]
        because = _because(features[i, j], need, other, named=drawn and bool(said[i, j]))
        return Link(need.id, other.id, float(chances[i, j]), because)

    drawn = [link(i, j, drawn=True) for i in range(len(plan.needs)) for j in range(len(each)) if chosen[i, j]]
    if not chances.size:
        return drawn, [], []
    nearly = [link(i, int(chances[i].argmax()), drawn=False) for i in np.flatnonzero(~chosen.any(axis=1)).tolist()]
    astray = [link(int(chances[:, j].argmax()), j, drawn=False) for j in np.flatnonzero(~chosen.any(axis=0)).tolist()]
    return drawn, nearly, astray


def _because(features: NDArray[np.float64], need: Need, other: Outcome | Provision, *, named: bool) -> str:
    """Why a link is drawn, in words a moderator can check."""
    said = dict(zip(FEATURES, features, strict=True))
    reasons = []
    if named:
        reasons.append("the plan names it")
    if said["same_row"]:
        reasons.append("same row of the table")
    elif said["through_outcome"] >= THROUGH:
        reasons.append("set beside an outcome of this need")
    if said["same_area"]:
        reasons.append("same area of need")
    both = kinds_shared(need.text, other.text)
    if both:
        reasons.append("both about " + ", ".join(both[:3]))
    elif said["words"] > 0.1:
        reasons.append("they share words")
    elif (near := nearest_words(need.text, other.text)) is not None and near[2] >= _NEAR:
        reasons.append(f"\u201c{near[0]}\u201d and \u201c{near[1]}\u201d are near in meaning")
    return "; ".join(reasons) or "closest in wording"
