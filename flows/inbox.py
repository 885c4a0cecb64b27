"""Finds the cases of a source: each sub-folder with documents is one, and so is each loose document."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.case import CaseFacts
from extractors.dates import parse_date
from extractors.errors import CommandError

DOCUMENTS = frozenset({".docx", ".pdf", ".doc", ".odt", ".rtf", ".eml", ".msg", ".docm", ".dotx"})
# Nothing here reads these, but a person who put one in a case should be told, not find it left out in silence.
TOLD = frozenset(
    {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".bmp", ".txt", ".pages", ".wps", ".xlsx", ".pptx"}
)
FACTS = "cases.csv"


@dataclass(frozen=True, slots=True)
class CaseInput:
    """A case to assess: its name, its files, and what ``cases.csv`` says of it. ``unread`` are files of the case
    that felled the program that read them, so that they are left out.
    """

    name: str
    files: tuple[Path, ...]
    facts: CaseFacts = CaseFacts()
    unread: tuple[Path, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A digest of everything that goes in: the files' bytes and the facts."""
        digest = hashlib.sha256(repr(self.facts).encode())
        for file in sorted((*self.files, *self.unread)):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
        return digest.hexdigest()


def find_cases(source: Path) -> list[CaseInput]:
    """The cases of a folder, by name. Raises ``CommandError`` for a missing or empty one."""
    if not source.exists():
        raise CommandError("source.missing", f"There is no file or folder at {source}.")
    if source.is_file():
        return [CaseInput(source.stem, (source,))]
    facts = read_facts(source / FACTS)
    folders = [d for d in sorted(source.iterdir()) if d.is_dir() and not d.name.startswith(".")]
    held = {d.name: _files(d) for d in folders}
    cases = [
        CaseInput(name, files, facts.get(name, CaseFacts()))
        for name, files in held.items()
        if any(map(_is_document, files))
    ]
    taken = {c.name for c in cases}
    for file in filter(_is_document, _files(source)):
        name = file.stem if file.stem not in taken else file.name
        taken.add(name)
        cases.append(CaseInput(name, (file,), facts.get(file.stem, CaseFacts())))
    if not cases:
        raise CommandError("source.empty", f"There are no Word or PDF documents in {source}.")
    return cases


def one_case(path: Path) -> CaseInput:
    """A plan file, or a folder that holds one plan and its advice. Raises ``CommandError``."""
    if not path.exists():
        raise CommandError("source.missing", f"There is no file or folder at {path}.")
    if path.is_file():
        return CaseInput(path.stem, (path,))
    files = _files(path)
    if not any(map(_is_document, files)):
        raise CommandError("source.empty", f"There are no Word or PDF documents in {path}.")
    facts = read_facts(path.parent / FACTS)
    return CaseInput(path.resolve().name, files, facts.get(path.resolve().name, CaseFacts()))


def _files(folder: Path) -> tuple[Path, ...]:
    """A folder's documents, and what a person may have taken for one."""
    return tuple(
        f
        for f in sorted(folder.iterdir())
        if f.is_file() and f.suffix.lower() in DOCUMENTS | TOLD and not f.name.startswith(("~$", "."))
    )


def _is_document(file: Path) -> bool:
    return file.suffix.lower() in DOCUMENTS


def read_facts(path: Path) -> dict[str, CaseFacts]:
    """The rows of ``cases.csv`` by case; none where there is no such file. Raises ``CommandError``."""
    if not path.exists():
        return {}
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows: Sequence[dict[str, str]] = list(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise CommandError("facts.unreadable", f"{path.name} could not be read. Save it as CSV (UTF-8).") from error
    if rows and "case" not in rows[0]:
        raise CommandError("facts.no_case_column", f'{path.name} has no column "case".')
    return {row["case"].strip(): _facts(row) for row in rows if row.get("case")}


def _facts(row: dict[str, str]) -> CaseFacts:
    def said(key: str) -> str:
        return (row.get(key) or "").strip()

    return CaseFacts(
        said("team"), said("coordinator"), said("primary_need"), said("placement_type"),
        _day(said("date_of_birth")), _day(said("request_date")),
    )  # fmt: skip


def _day(text: str) -> dt.date | None:
    return parse_date(text) if text else None
