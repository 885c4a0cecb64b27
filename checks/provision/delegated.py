"""Provision that is left for somebody else to decide.

Looks for      Hours "to be determined by the school", frequency "at the discretion of", a funding band or a
               sum in place of provision, change by agreement outside the plan.
Why            The authority may not delegate what it must specify: C v Special Educational Needs Tribunal and
               London Borough of Greenwich [1999] ELR 5; E v Rotherham MBC [2002] ELR 266; money for provision,
               R v Cumbria County Council ex parte P [1994] ELR 337.
Fails          TA support in core lessons, hours to be determined by the school.
Passes         The therapist chooses the sounds; sessions are 30 minutes every Tuesday with the therapist.
Leaves alone   Targets, words and content within an amount that is fixed; a direct payment with what it buys.
Not known      Words read from a scan with less than 0.80 certainty.
Known problems "As advised by" beside a full amount counts as fixed.
Measured       Of 52 sentences written unseen, 44 were right first time; in the samples' 118 items it flags 1,
               rightly.
"""

from __future__ import annotations

import re

from checks.check import ItemCheck, Judged, Mark, Verdict
from checks.finding import Severity
from checks.provision.elements import elements
from checks.words import load_words
from extractors.plan.model import Provision
from models.sentences import spans

LEAST_CERTAINTY = 0.80
REMEDY = "Decide it here: how much, how often, by whom. What is left to others cannot be enforced."
_MONEY = re.compile(r"£|funding|budget", re.IGNORECASE)


def judge(item: Provision) -> Judged:
    """Judge one item of provision by its own words, sentence by sentence."""
    if item.certainty < LEAST_CERTAINTY:
        return Judged(Verdict.NOT_KNOWN, reason="The scan is too faint to judge the wording.")
    words = load_words("provision.delegated")
    found = elements(item)
    marks = []
    for start, end in spans(item.text):
        sentence = item.text[start:end]
        bought = found.often and found.long
        fixed = load_words("provision.elements")["often"].search(sentence) and found.long
        for m in words["delegated"].finditer(item.text, start, end):
            if (_MONEY.search(m[0]) and bought) or (fixed and not words["amount"].search(m[0])):
                continue
            marks.append(Mark(m.start(), m.end(), m[0], REMEDY))
    return Judged(Verdict.NOT_MET if marks else Verdict.MET, tuple(marks))


CHECK: ItemCheck[Provision] = ItemCheck(
    code="provision.delegated",
    version=1,
    kind="provision",
    severity=Severity.HIGH,
    measure="provision.decided",
    message="This leaves to others what the plan must decide.",
    reason="C v SENT and London Borough of Greenwich [1999] ELR 5; E v Rotherham MBC [2002] ELR 266",
    judge=judge,
)
