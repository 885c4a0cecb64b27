"""The batch's tables as JSON and CSV, written as the cases come."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from reports.cells import csv_cell
from reports.sheets import SHEETS, Rows, Value


def file_name(sheet: str) -> str:
    """A sheet's name as a file's: "Trends data" is ``trends-data.csv``."""
    return f"{sheet.lower().replace(' ', '-')}.csv"


def key_of(sheet: str) -> str:
    """A sheet's name as a key of ``batch.json``: "Trends data" is ``trends_data``."""
    return sheet.lower().replace(" ", "_")


class Tables:
    """The CSV files and the JSON of a batch being written: ``add`` each case, then ``finish``."""

    def __init__(self, folder: Path) -> None:
        """``folder`` takes ``batch.json`` and ``csv/``, one file for each sheet."""
        (folder / "csv").mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._open = ExitStack()
        self._json: dict[str, list[str]] = {sheet.name: [] for sheet in SHEETS}
        self._csv = {}
        for sheet in SHEETS:
            # The mark at the beginning tells Excel that the file is in UTF-8.
            path = folder / "csv" / file_name(sheet.name)
            file = self._open.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            self._csv[sheet.name] = csv.writer(file, quoting=csv.QUOTE_ALL)
            self._csv[sheet.name].writerow([c.title for c in sheet.columns])

    def __enter__(self) -> Tables:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def add(self, rows: Rows) -> None:
        """Write all rows of one case."""
        for sheet in SHEETS:
            for row in rows[sheet.name]:
                told = [_plain(value) for value in row]
                self._csv[sheet.name].writerow([csv_cell(value) for value in told])
                named = dict(zip((c.title for c in sheet.columns), told, strict=True))
                self._json[sheet.name].append(json.dumps(named, ensure_ascii=False))

    def finish(self, failures: Sequence[Mapping[str, str]]) -> None:
        """Write ``batch.json``: a list of rows for each sheet, then the failures."""
        lists = {key_of(name): rows for name, rows in self._json.items()}
        lists["failures"] = [json.dumps(dict(failure), ensure_ascii=False) for failure in failures]
        with (self._folder / "batch.json").open("w", encoding="utf-8") as file:
            parts = (
                f'"{key}": [\n  ' + ",\n  ".join(rows) + "\n ]" if rows else f'"{key}": []'
                for key, rows in lists.items()
            )
            file.write("{\n " + ",\n ".join(parts) + "\n}\n")


def _plain(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, dt.date) else value
