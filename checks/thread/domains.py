"""Which service an outcome belongs to, told by its needs, where nothing in the layout says it.

Source: the domain handbook's rule for Section E, "domain by column, heading or linked provision". Only for plans in
which no outcome is placed under a service at all: an outcome whose every need is a health need (C) is a health
outcome, one whose every need is a care need (D) a care outcome.
"""

from __future__ import annotations

from dataclasses import replace

from checks.thread.model import Thread
from extractors.plan.model import Domain, Outcome, Plan

_OF = {"C": Domain.HEALTH, "D": Domain.SOCIAL_CARE}


def with_domains(plan: Plan, thread: Thread) -> Plan:
    """The plan with its outcomes placed by the needs that they serve, service by service where none is placed yet."""
    placed = {o.domain for o in plan.outcomes}
    open_to = {letter: domain for letter, domain in _OF.items() if domain not in placed}
    if not open_to:
        return plan
    return replace(plan, outcomes=tuple(_placed(o, thread, open_to) for o in plan.outcomes))


def _placed(outcome: Outcome, thread: Thread, open_to: dict[str, Domain]) -> Outcome:
    letters = {need[0] for need in thread.needs_of(outcome.id)}
    domain = open_to.get(next(iter(letters))) if len(letters) == 1 else None
    return replace(outcome, domain=domain) if domain and outcome.domain is Domain.EDUCATION else outcome
