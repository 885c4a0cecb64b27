"""What speaks for each line of the advice form, in one report: signs found and missing, as measures.

Each measure is named after its line and counts signs that a reader looks for (domain handbook, 4.2), or
items that pass a test. The anchors that turn them into 0 to 5 stand in ``checks/forms/advice.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checks.advice.amounts import read_amounts
from checks.advice.currency import days_taken, is_late
from checks.advice.expertise import beyond, modest
from checks.advice.once import once_a_case
from checks.advice.telling import as_printed, first_sentence, sentences_of, words_of
from checks.advice.wording import Wording
from checks.finding import Measure
from checks.jargon.terms import find_terms
from checks.subject import Subject
from checks.words import load_words
from extractors.advice.model import Advice, AdviceItem, PartRole
from extractors.passage import Passage
from extractors.plan.model import Plan, Section

_QUOTED = re.compile(r"['‘](?:[^'’\n]|(?<=\w)['’](?=\w)){8,}['’]|[\"“][^\"”]{8,}[\"”]")
_ANYHOW = re.compile(r"\bI (?:used|took|arranged|concentrated)\b")  # ties what was done to nothing by itself
_AGAIN = re.compile(
    r"\b(?:visits?|updated?|agreed|checked|repeated|refreshed|rewritten|adjusted|meets?|meeting)\b[^.;]{0,60}"
    r"\b(?:each|every|once an?|twice an?|termly|half-termly|yearly|annually) ?(?:half[- ]term|term|month|year|six weeks)?\b",
    re.IGNORECASE,
)
LONG_REASONS = 40  # words in which a report says why it is written and how it came about
SHORT_REPORT = 600  # words
PRESENT = "found"  # a sign without words of its own
RECENT, OLD = 183, 366  # days before the draft


def advice_measures(advice: Advice, subject: Subject) -> dict[str, Measure]:
    """The measures of one report by name."""
    known = next((told for own, told in _of_case(subject) if own is advice), None)
    return known if known is not None else _measures(advice, subject)


@once_a_case
def _of_case(subject: Subject) -> tuple[tuple[Advice, dict[str, Measure]], ...]:
    return tuple((advice, _measures(advice, subject)) for advice in subject.advice)


def _measures(advice: Advice, subject: Subject) -> dict[str, Measure]:
    measures = [
        *_process(advice, subject),
        *_views(advice),
        *_needs(advice),
        *_outcomes(advice),
        *_provision(advice),
        _thread(advice),
    ]
    return {m.name: m for m in measures}


def _process(advice: Advice, subject: Subject) -> list[Measure]:
    opening = advice.reasons.text or "\n".join(p.text for p in advice.parts[:2])
    reasons = {
        "that it was asked for": words_of("reasons.asked", opening) or as_printed(advice.dates.requested, advice.text),
        "who asked": words_of("reasons.who", opening),
        "when": as_printed(advice.dates.requested, advice.text),
        "what for": words_of("reasons.purpose", opening),
        "what it covers": words_of("reasons.remit", opening),
        "how the author came to it": first_sentence(opening) if len(opening.split()) >= LONG_REASONS else "",
    }
    signed = {None: "unclear", True: "signed", False: "unsigned"}[advice.signed]
    dated = "dated" if advice.date else "undated"
    return [
        _signs("process.reasons", reasons),
        Measure("process.signed_dated", value=f"{signed} {dated}", quotes=_last_lines(advice)),
        _accurate(advice),
        _timely(advice, subject),
        _plain(advice),
        _six_weeks(advice, subject),
        _expertise(advice),
    ]


def _accurate(advice: Advice) -> Measure:
    """Figures, days and sources: a count of statements that could be checked, for people to check."""
    checked = [
        s for s in sentences_of(advice.text) if re.search(r"\d|\b(?:reported|observed|told|records?|according)\b", s)
    ]
    total = len(sentences_of(advice.text))
    return Measure(
        "process.accurate", met=len(checked), not_met=max(0, total - len(checked)), quotes=tuple(checked[:3])
    )


def _timely(advice: Advice, subject: Subject) -> Measure:
    """Days from the last time the child was seen, or from the report, to the draft."""
    draft = subject.plan.dates.draft or subject.today
    known = [d for d in (*advice.dates.seen, advice.date) if d and d <= draft]
    if not known:
        return Measure("process.timely", unknown=1)
    days = (draft - max(known)).days
    value = "recent" if days <= RECENT else "within a year" if days <= OLD else "old"
    return Measure("process.timely", value=value, note=f"{days} days before the draft", quotes=_last_lines(advice))


def _plain(advice: Advice) -> Measure:
    """Terms and tests explained where they first stand; ``value`` is how many are not in 600 words, as longer reports
    hold more.
    """
    closing = set(advice.closing.text.splitlines())  # registers and letters after a name are no terms to explain
    text = "\n".join(line for line in advice.text.splitlines() if line not in closing)
    plan = Plan(advice.document, sections={"A": Section("A", "", Passage(text))})
    terms = find_terms(plan)
    glosses = len(load_words("advice.form")["plain.explains"].findall(advice.text))
    unexplained = [t.term for t in terms if not t.explained]
    explained = [t.term for t in terms if t.explained]
    return Measure(
        "process.plain_language",
        met=len(explained) + glosses,
        not_met=len(unexplained),
        value=len(unexplained) * SHORT_REPORT / max(SHORT_REPORT, len(advice.text.split())),
        quotes=tuple(explained[:3]),
        failing=tuple(unexplained),
    )


def _six_weeks(advice: Advice, subject: Subject) -> Measure:
    requested = subject.case.facts.request_date if advice.dates.requested is None else None
    days, late = days_taken(advice, requested), is_late(advice, requested)
    if late is None:
        return Measure("process.six_weeks", unknown=1)
    note = f"{days} days after the request" if days is not None else "the report says so"
    if not late:
        return Measure("process.six_weeks", value="in time", note=note)
    return Measure("process.six_weeks", value="late" if days is None or days > 56 else "a little late", note=note)


def _expertise(advice: Advice) -> Measure:
    """Sentences outside the author's field, and words that keep within it."""
    wanted = "\n".join(item.text for item in advice.provision)
    found = [
        (sentence, matter)
        for sentence in sentences_of(advice.text)
        if (matter := beyond(advice.kind, sentence, asked=sentence in wanted))
    ]
    kept = modest(advice.text)
    matters = ", ".join(dict.fromkeys(matter for _, matter in found))
    return Measure(
        "process.expertise",
        met=1 if kept else 0,
        not_met=len(found),
        quotes=tuple(sentence for sentence, _ in found[:3]) or ((kept,) if kept else ()),
        failing=tuple(sentence for sentence, _ in found),
        value="outside" if found else "within",
        note=matters,
    )


