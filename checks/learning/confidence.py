"""How sure drafts are, moved to how often they have proved right; and how reliable that is.

The form gives each way of answering a confidence; what people answered says by how much all of them, those of a
group of lines ("F.provision.*") and those of one line must be raised or lowered, each held to the one above it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from checks.learning.records import Record
from models.ordinal import shift

FIRM = 6.0  # how firmly one line's confidence is held to its group's, in answers


def folds(cases: Sequence[str], number: int = 10) -> list[int]:
    """For each row the fold of its case; the lines of a case stay together."""
    order = {case: i for i, case in enumerate(sorted(set(cases)))}
    return [order[case] % min(number, len(order)) for case in cases]


def confidence_of(
    records: Sequence[Record], new: Mapping[int, int] = MappingProxyType({}), *, firm: float = FIRM, top: float = FIRM
) -> tuple[dict[str, float], tuple[tuple[float, float, int], ...]]:
    """By line, by group of lines and in all, how much the form's own confidence must move; and how reliable the
    moved confidence is on cases left out. ``new`` gives, by the record's identity, scores by newly learnt anchors;
    ``firm`` how firmly a line is held to its group, in answers, ``top`` how firmly all are held to what the form says.
    """
    known = [r for r in records if r.draft is not None]
    if not known:
        return {}, ()
    agreed = [float(_agrees(r, new.get(id(r), r.draft))) for r in known]
    told: list[tuple[float, float]] = []
    fold = folds([r.given.case for r in known])
    for number in sorted(set(fold)):
        rest = [i for i, f in enumerate(fold) if f != number]
        moved = shifts([known[i] for i in rest], [agreed[i] for i in rest], firm, top)
        told += [(_moved(known[i], moved), agreed[i]) for i, f in enumerate(fold) if f == number]
    return shifts(known, agreed, firm, top), reliability(told)


def _agrees(record: Record, drafted: object) -> bool:
    """The same answer; for scores, within one point."""
    answer = record.given.answer
    if isinstance(answer, int) and isinstance(drafted, int):
        return abs(answer - drafted) <= 1
    return answer == drafted


def shifts(
    records: Sequence[Record], agreed: Sequence[float], firm: float = FIRM, top: float = FIRM
) -> dict[str, float]:
    """By line, then by group ("A.history.*", "A.*"), then in all ("*"), each held to the one above it."""
    found: dict[str, float] = {}
    whole = _shift(records, agreed, range(len(records)), 0.0, top)
    for depth in (1, 2, 9):
        rows: dict[str, list[int]] = defaultdict(list)
        for i, r in enumerate(records):
            rows[_group(r.given.line, depth)].append(i)
        for name, here in rows.items():
            above = next(
                (found[g] for d in (2, 1) if d < depth and (g := _group(records[here[0]].given.line, d)) in found),
                whole,
            )
            found.setdefault(name, _shift(records, agreed, here, above, firm))
    narrow_first = sorted(found.items(), key=lambda kv: (kv[0].endswith("*"), -kv[0].count(".")))
    return {**dict(narrow_first), "*": whole}


def _shift(
    records: Sequence[Record], agreed: Sequence[float], rows: Sequence[int] | range, towards: float, firm: float
) -> float:
    said = np.array([records[i].said for i in rows])
    return shift(said, np.array([agreed[i] for i in rows]), towards=towards, firmness=firm)


def _group(line: str, depth: int) -> str:
    parts = line.split(".")
    return line if depth >= len(parts) else ".".join(parts[:depth]) + ".*"


def _moved(record: Record, found: dict[str, float]) -> float:
    names = [record.given.line, _group(record.given.line, 2), _group(record.given.line, 1), "*"]
    by = next(found[n] for n in names if n in found)
    odds = np.log(np.clip(record.said, 1e-3, 1 - 1e-3) / (1 - np.clip(record.said, 1e-3, 1 - 1e-3))) + by
    return float(1 / (1 + np.exp(-odds)))


def reliability(told: Sequence[tuple[float, float]]) -> tuple[tuple[float, float, int], ...]:
    """Confidence against what came of it: for each band of confidence its mean, the share that agreed, how many."""
    bands: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for sure, held in told:
        bands[min(9, int(sure * 10))].append((sure, held))
    return tuple(
        (float(np.mean([s for s, _ in b])), float(np.mean([h for _, h in b])), len(b)) for _, b in sorted(bands.items())
    )
