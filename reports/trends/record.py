"""What trends keep of one assessment: counts and terms, no name, no sentence, no file."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from checks.age_groups import age_group
from checks.assessment import Assessment, DocumentEntry

NOT_GIVEN = "Not given"


@dataclass(frozen=True, slots=True)
class Share:
    """``met`` of ``of`` items."""

    met: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        """Both together."""
        return Share(self.met + other.met, self.of + other.of)


@dataclass(frozen=True, slots=True)
class AdviceRecord:
    """One advice document: its service, its total of 95, and whether it came within six weeks (None: not known).

    ``asked`` counts the needs, outcomes and provision that it asks for, ``carried`` those that the plan has;
    ``answers`` are the draft scores of the advice form, ``shares`` what its provision, outcomes and terms are like
    (``ADVICE_SHARES``).
    """

    kind: str
    total: int | None
    in_time: bool | None
    asked: int
    carried: int
    answers: Mapping[str, int] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """One plan.

    ``day``        the draft's date, else the day it was assessed.
    ``words``      words of the plan's sections.
    ``unexplained``  term (as printed) -> how often the sections use it; ``explained`` how many terms are explained.
    ``shares``     name of a measure -> its share of items (``SHARES``).
    ``answers``    line -> draft answer. ``faults`` check -> number of findings.
    """

    team: str
    primary_need: str
    age_group: str
    placement: str
    day: dt.date
    words: int
    unexplained: Mapping[str, int]
    explained: int
    shares: Mapping[str, Share]
    answers: Mapping[str, int | str]
    faults: Mapping[str, int]
    advice: tuple[AdviceRecord, ...] = field(default=())


# What is asked of items, and the measures of every section that answer it.
SHARES = {
    "Needs with provision": "thread.need_has_provision",
    "Needs with an outcome": "thread.need_has_outcome",
    "Provision that meets a need": "thread.provision_has_need",
    "Provision that says how much and how often": "provision.quantified",
    "Provision that says by whom": "provision.provider",
    "Provision free of vague words": "provision.exact",
    "Outcomes that can be measured": "outcome.measurable",
    "Outcomes with a time": "outcome.time_bound",
    "Terms explained": "jargon.explained",
}


# What is asked of a report's own items (checks/advice/service_measures.py).
ADVICE_SHARES = {
    "Provision with an amount": "advice.quantified",
    "Provision that says by whom": "advice.named",
    "Provision free of vague words": "advice.exact",
    "Outcomes with a measure or date": "advice.measured",
    "Terms and tests explained": "advice.explained",
}


def record_of(assessment: Assessment) -> PlanRecord:
    """The record of one assessment."""
    day = assessment.plan.draft_date or assessment.assessed_at.date()
    text = "\n".join(s.text for letter, s in assessment.plan.sections.items() if letter != "K")
    low = text.casefold()
    terms = {f.quote for f in assessment.findings if f.check == "jargon.unexplained"}
    facts = assessment.facts
    return PlanRecord(
        team=facts.team or NOT_GIVEN,
        primary_need=facts.primary_need or _main_area(assessment),
        age_group=age_group(assessment.plan.child, day) or NOT_GIVEN,
        placement=facts.placement_type or NOT_GIVEN,
        day=day,
        words=len(text.split()),
        unexplained={t: max(1, low.count(t.casefold())) for t in sorted(terms)},
        explained=_share(assessment, "jargon.explained").met,
        shares={name: _share(assessment, measure) for name, measure in SHARES.items()},
        answers={a.line: a.answer for a in assessment.answers if a.answer is not None},
        faults=dict(Counter(f.check for f in assessment.findings)),
        advice=tuple(_advice(assessment)),
    )


def _main_area(assessment: Assessment) -> str:
    """The area of need that most needs of Section B stand under, where ``cases.csv`` does not say."""
    areas = Counter(n.area for n in assessment.plan.needs if n.section == "B" and n.area)
    return areas.most_common(1)[0][0] if areas else NOT_GIVEN


def _share(assessment: Assessment, measure: str) -> Share:
    """A measure over all the sections that it was taken in."""
    found = [m for name, m in assessment.measures.items() if name == measure or name.startswith(measure + ".")]
    met = sum(int(str(m.get("met", 0))) for m in found)
    return Share(met, met + sum(int(str(m.get("not_met", 0))) for m in found))


def _advice(assessment: Assessment) -> list[AdviceRecord]:
    records = []
    for entry in assessment.advice:
        document = assessment.documents[entry.document]
        asked = len(entry.needs) + len(entry.outcomes) + len(entry.provision)
        records.append(
            AdviceRecord(
                document.kind or "other",
                entry.total,
                _in_time(document),
                asked,
                max(0, asked - len(entry.not_in_plan)),
                {a.line: a.answer for a in entry.answers if isinstance(a.answer, int)},
                {name: _counted(entry.measures.get(measure, {})) for name, measure in ADVICE_SHARES.items()},
            )
        )
    return records


def _counted(measure: Mapping[str, object]) -> Share:
    met, missed = (int(str(measure.get(key, 0))) for key in ("met", "not_met"))
    return Share(met, met + missed)


def _in_time(document: DocumentEntry) -> bool | None:
    """Within six weeks of being asked (regulation 8), where both days are known."""
    if document.date is None or document.requested_on is None:
        return None
    return (document.date - document.requested_on).days <= 42
