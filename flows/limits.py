"""What a process that reads strangers' files may use: wall time, processor time, memory.

Limits are those of the engineering handbook ("Files from outside"), wider for scans: text recognition takes
some five seconds and a gigabyte a page. An authority may set others (``reading`` in its settings).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from checks.forms.authority import current

MEGABYTE = 1_000_000
PARTED = (".pdf", ".eml", ".msg")  # an e-mail may bring PDFs


def seconds_for(files: Sequence[Path]) -> int:
    """Wall limit for reading and judging these files."""
    may = current().reading
    return sum(may.pdf_seconds if f.suffix.lower() in PARTED else may.seconds for f in files)


def processor_seconds_for(files: Sequence[Path]) -> int:
    """Limit of processor time for reading and judging these files."""
    may = current().reading
    return sum(may.pdf_processor_seconds if f.suffix.lower() in PARTED else may.processor_seconds for f in files)


def limit_memory() -> None:
    """Cap this process's address space, where the system can (not on Windows)."""
    sys.unraisablehook = _unsaid
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _held() + current().reading.megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))


def _unsaid(_: object) -> None:
    """What is said of errors that nobody can catch: nothing, for they come by the dozen where memory runs out."""


def _held() -> int:
    """Bytes of address space that this process has now; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def limit_processor(files: Sequence[Path]) -> None:
    """Cap the processor time of the task at hand: past it the system ends the process."""
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = int(time.process_time()) + 1 + processor_seconds_for(files)
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard < 0 else min(most, hard), hard))
