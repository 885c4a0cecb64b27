"""Broken threads: needs that nothing meets, and outcomes or provision that meet no need.

Looks for      A need of B, C or D with no provision, or no outcome; the reverse.
Why            Provision must be specified for "each and every need" (SEND Code of Practice 9.69);
               R v Secretary of State for Education and Science, ex parte E [1992] 1 FLR 377.
Leaves alone   A need of C or D that the plan itself sets apart from the special educational needs.
Known problems The thread is drawn by a trained ranker; its chance of error is in ``checks/thread/draw.py``. Where
               something comes near to a bare item the finding names it, asks, and is less severe. On unseen plans
               8 of 21 items of provision left bare were truly nobody's, and 3 of 13 needs without provision: what
               is said of them asks oftener than not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.quoting import first_words
from checks.subject import Subject
from checks.thread.model import Link
from checks.words import load_words
from extractors.plan.model import Item, Outcome

REASON = 'SEND Code of Practice 9.69: provision for "each and every need"; ex parte E [1992] 1 FLR 377'
DOUBT = 0.2  # the chance from which on a link that is not drawn is named, and the finding asks
_SOFTER = {Severity.HIGH: Severity.MEDIUM, Severity.MEDIUM: Severity.LOW, Severity.LOW: Severity.LOW}
_FAULTS = {
    "thread.need_without_provision": (Severity.HIGH, "No provision in the plan meets this need.", "Add provision that meets it, with who, how often and how long; or say why none is called for."),
    "thread.need_without_outcome": (Severity.MEDIUM, "No outcome in the plan follows from this need.", "Add the change that is sought for the child, or tie this need to an outcome."),
    "thread.provision_without_need": (Severity.MEDIUM, "No need in the plan calls for this provision.", "Set out the need in Section B, C or D, or check that this belongs to this child."),
    "thread.outcome_without_need": (Severity.LOW, "No need in the plan leads to this outcome.", "Set out the need it answers, or check that this belongs to this child."),
}  # fmt: skip


def examine(subject: Subject) -> Examined:
    """Findings for broken threads, and the shares of each section that hold."""
    plan, thread = subject.plan, subject.thread
    apart = {
        n.id for n in plan.needs if n.section in ("C", "D") and load_words("statement")["set_apart"].search(n.text)
    }
    met = {n.id for n in plan.needs if thread.provision_of(n.id)} | apart
    aimed = {n.id for n in plan.needs if thread.outcomes_of(n.id)} | apart
    served = {x.other for x in (*thread.provision, *thread.outcomes)}
    through = {p.id for p in plan.provision if _reaches_outcome(subject, p.id) or p.tie.refers}
    findings = [
        *_faults(subject, "thread.need_without_provision", (n for n in plan.needs if n.id not in met)),
        *_faults(subject, "thread.need_without_outcome", (n for n in plan.needs if n.id not in aimed)),
        *_faults(subject, "thread.provision_without_need", (p for p in plan.provision if p.id not in served)),
        *_faults(subject, "thread.outcome_without_need", (o for o in plan.outcomes if o.id not in served)),
    ]
    measures = [
        *_shares("thread.need_has_provision", plan.needs, met),
        *_shares("thread.need_has_outcome", plan.needs, aimed),
        *_shares("thread.provision_has_need", plan.provision, served),
        *_shares("thread.provision_has_outcome", plan.provision, through),
        *_shares("thread.outcome_has_need", plan.outcomes, served),
    ]
    return Examined(tuple(findings), tuple(measures))


def _reaches_outcome(subject: Subject, provision: str) -> bool:
    return any(subject.thread.outcomes_of(need) for need in subject.thread.needs_of(provision))


def _faults(subject: Subject, code: str, items: Iterable[Item]) -> Iterator[Finding]:
    severity, message, suggestion = _FAULTS[code]
    for item in items:
        mark = first_words(item.text, suggestion)
        place = subject.place(item.passage, mark.start, mark.end)
        said, how = message, severity
        if near := _nearest(subject, code, item):
            which, what = (
                (near.other, "it is meant for this need") if near.need == item.id else (near.need, "that is meant")
            )
            said = f"{message} {which} comes nearest ({near.because}): check whether {what}."
            how = _SOFTER[severity]
        yield Finding(code, how, item.section, mark.quote, said, suggestion, REASON, item.id, place)


def _nearest(subject: Subject, code: str, item: Item) -> Link | None:
    """What comes so near to a bare item that a person might tie the two; None where nothing does."""
    thread, plan = subject.thread, subject.plan
    if code == "thread.need_without_provision":
        near = thread.nearest(item.id, frozenset(p.id for p in plan.provision))
    elif code == "thread.need_without_outcome":
        near = thread.nearest(item.id, frozenset(o.id for o in plan.outcomes))
    else:
        near = thread.nearest_need(item.id)
    return near if near is not None and near.chance >= DOUBT else None


def _shares(name: str, items: Iterable[Item], held: set[str]) -> Iterator[Measure]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.domain.value if isinstance(item, Outcome) else item.section, []).append(item)
    for group, members in groups.items():
        failing = tuple(m.id for m in members if m.id not in held)
        yield Measure(f"{name}.{group}", len(members) - len(failing), len(failing), failing=failing)


CHECK = CaseCheck(codes=tuple(_FAULTS), version=1, examine=examine)
