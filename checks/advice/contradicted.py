"""Where the plan says something that a report denies.

Looks for      "No needs" where a service states needs; "sleeps well" where a report describes poor sleep; another
               legal status; other figures for contact with family; provision that a report says is not needed; a
               diagnosis that a report denies or still awaits; a condition, a need for help or an age of attainment that is
               denied; the same fact with another figure, grade or side;
               "no other needs" where a report states one that is left out.
Why            The plan must rest on the advice (SEND Regulations 2014, regulation 7); a wrong fact misleads
               everyone who acts on it (SEND Code of Practice 9.69).
Fails          Section C "sleeps well"; the paediatrician "takes two to three hours to settle, nightmares".
Passes         Section C "finds it hard to settle at night".
Leaves alone   Differences between two reports, and between a report and what the family says.
Not known      Facts told in words that name no subject in common.
Known problems Only these kinds of contradiction are looked for; dates of a history are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks.advice.amounts import read_amounts
from checks.advice.compare import gaps
from checks.advice.concepts import difficulties_in, well_in
from checks.advice.contradiction import Contradiction, sentences_of
from checks.advice.denied import denied_conditions, denied_help, other_ages, settled_conditions
from checks.advice.facts import alike, beginning, facts_in
from checks.advice.once import once_a_case
from checks.advice.services import NAMES
from checks.advice.wording import Wording
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.statement.classify import Statement, classify
from checks.subject import Subject
from checks.words import load_words
from extractors.advice.model import Advice, AdviceKind, PartRole
from extractors.advice.sentences import sentences
from extractors.advice.vocabulary import any_of, phrases

CODE = "advice.contradicted"
REASON = "SEND Regulations 2014, regulation 7; SEND Code of Practice 9.69"
SERVICES = {"C": (AdviceKind.PAEDIATRIC, AdviceKind.CAMHS), "D": (AdviceKind.SOCIAL_CARE,)}
SAME_FIGURE = 1.5  # how often: within this factor two figures agree
LIKE, SAME_FACT = 0.4, 0.75  # share of the telling words from which two facts may be, and are, the same
_NO_OTHERS = re.compile(r"\bno (?:other|further|additional) (?:\w+ ){0,3}?(?:needs?|conditions?|diagnos[ei]s|concerns?)\b", re.IGNORECASE)  # fmt: skip
SUBJECT = 0.5  # coverage from which provision is held to be on an unneeded subject


def examine(subject: Subject) -> Examined:
    """A finding for each contradiction, quoted where the plan says it."""
    if not subject.advice:
        return Examined()
    findings = tuple(_finding(each, subject) for each in contradictions(subject))
    return Examined(
        findings, (Measure("advice.agrees", not_met=len(findings), failing=tuple(f.quote for f in findings)),)
    )


@once_a_case
def contradictions(subject: Subject) -> tuple[Contradiction, ...]:
    """Everything that the plan says and a report denies, each of the plan's wordings once."""
    found: dict[tuple[str, str], Contradiction] = {}
    for look in LOOKS:
        for each in look(subject):
            found.setdefault((each.section, each.passage.text[each.start : each.end]), each)
    return tuple(found.values())


def _finding(each: Contradiction, subject: Subject) -> Finding:
    words = " ".join(each.words.split())[:200]
    return Finding(
        check=CODE,
        severity=Severity.HIGH,
        section=each.section,
        quote=each.passage.text[each.start : each.end],
        message=f'The {NAMES[each.report.kind]} advice says otherwise: "{words}".',
        suggestion="Check with the author which is right, and correct the plan.",
        reason=REASON,
        item=each.item,
        place=subject.place(each.passage, each.start, each.end),
    )


