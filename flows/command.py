"""The command line: each module of ``flows.commands`` adds its own commands; here they meet and end."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from extractors.errors import CaseError, CommandError, GoldenThreadError, ReadError
from flows.commands import assess, check, desk, evaluate, forms, governance, keeping, learn, papers, rounds, telling
from flows.commands.exits import ALL, NOTHING, SOME_FAILED, WRONG_COMMAND

__all__ = ["ALL", "NOTHING", "SOME_FAILED", "WRONG_COMMAND", "main"]

# In the order that ``--help`` shows them. A module imports what it works with only when it runs.
GROUPS = (check, assess, forms, evaluate, learn, papers, governance, desk, rounds, telling, keeping)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. The exit codes are those of the contract: 0 all, 1 some failed, 2 wrong command, 3 nothing."""
    given = _parser().parse_args(arguments)
    try:
        named = given.config or os.environ.get("GOLDENTHREAD_CONFIG")
        if named:
            from checks.forms.authority import use  # `--help` should answer at once

            use(Path(named))
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
    for group in GROUPS:
        group.add(commands)
    for command in commands.choices.values():
        command.add_argument(
            "--config",
            type=Path,
            metavar="FILE",
            help="the authority's own settings (else the file that GOLDENTHREAD_CONFIG names)",
        )
    return parser


if __name__ == "__main__":
    sys.exit(main())
