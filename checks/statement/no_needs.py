"""Needs of C and D that state none: "No health needs were identified" in the column for needs is no need.

Whatever stands in a form's column for needs is taken for a need where it is read. In C and D a plan writes there,
too, that there are no needs, that nobody answered, that nobody knows the child; what that is, ``classify`` tells.
"""

from __future__ import annotations

from dataclasses import replace

from checks.statement.classify import Statement, classify, section_class
from extractors.plan.labels import difficulties
from extractors.plan.model import Plan

NONE = (Statement.NO_NEEDS, Statement.NO_RESPONSE, Statement.NOT_KNOWN, Statement.SIGNPOST)


def without_statements(plan: Plan) -> Plan:
    """The plan without those needs of C and D that state none."""
    needs = tuple(n for n in plan.needs if n.section not in ("C", "D") or not states_none(n.text))
    return plan if len(needs) == len(plan.needs) else replace(plan, needs=needs)


def states_none(text: str) -> bool:
    """Whether a text is a statement of that kind, and no sentence of it tells of a difficulty."""
    kind, _ = section_class(text, needs=False)
    if kind not in NONE:
        return False
    found = list(classify(text))
    if any(k is Statement.NEEDS for k, _ in found):
        return False
    classed = {s for k, s in found if k in NONE}
    rest = text
    for sentence in classed:
        rest = rest.replace(sentence, " ")
    return not difficulties(rest)
