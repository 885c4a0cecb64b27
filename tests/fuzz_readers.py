"""Coverage-guided fuzzing of the readers, apart from the tests: ``pip install 'golden-thread[fuzz]'``, then
``python -m tests.fuzz_readers [SECONDS] [file|word|pdf|mail]``. It stops at the first error that is not one of the
program's own, and leaves the input that made it in the folder that it names.

``file``  any bytes as a file, beginning from the sample documents; ``pdf`` from the PDFs among them;
``word``  the bytes are the main part of a Word file, so that the walk over its markup is reached;
``mail``  the bytes are an e-mail with a document attached.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["extractors"]):
    from extractors import advice, plan
    from extractors.errors import ReadError
    from extractors.readers import read
    from extractors.readers.limits import mail_kind
    from extractors.readers.mail import attachments

SAMPLES = Path(__file__).resolve().parent.parent / "sample_docs"
SEED_BYTES = 100_000
FOLDER = Path(tempfile.mkdtemp(prefix="goldenthread-fuzz-"))
MAIN = "word/document.xml"


def as_file(data: bytes) -> None:
    """Read some bytes as a file; a document goes on to be split."""
    if data.startswith(b"{\\rtf"):
        return  # LibreOffice's work, not ours
    _read(data)


def as_main_part(data: bytes) -> None:
    """Read some bytes as the main part of a Word file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, part in _parts().items():
            package.writestr(name, data if name == MAIN else part)
    _read(held.getvalue())


def as_mail(data: bytes) -> None:
    """Take an e-mail apart; what is attached is the other readers' work."""
    file = FOLDER / "input"
    file.write_bytes(data)
    try:
        kind = mail_kind(file)
        if kind:
            attachments(file, kind)
    except ReadError:
        return


def _read(data: bytes) -> None:
    file = FOLDER / "input"
    file.write_bytes(data)
    try:
        document = read(file)
    except ReadError:
        return
    plan.read_plan(document)
    advice.read_advice(document)


def _sampled(suffix: str) -> Iterator[bytes]:
    for file in sorted(SAMPLES.glob(f"*/*{suffix}")):
        if file.stat().st_size < SEED_BYTES:
            yield file.read_bytes()


@cache
def _parts() -> dict[str, bytes]:
    """The parts of the smallest sample, each as it stands."""
    with zipfile.ZipFile(io.BytesIO(min(_sampled(".docx"), key=len))) as package:
        return {name: package.read(name) for name in package.namelist()}


def _mails() -> Iterator[bytes]:
    for name in ("plan.docx", "Ümläut\n plan.pdf"):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Date"] = "a@example.org", "b@example.org", "Mon, 2 Nov 2026 09:00:00 +0000"
        mail.set_content("Attached.")
        mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename=name.replace("\n", ""))
        yield mail.as_bytes()


KINDS: dict[str, tuple[Callable[[bytes], None], Callable[[], list[bytes]]]] = {
    "file": (as_file, lambda: [*_sampled(".docx"), *_sampled(".pdf")]),
    "pdf": (as_file, lambda: list(_sampled(".pdf"))),
    "word": (as_main_part, lambda: [zipfile.ZipFile(io.BytesIO(d)).read(MAIN)[:SEED_BYTES] for d in _sampled(".docx")]),
    "mail": (as_mail, lambda: list(_mails())),
}


def main() -> None:
    """Fuzz one reader for so many seconds, beginning from seeds of its kind."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    one, seeds_of = KINDS[sys.argv[2] if len(sys.argv) > 2 else "file"]
    seeds = FOLDER / "seeds"
    seeds.mkdir()
    for number, data in enumerate(seeds_of()):
        (seeds / str(number)).write_bytes(data)
    limits = [f"-max_total_time={seconds}", "-rss_limit_mb=3000", "-timeout=60", f"-artifact_prefix={FOLDER}/"]
    atheris.Setup([sys.argv[0], *limits, str(seeds)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
