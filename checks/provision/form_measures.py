"""What the form asks of provision as a whole: clearly defined, and its staff, equipment and place.

Looks for      Content (a named method, or enough of a description) and a need it serves; a person with a role,
               a skill, a ratio, equipment, a place or a change to the curriculum.
Why            SEND Code of Practice 9.69 (F): facilities, equipment, staffing arrangements and curriculum.
"""

from __future__ import annotations

import re

from checks.check import CaseCheck
from checks.finding import Examined, Measure, Severity
from checks.provision import vague
from checks.provision.elements import elements
from checks.subject import Subject
from extractors.plan.model import Provision

LEAST = 12  # words; fewer describe nothing
_SKILL = re.compile(
    r"\b(?:train\w*|qualif\w*|level \d|speciali\w+|experienced?|certificate|supervis\w+|registered|accredited|ELSA|QTVI|QToD|therapist|psychologist|nurse|teacher of the|SENCO)\b",
    re.IGNORECASE,
)
_CARER = re.compile(
    r"\b(?:parent carers?|carers? assessment|17ZD|for (?:\w+ )?(?:mum|dad|parents|carers|mother|father|gran|[A-Z]\w+[’']s parents)|(?:mum|dad|parents?|carers?|family) (?:and \w+ )?(?:will|to) (?:have|receive|be|attend)|break (?:for|from)|to the family)\b",
    re.IGNORECASE,
)


def examine(subject: Subject) -> Examined:
    """``provision.defined``, ``provision.resources`` by section; ``provision.parent_carer.H1``."""
    measures = []
    for section in ("F", "G", "H1", "H2"):
        own = [p for p in subject.plan.provision if p.section == section]
        if not own:
            continue
        for name, test in (("provision.defined", _defined), ("provision.resources", _resourced)):
            good = [p for p in own if test(p)]
            ids = {p.id for p in good}
            measures.append(
                Measure(
                    f"{name}.{section}",
                    len(good),
                    len(own) - len(good),
                    quotes=tuple(p.text for p in good[:2]),
                    failing=tuple(p.id for p in own if p.id not in ids),
                )
            )
        if section == "H1":
            carer = [p for p in own if _CARER.search(p.whole)]
            measures.append(
                Measure("provision.parent_carer.H1", value=bool(carer), quotes=tuple(p.text for p in carer[:1]))
            )
    return Examined(measures=tuple(measures))


def _defined(item: Provision) -> bool:
    grave = [m for m in vague.CHECK.judge(item).marks if m.severity in (None, Severity.HIGH)]
    return len(item.whole.split()) >= LEAST and len(grave) <= 1


def _resourced(item: Provision) -> bool:
    found = elements(item)
    if not found.who:
        return found.kind == "equipment" and not vague.CHECK.judge(item).marks
    return bool(
        _SKILL.search(item.whole)
        or found.ratio
        or found.group
        or found.kind in ("equipment", "training")
        or len(found.who) > 1
    )


CHECK = CaseCheck(codes=(), version=1, examine=examine)
