"""Old Word, OpenDocument and rich text files, read as Word after LibreOffice has converted a copy of them.

LibreOffice is a program of the machine's, not ours: it runs on a copy in a folder of its own, with a fresh
profile (so no macros and nobody's settings), for a limited time and with limits on processor time.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from extractors.document import Document, Warned
from extractors.errors import ReadError
from extractors.readers.limits import kind_of
from extractors.readers.word import read_word

SECONDS = 90
NAMES = {"doc": "an old Word file (.doc)", "odt": "an OpenDocument file", "rtf": "a rich text file"}


def read_converted(path: Path, kind: str, *, file: str, sha256: str) -> Document:
    """The document in a file of ``kind`` "doc", "odt" or "rtf". Raises ``ReadError``."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-") as held:
        document = read_word(converted(path, kind, Path(held), file=file), file=file, sha256=sha256)
    note = Warned("file.converted", f"{file} is {NAMES[kind]} and was converted before reading.")
    return replace(document, warnings=(*document.warnings, note))


def converted(path: Path, kind: str, folder: Path, *, file: str) -> Path:
    """A copy of a file of ``kind`` "doc", "odt" or "rtf" as .docx in ``folder``. Raises ``ReadError``."""
    if kind not in NAMES:
        raise ReadError(
            "mail.not_alone", f"{file} is an e-mail. Put it in the case's folder and its attachments are read."
        )
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(
            "doc.needs_libreoffice",
            f"{file} is {NAMES[kind]} and LibreOffice is not on this machine. Save it as Word (.docx) or PDF.",
        )
    return _convert(program, path, kind, folder, file)


def _convert(program: str, path: Path, kind: str, held: Path, file: str) -> Path:
    copy = held / f"in.{kind}"
    shutil.copyfile(path, copy)
    (held / "out").mkdir()
    command = [
        program, f"-env:UserInstallation={(held / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx:Office Open XML Text", "--outdir", str(held / "out"), str(copy),
    ]  # fmt: skip
    with contextlib.suppress(subprocess.TimeoutExpired, OSError):
        subprocess.run(command, timeout=SECONDS, check=False, capture_output=True, preexec_fn=_limits())
    made = held / "out" / "in.docx"
    if not made.exists() or kind_of(made) != "docx":
        raise ReadError("convert.failed", f"{file} could not be converted. Save it as Word (.docx) or PDF.")
    return made


def _limits() -> Callable[[], None] | None:
    """What the child sets before it starts: its processor time, and the memory this process may give it."""
    if sys.platform == "win32":
        return None
    import resource  # not on Windows

    def limit() -> None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    return limit
