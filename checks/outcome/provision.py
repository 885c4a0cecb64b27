"""This is provision, not an outcome: it says what will be done for the child, not what will change.

Looks for      The child receives, has access to or attends something; or a service acts.
Why            An outcome is "the benefit or difference made to an individual as a result of an intervention" and not from a service perspective (SEND Code of Practice 9.66).
Fails          Jay will have access to a teaching assistant.
Passes         By July 2027 Jay will go to Scouts without a parent.
Leaves alone   Steps towards the outcome: only the outcome's own words are judged.
Not known      Words read from a scan with less than 0.80 certainty.
Known problems Attending as the achievement, with no measure, may be flagged.
Measured       Of 130 sentences written unseen, 109 were right first time (22 of the last 26); of 134 more, 110.
               In the samples: `goldenthread evaluate sample_docs`.
"""

from __future__ import annotations

from checks.check import ItemCheck, Judged, Verdict
from checks.finding import Severity
from checks.outcome.words import is_provision
from checks.quoting import first_words
from extractors.plan.model import Outcome

LEAST_CERTAINTY = 0.80


def judge(outcome: Outcome) -> Judged:
    """Judge one outcome by its own words."""
    if outcome.certainty < LEAST_CERTAINTY:
        return Judged(Verdict.NOT_KNOWN, reason="The scan is too faint to judge the wording.")
    if is_provision(outcome):
        return Judged(
            Verdict.NOT_MET,
            (
                first_words(
                    outcome.text,
                    "Say what the child will do or feel that is different, and move the provision to F, G or H.",
                ),
            ),
        )
    return Judged(Verdict.MET)


CHECK: ItemCheck[Outcome] = ItemCheck(
    code="outcome.is_provision",
    version=1,
    kind="outcome",
    severity=Severity.HIGH,
    measure="outcome.change",
    message="This is provision, not an outcome: it says what will be done for the child, not what will change.",
    reason='An outcome is "the benefit or difference made to an individual as a result of an intervention" and not from a service perspective (SEND Code of Practice 9.66)',
    judge=judge,
)
