"""Nobody could tell from this whether it has been reached.

Looks for      A count, a frequency, a level of help or a named measure.
Why            Outcomes should be SMART: measurable (SEND Code of Practice 9.66).
Fails          Jay will be more confident in class.
Passes         Jay will put up his hand three times a day in four lessons out of five.
Leaves alone   Steps towards the outcome: only the outcome's own words are judged.
Not known      Words read from a scan with less than 0.80 certainty.
Known problems A number that measures nothing ("one of his friends") counts.
Measured       Of 135 sentences written unseen, 118 were right first time (20 of the last 26); of 134 more, 122.
               In the samples: `goldenthread evaluate sample_docs`.
"""

from __future__ import annotations

from checks.check import ItemCheck, Judged, Verdict
from checks.finding import Severity
from checks.outcome.words import has_measure
from checks.quoting import first_words
from extractors.plan.model import Outcome

LEAST_CERTAINTY = 0.80


def judge(outcome: Outcome) -> Judged:
    """Judge one outcome by its own words."""
    if outcome.certainty < LEAST_CERTAINTY:
        return Judged(Verdict.NOT_KNOWN, reason="The scan is too faint to judge the wording.")
    if not has_measure(outcome):
        return Judged(
            Verdict.NOT_MET, (first_words(outcome.text, "Say how often, how many, how well or with how much help."),)
        )
    return Judged(Verdict.MET)


CHECK: ItemCheck[Outcome] = ItemCheck(
    code="outcome.not_measurable",
    version=1,
    kind="outcome",
    severity=Severity.MEDIUM,
    measure="outcome.measurable",
    message="Nobody could tell from this whether it has been reached.",
    reason="Outcomes should be SMART: measurable (SEND Code of Practice 9.66)",
    judge=judge,
)
