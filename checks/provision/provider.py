"""Provision that does not say who gives it.

Looks for      A role, a service or a named person.
Why            The Code of Practice asks for the "level of expertise" (9.69); nobody can be held to "staff".
Fails          Movement breaks will be provided at regular points in the day.
Passes         Movement breaks led by the class teaching assistant.
Leaves alone   Every adult who works with the child, staff of a named room or base, the family at home (G and H),
               an adult at a stated distance, time in an examination.
Not known      Words read from a scan with less than 0.80 certainty.
Known problems A role named for another reason (a teacher told of progress) counts.
Measured       Of 131 items written unseen, 124 were right first time; of 188 more, 174.
               In the samples: `goldenthread evaluate sample_docs`.
"""

from __future__ import annotations

import re

from checks.check import ItemCheck, Judged, Verdict
from checks.finding import Severity
from checks.provision import quantified
from checks.provision.elements import providers
from checks.quoting import first_words
from extractors.plan.model import Provision

LEAST_CERTAINTY = 0.80
# Where it is fixed when and how much, an adult at a stated distance is whoever is there, and time in an examination is
# given by its rules.
_WHOEVER = re.compile(
    r"\b(?:an|one|two|three|\d) adults? (?:(?:will|must|should) )?(?:(?:always|be|is|are|stays?) )*(?:within|beside|next to|in sight|at (?:his|her|their) side|for every|to every|to each)\b"
    r"|\b(?:\d+ ?%|\w+ per cent|double) extra time\b|\brest breaks? of\b",
    re.IGNORECASE,
)


def judge(item: Provision) -> Judged:
    """Judge one item of provision by its own words and columns."""
    if item.certainty < LEAST_CERTAINTY:
        return Judged(Verdict.NOT_KNOWN, reason="The scan is too faint to judge who provides it.")
    if providers(item):
        return Judged(Verdict.MET)
    if _WHOEVER.search(item.whole) and quantified.judge(item).verdict is Verdict.MET:
        return Judged(Verdict.MET)
    return Judged(
        Verdict.NOT_MET, (first_words(item.text, "Name the role that does this, and the training it calls for."),)
    )


CHECK: ItemCheck[Provision] = ItemCheck(
    code="provision.no_provider",
    version=1,
    kind="provision",
    severity=Severity.MEDIUM,
    measure="provision.provider",
    message="This does not say who will do it.",
    reason='SEND Code of Practice 9.69: provision must say the "level of expertise"',
    judge=judge,
)
