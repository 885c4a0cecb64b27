"""Draws the golden thread of a plan: which outcomes and provision meet each need, and why.

Measured with each of the eight sample cases left out in turn (``python -m checks.thread.training`` gives the
figures): need to provision 0.83 F1 (precision 0.87, recall 0.79), need to outcome 0.82 (0.92, 0.74). Of 10 needs
without provision 8 found, 11 said; of 10 without an outcome 9 found, 22 said. On five plans by another hand, in
other layouts, whose words were seen when the list of kinds was last added to: 0.74 (0.78, 0.71) and 0.91 (0.97, 0.85).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.thread.features import FEATURES, kinds_shared, pair_features
from checks.thread.model import Link, Thread
from checks.words import load_words
from extractors.plan.model import Need, Outcome, Plan, Provision
from models.ranker import Ranker, load_ranker

_WORDS = 0.05  # likeness in words below which two texts share nothing
_SURE = 0.7  # chance from which on place is proof enough for an outcome: of made-up ones so linked 10 of 11 were right
_THROUGH = 0.5  # chance from which on the outcome that an item serves speaks for the need that it follows from
ARTEFACT = Path(__file__).parent / "ranker.json"


@cache
def _ranker(name: str) -> Ranker:
    return load_ranker(ARTEFACT, name)


def draw_thread(plan: Plan) -> Thread:
    """The thread of a plan. The universal offer alone meets nothing and is never linked."""
    provision = tuple(p for p in plan.provision if not _universal(p))
    features = pair_features(plan, plan.needs, plan.outcomes)
    aims = _ranker("outcomes").chances(features)
    outcomes, outcomes_near = _links(plan, plan.outcomes, "outcomes", features, aims)
    features = pair_features(plan, plan.needs, provision, aims=aims)
    met, met_near = _links(plan, provision, "provision", features, _ranker("provision").chances(features))
    return Thread(outcomes=tuple(outcomes), provision=tuple(met), nearly=(*outcomes_near, *met_near))


def _universal(item: Provision) -> bool:
    return bool(load_words("provision.elements")["universal"].search(item.text)) and len(item.text.split()) < 25


def _links(
    plan: Plan,
    others: Sequence[Outcome] | Sequence[Provision],
    name: str,
    features: NDArray[np.float64],
    chances: NDArray[np.float64],
) -> tuple[list[Link], list[Link]]:
    """The links that are drawn, and for each need left bare the one that comes nearest."""
    each: tuple[Outcome | Provision, ...] = tuple(others)
    chosen = _ranker(name).chosen(chances)
    sure = _SURE if name == "outcomes" else 1.0
    drawn: list[Link] = []
    nearly: list[Link] = []
    for i, need in enumerate(plan.needs):
        links = [
            Link(need.id, other.id, float(chances[i, j]), _because(features[i, j], need, other))
            for j, other in enumerate(each)
            if chosen[i, j] and (chances[i, j] >= sure or not _place_alone(features[i, j]))
        ]
        drawn += links
        if each and not links:
            j = int(chances[i].argmax())
            nearly.append(Link(need.id, each[j].id, float(chances[i, j]), _because(features[i, j], need, each[j])))
    return drawn, nearly


def _place_alone(features: NDArray[np.float64]) -> bool:
    """Whether nothing but its place speaks for a link between texts that are each about something else.

    A moderator links by subject, not by place: a shared row, or being the only item of Section G beside the only
    need of C, is a hint of the thread and no proof.
    """
    said = dict(zip(FEATURES, features, strict=True))
    both_speak = said["few_words_in_need"] < 1 and said["few_words_in_other"] < 1
    spoken_for = said["refers"] or said["through_outcome"] >= _THROUGH
    return bool(both_speak and not spoken_for and said["groups"] == 0 and said["words"] < _WORDS)


def _because(features: NDArray[np.float64], need: Need, other: Outcome | Provision) -> str:
    """Why a link is drawn, in words a moderator can check."""
    said = dict(zip(FEATURES, features, strict=True))
    reasons = []
    if said["refers"]:
        reasons.append("the plan names it")
    if said["same_row"]:
        reasons.append("same row of the table")
    elif said["through_outcome"] >= _THROUGH:
        reasons.append("set beside an outcome of this need")
    if said["same_area"]:
        reasons.append("same area of need")
    both = kinds_shared(need.text, other.text)
    if both:
        reasons.append("both about " + ", ".join(both[:3]))
    elif said["words"] > 0.1:
        reasons.append("they share words")
    return "; ".join(reasons) or "closest in wording"
