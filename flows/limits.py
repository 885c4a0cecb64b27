"""What a process that reads strangers' files may use: wall time, processor time, memory.

Limits are those of the engineering handbook ("Files from outside"), wider for scans: text recognition takes
some five seconds and a gigabyte a page.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

SECONDS = 90  # wall limit for one document; a case has the sum of its documents'
PDF_SECONDS = 300
MEMORY = 3_000_000_000  # bytes of address space


def seconds_for(files: Sequence[Path]) -> int:
    """Wall limit for reading and judging these files."""
    return sum(PDF_SECONDS if f.suffix.lower() == ".pdf" else SECONDS for f in files)


def limit_memory() -> None:
    """Cap this process's address space, where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard < 0 else min(MEMORY, hard), hard))


def limit_processor(files: Sequence[Path]) -> None:
    """Cap the processor time of the task at hand: past it the system ends the process."""
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = int(time.process_time()) + 2 * seconds_for(files)  # recognition runs on several processors at once
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard < 0 else min(most, hard), hard))
