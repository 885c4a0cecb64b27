"""What was lost on the way from an ask to the plan's item: amount, frequency, provider, ratio, force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checks.advice.amounts import KINDS, Amounts, in_digits, read_amounts
from checks.advice.asks import Ask
from checks.finding import Severity
from checks.provision.elements import providers
from checks.words import load_words
from extractors.advice.vocabulary import plain
from extractors.passage import Passage
from extractors.plan.model import Provision

_FIGURE = re.compile(
    r"\b(\d+(?:\.\d+)?)[- ]?(words?|minutes?|times|metres|steps|ml|items?|hours|%|pm|children|lines|objects|toys|signs)\b"
)
_FULL_TIME = re.compile(
    r"\bfull[- ]time (?:[\w-]+ ){0,3}?(?:adult|assistant|TA|LSA|support|supervision)\b", re.IGNORECASE
)
_ALL_DAY = re.compile(
    r"\bfull[- ]time\b|\bthroughout\b|\ball (?:day|lessons|times|of (?:the|his|her) )|\b(?:every|each) (?:lesson|session)\b|"
    r"\b(?:1[5-9]|[23]\d)(?:\.\d+)? hours\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[;\n]|\. ")
FIGURES = 3  # amounts that, all the same, speak for the same provision
PROFESSIONS = ("speech_therapist", "occupational_therapist", "physiotherapist", "psychologist", "specialist_teacher")
_ADULT = re.compile(r"\b(?:adults?|staff|keyworker|key (?:worker|person)|somebody|someone)\b", re.IGNORECASE)
_SENTENCES, _CLAUSES = re.compile(r"[.;\n]"), re.compile("[,:]")
SHARED, STEM = 2, 5  # words that a soft clause and an ask share; letters by which they are told
WEEKLY = 1.0  # times a week
BOTH = 2  # rates in an ask and an item: "daily for three weeks, twice a year"
CLOSE = 1.15  # amounts within this factor count as the same
_MORE_IS_BETTER = {
    "minutes": "length of each session",
    "often": "how often",
    "hours": "hours a week",
    "percent": "share",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What was lost, in words, and how much it matters."""

    words: str
    severity: Severity
    lost: tuple[str, ...]


def difference(ask: Ask, answers: Sequence[str]) -> Difference | None:
    """What the plan's items, taken together, lack of an ask; None where they carry it. Of an outcome, its measure."""
    wanted, given = read_amounts(ask.full), Amounts()
    for answer in answers:
        given = given | read_amounts(answer)
    if ask.what == "outcome":
        if is_specific(ask) and not any(has_figures(a) or _has_time(a) for a in answers):
            return Difference("the measure or the date", Severity.MEDIUM, ("the measure or the date",))
        return None
    at_each = bool(load_words("advice.force")["occasion"].search(ask.full))
    a_week = max((_a_week(read_amounts(a)) for a in answers), default=0.0)
    lost = [*_lost(wanted, given, "\n".join(answers), a_week=a_week, wanted_at_each=at_each), *_less(wanted, given)]
    if _FULL_TIME.search(ask.text) and not any(_ALL_DAY.search(a) for a in answers):
        lost.append("that it is full time")
    if not any("how often" in each for each in lost) and _rarer_visits(ask, wanted, answers):
        lost.append("less in how often")
    if _names_nobody(ask, answers):
        lost.append("who provides it")
    elif other := _other_profession(ask.full, answers):
        lost.append(other)
    if soft := _softened(ask.text, answers[0]):
        lost.append(soft)
    if not lost:
        return None
    if wanted.weeks and not given.weeks:
        lost.append("for how long it goes on")  # never by itself: a plan may mean the whole year
    grave = Severity.HIGH if len(lost) > 1 or "how often" in lost[0] or "hours" in lost[0] else Severity.MEDIUM
    return Difference("; ".join(lost), grave, tuple(lost))


