"""A batch: its cases found, the unfinished ones assessed in a Prefect flow, its files written.

Prefect costs some seconds to start and keeps what it is told in its database. So it starts only where there
is work to do, and is told numbers, never names: the cases wait in this process (``flows.prefect_batch``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from checks.assess import Judges
from extractors.errors import CommandError
from flows.batch_files import failures_of, write_failures
from flows.case import standing
from flows.inbox import CaseInput, find_cases
from flows.sources import local

Progress = Callable[[int, int], None]
Carry = Callable[[Sequence[CaseInput], Path, Progress, int | None], list[dict[str, Any]]]
# What else is done with a batch's cases and results (by case) while its documents are at hand: more failures.
After = Callable[[Sequence[CaseInput], Mapping[str, dict[str, Any]], Path], list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class BatchDone:
    """What became of a batch: a result for each case, in the order of the cases."""

    results: tuple[dict[str, Any], ...]

    @property
    def failures(self) -> list[dict[str, str]]:
        """Every input that could not be assessed, as ``failures.json`` has it."""
        return failures_of(self.results)

    @property
    def assessed(self) -> list[str]:
        """The names of the cases that are assessed."""
        return [r["case"] for r in self.results if r["assessed"]]

    @property
    def fresh(self) -> int:
        """How many were assessed in this run and not in an earlier one."""
        return sum(r["assessed"] and r["fresh"] for r in self.results)


def assess_source(
    source: str,
    out: Path,
    *,
    carry: Carry,
    progress: Progress,
    workers: int | None = None,
    after: After | None = None,
) -> BatchDone:
    """Assess every case of a source into ``out``, and write the batch's own files.

    ``carry`` does the work for the cases that no earlier run has finished, ``after`` takes all of them on (to the
    moderators' desk). Raises ``CommandError`` where the source holds nothing or ``out`` cannot be written.
    """
    with local(source) as folder:
        cases = find_cases(folder)
        make_writable(out)
        judges = Judges.load()
        results = {c.name: asdict(done) for c in cases if (done := standing(c, judges, out))}
        waiting = [c for c in cases if c.name not in results]
        if waiting:
            done_before = len(results)
            told = carry(waiting, out, lambda done, _: progress(done_before + done, len(cases)), workers)
            results.update({r["case"]: r for r in told})
        if after:
            for failure in after(cases, results, out):
                result = results[failure["case"]]
                result["failures"] = [*result["failures"], {k: v for k, v in failure.items() if k != "case"}]
    batch = BatchDone(tuple(results[c.name] for c in cases))
    write_failures(batch.failures, out)
    if batch.assessed:
        from reports.batch import write_batch  # pandas and charts, only where there is something to show

        write_batch(out, batch.assessed, batch.failures, judges.form)
    return batch


def make_writable(out: Path) -> None:
    """Make the output folder. Raises ``CommandError`` where it cannot be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            "output.not_writable", f"The folder {out} cannot be written. Choose another with --out."
        ) from error
