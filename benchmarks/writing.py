"""What writing costs: a case's files, and the files of a batch of thousands.

``python -m benchmarks.writing OUT [--plans 2000]`` takes the assessments of an earlier ``goldenthread assess … --out OUT``,
writes their forms, then copies them until there are enough for a batch. Figures are processor seconds of this process.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

from checks.assessment import Assessment
from checks.forms.changes import advice_form, plan_form
from reports.advice_form import write_advice_form
from reports.batch import write_batch
from reports.checklist import write_checklist


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--plans", type=int, default=2000)
    given = parser.parse_args()
    files = sorted((given.out / "cases").glob("*/assessment.json"))
    if not files:
        sys.exit(f"There are no assessments in {given.out / 'cases'}.")
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        sys.stdout.write(f"a case's forms: {_forms(files, folder):.3f} s\n")
        names = [f"k{n:05}" for n in range(given.plans)]
        for n, name in enumerate(names):
            (folder / "cases" / name).mkdir(parents=True)
            (folder / "cases" / name / "assessment.json").symlink_to(files[n % len(files)].resolve())
        begun = time.process_time()
        write_batch(folder, names, [])
        spent, most = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = (folder / "batch.xlsx").stat().st_size / 1e6
        sys.stdout.write(f"a batch of {given.plans}: {spent:.1f} s, {most:.0f} MB at most, workbook {size:.0f} MB\n")


def _forms(files: list[Path], folder: Path) -> float:
    form, of_advice = plan_form(), advice_form()
    assessments = [Assessment.model_validate_json(f.read_text(encoding="utf-8")) for f in files]
    begun = time.process_time()
    for assessment in assessments:
        write_checklist(assessment, form, folder / "checklist.docx")
        for advice in assessment.advice:
            write_advice_form(assessment, advice, of_advice, folder / "advice.docx")
    return (time.process_time() - begun) / len(files)


if __name__ == "__main__":
    main()
