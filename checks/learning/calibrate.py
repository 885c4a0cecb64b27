"""The program's own confidence, measured on cases that two readers have scored: ``calibration.yaml``.

``python -m checks.learning.calibrate ANSWERS RESULTS`` reads people's answers (a table ``case,line,answer``, or a folder
of cases with ``ratings.json``) and the assessments of the same cases, finds how often drafts agree, and prints the file.
With ``--write`` it replaces ``checks/forms/calibration.yaml``. What is shipped is measured on cases that nobody who
wrote the measures had seen, as they were first read: cases one has worked on make every draft look sure.
No anchors are fitted: there are too few cases. Reliability is told on cases left out in turn.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from checks.forms.changes import plan_form
from checks.forms.learnt import OWN, Learnt, as_data
from checks.learning.confidence import confidence_of
from checks.learning.records import Given, Record, read_answers, records_of

HEAD = """# How sure drafts have proved to be: by line (or pattern of lines, the first that fits) how much the confidence that the
# form gives is raised or lowered, in log-odds. Measured on 23 plans that five examiners wrote and scored (25 November
# 2026), by python -m checks.learning.calibrate: fifteen whose faults nobody has looked at, and eight as they were first
# read. A plan that has been mended for is no longer unseen.
# Lines that the program leaves to people because a part could not be read are not among them. Each line is held firmly
# to its group, each group to all, all to what the form says. "reliability": mean confidence, the share that agreed
# (scores: within one point), how many; each case told by the others.
"""


FIRM, TOP = 4.0, 4.0  # answers; a line has at most five, so four of them are weighed by its group as much as by it


def ratings(cases: Path) -> Iterator[Given]:
    """Both readers' answers to every line of the plan form, or the agreed one where a case has no more."""
    for file in sorted(cases.glob("*/ratings.json")):
        for line, given in json.loads(file.read_text(encoding="utf-8"))["plan"].items():
            readers = [r for r in ("reader_1", "reader_2") if r in given] or ["agreed"]
            for reader in readers:
                yield Given(file.parent.name, line, given[reader], reader, blind=True)


def calibrated(records: list[Record], name: str) -> Learnt:
    """The version that these records give."""
    shifts, reliability = confidence_of(records, firm=FIRM, top=TOP)
    measured = {"answers": len(records), "reliability": [[round(s, 2), round(h, 2), n] for s, h, n in reliability]}
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    return Learnt(
        form=plan_form().form,
        name=name,
        made_on=today,
        **{"from": "unseen cases"},
        confidence=shifts,
        measured=measured,
    )


def main(arguments: list[str]) -> int:
    """Print the calibration, or with ``--write`` keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    form = plan_form()
    answers = ratings(given.answers) if given.answers.is_dir() else read_answers(given.answers, form)
    records, missing = records_of(answers, given.results, form)
    if missing or not records:
        sys.stderr.write(f"No assessment of {', '.join(missing) or 'any case'}.\n")
        return 2
    text = HEAD + yaml.safe_dump(as_data(calibrated(records, "calibration-4")), sort_keys=False)
    if given.write:
        OWN.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
