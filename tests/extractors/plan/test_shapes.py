"""Shapes that forms print, each small, with what is to be read from it."""

from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from extractors.plan import read_plan
from extractors.plan.model import Plan
from extractors.readers import read
from tests.extractors.advice.made import write

SHAPES = yaml.safe_load((Path(__file__).parent / "shapes.yaml").read_text(encoding="utf-8"))


def plan_of(text: str, folder: Path) -> Plan:
    path = folder / "plan.docx"
    write("**Education, Health and Care Plan**\n" + text, path)
    document = docx.Document(str(path))
    for row in (r for t in document.tables for r in t.rows):
        if row.cells[0].text.endswith(">>"):  # a cell across the table
            row.cells[0].text = row.cells[0].text.rstrip("> ")
            row.cells[0].merge(row.cells[-1])
        for cell in row.cells:
            if cell.text.startswith("**"):
                words = cell.text.strip("*")
                cell.text = ""
                cell.paragraphs[0].add_run(words).bold = True
    document.save(str(path))
    return read_plan(read(path))


def told(plan: Plan, field: str, like: Any) -> Any:
    """What was read, in the form of the truth."""
    if field == "outcomes":
        return [
            {"text": o.text, "heading": o.heading, "success": o.known_by.text} if isinstance(like[0], dict) else o.text
            for o in plan.outcomes
        ]
    if field == "sections":
        return {letter: plan.sections[letter].text if letter in plan.sections else None for letter in like}
    if field in ("who", "frequency"):
        return [getattr(p, field).text for p in plan.provision]
    if field == "steps":
        return [[step.text for step in o.steps] for o in plan.outcomes]
    if field == "domains":
        return [o.domain.value for o in plan.outcomes]
    if field == "refers":
        return [list(p.tie.refers) for p in plan.provision]
    return [item.text for item in getattr(plan, field)]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_shape_is_read(shape: dict[str, Any], tmp_path: Path) -> None:
    plan = plan_of(shape["text"], tmp_path)
    for field, truth in shape["truth"].items():
        so = [{"success": "", **o} for o in truth] if field == "outcomes" and isinstance(truth[0], dict) else truth
        assert told(plan, field, truth) == so, field


UP_FRONT = """
| Name | Arlo Lee | Year | 2
| Lead professional | Mrs Bola Adeyemi, SENCO | Telephone | 01777 300 452
| Plan writer | Kim Tranter | Draft date | 1 October 2026
"""
CONTRIBUTED = """
Please name everyone who has contributed to this plan
| **Name** | **Title** | **How did they contribute?** | **Report attached? (date)**
| Liesl Acht | SENCO | School advice | Yes – 15 June 2026
| Dr Callum Orr | Educational psychologist | Report | Yes – 6 July 2026
# Section A: Views, interests and aspirations
Arlo likes mud.
# Section B: Special educational needs
Arlo does not know any letter sounds.
# Section K: Advice and information
"""


def test_a_lead_professional_on_the_front_sheet_is_read(tmp_path: Path) -> None:
    plan = plan_of(UP_FRONT + CONTRIBUTED, tmp_path)
    assert "Bola Adeyemi" in plan.lead_professional.text
    assert "01777 300 452" in plan.lead_professional.text
    assert "Kim Tranter" not in plan.lead_professional.text
    assert plan.coordinator == "Kim Tranter"


def test_people_named_up_front_are_the_list_that_k_points_to(tmp_path: Path) -> None:
    plan = plan_of(CONTRIBUTED + "The people named on page 1 gave advice.", tmp_path)
    assert [(a.author, a.role, a.date.isoformat()) for a in plan.listed_advice if a.date] == [
        ("Liesl Acht", "SENCO", "2026-06-15"),
        ("Dr Callum Orr", "Educational psychologist", "2026-07-06"),
    ]


def test_where_k_has_its_own_list_the_people_up_front_are_not_listed_twice(tmp_path: Path) -> None:
    own = "Psychological advice, Dr Callum Orr, 6 July 2026\nSchool advice, Liesl Acht, 15 June 2026"
    assert len(plan_of(CONTRIBUTED + own, tmp_path).listed_advice) == 2
