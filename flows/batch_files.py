"""``failures.json``: each input that could not be assessed, with a code and a reason in plain words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def failures_of(results: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Every failure of a batch, with its case, as ``failures.json`` has it."""
    return [{"case": r["case"], **f} for r in results for f in r["failures"]]


def write_failures(failures: Sequence[dict[str, str]], out: Path) -> None:
    """Write ``failures.json``, an empty list where nothing failed."""
    beside = out / "failures.json.part"
    beside.write_text(json.dumps(list(failures), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(out / "failures.json")
