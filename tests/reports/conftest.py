"""The eight sample cases' plans, read and assessed once for all tests of reports."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from checks.assess import Judges, assess
from checks.assessment import Assessment
from extractors.case import Case
from extractors.reading import read_case

SAMPLES = Path(__file__).resolve().parent.parent.parent / "sample_docs"
CASES = tuple(sorted(f.name for f in SAMPLES.iterdir() if f.is_dir()))


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample case without its scans (they take a minute to read)."""

    plan: Path
    case: Case
    assessment: Assessment


@pytest.fixture(scope="session")
def samples() -> dict[str, Sample]:
    judges = Judges.load()
    made = {}
    for name in CASES:
        files = sorted(f for f in (SAMPLES / name).iterdir() if f.suffix in (".docx", ".pdf"))
        plan = next(f for f in files if f.name.startswith("EHCP draft"))
        kept = tuple(f for f in files if f.suffix == ".docx" or f == plan)
        case = read_case(name, kept).case
        now = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
        made[name] = Sample(plan, case, assess(case, judges, now=now))
    return made
