"""This does not say by when.

Looks for      A date, an age, the end of a year or key stage; one over the outcome counts.
Why            Outcomes should be SMART: time-bound (SEND Code of Practice 9.66).
Fails          Jay will read 100 words.
Passes         By July 2027 Jay will read 100 words.
Leaves alone   Steps towards the outcome: only the outcome's own words are judged.
Not known      Words read from a scan with less than 0.80 certainty.
Known problems A time that belongs to something else counts.
Measured       Of 128 sentences written unseen, 122 were right first time (26 of the last 26); of 134 more, 129.
               In the samples: `goldenthread evaluate sample_docs`.
"""

from __future__ import annotations

from checks.check import ItemCheck, Judged, Verdict
from checks.finding import Severity
from checks.outcome.words import has_time
from checks.quoting import first_words
from extractors.plan.model import Outcome

LEAST_CERTAINTY = 0.80


def judge(outcome: Outcome) -> Judged:
    """Judge one outcome by its own words."""
    if outcome.certainty < LEAST_CERTAINTY:
        return Judged(Verdict.NOT_KNOWN, reason="The scan is too faint to judge the wording.")
    if not has_time(outcome):
        return Judged(Verdict.NOT_MET, (first_words(outcome.text, "Give a date, or the end of a year or key stage."),))
    return Judged(Verdict.MET)


CHECK: ItemCheck[Outcome] = ItemCheck(
    code="outcome.no_time",
    version=1,
    kind="outcome",
    severity=Severity.MEDIUM,
    measure="outcome.time_bound",
    message="This does not say by when.",
    reason="Outcomes should be SMART: time-bound (SEND Code of Practice 9.66)",
    judge=judge,
)
