"""Draft answers to the lines of a form, each explained by the measures it rests on.

Nothing here knows what a line is about: the form says which measures decide it (see
``checks/forms/form.py``). A line that its measures cannot decide is left to people, with what to look at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from string import Formatter

from checks.assessment import AnswerValue
from checks.finding import Measure
from checks.forms.authority import current
from checks.forms.form import Condition, Draft, Form, Line, Scored
from checks.forms.learnt import NOTHING, Learnt

WHOLE = "lines.mean"  # a measure made here, of the form's other scores; what rests on it is answered last
LESS_SURE = 0.85  # what confidence is multiplied by where items are few or a section is doubtful
_FAILING = re.compile(r"[;,.]? *\(?[^;,.(){}]*: \{failing\}\)?")  # "; not: {failing}", where nothing fails
QUOTES = 3  # the most quotes shown for a line


@dataclass(frozen=True, slots=True)
class Answer:
    """A draft answer to one line: its value (None is left to people), how sure, why, and the quotes. ``reached``
    is the share, 0 to 1, that climbed the line's anchors; None where an exception gave the answer. ``failing``
    names the items that did not pass (their ids, or words).
    """

    line: str
    value: AnswerValue
    confidence: float
    why: str
    quotes: tuple[str, ...] = ()
    reached: float | None = None
    failing: tuple[str, ...] = ()


def answer_form(
    form: Form, measures: Mapping[str, Measure], *, certainty: Mapping[str, float], learnt: Learnt = NOTHING
) -> tuple[Answer, ...]:
    """One answer for each line of the form.

    ``certainty`` gives, by section id, how sure the reading of that part of the plan is (0 to 1); below
    one half its lines are left to people. Lines that rest on ``lines.mean`` are answered after the others.
    ``learnt`` turns what the form says of confidence into what drafts have proved to be.
    """
    return tuple(
        answer if answer.value is None else replace(answer, confidence=learnt.sure(answer.line, answer.confidence))
        for answer in _answers(form, measures, certainty)
    )


def _answers(form: Form, measures: Mapping[str, Measure], certainty: Mapping[str, float]) -> tuple[Answer, ...]:
    sure = {line.id: certainty.get(s.id, 1.0) for s in form.sections for g in s.groups for line in g.lines}
    first = {line.id: _answer(line, form, measures, sure[line.id]) for line in form.lines if not _last(line)}
    known = {**measures, WHOLE: _mean(form, tuple(first.values()))}
    return tuple(first.get(line.id) or _answer(line, form, known, sure[line.id]) for line in form.lines)


def _last(line: Line) -> bool:
    return line.draft.score is not None and WHOLE in line.draft.score.measures


def _mean(form: Form, answers: tuple[Answer, ...]) -> Measure:
    """How far up the scale the drafted scores stand on average, 0 to 1; ``met`` is how many there are."""
    scores = [a.value for a in answers if isinstance(a.value, int)]
    if not scores:
        return Measure(WHOLE)
    scale = form.score_scale
    return Measure(WHOLE, met=len(scores), value=(sum(scores) / len(scores) - scale.min) / (scale.max - scale.min))


def _answer(line: Line, form: Form, measures: Mapping[str, Measure], certainty: float) -> Answer:
    draft = line.draft
    if certainty < 0.5:
        why = f"The section could not be read with confidence. {draft.look_at}"
        return Answer(line.id, None, 0.0, why)
    for when in draft.when:
        if all(holds(condition, measures) for condition in when.all_of):
            names = [c.measure for c in when.all_of]
            why = _explain(when.why, [measures[n] for n in names if n in measures])
            failing = tuple(f for n in names if n in measures for f in measures[n].failing)
            quotes = _quotes(draft, names, measures)
            return Answer(line.id, when.answer, when.confidence * certainty, why, quotes, failing=failing)
    if draft.score:
        scored = _score(line.id, draft, draft.score, form, measures, certainty)
        if scored:
            return scored
    return Answer(line.id, None, 0.0, draft.look_at, _quotes(draft, (), measures))


def _score(
    line: str, draft: Draft, score: Scored, form: Form, measures: Mapping[str, Measure], certainty: float
) -> Answer | None:
    rests_on = {name: measures[name] for name in score.measures if name in measures}
    first = next(iter(rests_on), "")
    few = {name: score.few for name, m in rests_on.items() if m.of == rests_on[first].of}  # of the same items
    amounts = {name: amount for name, m in rests_on.items() if (amount := _amount(m, few.get(name, 0.0))) is not None}
    if not amounts:
        return None
    weight = sum(score.measures[name] for name in amounts)
    share = sum(score.measures[name] * amount for name, amount in amounts.items()) / weight
    value = form.score_scale.min + bisect_right(form.anchors_of(score), share + 1e-9)
    confidence = score.confidence * certainty
    least = current().limits.few_items  # under so many a share says little (domain handbook, section 4)
    if any(m.value is None and m.of < least for m in rests_on.values()):
        confidence *= LESS_SURE
    told = [_explain(score.why, list(rests_on.values()))]
    told += [_explain(also, [rests_on[name]]) for name, also in score.also.items() if name in amounts]
    why = " ".join(told)
    failing = next(iter(rests_on.values())).failing
    return Answer(line, value, confidence, why, _quotes(draft, tuple(rests_on), measures), share, failing)


def _amount(measure: Measure, few: float) -> float | None:
    """A measure on the scale 0 to 1, its value or its share, with ``few`` more that do not pass beside those judged."""
    fewer = measure.of / (measure.of + few) if measure.of else 1.0
    if isinstance(measure.value, int | float):
        return float(measure.value) * fewer
    return measure.met / measure.of * fewer if measure.of else None


def holds(condition: Condition, measures: Mapping[str, Measure]) -> bool:
    """Whether a condition holds of the case's measures."""
    measure = measures.get(condition.measure)
    if condition.absent is not None:
        return (measure is None) == condition.absent
    if measure is None:
        return False
    value, share = measure.value, measure.share
    number = float(value) if isinstance(value, int | float) else None
    tests = [
        condition.is_ is None or value == condition.is_,
        condition.any_of is None or value in condition.any_of,
        condition.at_least is None or (number is not None and number >= condition.at_least),
        condition.below is None or (number is not None and number < condition.below),
        condition.share_at_least is None or (share is not None and share >= condition.share_at_least),
        condition.share_below is None or (share is not None and share < condition.share_below),
        condition.judged_at_least is None or measure.of >= condition.judged_at_least,
        condition.none_failing is None or (measure.not_met == 0) == condition.none_failing,
        condition.one_failing is None or (measure.not_met == 1) == condition.one_failing,
    ]
    return all(tests)


def _explain(template: str, measures: list[Measure]) -> str:
    """The sentence with the first measure's figures in it: {met}, {of}, {not_met}, {value}, {failing}, {note}."""
    first = measures[0] if measures else Measure("")
    if not first.failing:
        template = _FAILING.sub("", template)
    fields = {
        "met": first.met,
        "of": first.of,
        "not_met": first.not_met,
        "value": f"{first.value:.0%}" if isinstance(first.value, float) else first.value,
        "failing": ", ".join(first.failing[:6]) or "none",
        "note": first.note,
    }
    unknown = f" {first.unknown} could not be judged." if first.unknown else ""
    used = {name for _, name, _, _ in Formatter().parse(template) if name}
    return template.format(**{name: fields[name] for name in used}).strip() + unknown


def _quotes(draft: Draft, names: tuple[str, ...] | list[str], measures: Mapping[str, Measure]) -> tuple[str, ...]:
    wanted = draft.evidence or names
    quotes = [quote for name in wanted if name in measures for quote in measures[name].quotes]
    return tuple(dict.fromkeys(quotes))[:QUOTES]
