"""Plain facts of the plan that the form's lines need before anything is judged: how many, how old."""

from __future__ import annotations

from checks.ages import age_on, year_group_of
from checks.check import CaseCheck
from checks.finding import Examined, Measure
from checks.subject import Subject
from extractors.advice.model import AdviceKind
from extractors.plan.model import Domain

SERVICES = {"C": {AdviceKind.PAEDIATRIC, AdviceKind.CAMHS}, "D": {AdviceKind.SOCIAL_CARE}}


def examine(subject: Subject) -> Examined:
    """``count.needs.B`` and its like, ``plan.status``, ``child.age``, ``child.year`` and ``advice.came.C/D``."""
    plan = subject.plan
    counts = {
        **{f"count.needs.{s}": sum(n.section == s for n in plan.needs) for s in ("B", "C", "D")},
        **{f"count.outcomes.{d.value}": sum(o.domain is d for o in plan.outcomes) for d in Domain},
        **{f"count.provision.{s}": sum(p.section == s for p in plan.provision) for s in ("F", "G", "H1", "H2")},
    }
    measures = [Measure(name, value=float(number)) for name, number in counts.items()]
    measures.append(Measure("plan.status", value=plan.status.value))
    at = plan.dates.draft or subject.today
    age = age_on(plan.child.date_of_birth, at)
    if age is not None:
        measures.append(Measure("child.age", value=float(age)))
    year = year_group_of(plan.child, at)
    if year is not None:
        measures.append(Measure("child.year", value=float(year)))
    kinds = {a.kind for a in subject.advice}
    measures += [
        Measure(f"advice.came.{letter}", value=bool(kinds & from_service)) for letter, from_service in SERVICES.items()
    ]
    return Examined(measures=tuple(measures))


CHECK = CaseCheck(codes=(), version=1, examine=examine)
