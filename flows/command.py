"""The command line: ``goldenthread check``, ``assess``, ``evaluate``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import CaseError, CommandError, GoldenThreadError, ReadError

if TYPE_CHECKING:
    from flows.batch import Progress
    from flows.inbox import CaseInput

ALL, SOME_FAILED, WRONG_COMMAND, NOTHING = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. The exit codes are those of the contract: 0 all, 1 some failed, 2 wrong command, 3 nothing."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except (ReadError, CaseError) as error:
        return _told(error, NOTHING)
    except GoldenThreadError as error:
        return _told(error, WRONG_COMMAND)
    except OSError as error:
        return _told(
            CommandError("output.not_written", f"The results could not be written: {error.strerror}."), WRONG_COMMAND
        )
    except KeyboardInterrupt:
        return _told(
            CommandError("stopped", "Stopped. Run the same command again and it goes on where it was."), SOME_FAILED
        )


def _told(error: GoldenThreadError, code: int) -> int:
    sys.stderr.write(f"{error.sentence} [{error.code}]\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="goldenthread", description="Pre-assesses draft EHC plans on this computer. Nothing is sent anywhere."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="assess one plan, or a folder with one plan and its advice, at once")
    check.add_argument("path", type=Path)
    check.add_argument("--out", type=Path, help="also write the case's files here")
    check.set_defaults(run=_check)
    assess = commands.add_parser("assess", help="assess a folder of cases")
    assess.add_argument("source", help="a folder, or any address that fsspec reads (s3://, sftp://, abfs://)")
    assess.add_argument("--out", type=Path, required=True)
    assess.add_argument("--workers", type=int, help="worker processes (as many as processors unless given)")
    assess.set_defaults(run=_assess)
    evaluate = commands.add_parser("evaluate", help="hold the program against cases with known truth")
    evaluate.add_argument("folder", type=Path)
    evaluate.set_defaults(run=_evaluate)
    return parser


def _check(given: argparse.Namespace) -> int:
    from checks.assess import Judges  # `--help` should answer at once
    from flows.batch import make_writable
    from flows.case import check_case
    from flows.inbox import one_case
    from flows.summary import summary

    case = one_case(given.path)
    judges = Judges.load()
    if given.out:
        make_writable(given.out)
    assessment, read, failures = check_case(case, judges)
    sys.stdout.write(summary(assessment))
    for failure in failures:
        sys.stderr.write(f"{failure.file}: {failure.reason} [{failure.code}]\n")
    if given.out:
        from flows.batch_files import write_failures
        from reports.case import write_case

        folder = given.out / "cases" / case.name
        write_case(assessment, read, judges, {f.name: f for f in case.files}, folder)
        write_failures([{"case": case.name, **asdict(f)} for f in failures], given.out)
        sys.stdout.write(f"\nThe pre-filled form and the other files are in {folder}\n")
    return SOME_FAILED if failures else ALL


def _assess(given: argparse.Namespace) -> int:
    from flows.batch import assess_source

    if given.workers is not None and given.workers < 1:
        raise CommandError("workers.none", "--workers must be 1 or more.")
    done = assess_source(given.source, given.out, carry=_carry, progress=_Progress(), workers=given.workers)
    for failure in done.failures:
        sys.stderr.write(f"{failure['case']}, {failure['file']}: {failure['reason']} [{failure['code']}]\n")
    sys.stdout.write(
        f"{len(done.assessed)} of {len(done.results)} cases are assessed ({done.fresh} in this run). "
        f"Look in {given.out}:\n  batch.xlsx for all of them, trends.html for the picture, "
        "cases/<case>/checklist.docx for each pre-filled form.\n"
    )
    if not done.assessed:
        return NOTHING
    return SOME_FAILED if done.failures else ALL


def _carry(cases: Sequence[CaseInput], out: Path, progress: Progress, workers: int | None) -> list[dict[str, Any]]:
    """Prefect's part, imported only when there is work: it costs a second."""
    from flows.prefect_batch import carry

    return carry(cases, out, progress, workers)


def _evaluate(given: argparse.Namespace) -> int:
    from flows.evaluation.evaluate import evaluate

    sys.stdout.write(evaluate(given.folder, progress=_Progress()))
    return ALL


class _Progress:
    """Says how far a batch is: on a screen in place, else a line now and then."""

    def __init__(self) -> None:
        self._begun = self._last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Note that ``done`` of ``total`` cases are finished."""
        now = time.monotonic()
        screen = sys.stderr.isatty()
        if not screen and done < total and now - self._last < 10:
            return
        self._last = now
        left = (now - self._begun) / done * (total - done)
        wait = f", about {max(1, round(left / 60))} minutes left" if left > 90 else ""
        sys.stderr.write(
            ("\r" if screen else "") + f"{done} of {total} cases{wait}   " + ("" if screen and done < total else "\n")
        )
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
