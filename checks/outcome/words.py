"""What an outcome's words show: a measure, a time, an act that can be seen, or provision in disguise.

An outcome is taken clause by clause ("will ..., and will ..."). What follows "so that" is why it matters
and neither a measure nor an act of the outcome's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checks.words import load_words
from extractors.plan.model import Outcome

_LIST = "outcome"
_WILL = re.compile(r"\b(?:will|shall|should|would|is to|are to|can)\b", re.IGNORECASE)
_TO = re.compile(
    r"(?:^|^for )(?P<who>[\w’'-]+(?: and [\w’'-]+)? |my [\w’'-]+ |(?<=for )(?:[\w’'-]+ ){1,5}?)?to\b", re.IGNORECASE
)
_NOW = re.compile(
    r"(?P<who>(?:they|I)(?= )|(?:[A-Z][\w’'-]+|he|she|my [a-z]+)(?= (?:also |always |often |usually )?(?:[a-z]+s|can) ))"
    r" (?:also |always |often |usually )?(?P<does>[a-z]+ .+)",
    re.DOTALL,
)
# A state, where nothing says "will": "Bart's anxiety at playtimes is reduced".
_IS = re.compile(
    r"(?P<who>(?:[\w’'-]+ ){1,7}?)(?P<does>(?:is|are|becomes?|remains?) (?:\w+ly )?(?:reduced|improved|increased|managed|met|supported|understood|developed|maintained|better|happier|calmer|safe|secure|settled)\b.*)",
    re.DOTALL,
)
_WHY = re.compile(
    r",? (?:so that|so as to|in order (?:to|that)|in order for|to (?:help|enable|support|allow|build|develop|improve|increase|promote|manage|ensure)\b|which will|because)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:at|in|from|with|of|to|by|for|into)(?: the| his| her| their| my| an?)? $", re.IGNORECASE)
# "Staff working with Ivo": the staff act.
_WITH_CHILD = re.compile(r" (?:who (?:work|are) with|working with|supporting|around|teaching|involved with) [\w’'-]+$")
_FIRST_WORD = re.compile(r"[\w’'-]+")
# Others understand, hear or recognise the child: a change in the child that others can tell.
_UNDERSTOOD = re.compile(
    r"(?:be able to )?(?:understand|hear|recognise|make out|follow|tell)\b(?! (?:how|that|and)\b)(?! (?:his|her|their|the) (?:\w+ )?(?:needs?|profile|diagnosis|condition|triggers|difficulties|autism|behaviour|plan)\b)",
    re.IGNORECASE,
)
# The family comes to know or to cope: no service acts, though it is not the child who changes.
_FAMILY = re.compile(
    r"\b(?:parents?|carers?|mum|dad|mother|father|family|grandparents?|sisters?|brothers?)$", re.IGNORECASE
)
_KNOW = re.compile(
    r"(?:have|gain) an? (?:\w+ )?(?:understanding|awareness|knowledge)|(?:feel|know|understand|recognise|be (?:more |better )?(?:able|confident|sure|aware))\b",
    re.IGNORECASE,
)
# "Her needs will be understood by all staff": that is for staff to do.
_HIS_NEEDS = re.compile(r"\b(?:needs|difficulties|triggers|profile)$", re.IGNORECASE)
# A measured change counts after "so that" too: "so that outbursts fall from four a week to one".
_RISE = re.compile(
    r"\b(?:fall|drop|go(?:es)? down|reduc\w+|decreas\w+|ris\w+|increas\w+|go(?:es)? up|improv\w+)s? from [\w%]+ [^.;]{0,40}?\bto (?:\w+ )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|none|nil)",
    re.IGNORECASE,
)
_UNAIDED = re.compile(r"\bindependently\b|\bwithout\b|\bon (?:his|her|their|my) own\b|\b\d+ ?%", re.IGNORECASE)


def has_time(outcome: Outcome) -> bool:
    """A date, an age, a phase's end; one printed over or beside the outcome counts."""
    return bool(load_words(_LIST)["time"].search(f"{outcome.heading} {outcome.text} {outcome.known_by.text}"))


