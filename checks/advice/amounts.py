"""Amounts as numbers: how long, how often, how many, with how many; so that two wordings can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.advice.vocabulary import plain

WEEKS = {"day": 0.2, "week": 1.0, "fortnight": 2.0, "month": 4.3, "half-term": 6.5, "term": 13.0, "year": 38.0}
_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBERS = {**{w: i for i, w in enumerate(_UNITS)}, **_TENS, "once": 1, "twice": 2, "thrice": 3}
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)})[- ]({'|'.join(_UNITS[1:10])})\b")
_WORDED = re.compile(rf"\b({'|'.join(_NUMBERS)})\b")
_PERIOD = r"(day|week|fortnight|month|half[- ]term|term|year)"
_EVERY = r"(?:an?|per|each|every|in (?:an?|each|every)|/|in the|over (?:the|an?)) ?(?:school |academic |working )?"
_MINUTES = re.compile(r"(\d+(?:\.\d+)?)(?: ?(?:-|to) ?\d+)?[- ]?(minutes?|mins?|hours?|hrs?)\b")
_HALVES = (
    (re.compile(r"\b(?:an|1) hour and a half\b|\b1 and a half hours?\b"), "90 minutes"),
    (re.compile(r"\b(?:3|three)[- ]quarters of an hour\b"), "45 minutes"),
    (re.compile(r"\b(?:a )?quarter of an hour\b"), "15 minutes"),
    (re.compile(r"\bhalf an hour\b|\bhalf[- ]hour\b"), "30 minutes"),
    (re.compile(r"\ban hour\b"), "1 hour"),
    (re.compile(r"\b(?:a )?half[- ]day\b|\bhalf a day\b"), "3 hours"),
    (re.compile(r"\b(?:a |1 )?(?:full|whole)[- ]day\b(?= of| for| train| course|'s)"), "6 hours"),
)
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2} ?(?:am|pm)?\b(?! ?(?:hours?|hrs?|minutes?|mins?|%|logits|mm|cm|kg))")
_HOURS_A_WEEK = re.compile(rf"(\d+(?:\.\d+)?) ?(?:hours?|hrs?)(?: of [\w ]{{1,40}}?)? ?(?:{_EVERY}week|weekly)\b")
_ACROSS = re.compile(  # a total however it is divided: "45 minutes across the week"
    r"(\d+(?:\.\d+)?) ?(minutes?|mins?|hours?|hrs?)(?: of [\w ]{1,40}?)? (?:in total |in all )?(?:spread |split |divided )?"
    r"(?:across|over|over the course of|in total (?:each|every|a|per)|in all (?:each|every|a|per)) (?:(?:the|a|each|every) )?(?:school )?week\b"
)
_NOUN = (
    r"(?:times|days|mornings|afternoons|lunchtimes|evenings|nights|sessions?|lessons?|visits?|slots|meetings?|appointments?|"
    r"calls?|reviews?|school days|occasions|blocks?)"
)
_TIMES = re.compile(
    rf"\b(\d+)(?: ?x)?(?: (?:\d+[- ](?:minute|hour) |(?!daily|weekly|monthly)\w+[- ])?{_NOUN})?(?: of \d+ ?\w+| of [\w -]{{1,30}}?)?(?: on)? ?{_EVERY}{_PERIOD}\b"
)
_OF_EACH = re.compile(
    rf"\b(\d+) {_NOUN} of [\w -]{{1,20}}? (daily|weekly|fortnightly|monthly|half-termly|termly|yearly)\b"
)
_SPENT = re.compile(rf"\b\d+(?:\.\d+)? ?(?:minutes?|mins?|hours?)(?: of [\w ]{{1,40}}?)? ?{_EVERY}{_PERIOD}\b")
_WEEKDAYS = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b")
_SOME_DAYS = re.compile(
    r"\b(?:daily|(?:a|each|every) day)\b[^.;]*\b[1-4] (?:school )?(?:days|mornings|afternoons) (?:a|per|each|every|in the) week\b"
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_DAY_RANGE = re.compile(rf"\b({'|'.join(_DAYS)})s?(?: to | ?- ?| until | through to )({'|'.join(_DAYS)})s?\b")
_BY = re.compile(rf"\b(\d+) ?x ?\d+ ?(?:minutes?|mins?|hours?)(?: {_EVERY}{_PERIOD}| (daily|weekly|termly))?")
_BETWEEN = re.compile(r"\b(?:every|each) (\d+) (?:minutes|mins)\b")  # "a break every 20 minutes"
_PLURAL = re.compile(rf"\bevery (\d+) (?:school )?{_PERIOD}s\b")
_EACH = re.compile(rf"\b(?:every|each) (?:(1) )?(?:school )?{_PERIOD}\b|\b(?:every|each) other {_PERIOD}\b")
_ADVERB = re.compile(r"\b(daily|weekly|fortnightly|monthly|half-termly|termly|yearly|annual(?:ly)?|alternate \w+)\b")
_EACH_TIME = re.compile(
    r"\b(?:every|each) (?:school )?(?:morning|afternoon|evening|night|lunchtime|break|playtime|day|monday|tuesday|wednesday|thursday|friday|saturday)\b"
)
_BOTH_ENDS = re.compile(r"\b(?:every|each) morning and (?:every |each )?(?:afternoon|evening)\b")
_ONE_A = re.compile(rf"\b(?:an?|1) (?:[\w-]+ ){{0,4}}?(?:an?|per|each|every) {_PERIOD}\b")
# "6-weekly" and "6 weekly reviews" are every six weeks; "6 weekly sessions" are six, one a week.
_N_WEEKLY = re.compile(
    r"\b(\d+)(?:-| (?!\w+ (?:[\w-]+ ){0,2}(?:sessions|lessons|appointments|meetings|workshops)\b))(weekly|monthly)\b"
)
_TIMES_X = re.compile(r"\bx ?(\d+)\b")
_COUNT = re.compile(
    r"\b(\d+) (?:\w+[- ]){0,3}?(?:sessions?|visits?|appointments?|meetings?|lessons?|workshops?|evenings?|weekends?|interviews?)\b"
)
_FOR_ONE = re.compile(
    r"\b(?:for|lasting) (?:an?|1) (?:whole |full |school |academic )?(week|term|month|half[- ]term|year)\b"
)
_TIMES_DAILY = re.compile(r"\b(once|twice|thrice|\w+ times) (daily|weekly|fortnightly|monthly|termly|yearly)\b")
_STAGE = re.compile(r"\b(?:stage|level|phase|step|tier|wave|band|grade|(?<!per )(?<!an )(?<!a )(?<!each )year) \d+\b")
_X_WEEKLY = re.compile(r"\bx ?(\d+) ?(?:times )?(daily|weekly|fortnightly|monthly|termly|yearly)\b")
_X_A_WEEK = re.compile(rf"\bx ?(\d+) ?(?=(?:times )?{_EVERY}{_PERIOD}\b)")
_PERIODS = {"daily": "day", "fortnightly": "fortnight", "termly": "term", "yearly": "year"}
_OUT_OF = re.compile(
    r"\b(\d) (?:school )?(?:days|mornings|afternoons|evenings|nights) (?:out of|in|of) (?:every )?[57]\b"
)
_SPAN = re.compile(r"(?<!every )\b(\d+) (?:school )?(weeks|terms|months|half[- ]terms|years)\b")
_GROUP = re.compile(
    r"\b(?:groups?|class(?:es)?|pairs?|rooms?) of (?:no more than |up to |at most |a maximum of |maximum |about )?(\d+)\b"
    r"(?! ?(?:minutes?|mins?|hours?|weeks?|sessions?|%))"
    r"|\b(\d+) (?:in a|to a) (?:class|group)"
    r"|\b(\d+)[- ](?:pupil|child|person) group"
    r"|\b(?:up to|no more than|at most|maximum(?: of)?) (\d+) (?:other )?(?:pupils?|child(?:ren)?|students?|peers?)\b"
)
_AND_OTHERS = re.compile(
    r"\b(?:with|and) (\d+) (?:\w+ )?(?:others|classmates|friends|other (?:pupils?|child(?:ren)?|students?))\b"
)
_ALONE = re.compile(
    r"\b1 ?[:-] ?1\b|\b1[- ]to[- ]1\b|\bindividual(?:ly)?\b|\bon (?:his|her|their) own with\b|\bnot shared\b|\balone with\b|\bwith \w+ alone\b"
)
_PAIR = re.compile(r"\b(?:in|as) (?:an? )?pairs?\b(?! of)")
_RATIO = re.compile(r"\b(\d) ?: ?(\d)\b|\b(\d)[- ](?:staff |adults? |workers? )?to[- ](\d)\b")
_PERCENT = re.compile(r"\b(\d+) ?(?:%|per cent)")
_ADVERBS = {
    **{"daily": 5.0, "weekly": 1.0, "fortnightly": 0.5, "monthly": 1 / 4.3, "half-termly": 1 / 6.5},
    **{"termly": 1 / 13, "yearly": 1 / 38, "annual": 1 / 38, "annually": 1 / 38},
}
DAY = 300.0  # minutes of lessons in a day
TOTAL = 120.0  # minutes a week; from here on a total and not the length of one session
LONGEST_SESSION = 420.0  # minutes


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a text says in numbers, each as every value found.

    ``minutes``  length of a session; ``often`` times a week; ``hours`` minutes a week in all;
    ``count`` sessions in all; ``weeks`` how long it goes on; ``group`` size (1 is one to one);
    ``percent`` shares ("25% extra time").
    """

    minutes: frozenset[float] = frozenset()
    often: frozenset[float] = frozenset()
    hours: frozenset[float] = frozenset()
    count: frozenset[float] = frozenset()
    weeks: frozenset[float] = frozenset()
    group: frozenset[float] = frozenset()
    percent: frozenset[float] = frozenset()

    def __or__(self, other: Amounts) -> Amounts:
        return Amounts(*(getattr(self, n) | getattr(other, n) for n in KINDS))

    def __bool__(self) -> bool:
        return any(getattr(self, n) for n in KINDS)


