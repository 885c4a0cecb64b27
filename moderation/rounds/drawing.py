"""A small sample drawn at random that looks like the plans it stands for, and can be drawn again exactly.

Six plans cannot be split over age, need and placement at once. So many samples are drawn blindly, each plan as likely
as any other, and the one is kept whose shares by age, by need and by placement come nearest to those of all plans
(rejective sampling, Fuller 2009; "constrained randomisation" in trials). The generator is Python's ``Random.random``,
whose numbers for a seed are promised never to change.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

METHOD = "balanced/1"  # another way of drawing is another name, so that old draws can be made again
TRIALS = 1000
NOT_STATED = "Not stated"
DIMENSIONS = ("age_group", "primary_need", "placement_type")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan that may be drawn: its reference, the version that would be read, and what it stands for."""

    reference: str
    version_id: int
    age_group: str = NOT_STATED
    primary_need: str = NOT_STATED
    placement_type: str = NOT_STATED


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample in the order drawn. ``imbalance`` is 0 where every share is met as nearly as whole plans can."""

    plans: tuple[Candidate, ...]
    imbalance: float


def draw(population: Sequence[Candidate], size: int, seed: int) -> Drawn:
    """Draw ``size`` plans. The population's order makes no difference. Raises ``ValueError`` where it is too small."""
    everyone = ordered(population)
    if not 1 <= size <= len(everyone):
        raise ValueError("a sample is at least one plan and at most all of them")
    chance = random.Random(seed)  # noqa: S311  (a draw that must be repeatable, not a secret)
    wanted = _wanted(everyone, size)
    best: Drawn | None = None
    for _ in range(TRIALS):
        chosen = _some(everyone, size, chance)
        imbalance = _imbalance(chosen, wanted, size)
        if best is None or imbalance < best.imbalance:
            best = Drawn(chosen, imbalance)
        if best.imbalance == 0:
            break
    assert best is not None  # noqa: S101  (there is at least one trial)
    return best


def ordered(population: Sequence[Candidate]) -> list[Candidate]:
    """The plans by reference: where somebody stood in a list must not matter."""
    return sorted(population, key=lambda c: (c.reference, c.version_id))


def frame_hash(population: Sequence[Candidate]) -> str:
    """A digest of what was drawn from, to be told beside the seed: nobody can change the list afterwards."""
    told = json.dumps([asdict(c) for c in ordered(population)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _some(everyone: Sequence[Candidate], size: int, chance: random.Random) -> tuple[Candidate, ...]:
    """The first ``size`` of a shuffle (Fisher-Yates)."""
    moved: dict[int, int] = {}
    places = []
    for i in range(size):
        j = i + int(chance.random() * (len(everyone) - i))
        places.append(moved.get(j, j))
        moved[j] = moved.get(i, i)
    return tuple(everyone[p] for p in places)


def _wanted(everyone: Sequence[Candidate], size: int) -> dict[str, dict[str, float]]:
    """How many of the sample each age group, need and placement would have by its share."""
    return {
        d: {value: size * n / len(everyone) for value, n in Counter(getattr(c, d) for c in everyone).items()}
        for d in DIMENSIONS
    }


def _imbalance(chosen: Sequence[Candidate], wanted: dict[str, dict[str, float]], size: int) -> float:
    """How far a sample is from the shares, beyond what rounding to whole plans costs, per plan drawn.

    A group whose share is half a plan or more and that is not there at all counts one plan more: the framework wants
    different ages, needs and placements seen.
    """
    total = 0.0
    for dimension, shares in wanted.items():
        there = Counter(getattr(c, dimension) for c in chosen)
        for value, share in shares.items():
            total += max(0.0, abs(there[value] - share) - 0.5)
            total += not there[value] and share >= 0.5
    return round(total / size, 6)
