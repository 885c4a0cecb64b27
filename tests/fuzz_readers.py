"""Coverage-guided fuzzing of the readers, apart from the tests: ``pip install 'golden-thread[fuzz]'``, then
``python -m tests.fuzz_readers [SECONDS]``. It stops at the first error that is not one of the program's own.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["extractors"]):
    from extractors import advice, plan
    from extractors.errors import ReadError
    from extractors.readers import read

SAMPLES = Path(__file__).resolve().parent.parent / "sample_docs"
SEED_BYTES = 60_000
FOLDER = Path(tempfile.mkdtemp(prefix="goldenthread-fuzz-"))


def one(data: bytes) -> None:
    """Read some bytes as a file; a document goes on to be split."""
    if data.startswith(b"{\\rtf"):
        return  # LibreOffice's work, not ours
    file = FOLDER / "input"
    file.write_bytes(data)
    try:
        document = read(file)
    except ReadError:
        return
    plan.read_plan(document)
    advice.read_advice(document)


def main() -> None:
    """Fuzz for so many seconds, beginning from the sample documents."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    seeds = FOLDER / "seeds"
    seeds.mkdir()
    for number, file in enumerate(sorted(SAMPLES.glob("*/*.*"))):
        if file.suffix in (".docx", ".pdf") and file.stat().st_size < SEED_BYTES:
            (seeds / str(number)).write_bytes(file.read_bytes())
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-rss_limit_mb=3000", "-timeout=60", str(seeds)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
