"""Draws the golden thread of a plan: which outcomes and provision meet each need, and why.

Measured with each of the eight sample cases left out in turn: need to provision 0.745 F1, need to outcome
0.764 (0.687 and 0.740 where the layout ties nothing). ``python -m checks.thread.training`` gives them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checks.thread.features import FEATURES, pair_features, subjects
from checks.thread.model import Link, Thread
from checks.words import load_words
from extractors.plan.model import Need, Outcome, Plan, Provision
from models.ranker import Ranker, load_ranker

ARTEFACT = Path(__file__).parent / "ranker.json"


@cache
def _ranker(name: str) -> Ranker:
    return load_ranker(ARTEFACT, name)


def draw_thread(plan: Plan) -> Thread:
    """The thread of a plan. The universal offer alone meets nothing and is never linked."""
    provision = tuple(p for p in plan.provision if not _universal(p))
    return Thread(
        outcomes=tuple(_links(plan, plan.outcomes, "outcomes")), provision=tuple(_links(plan, provision, "provision"))
    )


def _universal(item: Provision) -> bool:
    return bool(load_words("provision.elements")["universal"].search(item.text)) and len(item.text.split()) < 25


def _links(plan: Plan, others: Sequence[Outcome] | Sequence[Provision], name: str) -> list[Link]:
    features = pair_features(plan, plan.needs, others)
    each: tuple[Outcome | Provision, ...] = tuple(others)
    chances = _ranker(name).chances(features)
    chosen = _ranker(name).chosen(chances)
    return [
        Link(need.id, other.id, float(chances[i, j]), _because(features[i, j], need, other))
        for i, need in enumerate(plan.needs)
        for j, other in enumerate(each)
        if chosen[i, j]
    ]


def _because(features: NDArray[np.float64], need: Need, other: Outcome | Provision) -> str:
    """Why a link is drawn, in words a moderator can check."""
    said = dict(zip(FEATURES, features, strict=True))
    reasons = []
    if said["refers"]:
        reasons.append("the plan names it")
    if said["same_row"]:
        reasons.append("same row of the table")
    if said["same_area"]:
        reasons.append("same area of need")
    shared = subjects(need.text) & subjects(other.text)
    both = [kind for kind in load_words("thread.subjects") if kind in shared]
    if both:
        reasons.append("both about " + ", ".join(k.replace("_", " ") for k in both[:3]))
    elif said["words"] > 0.1:
        reasons.append("they share words")
    return "; ".join(reasons) or "closest in wording"
