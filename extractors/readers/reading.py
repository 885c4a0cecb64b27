"""Tells a file's kind by its content and hands it to the reader for that kind."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractors.document import Document
from extractors.readers.limits import kind_of
from extractors.readers.word import read_word


def read(path: Path) -> Document:
    """The document in a file. The file is never changed. Raises ``ReadError``."""
    kind = kind_of(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    if kind == "pdf":
        from extractors.readers.pdf.document import read_pdf

        return read_pdf(path, file=path.name, sha256=sha256)
    if kind == "docx":
        return read_word(path, file=path.name, sha256=sha256)
    from extractors.readers.convert import read_converted

    return read_converted(path, kind, file=path.name, sha256=sha256)
