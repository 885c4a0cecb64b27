"""The child's history in Section A: told and agreed, its five topics, and the moves that lie ahead.

Looks for      Early years, schooling and home, agreed by the family or in their own words; a sentence on health,
               play, school, independence and friends each; the next move with its date, further education, work.
Why            The framework's lines on history; SEND Code of Practice 9.69, Section A ("the child or young
               person's history"; "further education and future plans including employment").
Leaves alone   What is hoped for: a wish is no plan. Moves between lessons are no transitions.
Known problems A topic counts by its words; whether the account is right is for people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.advice.concepts import concepts_in, difficulties_in
from checks.ages import age_on
from checks.check import CaseCheck
from checks.finding import Examined, Measure
from checks.subject import Subject
from checks.voice.hopes import hopes_of
from checks.words import load_words
from models.sentences import sentences

TOPICS = {
    "health": "health",
    "play": "play and leisure",
    "schooling": "school",
    "independence": "independence",
    "friends": "friendships",
}
PARTS = {"early": "early years", "schooling": "schooling", "home": "home"}
FEWEST = 3  # words of a sentence: "He is healthy."
HEAD = 8  # words of a heading at most
HALF = 0.5  # what a topic counts that stands only in a hope
OFTEN = 2  # sentences that make a topic told and not only touched
_AGE = re.compile(
    r"\b(?:is|am|I[’']m|aged?) (?:nearly |almost |now )?(\d{1,2})(?= ?(?:years?\b|yrs?\b|and\b|[.,;)]|$))"
)
_WELL = re.compile(
    r"^(?!.*\b(?:apart from|except|but|although|otherwise|other than)\b).*\b(?:healthy|fit and well|good health|no health (?:needs|concerns|problems))\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:20\d\d|(?:january|february|march|april|may|june|july|august|september|october|november|december|autumn|spring|summer|easter|christmas) (?:term )?(?:of )?(?:20\d\d|year \d+))\b",
    re.IGNORECASE,
)

_TOLD_ON = re.compile(
    r"\b(?:told|said|spoke|met|asked|wrote|talked|visited|rang)\b[^.;]*?\b\d{1,2} \w+ 20\d\d", re.IGNORECASE
)


def examine(subject: Subject) -> Examined:
    """``history.brief``, ``history.comments`` and ``history.transitions``, each 0 to 1 with a note in words."""
    section = subject.plan.sections.get("A")
    text = section.text if section else ""
    child = subject.plan.child
    found = hopes_of(subject.plan)
    hopes = {h.text for h in found}
    heads = {" ".join(h.split()) for h in (section.headings if section else ())}
    lines = (line for line in text.split("\n") if not _is_head(line, heads))
    told = [s for line in lines for s in sentences(line) if len(s.split()) >= FEWEST]
    plain = [p for s in told for p in (_without_hope(s) if s in hopes else (s,))]
    drafted = subject.plan.dates.draft
    age = age_on(child.date_of_birth, drafted or subject.today)
    # Written at an unknown time before today, a plan without a date may give an age that was right then.
    right = () if age is None else (age, age + 1) if drafted else (age - 1, age, age + 1)
    return Examined(
        measures=(
            _brief(plain, right),
            _comments(plain, text, told, ill=_ill(subject)),
            _transitions(plain, told, [h.text for h in found if h.when == "long"]),
        )
    )


def _without_hope(sentence: str) -> list[str]:
    """What a sentence tells beside its hope: "In September he moves to the juniors; his parents want to visit"."""
    wanting = load_words("hopes")["wanting"]
    parts = sentence.split(";")
    return [p.strip() for p in parts if len(parts) > 1 and len(p.split()) >= FEWEST and not wanting.search(p)]


def _is_head(line: str, heads: set[str]) -> bool:
    return " ".join(line.split()) in heads or (len(line.split()) <= HEAD and line.rstrip()[-1:] not in ".!?\"”'’;:")


def _with(words: str, said: Sequence[str]) -> list[str]:
    """The sentences that hold a word of the list, those with most of them first."""
    pattern = load_words("history")[words]
    return sorted((s for s in said if pattern.search(s)), key=lambda s: -len(pattern.findall(s)))


def _brief(told: Sequence[str], right: Sequence[int]) -> Measure:
    found = {name: _with(key, told) for key, name in PARTS.items()}
    parts = [name for name, said in found.items() if said]
    words = load_words("history")
    agreed = [s for s in told if words["agreed"].search(s)]
    mine = sum(bool(words["mine"].search(s)) for s in told) >= max(3, 0.4 * len(told))
    other = load_words("identity.people")["relation"]
    ages = {int(m[1]) for s in told[:12] for m in _AGE.finditer(s) if not other.search(s[: m.start()])}
    wrong = bool(ages) and bool(right) and not ages & set(right)
    level = len(parts) + bool(len(parts) >= 2 and (agreed or mine)) - wrong
    note = f"It tells of {_and(parts)}" if parts else "No history was found"
    note += "; the family agreed it" if agreed else "; in the child's own words" if mine and parts else ""
    if parts and not (agreed or mine):
        note += "; nothing says that the family agreed it"
    note += f"; the age it gives ({min(ages)}) is not the child's" if wrong else ""
    quotes = tuple(dict.fromkeys([*(said[0] for said in found.values() if said), *agreed[:1]]))
    return Measure(
        "history.brief", met=len(parts), not_met=3 - len(parts), value=max(0, level) / 4, quotes=quotes, note=note
    )


def _ill(subject: Subject) -> bool:
    """Whether a report names an illness or difficulty of health that neither B nor C has."""
    kinds, plan = load_words("needs.told")["health_subjects"], subject.plan
    named = {n for a in subject.advice for i in a.needs for _, _, found in difficulties_in(i.text) for n in found}
    told = concepts_in("\n".join(plan.sections[x].text for x in ("B", "C") if x in plan.sections))
    return any(kinds.fullmatch(n) for n in named - told)


def _comments(told: Sequence[str], text: str, hoped: Sequence[str] = (), *, ill: bool = False) -> Measure:
    """A topic that is touched counts nearly whole; told in several sentences or under a label of its own, whole; only
    in what is ``hoped`` ("I want to go on the bus with my friend Ella"), half.
    ``ill``: a report names an illness that the plan does not, so that "he is healthy" tells nothing true of health.
    """
    found = {name: _with(key, told) for key, name in TOPICS.items()}
    if ill:
        found[TOPICS["health"]] = [s for s in found[TOPICS["health"]] if not _WELL.search(s)]
    labels = load_words("history")["label"]
    labelled = {m.lower() for m in labels.findall(text)}
    depth = sum((1.0 if len(said) >= OFTEN or len(labelled) >= 4 else 0.75) for said in found.values() if said)
    half = {name: _with(key, hoped) for key, name in TOPICS.items() if not found[name] and name != TOPICS["health"]}
    depth += HALF * sum(bool(said) for said in half.values())
    found.update({name: said[:1] for name, said in half.items()})
    missing = [name for name, said in found.items() if not said]
    brief = [name for name, said in found.items() if len(said) == 1 and len(labelled) < 4]
    return Measure(
        "history.comments",
        met=5 - len(missing),
        not_met=len(missing),
        value=depth / 5,
        failing=tuple(missing),
        quotes=tuple(dict.fromkeys(said[0] for said in found.values() if said)),
        note=f"; only in a sentence: {_and(brief)}" if brief and not missing else "",
    )


def _transitions(plain: Sequence[str], told: Sequence[str] | None = None, later: Sequence[str] = ()) -> Measure:
    """Moves that are planned, with their dates; study and work as future plans, which the family's hopes are too:
    ``told`` holds them beside the plain sentences, ``later`` those for adult life. A move that is over is told, but
    its date is not that of the next one; nor is the day on which somebody told of it.
    """
    words, told = load_words("history"), plain if told is None else told
    moves = [
        s for s in (*plain, *(s for s in told if _DATED.search(s) and s not in plain)) if words["transfer"].search(s)
    ]
    dated = [s for s in moves if _DATED.search(_TOLD_ON.sub(" ", s)) and not _is_over(s)]
    study = [s for s in told if words["study"].search(s)]
    work = [s for s in told if words["work"].search(s)] + [s for s in later if words["occupation"].search(s)]
    parts = {
        "a move between stages": moves,
        "its date": dated,
        "further education or training": study,
        "work": work,
    }
    said = [name for name, found in parts.items() if found]
    missing = [name for name, found in parts.items() if not found]
    return Measure(
        "history.transitions",
        met=len(said),
        not_met=len(missing),
        value=len(said) / 4,
        quotes=tuple(dict.fromkeys(found[0] for found in parts.values() if found)),
        failing=tuple(missing),
        note=f"It tells of {_and(said)}" if said else "Nothing is said of moves or later plans",
    )


def _is_over(sentence: str) -> bool:
    """Whether it tells only of a move that is past: "She moved to Quayle Academy in September 2024"."""
    words = load_words("history")
    return bool(words["over"].search(sentence)) and not words["ahead"].search(sentence)


def _and(things: Sequence[str]) -> str:
    return ", ".join(things[:-1]) + (" and " if len(things) > 1 else "") + (things[-1] if things else "")


CHECK = CaseCheck(codes=(), version=1, examine=examine)
