"""Specific provision of the plan that no report asks for, and vague words that a report used first.

Looks for      Items of F, G and H with an amount whose subject stands in no report of the case, columns of rows included.
Why            Inventing specifics is, with dropping them, the gravest error of a plan writer; provision must rest
               on the advice (SEND Regulations 2014, regulation 7).
Fails          "Swimming, one hour a week", of which no report speaks.
Passes         "ELSA, 40 minutes weekly", as the psychologist advises.
Leaves alone   Items without amounts; sections whose own advice is not in the folder (F without psychologist and setting, G
               without a doctor, H without social care), an
               item that names a service whose advice is not there, and all where section K lists a report that is not there: what
               an item rests on may then stand in it.
Not known      Provision agreed with the family or the school after the reports were written.
Known problems A subject told in wholly other words looks invented; the finding is low and asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from checks.advice.amounts import read_amounts
from checks.advice.asks import asks_of
from checks.advice.listed import not_received
from checks.advice.wording import Subject as Telling
from checks.advice.wording import Wording, core
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.quoting import first_words
from checks.subject import Subject
from checks.words import load_words
from extractors.advice.model import Advice, AdviceKind
from extractors.advice.sentences import sentences
from extractors.plan.model import Provision

CODE = "advice.invented"
REASON = "SEND Regulations 2014, regulation 7: a plan is prepared from the advice"
BACKED = 0.25  # coverage of an item's subject by one sentence of a report from which it has advice behind it
ALIKE = 0.34  # coverage from which a sentence of advice is held to be about the same provision
RESTS_ON: dict[str, tuple[frozenset[AdviceKind], ...]] = {  # what must be there before a section can be judged
    "F": (
        frozenset({AdviceKind.EDUCATIONAL_PSYCHOLOGY}),
        frozenset({AdviceKind.SCHOOL, AdviceKind.EARLY_YEARS}),
    ),
    "G": (frozenset({AdviceKind.PAEDIATRIC, AdviceKind.CAMHS}),),
    "H1": (frozenset({AdviceKind.SOCIAL_CARE}),),
    "H2": (frozenset({AdviceKind.SOCIAL_CARE}),),
}


SERVICES = {
    "speech_therapist": AdviceKind.SPEECH_LANGUAGE,
    "occupational_therapist": AdviceKind.OCCUPATIONAL_THERAPY,
    "physiotherapist": AdviceKind.PHYSIOTHERAPY,
    "specialist_teacher": AdviceKind.SENSORY,
}


def examine(subject: Subject) -> Examined:
    """A low finding for each item without advice behind it; ``advice.backed`` as a share."""
    judged = _complete(subject)
    items = [p for p in subject.plan.provision if p.section in judged and read_amounts(p.whole)]
    if not items:
        return Examined()
    said = [text[s:e] for text in (a.text for a in subject.advice) for s, e in sentences(text)]
    wording = Wording([p.whole for p in items] + said, subject.plan.child.first_names)
    tellings = [wording.subject(s) for s in said]
    everything = Telling.together(tellings)
    asked = [a for n, advice in enumerate(subject.advice) for a in asks_of(n, advice) if a.what != "need"]
    asks = [telling for a in asked if len(set((telling := wording.subject(core(a.full))).words)) > 1]
    alone = []
    for item in items:
        telling = wording.subject(core(item.text))
        best = max((wording.coverage(telling, t) for t in tellings), default=0.0)
        together = wording.coverage(telling, everything)
        whole = wording.subject(item.whole)
        carried = max((wording.coverage(ask, whole) for ask in asks), default=0.0)
        if _of_absent_service(item, subject):
            continue
        if telling.words and best < BACKED and together < 2 * BACKED and carried < ALIKE:
            alone.append(item)
    measure = Measure(
        "advice.backed", met=len(items) - len(alone), not_met=len(alone), failing=tuple(i.id for i in alone)
    )
    return Examined(tuple(_finding(item, subject) for item in alone), (measure,))


def _complete(subject: Subject) -> frozenset[str]:
    """The sections whose own advice is all in the folder."""
    if not_received(subject):
        return frozenset()
    have = frozenset(advice.kind for advice in subject.advice)
    return frozenset(letter for letter, kinds in RESTS_ON.items() if all(have & each for each in kinds))


def _of_absent_service(item: Provision, subject: Subject) -> bool:
    """Whether an item names a profession whose own advice is not in the folder, and may rest on that."""
    have = frozenset(advice.kind for advice in subject.advice)
    words = load_words("advice.force")
    return any(
        kind not in have and any(not m[0].lower().startswith("therapist") for m in words[name].finditer(item.whole))
        for name, kind in SERVICES.items()
    )


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
