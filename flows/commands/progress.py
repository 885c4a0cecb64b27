"""How far a batch is, told on standard error."""

from __future__ import annotations

import sys
import time


class ToldProgress:
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