def _views(advice: Advice) -> list[Measure]:
    child, family = advice.child_views.text, advice.family_views.text
    both = f"{child}\n{family}"
    quoted = _QUOTED.search(both)
    expressed = {
        "the child's views": words_of("views.said", child) or words_of("views.hopes", child),
        "the child's own words": quoted[0] if quoted else "",
        "the family's views": words_of("views.hopes", family) or words_of("views.said", family)
        if words_of("views.family", family) or family
        else "",
        "hopes for later life": words_of("views.long", both),
        "how they were asked": words_of("views.how", both),
    }
    everything = advice.text
    informed = [s for s in sentences_of(everything) if words_of("informed.led", s)]
    used = sum(bool(words_of("aspiration.tie", o.text)) for o in advice.outcomes)
    return [
        _signs("views.expressed", expressed, double=("the child's views", "the family's views")),
        Measure(
            "views.informed",
            met=min(3, len(informed)) + min(1, used),
            not_met=max(0, 2 - len(informed)) + (0 if used else 1),
            quotes=tuple(sorted(informed, key=lambda s: bool(_ANYHOW.search(s)))[:3]),
        ),
    ]


def _needs(advice: Advice) -> list[Measure]:
    text = _of(advice, PartRole.NEEDS, PartRole.RESULTS, PartRole.IMPACT) or advice.text
    units = [i.text for i in advice.needs] or sentences_of(text)
    degrees = sum(bool(words_of("severity.degree", u)) for u in units)
    named = len(load_words("advice.form")["severity.degree"].findall(text))
    varies = [s for s in sentences_of(advice.text) if words_of("severity.varies", s)]
    graded = [s for s in sentences_of(text) if words_of("severity.degree", s)]
    impact = f"{advice.impact.text}\n{text}"
    method = f"{advice.assessments.text}\n{advice.reasons.text}\n{text}"
    areas = {i.area for i in advice.needs if i.area} | {_label(u) for u in units if _label(u)}
    headed = bool(advice.impact)
    return [
        _type(advice, units, len(areas)),
        Measure(
            "needs.severity",
            met=min(4, named) + min(3, len(varies)),
            not_met=max(0, 3 - named) + max(0, 2 - len(varies)) + (1 if degrees < len(units) / 2 else 0),
            quotes=tuple(sorted(graded, key=lambda s: s not in varies)[:3]) or tuple(varies[:3]),
        ),
        _signs("needs.impact", {
            "the effect on learning": words_of("impact.learning", impact if not headed else advice.impact.text),
            "the effect on friendships": words_of("impact.social", advice.impact.text if headed else impact),
            "what follows from what": words_of("impact.so", impact),
            "a part of its own": first_sentence(advice.impact.text),
        }),
        _signs("needs.judgement", {
            "observation or meeting": words_of("judgement.observed", method),
            "tests or records": words_of("judgement.test", method),
            "others asked": words_of("judgement.talked", method),
            "how often or how long": words_of("judgement.often", method),
            "when": as_printed(advice.dates.seen[0] if advice.dates.seen else None, advice.text),
        }),
    ]  # fmt: skip


