"""The kinds of advice that an assessment must have, by age and need (SEND Regulations 2014, regulation 6)."""

from __future__ import annotations

from checks.ages import year_from_birth
from checks.statement.classify import Statement, classify
from checks.subject import Subject
from checks.words import load_words
from extractors.advice.model import AdviceKind

Kinds = frozenset[AdviceKind]
DUE: tuple[tuple[str, Kinds], ...] = (
    ("advice from the school, college or nursery", frozenset({AdviceKind.SCHOOL, AdviceKind.EARLY_YEARS, AdviceKind.SENSORY})),
    ("medical advice", frozenset({AdviceKind.PAEDIATRIC, AdviceKind.CAMHS})),
    ("educational psychologist's advice", frozenset({AdviceKind.EDUCATIONAL_PSYCHOLOGY})),
    ("social care advice", frozenset({AdviceKind.SOCIAL_CARE})),
)  # fmt: skip
ANSWERS = {"C": (AdviceKind.PAEDIATRIC, AdviceKind.CAMHS), "D": (AdviceKind.SOCIAL_CARE,)}
NEAR = 25  # characters before a condition in which it is ruled out
YEAR_9 = 9
ADULTHOOD = "advice on adulthood and independent living, due from Year 9,"
SENSORY = ("advice from a teacher of the deaf or of the vision impaired", frozenset({AdviceKind.SENSORY}))


def required(subject: Subject, listed: Kinds, section: str) -> tuple[list[tuple[str, bool]], int]:
    """The kinds due that are neither in the case nor listed, each with whether section K says that it was
    asked for; and how many kinds are due. Nothing is due where no advice is to be seen at all.
    """
    have = listed | _said_not_to_have_come(subject) | frozenset(a.kind for a in subject.advice)
    if not have - {AdviceKind.OTHER, AdviceKind.PARENTS}:
        return [], 0
    due = [*DUE, *([SENSORY] if _sensory_impairment(subject) else [])]
    missing = [name for name, kinds in due if not kinds & have]
    if _from_year_9(subject):
        due.append((ADULTHOOD, frozenset()))
        if not any(load_words("advice.required")["adulthood"].search(a.text) for a in subject.advice):
            missing.append(ADULTHOOD)
    awaited = load_words("advice.listed")["awaited"]
    lines = [line for line in section.splitlines() if awaited.search(line)]
    return [(name, any(_names(name, line) for line in lines)) for name in missing], len(due)


def _said_not_to_have_come(subject: Subject) -> Kinds:
    """The kinds of which section C or D itself says that they were asked for and did not come: told once, there."""
    sections = subject.plan.sections
    return frozenset(
        kind
        for letter, kinds in ANSWERS.items()
        if letter in sections and any(k is Statement.NO_RESPONSE for k, _ in classify(sections[letter].text))
        for kind in kinds
    )


def _from_year_9(subject: Subject) -> bool:
    """Regulation 6(1)(g): from Year 9 on, advice on provision to assist the young person in adulthood."""
    year = year_from_birth(subject.plan.child.date_of_birth, subject.plan.dates.draft or subject.today)
    return year is not None and year >= YEAR_9


def _sensory_impairment(subject: Subject) -> bool:
    """Regulation 6(2): sight or hearing loss needs a qualified teacher's advice; told by the case list, or by a need."""
    primary = subject.case.facts.primary_need
    if primary and load_words("advice.required")["sensory"].search(primary):
        return True
    lasting = load_words("advice.required")["lasting_sensory"]
    negated = load_words("advice.negated")["before"]
    return any(
        (found := lasting.search(need.text))
        and not negated.search(need.text[max(0, found.start() - NEAR) : found.start()])
        for need in subject.plan.needs
        if need.section == "B"
    )


def _names(name: str, line: str) -> bool:
    key = next(k for k in ("school", "medical", "psycholog", "social", "teacher", "adulthood") if k in name)
    return bool(load_words("advice.required")[key].search(line))
