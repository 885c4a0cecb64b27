"""What a plan costs, step by step, beside the libraries' own cost over the same text and pages.

``python benchmarks/steps.py`` in one run, on one core, CPU-seconds except for the cold command.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "sample_docs"
WORD, PDF = "c12", "c17"
ROUNDS = 5


def cost(work: Callable[[], object]) -> float:
    """The least CPU-seconds of several runs."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def main() -> None:
    """Print the table."""
    cold = min(_cold() for _ in range(3))
    import pdfplumber

    from checks.assess import Judges, assess
    from extractors import advice, plan
    from extractors.readers import read
    from extractors.reading import read_case
    from models.language import Language
    from reports.case import write_case

    files = sorted((SAMPLES / WORD).glob("*.docx"))
    draft = next(f for f in files if "EHCP" in f.name)
    pdf = next((SAMPLES / PDF).glob("EHCP*.pdf"))
    document, case, judges = read(draft), read_case(WORD, files).case, Judges.load()
    now = dt.datetime.now(tz=dt.UTC)
    assessment = assess(case, judges, now=now)
    reports = [d for d in case.documents if d is not case.plan.document]
    names = {f.name: f for f in files}

    def write() -> None:
        with tempfile.TemporaryDirectory() as folder:
            write_case(assessment, case, judges, names, Path(folder) / "case")

    text = "\n\n".join(b.text for b in document.body)
    language = Language()
    spacy_pass = cost(lambda: (language.forget(), language.read(text)))
    steps = {
        "read the Word plan": cost(lambda: read(draft)),
        "split it into sections and items": cost(lambda: plan.read_plan(document)),
        "read five pieces of advice": cost(lambda: [read(f) for f in files if f != draft]),
        "understand the advice": cost(lambda: [advice.read_advice(d) for d in reports]),
        "judge everything, answer every line": cost(lambda: assess(case, judges, now=now)),
        "write the case's files": cost(write),
    }
    words = sum(len(b.text.split()) for b in document.body)
    print(f"A Word plan of {words} words with {len(reports)} pieces of advice, CPU-seconds (best of {ROUNDS})")
    for name, seconds in steps.items():
        print(f"  {name:40}{seconds:8.3f}{seconds / spacy_pass:8.2f} of spaCy's pass")
    print(f"  {'all of it':40}{sum(steps.values()):8.3f}{sum(steps.values()) / spacy_pass:8.2f}")
    print(f"  {'spaCy over the plan alone':40}{spacy_pass:8.3f}")
    print(f"goldenthread check, from cold, wall seconds {cold:.2f}")
    print()

    def plumber() -> None:
        with pdfplumber.open(pdf) as opened:
            for page in opened.pages:
                page.extract_text()
                page.extract_tables()
                page.close()

    ours, theirs = cost(lambda: read(pdf)), cost(plumber)
    print(f"A PDF plan: ours {ours:.3f}, pdfplumber's text and tables {theirs:.3f}: {theirs / ours:.1f} times")


def _cold() -> float:
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "flows.command", "check", str(SAMPLES / WORD)], check=True, capture_output=True
    )
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
