"""What a plan itself says of its thread: numbers that an item prints, and rows that it leaves empty.

Where an item of provision or an outcome names its needs ("Meets: B1, B3 to B5"), the plan's word is final: those
needs and no others. In a section whose items name their needs, one that names none is probably nobody's; in a table
with a row for each need, an empty place beside a need says that nothing was found for it. Neither proves it, so
there only a strong likeness still draws a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.plan.model import Need, Outcome, Provision

Array = NDArray[np.float64]
SAID, NOT_SAID = 0.97, 0.02  # chances of a link that the plan names, and of one that it passes over
LEAST, MOST_OF = 3, 2 / 3  # items that name needs (rows that are filled), and the share of them, that make a custom
_DOUBT = 2.0  # how far the log odds fall where the custom was followed and this item left out
_ROW = re.compile(r"(t\d+(?:\.\d+)*)r(\d+)")
_NUMBER = re.compile(r"[BCDE]\d{1,2}", re.IGNORECASE)


def names_of(item: Need | Outcome) -> frozenset[str]:
    """What others may call an item: its printed number if it has one with a letter, else its id; "need 3"."""
    printed = (item.tie.number or "").strip().strip(".)").lower()
    own = printed if _NUMBER.fullmatch(printed) else item.id.lower()
    kind = "outcome" if isinstance(item, Outcome) else "need"
    return frozenset({own, f"{kind} {printed}", printed} if printed.startswith(kind) else {own, f"{kind} {printed}"})


def named(needs: Sequence[Need], others: Sequence[Outcome] | Sequence[Provision]) -> NDArray[np.bool_]:
    """Of shape (needs, others): whether the plan says in numbers that the one is for the other."""
    called = [names_of(need) for need in needs]
    found = np.zeros((len(needs), len(others)), dtype=bool)
    items: tuple[Outcome | Provision, ...] = tuple(others)
    for j, item in enumerate(items):
        said = {r.lower() for r in item.tie.refers}
        for i, need in enumerate(needs):
            found[i, j] = bool(said & called[i]) or item.id in need.tie.refers
    return found


def together(needs: Sequence[Need], outcomes: Sequence[Outcome], provision: Sequence[Provision]) -> NDArray[np.bool_]:
    """Of shape (needs, outcomes): whether an item of provision names this one need and this one outcome."""
    to_needs, goals = named(needs, provision), [names_of(outcome) for outcome in outcomes]
    found = np.zeros((len(needs), len(outcomes)), dtype=bool)
    for j, item in enumerate(provision):
        said = {r.lower() for r in item.tie.refers}
        met = [i for i in range(len(needs)) if to_needs[i, j]]
        served = [k for k, names in enumerate(goals) if said & names]
        if len(met) == 1 and len(served) == 1:
            found[met[0], served[0]] = True
    return found


def rows_beside(needs: Sequence[Need], others: Sequence[Outcome] | Sequence[Provision]) -> list[str | None]:
    """The table row in which each item stands; where a need's cell reaches over several rows, the row of that need.

    Only in a table in which need follows need, each in a row of its own: there a row without a need goes on with the
    need above it.
    """
    starts: dict[str, dict[int, str]] = {}
    for need in needs:
        if (at := _ROW.fullmatch(need.tie.row or "")) is not None:
            starts.setdefault(at[1], {})[int(at[2])] = at[0]
    found = []
    for other in others:
        row = other.tie.row
        at = _ROW.fullmatch(row or "")
        above = starts.get(at[1], {}) if at else {}
        before = [number for number in above if at and number <= int(at[2])]
        found.append(above[max(before)] if len(above) >= LEAST and before else row)
    return found


def settled(
    chances: Array, needs: Sequence[Need], others: Sequence[Outcome] | Sequence[Provision], said: NDArray[np.bool_]
) -> Array:
    """Chances as they stand once the plan's own word is heard; ``said`` as ``named`` gives it."""
    if not chances.size:
        return chances
    spoken = np.asarray(said.any(axis=0))
    empty, in_a_row = _empty_rows(needs, others)
    doubtful = _left_out(spoken, [other.section for other in others])[None, :] | (empty[:, None] & in_a_row[None, :])
    heard = np.where(doubtful, _less_sure(chances), chances)
    word = np.where(said, np.maximum(chances, SAID), np.minimum(chances, NOT_SAID))
    return np.asarray(np.where(spoken[None, :], word, heard))


def _left_out(spoken: NDArray[np.bool_], sections: Sequence[str]) -> NDArray[np.bool_]:
    """Items that name no need, in a section where nearly all others do."""
    where = np.array(sections)
    custom = {s for s in sections if spoken[where == s].sum() >= LEAST and spoken[where == s].mean() >= MOST_OF}
    return np.asarray(~spoken & np.isin(where, list(custom)))


def _empty_rows(
    needs: Sequence[Need], others: Sequence[Outcome] | Sequence[Provision]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Needs whose row of the table is empty where nearly all others' are filled; and items that stand in rows of needs."""
    rows = [need.tie.row for need in needs]
    theirs = rows_beside(needs, others)
    filled = set(theirs) - {None}
    own = np.array([row is not None and rows.count(row) == 1 for row in rows])
    has = np.array([row in filled for row in rows])
    custom = bool((own & has).sum() >= LEAST and (own & has).sum() >= MOST_OF * own.sum())
    return own & ~has & custom, np.array([row in set(rows) - {None} for row in theirs])


def _less_sure(chances: Array) -> Array:
    sure = np.clip(chances, 1e-6, 1 - 1e-6)
    return np.asarray(1 / (1 + np.exp(-(np.log(sure / (1 - sure)) - _DOUBT))))