def has_measure(outcome: Outcome) -> bool:
    """A count, a frequency, a level of help, a thing done or a named measure, the target date apart; an
    amount of provision ("a daily intervention") measures nothing in the child. What the form asks apart, how it
    will be known, counts.
    """
    words = load_words(_LIST)
    told = (outcome.text, outcome.known_by.text)
    measured = any(words["measure"].search(_timeless(t)) for t in told if t) or _RISE.search(outcome.text)
    return bool(measured) and not is_provision(outcome)


def is_specific(outcome: Outcome) -> bool:
    """Something a stranger could see the child do; or a measured change."""
    acts = any(_act(clause) for who, clause in _clauses(_timeless(outcome.text)) if not _serves(who))
    return acts or has_measure(outcome)


def is_provision(outcome: Outcome) -> bool:
    """The child receives, is given, has access to, attends; or a service acts: no change in the child."""
    words = load_words(_LIST)
    text = _timeless(outcome.text)
    found = False
    for who, clause in _clauses(text):
        served = _serves(who) and not _UNDERSTOOD.match(clause) and not (_FAMILY.search(who) and _KNOW.match(clause))
        given = words["provision"].match(clause) is not None and not _UNAIDED.search(clause)
        bare = clause == text and words["bare"].match(clause) is not None
        met = clause.startswith("be ") and _HIS_NEEDS.search(who) is not None
        if served or given or bare or met:
            found = True
        elif _act(clause):
            return False
    return found


def _timeless(text: str) -> str:
    """The text without what says when, and without why it matters."""
    bare = re.sub(r"\s+", " ", load_words(_LIST)["time"].sub(" ", text)).strip(" ,;:.-–")
    why = _WHY.search(bare)
    return bare[: why.start()] if why and why.start() > 12 else bare


@lru_cache(maxsize=4_000)
def _clauses(text: str) -> tuple[tuple[str, str], ...]:
    """Each clause as who acts and what they will do: "Jay will read" is ("Jay", "read")."""
    return tuple(_split(text))


def _split(text: str) -> Iterator[tuple[str, str]]:
    marks = list(_WILL.finditer(text))
    to = _TO.match(text)
    if to and (not marks or to.end() < marks[0].start()):
        yield (to["who"] or "").strip(), text[to.end() :].strip()
        return
    if not marks:
        now = _served_now(text) or _IS.match(text) or _NOW.match(text)
        yield (now["who"], now["does"]) if now else ("", text)
        return
    start = 0
    for i, mark in enumerate(marks):
        end = marks[i + 1].start() if i + 1 < len(marks) else len(text)
        who = re.split(r"[,;.]| and | but ", text[start : mark.start()].strip())[-1].strip()
        yield who, text[mark.end() : end].strip()
        start = mark.end()


def _served_now(text: str) -> re.Match[str] | None:
    """A service acts, and no "will" says so: Zoe's family and school work together."""
    service = load_words(_LIST)["service"].pattern
    return re.match(
        rf"(?P<who>(?:[\w’'-]+ ){{0,5}}?(?:{service})) (?P<does>(?:works?|provides?|supports?|meets?|uses?|helps?|liaises?|ensures?|gives?)\b.*)",
        text,
        re.IGNORECASE | re.DOTALL,
    )


def _act(clause: str) -> bool:
    """Whether a clause's verb, or one joined to it by "and", names something that can be seen."""
    words = load_words(_LIST)
    for part in (clause, *re.split(r" and (?:to )?|, (?:and )?|; ", clause)[1:]):
        rest = part.strip()
        while lead := words["lead"].match(rest):
            rest = rest[lead.end() :].strip()
        verb = _FIRST_WORD.match(rest)
        if (
            verb
            and not words["weak"].match(rest)
            and not words["provision"].match(rest)
            and _verb_like(part, clause, verb[0])
        ):
            return True
    return False


def _verb_like(part: str, clause: str, word: str) -> bool:
    """The clause's own first word is its verb; a later part counts only if a known verb of doing begins it."""
    return part is clause or bool(load_words("outcome.acts")["act"].fullmatch(word))


def _serves(who: str) -> bool:
    """Whether it is a service, or a thing provided, that acts: the last words name one, and are no place ("at school")."""
    who = _WITH_CHILD.sub("", who)
    return any(
        m.end() == len(who) and not _PLACE.search(who[: m.start()]) for m in load_words(_LIST)["service"].finditer(who)
    )