KINDS = ("minutes", "often", "hours", "count", "weeks", "group", "percent")


@lru_cache(maxsize=8_000)
def read_amounts(text: str) -> Amounts:
    """Every amount in a text."""
    words = _X_A_WEEK.sub(r"\1 times ", _STAGE.sub(" ", in_digits(_CLOCK.sub(" ", plain(text).lower()))))
    between = [float(m[1]) for m in _BETWEEN.finditer(words)]
    words = _BETWEEN.sub(" ", words)
    totals = {_length(m[1], m[2]) for m in _ACROSS.finditer(words)}
    words = _ACROSS.sub(" ", words)
    weekly = [float(m[1]) * 60 for m in _HOURS_A_WEEK.finditer(words)]
    hours = totals | {h for h in weekly if h >= TOTAL}
    minutes = {_length(m[1], m[2]) for m in _MINUTES.finditer(words)} - hours
    hours |= {m for m in minutes if m > LONGEST_SESSION}
    return Amounts(
        minutes=frozenset(minutes - hours),
        often=_often(_HOURS_A_WEEK.sub(" ", words))
        | frozenset(round(DAY / b * 5) for b in between)
        | (frozenset({1.0}) if len(weekly) > len(hours) else frozenset()),
        hours=frozenset(hours),
        count=frozenset(float(m[1]) for m in _COUNT.finditer(words)),
        weeks=frozenset(_weeks(m[1], m[2]) for m in _SPAN.finditer(words))
        | frozenset(_week(m[1]) for m in _FOR_ONE.finditer(words)),
        group=_group(words),
        percent=frozenset(float(m[1]) for m in _PERCENT.finditer(words)),
    )


