"""The plan beside its advice: what the reports ask for and the plan leaves out, waters down or contradicts.

Looks for      Each need, outcome and item of provision that a report states, clause by clause, in the plan.
Why            The plan must hold each and every need and provision for it, detailed, specific and normally
               quantified (SEND Code of Practice 9.69); regulation 6 advice is what it rests on (regulation 7).
Fails          Advice "ELSA, 40 minutes weekly for two terms"; plan "Regular ELSA sessions".
Passes         Advice "ELSA, 40 minutes weekly"; plan "ELSA once a week for 40 minutes".
Leaves alone   What stands anywhere in sections E to H with the same amounts; remarks and administration.
Not known      A clause whose subject words are all common; a report whose scan cannot be read.
Known problems Found by wording: an ask carried over in other words throughout may be reported as missing.
Measured       32 wordings read for the first time: 18 reported, 18 rightly; 18 of the 24 weaker ones (watered.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from checks.advice.about import LEAD, SUBJECTS, heading_of, lesser_word, named, on_subject, same_aim, what_is_done
from checks.advice.acts import asked_in, given_in
from checks.advice.amounts import read_amounts
from checks.advice.asks import Ask, asks_of
from checks.advice.concepts import concepts_in, difficulties_in
from checks.advice.differences import (
    alike_amounts,
    difference,
    is_measured,
    is_specific,
    same_amounts,
    same_figures,
    same_figures_together,
    shared_figure,
)
from checks.advice.once import once_a_case
from checks.advice.rivals import are_rivals
from checks.advice.untold import is_untold
from checks.advice.wording import Subject as Telling
from checks.advice.wording import Wording, core, without_doer
from checks.finding import Severity
from checks.subject import Subject
from extractors.advice.model import AdviceKind
from extractors.advice.sentences import sentences
from extractors.plan.model import Need, Outcome, Provision

How = Literal["missing", "watered_down", "contradicted"]
FOUND = {"provision": 0.34, "outcome": 0.30, "need": 0.35}  # coverage from which an ask is held to be in the plan
LOOSE = {"provision": 0.26, "outcome": 0.12}  # the same for an ask without figures, of which less is lost
APART = 0.55  # coverage under which an outcome's own aim must be touched, and not only its measure
SHOWN = 2  # items of the plan shown beside an ask that they carry together
WORTH = 0.65  # of the best: so like an ask that other amounts, no smaller, may answer it; below that the same alone
NEAR = 0.75  # of the best: items that carry the ask together
WELL = 0.5  # coverage that outweighs a subject found nowhere
SLIGHT, FAINT = 0.2, 0.12  # with the same figures in both: provision, outcome
ELSEWHERE = 0.55  # coverage by a sentence outside the items
SAME = 0.60  # both ways: two reports ask for the same
PARTS, LISTED = 4, 25  # commas, and words, of an ask that lists several things
SPREAD = 0.7  # coverage by all items together from which such a list is held to be there
VAGUELY = 0.15  # coverage of a measured outcome by one of the plan that has no measure
_FIGURES = re.compile(r"\b\d{2,}\b")
_RECEIVED = re.compile(
    r"\bwill (?:have access|receive|be (?:given|offered|provided))\b"
)  # provision set down as an outcome
_CAUTION = re.compile(r"\W*(?:no|avoid|not|never)\b", re.IGNORECASE)  # what must not be may stand with the needs
NAMELESS = 0.7  # coverage from which an ask is there although no item has the words that name it


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a report asks for and the plan does not carry.

    ``asks``       the words of the advice; the first is quoted, the others are the same ask elsewhere.
    ``item``       the plan's nearest item (None where missing), ``plan_quote`` its words.
    ``difference`` what was lost, in plain words; ``topic`` the subject of a missing need.
    """

    what: Literal["need", "outcome", "provision"]
    how: How
    asks: tuple[Ask, ...]
    severity: Severity
    section: str = ""
    item: str | None = None
    plan_quote: str = ""
    difference: str = ""
    topic: str = ""

    @property
    def quote(self) -> str:
        """Exact words of the advice."""
        return self.asks[0].text


@dataclass(frozen=True, slots=True)
class _Answer:
    """One item of the plan that may answer an ask."""

    id: str
    section: str
    text: str
    telling: Telling


