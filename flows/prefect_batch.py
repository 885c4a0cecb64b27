"""The batch as Prefect flows: one flow run a batch, a task for each chunk of cases, no names in Prefect.

Prefect keeps parameters and run names in its database, so tasks are given numbers only; the cases wait in
this process, and the work runs in our own worker processes (``flows.pool``). Without a named server
(``PREFECT_API_URL``) Prefect starts a temporary one with SQLite by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from extractors.errors import CommandError
from flows.batch import Progress, assess_source
from flows.inbox import CaseInput
from flows.pool import run, workers_for

CHUNK = 50  # cases to a task: thousands of plans make dozens of task runs
log = logging.getLogger("goldenthread.batch")


@dataclass(slots=True)
class _Held:
    """What one run is about; kept in this process, out of Prefect's database."""

    cases: Sequence[CaseInput]
    out: Path
    workers: int
    progress: Progress
    results: list[dict[str, Any]]


_held: dict[int, _Held] = {}


@task(name="assess-chunk", cache_policy=NO_CACHE, persist_result=False, log_prints=False)
def assess_chunk(batch: int, first: int, size: int) -> int:
    """Assess ``size`` cases of a batch from number ``first`` on; how many had failures."""
    held = _held[batch]
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


@flow(name="assess-inbox", persist_result=False, log_prints=False)
def assess_inbox(source: str, out: str, workers: int | None = None, queue: bool | None = None) -> dict[str, int]:
    """Assess an inbox folder, by night or on demand: the flow of ``prefect.yaml``. Its results go to the
    moderators' queue where the desk's settings name a database; ``queue`` says so in any case, or forbids it.

    Give it folders that the authority chose, never a folder named after a child: Prefect records parameters.
    """
    if not source or not out:
        raise CommandError("source.missing", "Name the inbox and the output folder of this deployment.")
    from flows.queueing import chosen_desk  # batches without a desk do not need a database's modules

    desk = chosen_desk("" if queue else None, never=queue is False)
    counts: dict[str, int] = {}

    def fill(cases: Sequence[CaseInput], results: Mapping[str, dict[str, Any]], folder: Path) -> list[dict[str, str]]:
        if desk is None:
            return []
        queued = desk.fill(cases, results, folder)
        counts["queued"] = queued.outcomes["new"] + queued.outcomes["new_version"]
        return queued.failures

    with desk or nullcontext():
        done = assess_source(
            source, Path(out), carry=_chunks, progress=lambda done, total: None, workers=workers, after=fill
        )
    counts |= {"cases": len(done.results), "assessed": len(done.assessed), "fresh": done.fresh}
    log.info("batch: %(cases)d cases, %(assessed)d assessed, %(fresh)d of them in this run", counts)
    return counts


def carry(cases: Sequence[CaseInput], out: Path, progress: Progress, workers: int | None) -> list[dict[str, Any]]:
    """Assess cases in a flow run of their own: what ``goldenthread assess`` does."""
    return _with_held(cases, out, progress, workers, lambda number: assess_batch(number, len(cases)))


def _chunks(cases: Sequence[CaseInput], out: Path, progress: Progress, workers: int | None) -> list[dict[str, Any]]:
    """Assess cases as tasks of the flow run that is going on already."""

    def tasks(number: int) -> None:
        for first in range(0, len(cases), CHUNK):
            assess_chunk(number, first, CHUNK)

    return _with_held(cases, out, progress, workers, tasks)


def _with_held(
    cases: Sequence[CaseInput], out: Path, progress: Progress, workers: int | None, go: Callable[[int], object]
) -> list[dict[str, Any]]:
    number = len(_held) + 1
    _held[number] = _Held(cases, out, workers or workers_for(len(cases)), progress, [])
    try:
        go(number)
        return _held[number].results
    finally:
        del _held[number]