def _lost(wanted: Amounts, given: Amounts, answer: str, *, a_week: float, wanted_at_each: bool) -> list[str]:
    """Kinds of amount that the ask gives and the plan does not; ``a_week`` minutes that one item's sessions come to,
    ``wanted_at_each`` lesson, meal or other occasion.
    """
    at_each = load_words("advice.force")["occasion"]
    always = bool(load_words("provision.elements")["always"].search(answer))
    always &= not load_words("advice.force")["soft"].search(answer)  # "throughout the day as required" is not always
    lost = []
    if wanted_at_each and not (given.hours or given.count or always or wanted.often):
        occasional = not given.often or (max(given.often) <= WEEKLY and not at_each.search(answer))
        lost += ["how often"] if occasional else []
    if wanted.often and not (given.often or given.hours or given.count or always):
        lost.append("how often")
    if wanted.minutes and not (given.minutes or given.hours):
        lost.append("the length of each session")
    if wanted.hours and not (given.hours or always or a_week * CLOSE >= max(wanted.hours)):
        lost.append("less in hours a week" if a_week else "the hours a week")
    if wanted.count and not (given.count or given.often or always):
        lost.append("the number of sessions")
    if wanted.group and not given.group:
        lost.append("one to one" if wanted.group == {1.0} else "the size of the group")
    if wanted.percent and not given.percent:
        lost.append("the percentage")
    return lost


def _less(wanted: Amounts, given: Amounts) -> list[str]:
    """Amounts that the plan gives and that are smaller than the ask's."""
    less = []
    for kind, name in _MORE_IS_BETTER.items():
        asked, found = getattr(wanted, kind), getattr(given, kind)
        if kind == "often" and given.hours and not wanted.hours:
            continue  # a total of hours a week says it otherwise
        rarer = kind == "often" and len(asked) == len(found) == BOTH and WEEKLY > min(asked) > min(found) * CLOSE
        if asked and found and (max(asked) > max(found) * CLOSE or rarer):
            less.append(f"less in {name}")
    if wanted.group and given.group and min(given.group) > min(wanted.group) * CLOSE:
        less.append("a larger group")
    if wanted.weeks and given.weeks and max(wanted.weeks) > max(given.weeks) * CLOSE:
        less.append("for a shorter time")
    if _in_all(wanted) > _in_all(given) * CLOSE > 0:
        less.append("less in the number of sessions")
    return less


def _rarer_visits(ask: Ask, wanted: Amounts, answers: Sequence[str]) -> bool:
    """A visit or review less often than weekly, beside practice that is weekly: "one hour every half term" against
    "20 minutes four times a week; therapist once a term". Only the clause that speaks of the same counts.
    """
    if len(wanted.often) != 1 or max(wanted.often) >= WEEKLY:
        return False
    subject = _content(ask.text)
    rates = [
        rate
        for answer in answers
        for clause in _PARTS.split(answer)
        if _content(clause) & subject
        for rate in read_amounts(clause).often
    ]
    return bool(rates) and max(rates) * CLOSE < max(wanted.often)


def _a_week(amounts: Amounts) -> float:
    """Minutes a week that sessions of a length and so many a week come to; 0 where either is not said."""
    return max(amounts.minutes, default=0.0) * max(amounts.often, default=0.0)


def _in_all(amounts: Amounts) -> float:
    """How many sessions, where they are a number of weekly ones or a number in all; 0 where a period is given."""
    several = [c for c in amounts.count if c > 1]  # "one lesson a week" is no total
    return max(several, default=0.0) if not amounts.often or WEEKLY in amounts.often else 0.0


def _names_nobody(ask: Ask, answers: Sequence[str]) -> bool:
    """The ask names who is to provide it, the plan nobody at all."""
    if load_words("advice.force")["key_adult"].search(ask.full):
        return not any(_ADULT.search(a) or providers(_as_provision(a)) for a in answers)
    named = providers(_as_provision(ask.full))
    return bool(named) and not any(providers(_as_provision(a)) for a in answers)


def _other_profession(ask: str, answers: Sequence[str]) -> str:
    """The profession that is to give the provision, where the plan's items name it nowhere."""
    words = load_words("advice.force")
    own = words["not_by"].sub(" ", ask)
    for name in PROFESSIONS:
        if (
            (words[f"by_{name}"].search(own) or _does_it(name, own))
            and not any(words[name].search(a) for a in answers)
            and _names_others(answers)
        ):
            return f"that it is from the {name.replace('_', ' ')}"
    return ""


