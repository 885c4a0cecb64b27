"""What the form asks of outcomes as a whole: SMART, aspirational, steps, adulthood; arrangements for review.

Looks for      Outcomes with S, M and T all met (achievable and realistic are left to people); dated steps that can
               be checked; the four strands of preparing for adulthood; who reviews and when, fit to the child's age.
Why            SEND Code of Practice 9.66 (outcomes), 8.9 (adulthood from Year 9), 9.166 and 9.178 (review).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from checks.ages import age_on, year_group_of
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.outcome.ambition import GENERAL, reach
from checks.outcome.words import has_measure, has_time, is_provision, is_specific
from checks.subject import Subject
from checks.voice.hopes import hopes_of
from checks.words import load_words
from extractors.dates import find_dates
from extractors.passage import Passage
from extractors.plan.model import Domain, Outcome

YEAR_NINE = 9
OUTRIGHT, ONE_STEP, VAGUE_STEP = 1.0, 0.8, 0.2  # an outcome with two good steps, one, or only vague ones
TARGETS_TO_COME = 0.15  # no steps, and words on who will set short-term targets
STRAND, OWN, NAMED = 0.13, 0.45, 0.5  # what a strand touched, doing it oneself, and naming the strand add
STRANDS = {
    "employment": "employment",
    "living": "independent living",
    "community": "friends and community",
    "health": "health",
}
_REVIEW = re.compile(
    r"\breview\w*\b[^.]{0,80}\b20\d\d\b|\b(?:plan|targets?|outcomes?|steps?|it) will be (?:looked at|checked|talked about)\b[^.]{0,80}\b(?:year|term)|\breview\w*\b[^.]{0,160}\b(?:year|yearly|annual\w*|twelve months|12 months|month\w*|term\w*|weeks?)\b|\b(?:annual\w*|yearly|termly|each term|every (?:\w+ ){0,2}(?:term|year|months?|half[- ]term))\b[^.]{0,100}\breview|\b(?:every|each) (?:\w+ ){0,2}(?:term|year|months?|half[- ]term)\b[^.]{0,100}\breview",
    re.IGNORECASE,
)

# What a review from Year 9 looks to (SEND Code of Practice 8.9 and 9.184).
_ADULT = re.compile(
    r"\badulthood|\badult (?:life|social|services?|focus)|\b(?:an|young) adults?\b|\bPfA\b|\bpost[- ]?1[69]\b|\binternship|\bemployment|\b(?:after|at|from|turns?) (?:16|sixteen|18|eighteen)\b"
    r"|\bcapacity\b|\bfurther education|\bYear 11\b|\b(?:paid work|work experience|college|careers?)\b",
    re.IGNORECASE,
)
# "The school will set short-term targets": by whom and how they are set, and no step yet (CoP 9.69, Section E).
_TARGETS = re.compile(
    r"\b(?:short(?:er)?[- ]term|termly|half[- ]termly|smaller|individual|SMART) (?:\w+ ){0,2}(?:targets?|outcomes?|steps|goals)\b[^.]{0,60}\bset\b"
    r"|\bset(?:ting)? (?:of )?(?:\w+ ){0,2}(?:short(?:er)?[- ]term|termly|half[- ]termly|smaller|individual|SMART) (?:\w+ ){0,2}(?:targets?|outcomes?|steps|goals)",
    re.IGNORECASE,
)


def examine(subject: Subject) -> Examined:
    """``outcome.smart``, ``.reach``, ``.steps`` and ``.pfa`` by domain; ``monitoring.fit``; ``pfa.missing``."""
    outcomes = subject.plan.outcomes
    hopes = [h.text for h in hopes_of(subject.plan)]
    measures: list[Measure] = []
    for domain in Domain:
        own = [o for o in outcomes if o.domain is domain]
        if own:
            measures += _of_domain(domain, own, hopes, subject)
    measures.append(_monitoring(subject))
    return Examined(tuple(_no_adulthood(subject)), tuple(measures))


def _of_domain(domain: Domain, own: Sequence[Outcome], hopes: Sequence[str], subject: Subject) -> Iterator[Measure]:
    yield _share(f"outcome.smart.{domain.value}", own, [o for o in own if _smart(o)])
    far = {o.id: reach(o, hopes) for o in own}
    yield _share(
        f"outcome.reach.{domain.value}", own, [o for o in own if far[o.id] > GENERAL], sum(far.values()) / len(own)
    )
    steps = {o.id: _stepped(o, subject) for o in own}
    good = [o for o in own if steps[o.id] >= ONE_STEP]
    vague = sum(steps[o.id] == VAGUE_STEP for o in own)
    note = f" {vague} more have steps that give no date or measure." if vague else ""
    staged = sum(steps.values()) / len(own)
    if staged < TARGETS_TO_COME and any(map(_smart, own)) and _TARGETS.search(_arrangements(subject)):
        staged, note = TARGETS_TO_COME, f"{note} It says only that short-term targets will be set."
    yield _share(f"outcome.steps.{domain.value}", own, good, staged, note)
    yield _adulthood(domain, own)


def _smart(outcome: Outcome) -> bool:
    return is_specific(outcome) and has_measure(outcome) and has_time(outcome) and not is_provision(outcome)


def _stepped(outcome: Outcome, subject: Subject) -> float:
    """How well an outcome is staged: by steps with a date that is not past, or a measure."""
    drafted = subject.plan.dates.draft or subject.today
    good = sum(_checkable(step, drafted) for step in outcome.steps)
    return OUTRIGHT if good > 1 else ONE_STEP if good else VAGUE_STEP if outcome.steps else 0.0


def _checkable(step: Passage, drafted: dt.date) -> bool:
    """A step with a date still to come, or something that can be counted; not a placeholder."""
    words, dates = load_words("outcome"), [d.date for d in find_dates(step.text)]
    if "[" in step.text or (dates and max(dates) < drafted):
        return False
    if dates or words["time"].search(step.text):
        return True
    return bool(words["measure"].search(step.text)) and not words["provision"].search(step.text)


def _adulthood(domain: Domain, own: Sequence[Outcome]) -> Measure:
    """0 to 1: strands that the outcomes touch, doing things for oneself, and strands named as such."""
    strands, words = load_words("pfa"), load_words("pfa.named")
    real = [o for o in own if not is_provision(o)]
    touched = [s for s, p in strands.items() if any(p.search(o.text) for o in real)]
    named = [o for o in own if words["named"].search(f"{o.area} {o.text}")]
    alone = [o for o in real if words["self"].search(o.text)]
    value = STRAND * min(3, len(touched)) + OWN * len(alone) / len(own) + NAMED * len(named) / len(own)
    told = ", ".join(STRANDS[s] for s in touched)
    said = f"They touch on {told}" if told else "They touch on no strand of preparing for adulthood"
    note = f"{said}; {len(named)} of {len(own)} name a strand, {len(alone)} of {len(own)} are about doing it oneself"
    return Measure(
        f"outcome.pfa.{domain.value}",
        met=len(named),
        not_met=len(own) - len(named),
        value=min(1.0, value),
        quotes=tuple(o.text for o in (*named, *alone))[:2],
        failing=tuple(STRANDS[s] for s in strands if s not in touched),
        note=note,
    )


def _no_adulthood(subject: Subject) -> Iterator[Finding]:
    year = year_group_of(subject.plan.child, subject.plan.dates.draft or subject.today)
    everything = " ".join(f"{o.area} {o.text}" for o in subject.plan.outcomes)
    missing = [s for s, p in load_words("pfa").items() if not p.search(everything)]
    if year is not None and year >= YEAR_NINE and len(missing) >= 2 and subject.plan.outcomes:
        message = f"From Year 9 outcomes should prepare for adulthood; nothing is said of {', '.join(missing)}."
        yield Finding(
            "pfa.missing",
            Severity.MEDIUM,
            "E",
            "",
            message,
            "Add outcomes for work, independent living, friends and community, and health.",
            "SEND Code of Practice 8.9 and 9.69",
        )


def _share(
    name: str, own: Sequence[Outcome], good: Sequence[Outcome], value: float | None = None, note: str = ""
) -> Measure:
    ids = {o.id for o in good}
    return Measure(
        name,
        len(good),
        len(own) - len(good),
        value=value,
        quotes=tuple(o.text for o in good[:2]),
        failing=tuple(o.id for o in own if o.id not in ids),
        note=note,
    )


def _beside_outcomes(subject: Subject) -> str:
    """What Sections E and F say beside the outcomes and the provision: how and when they are reviewed."""
    text = _arrangements(subject)
    for said in (*(o.text for o in subject.plan.outcomes), *(p.text for p in subject.plan.provision)):
        text = text.replace(said, " ")
    return text


def _arrangements(subject: Subject) -> str:
    """Where the plan says how outcomes are followed up: Section E, else F."""
    return "\n".join(subject.plan.sections[x].text for x in ("E", "F") if x in subject.plan.sections)


def _monitoring(subject: Subject) -> Measure:
    texts = [subject.plan.sections[x].text for x in ("E", "F") if x in subject.plan.sections]
    text, found = next(((t, m) for t in texts if (m := _REVIEW.search(t))), ("", None))
    age = age_on(subject.plan.child.date_of_birth, subject.plan.dates.draft or subject.today)
    for_small = re.search(r"under (?:the age of )?(?:5|five)\b", text, re.IGNORECASE)
    fits = not (for_small and age is not None and age >= 6)
    note = "" if fits else f"It speaks of children under five; this one is {age}."
    year = year_group_of(subject.plan.child, subject.plan.dates.draft or subject.today)
    if fits and year is not None and year >= YEAR_NINE and not _ADULT.search(_beside_outcomes(subject)):
        fits, note = False, "From Year 9 every review prepares for adulthood; nothing is said of it."
    return Measure("monitoring.fit", value=bool(found) and fits, quotes=(found[0],) if found else (), note=note)


CHECK = CaseCheck(codes=("pfa.missing",), version=1, examine=examine)
