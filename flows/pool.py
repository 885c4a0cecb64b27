"""Worker processes that load the models once and can be killed: a bad file costs its own case only.

Pebble's pool kills a worker that overruns its time or dies, and goes on with the rest; memory is limited in
each worker where the system can (not on Windows).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as WorkTimeout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessPool

from extractors.errors import ReadError
from extractors.readers import read
from extractors.readers.limits import mail_kind
from flows.inbox import CaseInput
from flows.limits import limit_memory, limit_processor, seconds_for

if TYPE_CHECKING:
    from checks.assess import Judges

RECYCLE = 200  # cases after which a worker is replaced, so that memory stays flat

TOO_SLOW = ("case.too_slow", "Reading took too long, so this case was left out. Save its files afresh and try again.")
DIED = ("case.worker_died", "A file here stopped the program that read it. Save its files afresh and try again.")
FELLING = frozenset({TOO_SLOW[0], DIED[0]})

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
    """Assess cases in worker processes; each outcome as it comes.

    A case that fells its worker is done again without the file that did it, so that one bad file costs itself.
    """
    felled: list[Outcome] = []
    with _pool(workers, prepare) as pool:
        for outcome in _assessed(pool, cases, out):
            if outcome.code in FELLING and len(outcome.given.files) > 1:
                felled.append(outcome)
            else:
                yield outcome
    if felled:
        yield from _without_culprits(felled, out, workers)


def _without_culprits(felled: Sequence[Outcome], out: Path, workers: int) -> Iterator[Outcome]:
    """Cases that felled a worker, done again without the files that fell a reader by themselves."""
    with _pool(workers, limit_memory) as pool:
        tried = [
            (o, [(f, pool.schedule(_read_alone, args=(f,), timeout=seconds_for([f]))) for f in o.given.files])
            for o in felled
        ]
        guilty = {o.given.name: tuple(f for f, future in files if not _came_back(future)) for o, files in tried}
    again = []
    for outcome in felled:
        culprits = guilty[outcome.given.name]
        rest = tuple(f for f in outcome.given.files if f not in culprits)
        if culprits and rest:
            again.append(replace(outcome.given, files=rest, unread=culprits))
        else:
            yield outcome
    if again:
        with _pool(workers, prepare) as pool:
            yield from _assessed(pool, again, out)


def _pool(workers: int, prepare: Callable[[], None]) -> ProcessPool:
    context = multiprocessing.get_context("spawn")
    return ProcessPool(max_workers=workers, max_tasks=RECYCLE, initializer=prepare, context=context)


def _assessed(pool: ProcessPool, cases: Sequence[CaseInput], out: Path) -> Iterator[Outcome]:
    futures: dict[Future[dict[str, Any]], CaseInput] = {
        pool.schedule(_work, args=(case, out), timeout=seconds_for(case.files)): case for case in cases
    }
    for future in as_completed(futures):
        given = futures[future]
        try:
            yield Outcome(given, future.result())
        except WorkTimeout:
            yield Outcome(given, None, *TOO_SLOW)
        except ProcessExpired:
            yield Outcome(given, None, *DIED)
        except OSError as error:
            yield Outcome(given, None, "case.not_written", f"The results could not be written ({error.strerror}).")
        except Exception as error:  # one case's fault must not stop the batch
            yield Outcome(
                given,
                None,
                "case.fault",
                f"The program failed on this case ({type(error).__name__}). Please report it.",
            )


def _came_back(future: Future[None]) -> bool:
    """Whether a reader lived; what it read, and whether it could, is asked again when the case is done."""
    try:
        future.result()
    except (WorkTimeout, ProcessExpired, MemoryError):
        return False
    return True


def _read_alone(file: Path) -> None:
    """Read one file for no other end than to see whether the reader lives."""
    limit_processor([file])
    with contextlib.suppress(ReadError):
        if mail_kind(file) is None:
            read(file)


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


def _work(case: CaseInput, out: Path) -> dict[str, Any]:
    from flows.case import assess_case  # only workers need it

    limit_processor(case.files)
    return assess_case(case, judges(), out).as_dict()
