"""The batch as a Prefect flow: one flow run a batch, a task for each chunk of cases, no names in Prefect.

Prefect keeps parameters and run names in its database, so tasks are given numbers only; the cases wait in
this process, and the work runs in our own worker processes (``flows.pool``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flows  # noqa: F401  sets Prefect's privacy switches before the import below
from flows.inbox import CaseInput
from flows.pool import run, workers_for
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

CHUNK = 50  # cases to a task: thousands of plans make dozens of task runs
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Batch:
    """What one run is about; kept in this process, out of Prefect's database."""

    cases: Sequence[CaseInput]
    out: Path
    workers: int
    progress: Progress
    results: list[dict[str, Any]]


_current: dict[int, _Batch] = {}


@task(name="assess-chunk", cache_policy=NO_CACHE, persist_result=False, log_prints=False)
def assess_chunk(batch: int, first: int, size: int) -> int:
    """Assess ``size`` cases of a batch from number ``first`` on; how many failed."""
    held = _current[batch]
    failed = 0
    for outcome in run(held.cases[first : first + size], held.out, workers=held.workers):
        done = outcome.done or {
            "case": outcome.given.name,
            "assessed": False,
            "fresh": True,
            "failures": [{"file": outcome.given.name, "code": outcome.code, "reason": outcome.sentence}],
        }
        held.results.append(done)
        failed += bool(done["failures"])
        held.progress(len(held.results), len(held.cases))
    return failed


@flow(name="assess-batch", persist_result=False, log_prints=False, validate_parameters=False)
def assess_batch(batch: int, total: int) -> int:
    """Assess a whole batch, chunk by chunk; how many cases had failures."""
    return sum(assess_chunk(batch, first, CHUNK) for first in range(0, total, CHUNK))


def run_batch(
    cases: Sequence[CaseInput], out: Path, *, progress: Progress, workers: int | None = None
) -> list[dict[str, Any]]:
    """Run the flow over cases; the results in the order of the cases."""
    number = len(_current) + 1
    _current[number] = _Batch(cases, out, workers or workers_for(len(cases)), progress, [])
    try:
        assess_batch(number, len(cases))
        order = {case.name: i for i, case in enumerate(cases)}
        return sorted(_current[number].results, key=lambda r: order[r["case"]])
    finally:
        del _current[number]