def _does_it(name: str, ask: str) -> bool:
    """Whether somebody of this profession is the one who acts: "a QTVI will teach"."""
    words = load_words("advice.force")
    return any(
        words["delivers"].match(ask, m.end() + 1)
        for m in words[name].finditer(ask)
        if not m[0].lower().startswith("therapist")
    )


def _names_others(answers: Sequence[str]) -> bool:
    return any(providers(_as_provision(a)) for a in answers)


def _softened(ask: str, answer: str) -> str:
    """The plan's words that leave open what the ask says outright, where they stand in a clause on the ask's subject."""
    soft = load_words("advice.force")["soft"]
    if soft.search(ask):
        return ""
    subject = _content(ask)
    for clause in _whole_clauses(answer, soft):
        found = soft.search(clause)
        if found and len(_content(clause) & subject) >= SHARED:
            return f'that it will happen (the plan says "{found[0]}")'
    return ""


def _whole_clauses(answer: str, soft: re.Pattern[str]) -> list[str]:
    """Clauses; one of soft words alone ("..., where staffing allows") comes with its sentence up to it."""
    clauses = []
    for sentence in _SENTENCES.split(answer):
        at = 0
        for clause in _CLAUSES.split(sentence):
            found, at = soft.search(clause), at + len(clause) + 1
            alone = found and not _content(clause[: found.start()] + clause[found.end() :])
            clauses.append(sentence[:at] if alone else clause)
    return clauses


def _content(text: str) -> set[str]:
    """The beginnings of the words that tell what a clause is about."""
    idle = load_words("advice.idle")["idle"].sub(" ", plain(text).lower())
    return {w[:STEM] for w in re.findall(r"[a-z]{4,}", idle)}


def _as_provision(text: str) -> Provision:
    return Provision("", "F", Passage(text))


def has_figures(text: str) -> bool:
    """Whether an outcome or ask says something that can be counted."""
    amounts = read_amounts(text)
    return bool(amounts) or bool(load_words("advice.figures")["figure"].search(text))


def is_specific(ask: Ask) -> bool:
    """Whether an ask says an amount, a figure or, of an outcome, a date: what a plan must not lose."""
    return has_figures(ask.full) or (ask.what == "outcome" and _has_time(ask.text))


def _has_time(text: str) -> bool:
    return bool(load_words("advice.figures")["time"].search(text))


def same_amounts(ask: Ask, answer: str) -> bool:
    """Whether an item gives every amount of an ask, of which there are two or more: "15 minutes ... 10 minutes"."""
    wanted = read_amounts(ask.full)
    return sum(len(getattr(wanted, kind)) for kind in KINDS) >= FIGURES and same_figures(ask, answer)


def same_figures(ask: Ask, answer: str) -> bool:
    """Whether an item gives every amount of an ask exactly; an ask without amounts has none to give."""
    wanted, given = read_amounts(ask.full), read_amounts(answer)
    return all(getattr(wanted, kind) <= getattr(given, kind) for kind in KINDS)


def same_figures_together(ask: Ask, answers: Sequence[str]) -> bool:
    """Whether several items together give, exactly, the amounts of an ask that has two lengths or two rates."""
    wanted, given = read_amounts(ask.full), Amounts()
    for answer in answers:
        given = given | read_amounts(answer)
    several = len(wanted.minutes) >= BOTH and len(wanted.often) >= BOTH
    return several and all(getattr(wanted, kind) <= getattr(given, kind) for kind in KINDS)


def alike_amounts(ask: Ask, answer: str) -> int:
    """How many of the kinds of amount that an ask gives an item gives too."""
    wanted, given = read_amounts(ask.full), read_amounts(answer)
    return sum(bool(getattr(wanted, kind)) and bool(getattr(given, kind)) for kind in KINDS)


def is_measured(outcome: str) -> bool:
    """Whether an outcome says a figure or a date."""
    return has_figures(outcome) or _has_time(outcome)


def shared_figure(first: str, second: str) -> bool:
    """Whether two outcomes are measured by the same figure ("20 times", "150 words"); dates do not count."""
    return bool(_figure_words(first) & _figure_words(second))


def _figure_words(text: str) -> set[str]:
    words = in_digits(plain(text).lower())
    return {f"{m[1]} {m[2].rstrip('s')}" for m in _FIGURE.finditer(words)}
