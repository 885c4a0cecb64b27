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
from checks.words import load_words
from extractors.plan.model import Provision

LEAST = 12  # words; fewer describe nothing, unless they say who does it and how often
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
    found = elements(item)
    told = len(item.whole.split()) >= LEAST or bool(found.who and (found.often or found.long))
    return told and len(grave) <= 1


def _resourced(item: Provision) -> bool:
    """Who does it and with what skill, ratio, place or means; or equipment named without a vague word. An item
    that hangs on a condition or leaves it to others provides nothing for certain.
    """
    found, marks = elements(item), vague.CHECK.judge(item).marks
    text = item.whole
    signs = [
        bool(found.who),
        _says("skill", text),
        bool(found.ratio or found.group),
        _says("place", text),
        _says("equipment", text) or found.kind == "equipment",
        _says("curriculum", text) or found.kind == "training",
    ]
    grave = [m for m in marks if m.severity in (None, Severity.HIGH)]
    if len(grave) > 1 or not sum(signs):
        return False
    if found.who:
        return sum(signs) >= 2
    return not grave and (sum(signs) >= 2 or (_says("equipment", text) and bool(found.always)))


def _says(kind: str, text: str) -> bool:
    return bool(load_words("provision.resources")[kind].search(text))


CHECK = CaseCheck(codes=(), version=1, examine=examine)
