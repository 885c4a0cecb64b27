"""The command line: ``goldenthread check``, ``assess``, ``evaluate``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from extractors.errors import CaseError, CommandError, GoldenThreadError, ReadError

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
    from checks.assess import Judges  # noqa: PLC0415  `--help` should answer at once
    from flows.case import check_case  # noqa: PLC0415
    from flows.inbox import one_case  # noqa: PLC0415
    from flows.summary import summary  # noqa: PLC0415

    case = one_case(given.path)
    judges = Judges.load()
    if given.out:
        _writable(given.out)
    assessment, read, failures = check_case(case, judges)
    sys.stdout.write(summary(assessment))
    for failure in failures:
        sys.stderr.write(f"{failure.file}: {failure.reason} [{failure.code}]\n")
    if given.out:
        from flows.batch_files import write_failures  # noqa: PLC0415
        from reports.case import write_case  # noqa: PLC0415

        folder = given.out / "cases" / case.name
        write_case(assessment, read, judges, {f.name: f for f in case.files}, folder)
        write_failures([{"case": case.name, **asdict(f)} for f in failures], given.out)
        sys.stdout.write(f"\nThe pre-filled form and the other files are in {folder}\n")
    return SOME_FAILED if failures else ALL


def _assess(given: argparse.Namespace) -> int:
    from flows.batch_files import failures_of, write_failures  # noqa: PLC0415
    from flows.inbox import find_cases  # noqa: PLC0415
    from flows.sources import local  # noqa: PLC0415

    if given.workers is not None and given.workers < 1:
        raise CommandError("workers.none", "--workers must be 1 or more.")
    with local(given.source) as source:
        cases = find_cases(source)
        _writable(given.out)
        from flows.batch import run_batch  # noqa: PLC0415  Prefect costs a second, after the command is known to be right
        from reports.batch import write_batch  # noqa: PLC0415

        results = run_batch(cases, given.out, progress=_Progress(), workers=given.workers)
    failures = failures_of(results)
    write_failures(failures, given.out)
    assessed = [r["case"] for r in results if r["assessed"]]
    if assessed:
        write_batch(given.out, assessed, failures)
    for failure in failures:
        sys.stderr.write(f"{failure['case']}, {failure['file']}: {failure['reason']} [{failure['code']}]\n")
    fresh = sum(r["assessed"] and r["fresh"] for r in results)
    sys.stdout.write(
        f"{len(assessed)} of {len(results)} cases are assessed ({fresh} in this run). Look in {given.out}:\n"
    )
    sys.stdout.write("  batch.xlsx for all of them, cases/<case>/checklist.docx for each pre-filled form.\n")
    if not assessed:
        return NOTHING
    return SOME_FAILED if failures else ALL


def _evaluate(given: argparse.Namespace) -> int:
    from flows.evaluation.evaluate import evaluate  # noqa: PLC0415

    sys.stdout.write(evaluate(given.folder, progress=_Progress()))
    return ALL


def _writable(out: Path) -> None:
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
