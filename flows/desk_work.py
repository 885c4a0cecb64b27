"""The desk's workers: what the web pages have done with files from outside, in processes that can be killed.

One process holds the models and assesses drafts; another reads documents and draws pages, so that looking at a
plan never waits for an assessment.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import TimeoutError as WorkTimeout
from pathlib import Path
from threading import Lock
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from checks.assessment import Assessment
from extractors.document import Document
from extractors.errors import GoldenThreadError, ReadError
from flows import pool
from flows.inbox import CaseInput
from flows.limits import limit_memory
from moderation.web.work import Checked

CHECK_SECONDS = 120
LOOK_SECONDS = 20
RECYCLE = 200


Result = TypeVar("Result")


class Workers:
    """``moderation.web.work.Work`` by worker processes, begun when first needed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pools: dict[str, ProcessPool] = {}

    def check(self, name: str, documents: Mapping[str, bytes]) -> Checked:
        """Assess a plan with its advice. Raises ``GoldenThreadError``."""
        text, outputs, notes = self._run("check", CHECK_SECONDS, _check, name, dict(documents))
        return Checked(Assessment.model_validate_json(text), outputs, notes)

    def read(self, name: str, content: bytes) -> Document:
        """Read one document. Raises ``ReadError``."""
        return self._run("look", LOOK_SECONDS, _read, name, content)

    def picture(self, content: bytes, page: int, quotes: Sequence[str]) -> bytes:
        """A page of a PDF as PNG. Raises ``ReadError``."""
        return self._run("look", LOOK_SECONDS, _picture, content, page, tuple(quotes))

    def warm(self) -> None:
        """Begin to load the models, so that the first draft does not wait for them."""
        self._pool("check").schedule(_nothing)

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            for running in self._pools.values():
                running.stop()  # type: ignore[no-untyped-call]
            for running in self._pools.values():
                running.join()
            self._pools.clear()

    def _run(self, kind: str, seconds: float, work: Callable[..., Result | _Refused], *given: object) -> Result:
        try:
            done: Result | _Refused = (
                self._pool(kind).schedule(pool.mortal, args=(work, *given), timeout=seconds).result()
            )
        except WorkTimeout as error:
            raise ReadError(
                "reader.killed", "Reading took too long. Leave out scanned reports and try again."
            ) from error
        except ProcessExpired as error:
            raise ReadError("reader.killed", "A file here stopped the program that read it. Save it afresh.") from error
        if isinstance(done, _Refused):
            raise GoldenThreadError(done.code, done.sentence)
        return done

    def _pool(self, kind: str) -> ProcessPool:
        with self._lock:
            if kind not in self._pools:
                begin = pool.prepare if kind == "check" else limit_memory
                context = multiprocessing.get_context("spawn")
                self._pools[kind] = ProcessPool(max_workers=1, max_tasks=RECYCLE, initializer=begin, context=context)
            return self._pools[kind]


class _Refused:
    """A refusal on its way back: an exception's own arguments do not survive the way."""

    def __init__(self, error: GoldenThreadError) -> None:
        self.code, self.sentence = error.code, error.sentence


def _check(name: str, documents: dict[str, bytes]) -> tuple[str, dict[str, bytes], tuple[str, ...]] | _Refused:
    from flows.case import check_case  # only workers need it
    from reports.case import write_case

    judges = pool.judges()
    with tempfile.TemporaryDirectory(prefix="goldenthread-desk-") as held:
        files = _written(documents, Path(held))
        try:
            assessment, case, failures = check_case(CaseInput(name, files), judges)
        except GoldenThreadError as error:
            return _Refused(error)
        folder = Path(held) / "out" / "case"
        write_case(assessment, case, judges, {f.name: f for f in files}, folder)
        outputs = {f.name: f.read_bytes() for f in sorted(folder.iterdir()) if f.suffix == ".docx"}
    return assessment.to_json(), outputs, tuple(f"{f.file}: {f.reason}" for f in failures)


def _read(name: str, content: bytes) -> Document | _Refused:
    from extractors.readers import read

    with tempfile.TemporaryDirectory(prefix="goldenthread-desk-") as held:
        (path,) = _written({name: content}, Path(held))
        try:
            return read(path)
        except GoldenThreadError as error:
            return _Refused(error)


def _picture(content: bytes, page: int, quotes: tuple[str, ...]) -> bytes | _Refused:
    from moderation.web.pictures import draw

    try:
        return draw(content, page, quotes)
    except GoldenThreadError as error:
        return _Refused(error)


def _nothing() -> None:
    """What a worker does to be there."""


def _written(documents: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """The documents as files. Names are the last part of whatever they were called, so none leaves the folder."""
    files = []
    for name, content in documents.items():
        path = folder / Path(name.replace("\\", "/")).name
        path.write_bytes(content)
        files.append(path)
    return tuple(files)