def _type(advice: Advice, units: Sequence[str], areas: int) -> Measure:
    """Subjects of need told apart; ``value`` is how many words the needs are told in."""
    told = min(6, max(areas, len(units) // 2))
    words = sum(len(need.text.split()) for need in advice.needs)
    quotes = tuple(first_sentence(unit) for unit in units[:3])
    return Measure("needs.type", met=told, not_met=max(0, 4 - told), value=words, quotes=quotes)


def _outcomes(advice: Advice) -> list[Measure]:
    tied = [
        o.text for o in advice.outcomes if words_of("aspiration.tie", o.text) and words_of("aspiration.long", o.text)
    ]
    partly = [
        o.text
        for o in advice.outcomes
        if o.text not in tied and (words_of("aspiration.tie", o.text) or words_of("aspiration.long", o.text))
    ]
    changed = [o.text for o in advice.outcomes if words_of("change.benefit", o.text)]
    measured = [o.text for o in advice.outcomes if words_of("change.measure", o.text)]
    dated = [o.text for o in advice.outcomes if words_of("change.dated", o.text)]
    total, found = len(advice.outcomes), len(changed) + len(measured) + len(dated)
    views = f"{advice.child_views.text}\n{advice.family_views.text}"
    hoped = min(total, 2 * total - 2 * len(tied) - len(partly)) // 2 if words_of("views.long", views) else 0
    return [
        Measure("outcomes.aspirations", met=2 * len(tied) + len(partly) + hoped, not_met=2 * total - 2 * len(tied) - len(partly) - hoped, quotes=tuple(tied[:3]), failing=tuple(o.text for o in advice.outcomes if o.text not in tied)[:3]) if total else Measure("outcomes.aspirations", value="none"),
        Measure("outcomes.change", met=found, not_met=3 * total - found, quotes=tuple(changed[:3]), failing=tuple(o.text for o in advice.outcomes if o.text not in changed)[:3]) if total else Measure("outcomes.change", value="none"),
    ]  # fmt: skip


def _provision(advice: Advice) -> list[Measure]:
    text = _of(advice, PartRole.PROVISION, PartRole.MIXED, PartRole.TRIED)
    titles = " ".join(p.title for p in advice.parts if p.role in (PartRole.PROVISION, PartRole.MIXED))
    said = words_of("additional.said", f"{titles}\n{text}\n{advice.text}")
    total = len(advice.provision)
    specified = [p.text for p in advice.provision if read_amounts(_whole(p))]
    with_who = [p.text for p in advice.provision if words_of("who.person", _whole(p))]
    full = [t for t in specified if t in with_who]
    review = advice.review.text or _comes_back(advice)
    additional = {
        "that it is more than usual": said,
        "what was tried": words_of("additional.tried", _of(advice, PartRole.TRIED) or text),
        "amounts": specified[0] if total and len(specified) >= total / 2 else "",
        "who": with_who[0] if total and len(with_who) >= total / 2 else "",
    }
    reviewed = {
        "who reviews": words_of("review.who", review),
        "how often": words_of("review.often", review),
        "what is looked at": words_of("review.what", review),
        "more than one check": first_sentence(review)
        if len(sentences_of(review)) >= 2 or len(review.split()) >= 18
        else "",
    }
    return [
        _signs("provision.additional", additional) if total else Measure("provision.additional", value="none"),
        Measure("provision.who_how", met=len(full) + len(with_who), not_met=2 * total - len(full) - len(with_who), quotes=tuple(full[:3]), failing=tuple(p.text for p in advice.provision if p.text not in full)[:3]) if total else Measure("provision.who_how", value="none"),
        _signs("provision.review", reviewed),
    ]  # fmt: skip


def _comes_back(advice: Advice) -> str:
    """Where a report speaks of no review: the items in which somebody comes again, term by term, to look or to bring up
    to date ("a visit of 90 minutes each term", "a plan agreed every half term", "repeated each year").
    """
    return "\n".join(p.text for p in advice.provision if _AGAIN.search(_whole(p)))


def _thread(advice: Advice) -> Measure:
    """Aspiration, need, outcome, provision: each there, and outcomes and provision that answer a need."""
    views = f"{advice.child_views.text}\n{advice.family_views.text}"
    needs = _of(advice, PartRole.NEEDS, PartRole.RESULTS, PartRole.IMPACT) or advice.text
    texts = [i.text for i in (*advice.needs, *advice.outcomes, *advice.provision)] or [advice.text]
    wording = Wording(texts)
    needed, wished = wording.subject(needs), wording.subject(views)

    def answer(items: Sequence[AdviceItem]) -> float:
        scores = [wording.coverage(wording.subject(i.text), needed) for i in items]
        return sum(scores) / len(scores) if scores else 0.0

    hoped = [wording.coverage(wording.subject(o.text), wished) for o in advice.outcomes]
    links = {
        "aspirations": words_of("views.hopes", views) or words_of("views.said", views),
        "needs": first_sentence(advice.needs[0].text if advice.needs else needs),
        "outcomes": advice.outcomes[0].text if advice.outcomes else "",
        "provision": advice.provision[0].text if advice.provision else "",
        "outcomes that answer needs": PRESENT if answer(advice.outcomes) >= 0.25 else "",
        "provision that answers needs": PRESENT if answer(advice.provision) >= 0.2 else "",
        "outcomes that answer hopes": PRESENT if hoped and max(hoped) >= 0.3 else "",
    }
    told = _signs("process.golden_thread", links)
    return told if advice.outcomes else replace(told, value="no outcomes")


def _signs(name: str, found: dict[str, str], double: Sequence[str] = ()) -> Measure:
    """A measure of signs: each one's words, or "" where it is missing; those in ``double`` count twice."""
    missing = tuple(sign for sign, words in found.items() if not words)
    lost = len(missing) + sum(sign in double for sign in missing)
    return Measure(
        name,
        met=len(found) + len(double) - lost,
        not_met=lost,
        quotes=tuple(dict.fromkeys(w for w in found.values() if len(w) > 1 and w != PRESENT)),
        failing=missing,
    )


def _of(advice: Advice, *roles: PartRole) -> str:
    return "\n".join(p.text for p in advice.parts if p.role in roles)


def _whole(item: AdviceItem) -> str:
    return "\n".join(t for t in (item.text, item.who.text, item.frequency.text) if t)


def _label(text: str) -> str:
    found = re.match(r"^([A-Z][\w ,/-]{2,40})[:.]\s", text)
    return found[1] if found and len(found[1].split()) <= 5 else ""


def _last_lines(advice: Advice) -> tuple[str, ...]:
    lines: Iterable[str] = advice.closing.text.splitlines()
    return tuple(line for line in lines if line.strip())[-2:]