@once_a_case
def gaps(subject: Subject) -> tuple[Gap, ...]:
    """Everything that the reports ask for and the plan lacks or weakens, each once."""
    plan = subject.plan
    asks = [
        ask
        for number, advice in enumerate(subject.advice)
        if advice.kind is not AdviceKind.PARENTS  # a plan records what parents hope for, and owes them no item
        for ask in asks_of(number, advice)
    ]
    items: list[Provision | Outcome | Need] = [*plan.provision, *plan.outcomes, *plan.needs]
    names = (
        *plan.child.first_names,
        *plan.child.name.split(),
        *(w for p in plan.child.parents for w in p.name.split()),
    )
    wording = Wording([a.text for a in asks] + [i.text for i in items], names)
    answers = {
        "provision": [_Answer(p.id, p.section, p.whole, wording.subject(p.whole)) for p in plan.provision],
        "outcome": [
            _Answer(o.id, "E", text, wording.subject(text))
            for o in plan.outcomes
            for text in ("\n".join((o.text, *(s.text for s in o.steps))),)
        ],
    }
    elsewhere = [(text, wording.subject(text)) for text in _sentences_of(subject, ("E", "F", "G", "H1", "H2", "J"))]
    warned = [*elsewhere, *((text, wording.subject(text)) for text in _sentences_of(subject, ("B", "C", "D")))]
    found = [
        gap
        for ask in asks
        if ask.what != "need"
        for gap in _judge(ask, answers[ask.what], warned if _CAUTION.match(ask.text) else elsewhere, wording)
    ]
    found += _needs([a for a in asks if a.what == "need"], subject, wording)
    return tuple(_once(found, wording))


def _judge(
    ask: Ask, answers: Sequence[_Answer], elsewhere: Sequence[tuple[str, Telling]], wording: Wording
) -> Iterable[Gap]:
    specific = is_specific(ask)
    bare = wording.subject(core(ask.full))
    tellings = [t for t in (bare, wording.subject(ask.full)) if t.words]
    if len(tellings) > 1 and len(set(bare.words)) < SUBJECTS:
        tellings = tellings[1:]  # "Visual support (Makaton signs)": what stands in brackets names it
    alone = wording.subject(without_doer(core(ask.text))) if tellings and ask.what == "provision" else None
    tellings += [alone] if alone and len(set(alone.words)) > SUBJECTS else []
    if not tellings or (len(set(tellings[-1].words)) < SUBJECTS and not specific) or _unreadable(ask.text):
        return

    def coverage(answer: Telling) -> float:
        return max(wording.coverage(telling, answer) for telling in tellings)

    able: Sequence[_Answer] = answers
    if ask.what == "provision":
        telling = what_is_done(ask, wording)
        able = [a for a in answers if asked_in(ask.text) <= given_in(a.text)]
        able = [a for a in able if on_subject(telling, a.telling, specific=specific) or same_amounts(ask, a.text)]
        able = [a for a in able if not are_rivals(ask.text, a.text)]  # last, as it costs most
        able = _of_label(ask, able, wording)
        if specific and len(bare.held) == SUBJECTS:
            able = [a for a in able if not lesser_word(bare, a.telling, wording) or same_figures(ask, a.text)]
    scored = sorted(((coverage(a.telling), a) for a in able), key=lambda pair: -pair[0])
    best = scored[0][0] if scored else 0.0
    if ask.what == "outcome" and any(
        score >= max(FAINT, best / 2) and shared_figure(ask.text, a.text) for score, a in scored
    ):
        return
    if ask.what == "provision" and any(
        score >= SLIGHT
        and same_amounts(ask, a.text)
        and (score < FOUND["provision"] or difference(ask, [a.text]) is None)
        for score, a in scored
    ):
        return
    enough = FOUND[ask.what] if specific else LOOSE[ask.what]
    unmet = concepts_in(ask.text) if ask.what == "provision" else frozenset()
    unmet -= frozenset(c for a in answers for c in concepts_in(a.text))
    if best >= WELL:
        unmet = frozenset()
    called = ask.what == "outcome" or best >= NAMELESS or named(ask, (a.telling for a in answers), wording)
    measured = ask.what == "outcome" and specific
    apart = (
        measured and best < APART and not any(same_aim(ask.text, a.telling, wording) for s, a in scored if s >= VAGUELY)
    )
    if unmet or not called or apart or best < enough:
        if loose := _loosely(ask, scored, wording):
            yield loose
            return
        beside = any(
            coverage(t) >= ELSEWHERE
            and not (measured and not same_aim(ask.text, t, wording))
            and asked_in(ask.text) <= given_in(text)
            and not are_rivals(ask.text, text)
            and (called or named(ask, (t,), wording))
            for text, t in elsewhere
        )
        if (unmet or not beside) and not _spread(ask, answers, wording):
            yield Gap(ask.what, "missing", (ask,), _how_grave(ask))
        return
    found = [a for score, a in scored if score >= FOUND[ask.what]]
    if same_figures_together(ask, [a.text for a in found]):
        return
    kept = [a for a in found if difference(ask, [a.text]) is None]
    if not found or any(coverage(a.telling) >= WORTH * best or same_figures(ask, a.text) for a in kept):
        return
    near = [a for score, a in scored if score >= max(FOUND[ask.what], NEAR * best)]
    lost = difference(ask, [a.text for a in near])
    if lost:
        shown = sorted(near, key=lambda a: -alike_amounts(ask, a.text))[:SHOWN]
        first, words = shown[0], "\n".join(a.text for a in shown)
        yield Gap(ask.what, "watered_down", (ask,), lost.severity, first.section, first.id, words, lost.words)


