"""Specific provision of the plan that no report asks for, and vague words that a report used first.

Looks for      Items of F, G and H with an amount whose subject stands in no report of the case.
Why            Inventing specifics is, with dropping them, the gravest error of a plan writer; provision must rest
               on the advice (SEND Regulations 2014, regulation 7).
Fails          "Swimming, one hour a week", of which no report speaks.
Passes         "ELSA, 40 minutes weekly", as the psychologist advises.
Leaves alone   Items without amounts; a case with fewer than two reports.
Not known      Provision agreed with the family or the school after the reports were written.
Known problems A subject told in wholly other words looks invented; the finding is low and asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from checks.advice.amounts import read_amounts
from checks.advice.wording import Subject as Telling
from checks.advice.wording import Wording, core
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.quoting import first_words
from checks.subject import Subject
from extractors.advice.model import Advice
from extractors.advice.sentences import sentences
from extractors.plan.model import Provision

CODE = "advice.invented"
REASON = "SEND Regulations 2014, regulation 7: a plan is prepared from the advice"
BACKED = 0.25  # coverage of an item's subject by one sentence of a report from which it has advice behind it
ALIKE = 0.34  # coverage from which a sentence of advice is held to be about the same provision
FEWEST = 2  # reports


def examine(subject: Subject) -> Examined:
    """A low finding for each item without advice behind it; ``advice.backed`` as a share."""
    if len(subject.advice) < FEWEST:
        return Examined()
    items = [p for p in subject.plan.provision if read_amounts(p.whole)]
    said = [text[s:e] for text in (a.text for a in subject.advice) for s, e in sentences(text)]
    wording = Wording([p.whole for p in items] + said, subject.plan.child.first_names)
    tellings = [wording.subject(s) for s in said]
    everything = Telling.together(tellings)
    alone = []
    for item in items:
        telling = wording.subject(core(item.text))
        best = max((wording.coverage(telling, t) for t in tellings), default=0.0)
        together = wording.coverage(telling, everything)
        if telling.words and best < BACKED and together < 2 * BACKED:
            alone.append(item)
    measure = Measure(
        "advice.backed", met=len(items) - len(alone), not_met=len(alone), failing=tuple(i.id for i in alone)
    )
    return Examined(tuple(_finding(item, subject) for item in alone), (measure,))


def _finding(item: Provision, subject: Subject) -> Finding:
    mark = first_words(item.text, "Name the advice it rests on, or say who agreed it.")
    return Finding(
        check=CODE,
        severity=Severity.LOW,
        section=item.section,
        quote=mark.quote,
        message="No report in the case asks for this provision or speaks of its subject.",
        suggestion=mark.suggestion,
        reason=REASON,
        item=item.id,
        place=subject.place(item.passage, mark.start, mark.end),
    )


def inherited(phrase: str, item: Provision, advice: Sequence[Advice], names: Sequence[str] = ()) -> bool:
    """Whether a vague phrase of the plan's item stands in the advice that the item was taken from.

    Faithful copying of a report's vague words is the report's fault: it counts on the advice form, and the
    plan's finding is low (domain handbook, section 9). ``names`` are the child's.
    """
    wanted = phrase.lower().strip()
    holding = [text for a in advice for p in a.provision for text in (p.text,) if wanted and wanted in text.lower()]
    if not holding:
        return False
    wording = Wording([item.whole, *holding], names)
    mine = wording.subject(item.whole)
    return any(wording.coverage(wording.subject(core(text)), mine) >= ALIKE for text in holding)


CHECK = CaseCheck(codes=(CODE,), version=1, examine=examine)
