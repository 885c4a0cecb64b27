"""What a process that reads strangers' files may use: wall time, processor time, memory.

Limits are those of the engineering handbook ("Files from outside"), wider for scans: text recognition takes
some five seconds and a gigabyte a page.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

SECONDS = 90  # wall limit for one document; a case has the sum of its documents'
PDF_SECONDS = 300
MEMORY = 3_000_000_000  # bytes of address space, beside what the process had when its work began


def seconds_for(files: Sequence[Path]) -> int:
    """Wall limit for reading and judging these files."""
    return sum(PDF_SECONDS if f.suffix.lower() == ".pdf" else SECONDS for f in files)


def limit_memory() -> None:
    """Cap this process's address space, where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _held() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))


@contextlib.contextmanager
def limited_memory() -> Iterator[None]:
    """Cap this process's address space for a while; afterwards it may use what it could before."""
    if sys.platform == "win32":
        yield
        return
    import resource  # not on Windows

    before = resource.getrlimit(resource.RLIMIT_AS)
    limit_memory()
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


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
    most = int(time.process_time()) + 2 * seconds_for(files)  # recognition runs on several processors at once
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard < 0 else min(most, hard), hard))