def _of_label(ask: Ask, answers: Sequence[_Answer], wording: Wording) -> Sequence[_Answer]:
    """Of a labelled ask ("A mentor: ...") the items that have the label's words, where any has."""
    label = Telling.of(wording.subject(core(heading_of(ask.text))).words)
    named = [a for a in answers if label.words and wording.coverage(label, a.telling) >= WELL]
    return named or answers


def _loosely(ask: Ask, scored: Sequence[tuple[float, _Answer]], wording: Wording) -> Gap | None:
    """An outcome with a measure of which the plan has only the subject: "will improve his reading"."""
    if ask.what != "outcome" or not is_specific(ask):
        return None
    lead = Telling.of(wording.subject(core(ask.text)).words[:LEAD])
    vague = [
        a
        for score, a in scored
        if score >= VAGUELY
        and not is_measured(a.text)
        and not _RECEIVED.search(a.text)
        and wording.coverage(lead, a.telling) > 0
    ]
    if not vague:
        return None
    words = "the measure or the date"
    return Gap("outcome", "watered_down", (ask,), Severity.MEDIUM, "E", vague[0].id, vague[0].text, words)


def _spread(ask: Ask, answers: Sequence[_Answer], wording: Wording) -> bool:
    """Whether a list of several things stands in several items of the plan: all its subjects are somewhere."""
    if ask.text.count(",") < PARTS or len(ask.text.split()) < LISTED:
        return False
    together = Telling.together(a.telling for a in answers)
    return wording.coverage(wording.subject(ask.text), together) >= SPREAD


def _unreadable(text: str) -> bool:
    """A scan's broken words: many single letters."""
    words = text.split()
    single = sum(len(w) == 1 and w.isalpha() and w.lower() not in ("a", "i") for w in words)
    return single > len(words) / 5


def _needs(asks: Sequence[Ask], subject: Subject, wording: Wording) -> list[Gap]:
    """Needs whose subject stands nowhere in sections B to H, each subject once."""
    known = _sentences_of(subject, ("B", "C", "D", "E", "F", "G", "H1", "H2"))
    present = frozenset(c for text in known for _, _, topics in difficulties_in(text) for c in topics)
    told = [(text, wording.subject(text)) for text in known]
    everything = Telling.together(telling for _, telling in told)
    found: list[Gap] = []
    for ask in asks:
        lost = [(s, e, topics - present) for s, e, topics in difficulties_in(ask.text) if topics - present]
        for start, end, topics in lost:
            if _told_otherwise(ask.text[start:end], told, wording):
                continue
            at = replace(ask, start=ask.start + start, end=ask.start + end)
            found.append(Gap("need", "missing", (at,), Severity.HIGH, topic=min(topics)))
        first = next(iter(sentences(ask.text)), None)
        if not lost and first and is_untold(ask.text[slice(*first)], told, everything, wording):
            at = replace(ask, start=ask.start + first[0], end=ask.start + first[1])
            found.append(Gap("need", "missing", (at,), Severity.MEDIUM))
            continue
        heading = heading_of(ask.text)
        telling = wording.subject(heading)
        if lost or not heading or len(set(telling.words)) < SUBJECTS:
            continue
        if max(wording.coverage(wording.subject(t), everything) for t in (heading, ask.text)) < FOUND["need"]:
            found.append(Gap("need", "missing", (ask,), Severity.MEDIUM))
    return found


def _told_otherwise(said: str, known: Sequence[tuple[str, Telling]], wording: Wording) -> bool:
    """Whether a sentence of the plan tells the same need in other words: most of its subject, or its figure and a word."""
    telling, figures = wording.subject(said), set(_FIGURES.findall(said))
    return any(
        (score := wording.coverage(telling, theirs)) >= NAMELESS
        or (score >= SLIGHT and bool(figures & set(_FIGURES.findall(text))))
        for text, theirs in known
    )


def _how_grave(ask: Ask) -> Severity:
    return Severity.HIGH if ask.what == "provision" and read_amounts(ask.full) else Severity.MEDIUM


def _once(found: Sequence[Gap], wording: Wording) -> Iterable[Gap]:
    """The same ask in two reports is one gap that names both."""
    kept: list[tuple[Gap, Telling]] = []
    for gap in found:
        telling = wording.subject(gap.quote)
        for number, (other, theirs) in enumerate(kept):
            alike = min(wording.coverage(telling, theirs), wording.coverage(theirs, telling))
            same = bool(gap.topic) and gap.topic == other.topic
            apart = other.asks[0].report != gap.asks[0].report
            if other.what == gap.what and (same or (apart and alike >= SAME)):
                kept[number] = (replace(other, asks=(*other.asks, *gap.asks)), theirs)
                break
        else:
            kept.append((gap, telling))
    return [gap for gap, _ in kept]


def _sentences_of(subject: Subject, letters: Sequence[str]) -> list[str]:
    texts = [subject.plan.sections[letter].text for letter in letters if letter in subject.plan.sections]
    return [text[s:e] for text in texts for s, e in sentences(text)]
