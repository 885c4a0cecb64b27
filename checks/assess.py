"""One case assessed: every check run, every line of both forms answered, put together as the contract has it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata

from checks.advice.comparison import carried_over, rows_of
from checks.advice.form import answer_advice, total
from checks.advice.inherited import with_inherited
from checks.advice.service_measures import service_measures
from checks.answers import Answer, answer_form
from checks.assessment import (
    AdviceEntry,
    AnswerEntry,
    Assessment,
    ChildEntry,
    DocumentEntry,
    FactsEntry,
    FindingEntry,
    NeedEntry,
    NotInPlan,
    OutcomeEntry,
    PlaceEntry,
    PlanEntry,
    ProvisionEntry,
    SectionEntry,
    ThreadEntry,
)  # fmt: skip
from checks.engine import examine
from checks.evidence import evidence_of
from checks.finding import Examination, Finding, Measure
from checks.forms.authority import current
from checks.forms.changes import advice_form, plan_form
from checks.forms.form import Form
from checks.forms.learnt import Learnt, calibration
from checks.provision.elements import elements
from checks.statement.no_needs import without_statements
from checks.subject import Subject
from checks.thread.domains import with_domains
from checks.thread.draw import ARTEFACT, draw_thread
from checks.thread.model import Thread
from checks.unread import unread, withheld
from extractors.advice.model import Advice
from extractors.case import Case
from extractors.document import Document
from extractors.plan.model import Plan
from models.language import Language

PROGRAM = "golden-thread"


@dataclass(frozen=True, slots=True)
class Judges:
    """What a process needs to assess cases, loaded once: both forms as the authority has them, how sure their
    drafts have proved to be, and the language reader.
    """

    form: Form
    advice_form: Form
    learnt: Learnt
    language: Language

    @classmethod
    def load(cls) -> Judges:
        """The forms in force. Raises ``FormError`` for a mistake in the authority's configuration."""
        form = plan_form()
        return cls(form, advice_form(), calibration(form.form, current()), Language())

    @property
    def versions(self) -> dict[str, str]:
        """What every assessment names, so that trends survive a changed rule."""
        thread = hashlib.sha256(ARTEFACT.read_bytes()).hexdigest()[:8]
        forms = f"{self.form.form}/{self.form.version} {self.advice_form.form}/{self.advice_form.version}"
        models = f"thread/{thread} confidence/{self.learnt.name}" if self.learnt.name else f"thread/{thread}"
        named = {"program": metadata.version(PROGRAM), "form": forms, "models": models}
        return {**named, "authority": current().digest} if current().digest else named


def assess(case: Case, judges: Judges, *, now: dt.datetime) -> Assessment:
    """The assessment of one case. ``now`` is given, so that the same case gives the same assessment."""
    case = replace(case, plan=without_statements(case.plan))
    thread = draw_thread(case.plan)
    case = replace(case, plan=with_domains(case.plan, thread))
    subject = Subject(case, thread, judges.language, now.date())
    lost = unread(case.plan)
    examination = withheld(examine(subject), lost)
    of_advice = {id(a): answer_advice(a, subject) for a in case.advice}
    measures = {**examination.measures, **_advice_total(judges.advice_form, list(of_advice.values()))}
    answers = answer_form(judges.form, measures, certainty=_certainty(case.plan, lost), learnt=judges.learnt)
    advice = tuple(_advice(subject, a, of_advice[id(a)]) for a in case.advice)
    findings = with_inherited(_sorted(examination), subject)
    judges.language.forget()
    return Assessment(
        case=case.name,
        assessed_at=now,
        versions=judges.versions,
        documents=tuple(_document(case, d) for d in case.documents),
        facts=FactsEntry(
            team=case.facts.team,
            coordinator=case.facts.coordinator or case.plan.coordinator,
            primary_need=case.facts.primary_need,
            placement_type=case.facts.placement_type,
        ),
        plan=_plan(case.plan, subject.thread),
        findings=tuple(_finding(f) for f in findings),
        answers=tuple(_answer(a, case.plan.document, case.plan) for a in answers),
        advice=advice,
        measures={m.name: _measure(m) for m in measures.values()},
    )


def _certainty(plan: Plan, lost: frozenset[str]) -> Mapping[str, float]:
    """How sure the reading of each part of the form's subject is; a section that is not there is surely not, and
    what was ``lost`` is not sure at all.
    """
    sure = {letter: section.confidence for letter, section in plan.sections.items()}
    return {k: 1.0 if v >= 0.75 else v for k, v in sure.items()} | dict.fromkeys(lost, 0.0)


def _sorted(examination: Examination) -> list[Finding]:
    order = {"high": 0, "medium": 1, "low": 2}
    return sorted(examination.findings, key=lambda f: (order[f.severity.value], f.section or "~", f.item or ""))