def _no_needs(subject: Subject) -> Iterator[Contradiction]:
    """A statement that there are no needs, or that a service knows nothing, where its advice states needs."""
    for letter, passage, start, end in sentences_of(subject, "C", "D"):
        told = [a for a in subject.advice if a.kind in SERVICES[letter] and a.needs]
        if any(n.section == letter for n in subject.plan.needs):
            continue  # "no other needs" after those that are listed
        kinds = [kind for kind, _ in classify(passage.text[start:end])]
        denies = Statement.NO_NEEDS in kinds or Statement.NOT_KNOWN in kinds or Statement.NO_RESPONSE in kinds
        if told and denies and load_words("advice.contrary")["nothing"].search(passage.text[start:end]):
            yield Contradiction(letter, passage, start, end, told[0], told[0].needs[0].text)


def _no_others(subject: Subject) -> Iterator[Contradiction]:
    """Words like "no other health needs", where the advice of the service states one that the plan has nowhere."""
    lost = [ask for gap in gaps(subject) if gap.what == "need" for ask in gap.asks]
    for letter, passage, start, end in sentences_of(subject, "C", "D"):
        if _NO_OTHERS.search(passage.text[start:end]):
            for ask in lost:
                if subject.advice[ask.report].kind in SERVICES[letter]:
                    yield Contradiction(letter, passage, start, end, subject.advice[ask.report], ask.text)


def _facts(subject: Subject) -> Iterator[Contradiction]:
    """The same fact with another figure, grade or side than a report's, where no report tells it as the plan does."""
    child = subject.plan.child
    names = frozenset(beginning(w) for n in (*child.first_names, child.name) for w in n.lower().split())
    told = [
        (replace(fact, about=fact.about - names), advice, part.text[s:e])
        for advice in subject.advice
        for part in advice.parts
        if part.role in (PartRole.NEEDS, PartRole.RESULTS, PartRole.IMPACT, PartRole.STRENGTHS)
        for s, e in sentences(part.text)
        for fact in facts_in(part.text[s:e])
    ]
    for letter, passage, start, end in sentences_of(subject, "B", "C", "D"):
        for own in facts_in(passage.text[start:end]):
            mine = replace(own, about=own.about - names)
            same = [t for t in told if t[0].kind == mine.kind and t[0].unit == mine.unit and alike(mine, t[0]) >= LIKE]
            if same and not any(t[0].value == mine.value for t in same):
                exact = [t for t in same if alike(mine, t[0]) >= SAME_FACT]
                for _, advice, words in exact[:1]:
                    yield Contradiction(letter, passage, start, end, advice, words)


def _well(subject: Subject) -> Iterator[Contradiction]:
    """The plan says that something is well which a report names as a difficulty."""
    spoken: dict[str, tuple[Advice, str]] = {}
    for advice in subject.advice:
        for part in advice.parts:
            if part.role in (PartRole.NEEDS, PartRole.RESULTS, PartRole.IMPACT):
                for start, end, topics in difficulties_in(part.text):
                    hard = any_of(phrases().difficulty).search(part.text[start:end])
                    for topic in topics if hard else ():
                        spoken.setdefault(topic, (advice, part.text[start:end]))
    for letter, passage, start, end in sentences_of(subject, "B", "C", "D"):
        for topic, at, to in well_in(passage.text[start:end]):
            if topic in spoken:
                advice, words = spoken[topic]
                yield Contradiction(letter, passage, start + at, start + to, advice, words)


def _status(subject: Subject) -> Iterator[Contradiction]:
    """Voluntary accommodation against a care order, either way."""
    words = load_words("advice.contrary")
    for letter, passage, start, end in sentences_of(subject, "A", "B", "D", "H2"):
        said = passage.text[start:end]
        for mine, theirs in (("voluntary", "ordered"), ("ordered", "voluntary")):
            if words[mine].search(said) and not words[theirs].search(said):
                for advice in subject.advice:
                    if (
                        advice.kind is not AdviceKind.SOCIAL_CARE
                        or not _claims(advice, theirs)
                        or _claims(advice, mine)
                    ):
                        continue
                    yield Contradiction(letter, passage, start, end, advice, _claims(advice, theirs))


def _claims(advice: Advice, status: str) -> str:
    """The sentence in which a report gives this status, "" where it only speaks of it as not so."""
    pattern = load_words("advice.contrary")[status]
    for start, end in sentences(advice.text):
        text = advice.text[start:end]
        if pattern.search(text) and not re.search(r"\bnot (?:required|needed|under|applicable)\b", text):
            return text
    return ""


