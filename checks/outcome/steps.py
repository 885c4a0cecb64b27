"""Outcomes that lie far ahead, without steps towards them.

Looks for      Outcomes more than fourteen months away that have no step; where none of the plan's outcomes has one,
               that is said once.
Why            Short-term targets and steps are how a family sees each year whether an outcome is coming nearer
               (SEND Code of Practice 9.69: "arrangements for the setting of shorter term targets").
Fails          By the end of Key Stage 4 Sam will travel to college by bus.   (no steps; Sam is in Year 8)
Passes         The same with the step "By July 2027 Sam will walk to the bus stop with a friend."
Leaves alone   Outcomes within fourteen months; provision in an outcome's place; "school will set targets" is no step.
Not known      Outcomes whose time is not said: that is told by another check.
Known problems Steps in a paper of their own are not seen.
Measured       Samples: every outcome so far ahead has a step, and none of 72 is told; ten cases in the tests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.outcome.past_date import due_of
from checks.outcome.words import is_provision
from checks.quoting import first_words
from checks.subject import Subject
from extractors.plan.model import Outcome

FAR = dt.timedelta(days=425)  # fourteen months: past the next annual review
REMEDY = "Add what should be reached within a year on the way there."
REASON = "SEND Code of Practice 9.69, Section E: shorter term targets"


def examine(subject: Subject) -> Examined:
    """One finding for each far outcome without steps, or one for all where no outcome has any."""
    outcomes = subject.plan.outcomes
    lacking = [o for o in outcomes if not o.steps and not is_provision(o) and _is_far(o, subject)]
    if not lacking:
        return Examined()
    if not any(o.steps for o in outcomes) and len(lacking) > 1:
        message = (
            f"None of the {len(outcomes)} outcomes has a step towards it; {len(lacking)} are more than a year away."
        )
        return Examined((_finding(subject, lacking[0], message),))
    return Examined(tuple(_each(subject, lacking)))


def _each(subject: Subject, lacking: list[Outcome]) -> Iterator[Finding]:
    for outcome in lacking:
        yield _finding(subject, outcome, "This is more than a year away, and has no step towards it.")


def _is_far(outcome: Outcome, subject: Subject) -> bool:
    at = subject.plan.dates.draft or subject.today
    due = due_of(outcome, subject.plan.child, at)
    return due is not None and due - at > FAR


def _finding(subject: Subject, outcome: Outcome, message: str) -> Finding:
    mark = first_words(outcome.text, REMEDY)
    place = subject.place(outcome.passage, mark.start, mark.end)
    return Finding("outcome.no_steps", Severity.LOW, "E", mark.quote, message, REMEDY, REASON, outcome.id, place)


CHECK = CaseCheck(codes=("outcome.no_steps",), version=1, examine=examine)
