"""This does not say what the child will do that others could see.

Looks for      Outcomes that name no act a stranger could see.
Why            Outcomes should be SMART: specific (SEND Code of Practice 9.66).
Fails          Jay will improve his reading.
Passes         Jay will read a page of his own book aloud to an adult.
Leaves alone   Steps towards the outcome: only the outcome's own words are judged.
Not known      Words read from a scan with less than 0.80 certainty.
Known problems Verbs that only sound active.
Measured       Of 131 sentences written unseen, 114 were right first time (22 of the last 26).
               In the samples: `goldenthread evaluate sample_docs`.
"""

from __future__ import annotations

from checks.check import ItemCheck, Judged, Verdict
from checks.finding import Severity
from checks.outcome.words import is_specific
from checks.quoting import first_words
from extractors.plan.model import Outcome

LEAST_CERTAINTY = 0.80


def judge(outcome: Outcome) -> Judged:
    """Judge one outcome by its own words."""
    if outcome.certainty < LEAST_CERTAINTY:
        return Judged(Verdict.NOT_KNOWN, reason="The scan is too faint to judge the wording.")
    if not is_specific(outcome):
        return Judged(
            Verdict.NOT_MET, (first_words(outcome.text, "Say what the child will do, where, and with whom."),)
        )
    return Judged(Verdict.MET)


CHECK: ItemCheck[Outcome] = ItemCheck(
    code="outcome.not_specific",
    version=1,
    kind="outcome",
    severity=Severity.LOW,
    measure="outcome.specific",
    message="This does not say what the child will do that others could see.",
    reason="Outcomes should be SMART: specific (SEND Code of Practice 9.66)",
    judge=judge,
)