def _contact(subject: Subject) -> Iterator[Contradiction]:
    """How often the child sees a relative: another figure than the social worker's."""
    words = load_words("advice.contrary")
    for letter, passage, start, end in sentences_of(subject, "A", "B", "D"):
        said = passage.text[start:end]
        often = read_amounts(said).often
        kin = words["relative"].search(said)
        if not (often and kin and words["contact"].search(said)):
            continue
        for advice in (a for a in subject.advice if a.kind is AdviceKind.SOCIAL_CARE):
            for part in advice.parts:
                for s, e in sentences(part.text):
                    theirs = part.text[s:e]
                    figures = read_amounts(theirs).often
                    same_kin = _kin(words["relative"].findall(theirs), kin[0])
                    about = words["contact"].search(theirs) or words["contact"].search(part.title)
                    if figures and same_kin and about and not _agree(often, figures):
                        yield Contradiction(letter, passage, start, end, advice, theirs)


_DIRECT = re.compile(r"\b(?:direct|individual|further|additional|specialist|ongoing)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:for|with|in)\b", re.IGNORECASE)
_KIN = ({"mum", "mother", "mom"}, {"dad", "father"}, {"sister", "sisters"}, {"brother", "brothers", "sibling", "siblings"}, {"gran", "grandmother", "grandparents", "nan", "nana"})  # fmt: skip


def _kin(found: list[str], wanted: str) -> bool:
    group = next((g for g in _KIN if wanted.lower() in g), {wanted.lower()})
    return any(f.lower() in group for f in found)


def _agree(first: frozenset[float], second: frozenset[float]) -> bool:
    return any(max(a, b) <= min(a, b) * SAME_FIGURE for a in first for b in second)


def _unneeded(subject: Subject) -> Iterator[Contradiction]:
    """Provision for something that a report says needs none."""
    items = subject.plan.provision
    wording = Wording([p.whole for p in items], subject.plan.child.first_names)
    for advice in subject.advice:
        for start, end in sentences(advice.text):
            text = advice.text[start:end]
            unneeded = load_words("advice.contrary")["unneeded"].search(text)
            topic = (
                wording.subject(
                    _DIRECT.sub(" ", re.split(r"\b(?:is|are|was|were|needs?|requires?|does|do)\b", text)[0])
                )
                if unneeded
                else None
            )
            if topic is not None and not topic.words:  # "Theo does not require therapy for speech sounds"
                topic = wording.subject(_THING.split(text)[-1])
            if topic is None or not 1 <= len(topic.words) <= 4:
                continue
            for item in items:
                opening = wording.subject(item.text[:200])
                if wording.coverage(topic, opening) >= SUBJECT:
                    yield Contradiction(item.section, item.passage, 0, len(item.text), advice, text, item.id)


def _diagnosis(subject: Subject) -> Iterator[Contradiction]:
    """The plan gives a diagnosis which a report says has not been made, and which no report gives."""
    words = load_words("advice.diagnosis")
    said = [(a, a.text[s:e]) for a in subject.advice for s, e in sentences(a.text)]
    for letter, passage, start, end in sentences_of(subject, "A", "B", "C"):
        own = passage.text[start:end]
        if not words["given"].search(own) or words["denied"].search(own):
            continue
        for name, pattern in words.items():
            if name in ("given", "denied") or not pattern.search(own):
                continue
            about = [(a, text) for a, text in said if pattern.search(text)]
            denied = [(a, text) for a, text in about if words["denied"].search(text)]
            made = any(words["given"].search(text) and not words["denied"].search(text) for _, text in about)
            if denied and not made:
                yield Contradiction(letter, passage, start, end, *denied[0])


LOOKS = (
    *(_no_needs, _no_others, _well, _status, _contact, _unneeded, _diagnosis, _facts),
    *(denied_conditions, settled_conditions, denied_help, other_ages),
)
CHECK = CaseCheck(codes=(CODE,), version=1, examine=examine)