def in_digits(words: str) -> str:
    """Lower-case words with their numbers as digits: "twenty-five" is "25", "one to one" "1:1"."""
    words = _TIMES_DAILY.sub(lambda m: f"{m[1]} a {_PERIODS.get(m[2], m[2].removesuffix('ly'))}", words)
    words = _X_WEEKLY.sub(lambda m: f"{m[1]} times a {_PERIODS.get(m[2], m[2].removesuffix('ly'))}", words)
    words = _COMPOUND.sub(lambda m: str(_TENS[m[1]] + _NUMBERS[m[2]]), words)
    words = re.sub(r"\bone (?=to one)", "1 ", words)
    words = _WORDED.sub(lambda m: str(_NUMBERS[m[1]]), words)
    words = re.sub(r"\b1[- ]to[- ]1\b", "1:1", words)
    for pattern, digits in _HALVES:
        words = pattern.sub(digits, words)
    return words.replace("half termly", "half-termly").replace("half term", "half-term")


def _length(number: str, unit: str) -> float:
    return float(number) * (60 if unit.startswith("h") else 1)


def _weeks(number: str, unit: str) -> float:
    return float(number) * WEEKS[unit.replace(" ", "-").removesuffix("s")]


def _often(words: str) -> frozenset[float]:
    found: set[float] = set()
    for m in _OF_EACH.finditer(words):
        found.add(float(m[1]) * _ADVERBS[m[2]])
    for m in _BY.finditer(words):
        found.add(float(m[1]) * (1 / _week(m[2]) if m[2] else _ADVERBS[m[3]] if m[3] else 1.0))
    rest = _BY.sub(" ", _OF_EACH.sub(" ", words))
    found.update(float(m[1]) for m in _OUT_OF.finditer(rest))
    for m in _TIMES.finditer(rest):
        found.add(float(m[1]) / _week(m[2]))
    rest = _TIMES.sub(" ", rest)
    for m in _N_WEEKLY.finditer(rest):
        found.add(1 / (float(m[1]) * (1 if m[2] == "weekly" else WEEKS["month"])))
    rest = _N_WEEKLY.sub(" ", rest)
    for m in _EACH.finditer(rest):
        found.add(1 / (_week(m[2]) * float(m[1] or 1)) if m[2] else 1 / (2 * _week(m[3])))
    for m in _PLURAL.finditer(rest):
        found.add(1 / (float(m[1]) * _week(m[2])))
    for m in _ADVERB.finditer(rest):
        found.add(_ADVERBS.get(m[1], 0.5))  # "alternate Saturdays"
    if _BOTH_ENDS.search(rest):
        found.add(10.0)
    if _EACH_TIME.search(rest):
        found.add(1.0 if re.search(r"(?:every|each) (?:mon|tues|wednes|thurs|fri|satur)day", rest) else 5.0)
    found.update(1 / _week(m[1]) for m in (*_ONE_A.finditer(rest), *_SPENT.finditer(rest)))
    for m in _DAY_RANGE.finditer(rest):
        found.add(float(max(1, _DAYS.index(m[2]) - _DAYS.index(m[1]) + 1)))
    if days := {m[0] for m in _WEEKDAYS.finditer(rest)}:
        found.add(0.5 if "alternate" in rest else float(len(days)))
    if not found:
        found.update(float(m[1]) for m in _TIMES_X.finditer(rest))
    if _SOME_DAYS.search(words):
        found.discard(5.0)  # "a daily programme, four days a week"
    return frozenset(round(f, 3) for f in found)


def _week(period: str) -> float:
    return WEEKS[period.replace(" ", "-")]


def _group(words: str) -> frozenset[float]:
    found = {float(next(g for g in m.groups() if g)) for m in _GROUP.finditer(words)}
    found.update(float(m[1]) + 1 for m in _AND_OTHERS.finditer(words))
    if _ALONE.search(words):
        found.add(1.0)
    if _PAIR.search(words):
        found.add(2.0)
    for m in _RATIO.finditer(words):
        adults, children = (float(g) for g in m.groups() if g)
        if adults <= 3:
            found.add(children / adults)
    return frozenset(found)
