"""Worker processes that load the models once and can be killed: a bad file costs its own case only.

Pebble's pool kills a worker that overruns its time or dies, and goes on with the rest; memory is limited in
each worker where the system can (not on Windows).
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as WorkTimeout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessPool

from flows.inbox import CaseInput

if TYPE_CHECKING:
    from checks.assess import Judges

SECONDS = 90  # wall limit for one document; a case has as many times that as it has documents
MEMORY = 3_000_000_000  # bytes of address space in a worker: text recognition alone needs one gigabyte
RECYCLE = 200  # cases after which a worker is replaced, so that memory stays flat

_judges: Judges | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back for a case: the worker's answer, or a code and sentence for what befell it."""

    given: CaseInput
    done: dict[str, Any] | None = None
    code: str = ""
    sentence: str = ""


def workers_for(cases: int) -> int:
    """As many workers as processors, and no more than cases."""
    return max(1, min(os.cpu_count() or 1, cases))


def run(cases: Sequence[CaseInput], out: Path, *, workers: int) -> Iterator[Outcome]:
    """Assess cases in worker processes; each outcome as it comes."""
    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=workers, max_tasks=RECYCLE, initializer=prepare, context=context) as pool:
        futures: dict[Future[dict[str, Any]], CaseInput] = {
            pool.schedule(_work, args=(case, out), timeout=SECONDS * max(1, len(case.files))): case for case in cases
        }
        for future in as_completed(futures):
            given = futures[future]
            try:
                yield Outcome(given, future.result())
            except WorkTimeout:
                yield Outcome(
                    given,
                    None,
                    "case.too_slow",
                    "Reading took too long, so this case was left out. Save its files afresh and try again.",
                )
            except ProcessExpired:
                yield Outcome(
                    given,
                    None,
                    "case.worker_died",
                    "A file here stopped the program that read it. Save its files afresh and try again.",
                )
            except OSError as error:
                yield Outcome(given, None, "case.not_written", f"The results could not be written ({error.strerror}).")
            except Exception as error:  # one case's fault must not stop the batch
                yield Outcome(
                    given,
                    None,
                    "case.fault",
                    f"The program failed on this case ({type(error).__name__}). Please report it.",
                )


def prepare() -> None:
    """Load what every case needs, once in each worker, and set its limits."""
    global _judges  # a worker process has one set of models
    limit_memory()
    from checks.assess import Judges  # only workers need it

    _judges = Judges.load()


def judges() -> Judges:
    """The models of this worker (``prepare`` loaded them)."""
    if _judges is None:
        raise RuntimeError("this process is no worker")
    return _judges


def limit_memory() -> None:
    """Hold this worker to its memory, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard < 0 else min(MEMORY, hard), hard))


def _work(case: CaseInput, out: Path) -> dict[str, Any]:
    from flows.case import assess_case  # only workers need it

    return assess_case(case, judges(), out).as_dict()
