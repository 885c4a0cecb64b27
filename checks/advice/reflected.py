"""Advice that the plan does not carry, reported where the advice says it.

Looks for      The gaps that ``checks/advice/compare.py`` finds: missing or watered down.
Why            SEND Code of Practice 9.69; what a report asks for is in the plan, or the plan says why not.
Fails          Advice "Audiology review every three months"; the plan has no Section G item on hearing.
Passes         Advice "ELSA, 40 minutes weekly"; plan "ELSA once a week for 40 minutes".
Leaves alone   What is carried over in other words with the same amounts.
Not known      A case without readable advice: the measures are then absent.
Known problems An ask carried over in wholly other words is reported as missing; people see both sides.
"""

from __future__ import annotations

from collections.abc import Sequence

from checks.advice.compare import Gap, gaps
from checks.advice.comparison import same_words
from checks.advice.contradicted import contradictions
from checks.advice.currency import is_stale
from checks.advice.services import NAMES
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Place, Severity
from checks.subject import Subject
from extractors.advice.model import Advice, AdviceItem, AdviceKind

NOT_REFLECTED, WATERED_DOWN = "advice.not_reflected", "advice.watered_down"
REASON = "SEND Code of Practice 9.69: each and every need, and provision for it, detailed, specific and quantified"
SECTIONS = {"need": "B", "outcome": "E", "provision": "F"}
HEALTH = (AdviceKind.PAEDIATRIC, AdviceKind.CAMHS)


def examine(subject: Subject) -> Examined:
    """A finding for each gap; ``advice.reflected.need``, ``.outcome``, ``.provision`` and
    ``advice.carried.<kind>`` as shares.
    """
    if not subject.advice:
        return Examined()
    found = gaps(subject)
    denied = [each.words for each in contradictions(subject)]  # told by that check, where the plan says otherwise
    told = [gap for gap in found if not any(same_words(gap.quote, words) for words in denied)]
    return Examined(tuple(_finding(gap, subject) for gap in told), tuple(_measures(found, subject)))


def _finding(gap: Gap, subject: Subject) -> Finding:
    ask = gap.asks[0]
    advice = subject.advice[ask.report]
    who = " and the ".join(dict.fromkeys(NAMES[subject.advice[a.report].kind] for a in gap.asks))
    if gap.how == "missing":
        message = f"The {who} advice states this {gap.what}; the plan does not have it."
        suggestion = "Add it to the plan, or say in the plan why it is left out."
        code = NOT_REFLECTED
    else:
        message = f'The {who} advice says this; the plan\'s {gap.item} says "{_short(gap.plan_quote)}". Lost: {gap.difference}.'
        suggestion = "Write the provision as the advice gives it, or say why the plan departs from it."
        code = WATERED_DOWN
    old = all(is_stale(subject.advice[a.report], subject) for a in gap.asks)
    return Finding(
        check=code,
        severity=Severity.LOW if old else gap.severity,
        section=gap.section or _section(gap, advice.kind),
        quote=gap.quote,
        message=message,
        suggestion=suggestion,
        reason=REASON,
        item=gap.item,
        place=_place(gap, subject),
    )


def _place(gap: Gap, subject: Subject) -> Place | None:
    ask = gap.asks[0]
    return subject.place(ask.passage, ask.start, ask.end, subject.advice[ask.report].document)


def _section(gap: Gap, kind: AdviceKind) -> str:
    """Where the plan ought to say it."""
    if kind in HEALTH:
        return {"need": "C", "outcome": "E", "provision": "G"}[gap.what]
    if kind is AdviceKind.SOCIAL_CARE:
        return {"need": "D", "outcome": "E", "provision": "H2"}[gap.what]
    return SECTIONS[gap.what]


def _short(text: str, most: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: flat.rfind(" ", 0, most)] + " …"


def _measures(found: Sequence[Gap], subject: Subject) -> list[Measure]:
    """How much of what the reports state stands in the plan: by need, outcome, provision, and by service."""
    measures = []
    for what in ("need", "outcome", "provision"):
        lost = [g.quote for g in found if g.what == what]
        kept = max(0, sum(len(_items(a, what)) for a in subject.advice) - len(lost))
        measures.append(Measure(f"advice.reflected.{what}", met=kept, not_met=len(lost), failing=tuple(lost)))
    for kind in dict.fromkeys(a.kind for a in subject.advice):
        stated = sum(len(_items(a, w)) for a in subject.advice if a.kind is kind for w in ("outcome", "provision"))
        gone = sum(subject.advice[a.report].kind is kind for g in found if g.what != "need" for a in g.asks)
        measures.append(Measure(f"advice.carried.{kind.value}", met=max(0, stated - gone), not_met=gone))
    return measures


def _items(advice: Advice, what: str) -> tuple[AdviceItem, ...]:
    return {"need": advice.needs, "outcome": advice.outcomes, "provision": advice.provision}[what]


CHECK = CaseCheck(codes=(NOT_REFLECTED, WATERED_DOWN), version=1, examine=examine)
