"""Draws the golden thread of a plan: which outcomes and provision meet each need, and why.

Measured with each plan left out in turn (``python -m checks.thread.training sample_docs`` prints it, plan by plan):
on the eight sample cases need to provision 0.85 F1 (precision 0.91, recall 0.80), need to outcome 0.85 (0.92, 0.80);
of 10 needs without provision 9 found, 10 said; of 10 without an outcome 8 found, 17 said. On twelve plans by other
hands, by words and area alone: 0.82 (0.87, 0.78) and 0.88 (0.89, 0.88); of 4 needs without provision 2 found, 5 said;
of 9 without an outcome 6 found, 9 said. The list of kinds was added to after those twelve had been read, so on a plan
whose words nobody has seen expect less: the first five stood at 0.56 and 0.66 at first reading.
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
    outcomes, outcomes_near = _links(plan, plan.outcomes, ranker, features, said)
    aims = ranker.chances(features)
    features = pair_features(plan, plan.needs, provision, aims=aims)
    met, met_near = _links(plan, provision, _ranker("provision"), features, named(plan.needs, provision))
    return Thread(outcomes=tuple(outcomes), provision=tuple(met), nearly=(*outcomes_near, *met_near))


def _universal(item: Provision) -> bool:
    return bool(load_words("provision.elements")["universal"].search(item.text)) and len(item.text.split()) < 25


def _links(
    plan: Plan,
    others: Sequence[Outcome] | Sequence[Provision],
    ranker: Ranker,
    features: NDArray[np.float64],
    said: NDArray[np.bool_],
) -> tuple[list[Link], list[Link]]:
    """The links that are drawn, and for each need left bare the one that comes nearest."""
    each: tuple[Outcome | Provision, ...] = tuple(others)
    chances, chosen = decide(ranker, features, plan.needs, others, said)
    drawn: list[Link] = []
    nearly: list[Link] = []
    for i, need in enumerate(plan.needs):
        links = [
            Link(need.id, other.id, float(chances[i, j]), _because(features[i, j], need, other, named=bool(said[i, j])))
            for j, other in enumerate(each)
            if chosen[i, j]
        ]
        drawn += links
        if each and not links:
            j = int(chances[i].argmax())
            because = _because(features[i, j], need, each[j], named=False)
            nearly.append(Link(need.id, each[j].id, float(chances[i, j]), because))
    return drawn, nearly


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
