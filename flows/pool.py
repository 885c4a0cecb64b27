"""Worker processes that load the models once and can be killed: a bad file costs its own case only.

Pebble's pool kills a worker that overruns its time or dies, and goes on with the rest; memory and processor time
are limited in each worker where the system can (not on Windows).
"""

from __future__ import annotations

import errno
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as WorkTimeout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessPool

from flows.inbox import CaseInput
from flows.limits import limit_memory, limit_processor, seconds_for

if TYPE_CHECKING:
    from checks.assess import Judges
    from extractors.document import Document
    from extractors.reading import Reader

RECYCLE = 200  # cases after which a worker is replaced, so that memory stays flat

TOO_SLOW = ("case.too_slow", "Reading took too long, so this case was left out. Save its files afresh and try again.")
DIED = ("case.worker_died", "A file here stopped the program that read it. Save its files afresh and try again.")
FELLING = frozenset({TOO_SLOW[0], DIED[0]})

# What is done with a case in a worker, given the output folder: plain values come back.
Work = Callable[[CaseInput, Path], dict[str, Any]]

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


def assessed(case: CaseInput, out: Path) -> dict[str, Any]:
    """Assess a case into the output folder."""
    from flows.case import assess_case  # only workers need it

    return assess_case(case, judges(), out, reader=reader_for(case)).as_dict()


def reader_for(case: CaseInput) -> Reader:
    """A reader that allows each file its own share of the processor, and what is done after it the whole case's."""
    from extractors.readers import read  # only workers need it

    def read_within(file: Path) -> Document:
        limit_processor([file])
        document = read(file)
        limit_processor(case.files)
        return document

    return read_within


def run(cases: Sequence[CaseInput], out: Path, *, workers: int, work: Work = assessed) -> Iterator[Outcome]:
    """Assess cases in worker processes; each outcome as it comes.

    A case that fells its worker is done again without the file that did it, so that one bad file costs itself.
    """
    felled: list[Outcome] = []
    with _pool(workers, prepare) as pool:
        for outcome in _outcomes(pool, work, cases, out):
            if outcome.code in FELLING and len(outcome.given.files) > 1:
                felled.append(outcome)
            else:
                yield outcome
    if felled:
        yield from _without_culprits(felled, out, workers, work)


def _without_culprits(felled: Sequence[Outcome], out: Path, workers: int, work: Work) -> Iterator[Outcome]:
    """Cases that felled a worker, done again without the files that fell a reader by themselves."""
    with _pool(workers, limit_memory) as pool:
        tried = [
            (o, [(f, pool.schedule(mortal, args=(_read_alone, f), timeout=seconds_for([f]))) for f in o.given.files])
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
            yield from _outcomes(pool, work, again, out)


def _pool(workers: int, prepare: Callable[[], None]) -> ProcessPool:
    context = multiprocessing.get_context("spawn")
    return ProcessPool(max_workers=workers, max_tasks=RECYCLE, initializer=prepare, context=context)


def _outcomes(pool: ProcessPool, work: Work, cases: Sequence[CaseInput], out: Path) -> Iterator[Outcome]:
    futures: dict[Future[dict[str, Any]], CaseInput] = {
        pool.schedule(mortal, args=(_limited, work, case, out), timeout=seconds_for(case.files)): case for case in cases
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
    except (WorkTimeout, ProcessExpired):
        return False
    return True


def _read_alone(file: Path) -> None:
    from extractors.reading import try_file  # only workers need it

    limit_processor([file])
    try_file(file)


def prepare() -> None:
    """Load what every case needs, once in each worker, and set its limit of memory."""
    global _judges  # a worker process has one set of models
    from checks.assess import Judges  # only workers need it

    _judges = Judges.load()
    limit_memory()


def judges() -> Judges:
    """The models of this worker (``prepare`` loaded them)."""
    if _judges is None:
        raise RuntimeError("this process is no worker")
    return _judges


def mortal(work: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401  # whatever the work answers
    """Do work, in a worker. One that runs out of memory ends its process, as one that runs out of time does: what is
    left of it could not be relied on, not even to say so.
    """
    try:
        return work(*given)
    except MemoryError:
        os._exit(errno.ENOMEM)


def _limited(work: Work, case: CaseInput, out: Path) -> dict[str, Any]:
    limit_processor(case.files)
    return work(case, out)
