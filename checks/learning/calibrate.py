"""The program's own confidence, measured on cases that two readers have scored: ``calibration.yaml``.

``python -m checks.learning.calibrate CASES RESULTS`` reads each case's ``ratings.json`` and its assessment, finds how
often drafts agree with each reader, and prints the file. With ``--write`` it replaces ``checks/forms/calibration.yaml``.
No anchors are fitted: eight cases are too few. Reliability is told on cases left out in turn.
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
from checks.learning.records import Given, Record, records_of

HEAD = """# How sure drafts have proved to be: by line (or pattern of lines, the first that fits) how much the confidence that the
# form gives is raised or lowered, in log-odds. Measured against two blind readers of the eight sample cases by
# python -m checks.learning.calibrate; each line is held firmly to its group, each group to all,
# all to what the form says. "reliability": mean confidence,
# the share in which a reader agreed (scores: within one point), how many; each case told by the other seven.
"""


FIRM, TOP = 15.0, 60.0  # eight cases, seen by whoever wrote the measures, two readers on one draft: they move little


def ratings(cases: Path) -> Iterator[Given]:
    """Both readers' answers to every line of the plan form."""
    for file in sorted(cases.glob("*/ratings.json")):
        for line, given in json.loads(file.read_text(encoding="utf-8"))["plan"].items():
            for reader in ("reader_1", "reader_2"):
                yield Given(file.parent.name, line, given[reader], reader, blind=True)


def calibrated(records: list[Record], name: str) -> Learnt:
    """The version that these records give."""
    shifts, reliability = confidence_of(records, firm=FIRM, top=TOP)
    measured = {"answers": len(records), "reliability": [[round(s, 2), round(h, 2), n] for s, h, n in reliability]}
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    return Learnt(
        form=plan_form().form, name=name, made_on=today, **{"from": "ratings"}, confidence=shifts, measured=measured
    )


def main(arguments: list[str]) -> int:
    """Print the calibration, or with ``--write`` keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    records, missing = records_of(ratings(given.cases), given.results, plan_form())
    if missing or not records:
        sys.stderr.write(f"No assessment of {', '.join(missing) or 'any case'}.\n")
        return 2
    text = HEAD + yaml.safe_dump(as_data(calibrated(records, "calibration-1")), sort_keys=False)
    if given.write:
        OWN.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
