"""What one report gives for trends by profession and team, for peer supervision and training.

``assessment.json`` holds them under ``advice[].measures``, by these names, each ``{met, not_met, unknown, value, failing}``;
the profession is ``documents[advice[].document].kind``, the team ``facts.team``. Shares of several reports are added up, met
over met and not met, never averaged.

``advice.carried``     outcomes and provision of the report that the plan carries; failing: those it does not.
``advice.exact``       provision without words that leave the reader to guess; failing: the words.
``advice.quantified``  provision with an amount of any kind; failing: the items.
``advice.named``       provision that says who gives it; failing: the items.
``advice.measured``    outcomes with a figure or a date; failing: the outcomes.
``advice.explained``   terms and tests explained where they first stand; failing: those that are not.
``advice.within``      ``not_met`` counts the sentences beyond the author's own field; failing: the sentences.
``advice.days``        ``value``: days from the request to the report, None where either is not known.
``advice.age``         ``value``: days from the report to the draft plan, None without a date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.advice.amounts import read_amounts
from checks.advice.comparison import carried_over, rows_of
from checks.advice.currency import days_taken
from checks.advice.differences import is_measured
from checks.advice.signs import advice_measures
from checks.finding import Measure
from checks.provision.elements import providers
from checks.provision.vague import judge
from checks.subject import Subject
from extractors.advice.model import Advice, AdviceItem
from extractors.plan.model import Provision

_BY_ME = re.compile(r"\b(?:by|from|with) (?:me|us|our (?:service|team))\b|\b(?:I|we) will\b")
COUNSEL = "Say that it will happen"  # a report may recommend where a plan must promise


def service_measures(subject: Subject, advice: Advice) -> tuple[Measure, ...]:
    """The measures of one report."""
    asked = [as_provision(item) for item in advice.provision]
    vague = [(item, vague_words(item)) for item in asked]
    kept, lost = carried_over(subject, advice), [r.quote for r in rows_of(subject, advice) if r.what != "need"]
    told = advice_measures(advice, subject)
    terms, field = told["process.plain_language"], told["process.expertise"]
    draft = subject.plan.dates.draft or subject.today
    days = days_taken(advice, subject.case.facts.request_date)
    return (
        Measure("advice.carried", met=len(kept), not_met=len(lost), failing=tuple(lost)),
        Measure(
            "advice.exact",
            met=sum(not words for _, words in vague),
            not_met=sum(bool(words) for _, words in vague),
            failing=tuple(word for _, words in vague for word in words),
        ),
        _share("advice.quantified", [(i.text, bool(read_amounts(i.whole))) for i in asked]),
        _share("advice.named", [(i.text, bool(providers(i) or _BY_ME.search(i.whole))) for i in asked]),
        _share("advice.measured", [(o.text, is_measured(o.text)) for o in advice.outcomes]),
        Measure("advice.explained", met=terms.met, not_met=terms.not_met, failing=terms.failing),
        Measure("advice.within", not_met=field.not_met, failing=field.failing),
        Measure("advice.days", value=days),
        Measure("advice.age", value=(draft - advice.date).days if advice.date else None),
    )


def as_provision(item: AdviceItem) -> Provision:
    """An item of advice as the checks of provision read it."""
    return Provision(item.id, "F", item.passage, item.area, item.who, item.frequency)


def vague_words(item: Provision) -> tuple[str, ...]:
    """The words of an item that leave the reader to guess how much, when, who or what."""
    return tuple(mark.quote for mark in judge(item).marks if not mark.suggestion.startswith(COUNSEL))


def _share(name: str, judged: Sequence[tuple[str, bool]]) -> Measure:
    failing = tuple(text for text, good in judged if not good)
    return Measure(name, met=len(judged) - len(failing), not_met=len(failing), failing=failing)
