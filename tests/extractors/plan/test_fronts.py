"""A plan's facts are read from front sheets of any shape."""

from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from extractors.plan import read_plan
from extractors.plan.model import Plan
from extractors.readers import read
from tests.extractors.advice.made import write

FRONTS = yaml.safe_load((Path(__file__).parent / "fronts.yaml").read_text(encoding="utf-8"))
BODY = """
# Section A: Views, interests and aspirations
The child likes trains.
# Section B: Special educational needs
The child cannot yet read words of one syllable.
# Section E: Outcomes
The child will read twenty words by July 2027.
# Section F: Special educational provision
Reading with a teaching assistant, 20 minutes a day.
# Section I: Placement
# Section K: Advice and information
"""


def told(plan: Plan) -> dict[str, Any]:
    return {
        "name": plan.child.name,
        "known_as": plan.child.known_as,
        "date_of_birth": plan.child.date_of_birth,
        "year_group": plan.child.year_group,
        "setting": plan.child.setting,
        "parents": [f"{p.name} ({p.role})" if p.role else p.name for p in plan.child.parents],
        "coordinator": plan.coordinator,
        "authority": plan.authority,
        "draft": plan.dates.draft,
        "final": plan.dates.final,
        "next_review": plan.dates.next_review,
        "status": plan.status.value,
    }


@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
def test_facts_are_read_from_a_front_sheet(front: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    write(front["text"] + BODY, path)
    document = docx.Document(str(path))
    for cell in (c for t in document.tables for r in t.rows for c in r.cells if " <br> " in c.text):
        cell.text = cell.text.replace(" <br> ", "\n")
    document.save(str(path))
    read_facts = told(read_plan(read(path)))
    assert {field: read_facts[field] for field in front["truth"]} == front["truth"]