def _document(case: Case, document: Document) -> DocumentEntry:
    entry = DocumentEntry(
        file=document.file,
        sha256=document.sha256,
        role="plan" if document is case.plan.document else "other",
        format=document.format,
        pages=document.pages,
        words=document.words,
        warnings=tuple(w.sentence for w in document.warnings),
    )
    if document is case.plan.document:
        warnings = (*entry.warnings, *(w.sentence for w in case.plan.warnings))
        return entry.model_copy(
            update={"author": case.plan.coordinator or None, "date": case.plan.dates.draft, "warnings": warnings}
        )
    advice = next((a for a in case.advice if a.document is document), None)
    if advice is None:
        return entry
    return entry.model_copy(
        update={
            "role": "advice",
            "kind": advice.kind.value,
            "author": advice.author or None,
            "author_role": advice.role or None,
            "date": advice.date,
            "requested_on": advice.dates.requested,
            "signed": advice.signed,
        }
    )


def _plan(plan: Plan, thread: Thread) -> PlanEntry:
    child = plan.child
    return PlanEntry(
        child=ChildEntry(
            name=child.name, known_as=child.known_as, date_of_birth=child.date_of_birth, year_group=child.year_group
        ),
        status=plan.status.value,
        authority=plan.authority,
        coordinator=plan.coordinator,
        draft_date=plan.dates.draft,
        sections={
            k: SectionEntry(title=s.title, text=s.text, confidence=s.confidence) for k, s in plan.sections.items()
        },
        needs=tuple(NeedEntry(id=n.id, section=n.section, area=n.area, text=n.text) for n in plan.needs),
        outcomes=tuple(
            OutcomeEntry(id=o.id, domain=o.domain.value, area=o.area, text=o.text, steps=tuple(s.text for s in o.steps))
            for o in plan.outcomes
        ),
        provision=tuple(
            ProvisionEntry(
                id=p.id,
                section=p.section,
                area=p.area,
                text=p.text,
                who=p.who.text,
                frequency=p.frequency.text,
                elements=elements(p).as_dict(),
            )
            for p in plan.provision
        ),
        thread=tuple(
            ThreadEntry(
                need=n.id,
                outcomes=thread.outcomes_of(n.id),
                provision=thread.provision_of(n.id),
                because={x.other: x.because for x in (*thread.outcomes, *thread.provision) if x.need == n.id},
            )
            for n in plan.needs
        ),
    )


def _finding(finding: Finding) -> FindingEntry:
    place = finding.place
    return FindingEntry(
        check=finding.check,
        severity=finding.severity.value,
        section=finding.section,
        item=finding.item,
        quote=finding.quote,
        message=finding.message,
        suggestion=finding.suggestion,
        reason=finding.reason,
        place=PlaceEntry(document=place.document, page=place.page, block=place.block, start=place.start, end=place.end)
        if place
        else None,
        version=finding.version,
    )


def _answer(answer: Answer, document: Document, plan: Plan | None = None) -> AnswerEntry:
    return AnswerEntry(
        line=answer.line,
        answer=answer.value,
        confidence=round(answer.confidence, 2),
        why=answer.why,
        evidence=evidence_of(answer, document, plan),
    )


def _advice_total(form: Form, of_advice: Sequence[tuple[Answer, ...]]) -> dict[str, Measure]:
    """How near the case's advice forms come to their greatest total, on average: ``advice.total``, 0 to 1."""
    totals = [t for answers in of_advice if (t := total(answers)) is not None]
    if not totals:
        return {}
    greatest = form.score_scale.max * len(form.lines)
    return {"advice.total": Measure("advice.total", met=len(totals), value=sum(totals) / len(totals) / greatest)}


def _advice(subject: Subject, advice: Advice, answers: tuple[Answer, ...]) -> AdviceEntry:
    return AdviceEntry(
        document=subject.case.number(advice.document),
        total=total(answers),
        answers=tuple(_answer(a, advice.document) for a in answers),
        needs=tuple(i.text for i in advice.needs),
        outcomes=tuple(i.text for i in advice.outcomes),
        provision=tuple(i.text for i in advice.provision),
        not_in_plan=tuple(
            NotInPlan(
                what=row.what,
                quote=row.quote,
                how=row.how,
                plan_quote=row.plan_quote,
                item=row.item,
                difference=row.difference,
            )
            for row in rows_of(subject, advice)
        ),
        carried_over=carried_over(subject, advice),
        measures={m.name: _measure(m) for m in service_measures(subject, advice)},
    )


def _measure(measure: Measure) -> dict[str, object]:
    return {
        "met": measure.met, "not_met": measure.not_met, "unknown": measure.unknown,
        "value": measure.value, "failing": list(measure.failing),
    }  # fmt: skip
