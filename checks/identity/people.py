"""Who a plan speaks of: the child by every name it uses, and everybody else it tells us of.

Names come from the front sheet; the plan's own usage adds to them: the halves of a double name, and a name
that stands in the child's place so often that it can only be the child's.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from checks.subject import Subject
from checks.words import load_words
from extractors.plan.model import Item, Plan, Provision

BODY = ("B", "C", "D", "E", "F", "G", "H1", "H2")
USUAL = 6  # times in the child's place, from which an unknown name is taken for what the child is called
_WORD = re.compile(r"[A-Z][a-zà-öø-ÿ]+(?:[’'-][A-Z][a-zà-öø-ÿ]+)*")
_ACTING = re.compile(
    r"(?<![\w’'-])([A-Z][a-zà-öø-ÿ]+(?:-[A-Z][a-z]+)?)(?=(?:[’']s)? (?:will|has|is|needs|can|finds|does)\b)"
)


def child_names(plan: Plan) -> frozenset[str]:
    """Every word the plan may call the child by: known-as, first and last names, the halves of double ones."""
    given = (plan.child.name, plan.child.known_as, *plan.child.first_names)
    words = {w for name in given for w in re.split(r"[\s()\"“”‘’']+", name)}
    words |= {half for w in words for half in w.split("-")}
    words = {w for w in words if len(w) > 1}
    usual = _usual(plan, frozenset(words))
    return frozenset(words | ({usual} if usual else set()))


def _usual(plan: Plan, known: frozenset[str]) -> str | None:
    """A name that does things in B to H more often than the front sheet's names: what the child is called."""
    text = "\n".join(plan.sections[s].text for s in BODY if s in plan.sections)
    things = load_words("identity.people")["thing"]
    acting = Counter(m[1] for m in _ACTING.finditer(text) if not things.fullmatch(m[1]))
    own = sum(n for name, n in acting.items() if name in known)
    rest = [(n, name) for name, n in acting.items() if name not in known]
    most = max(rest, default=None)
    return most[1] if most and most[0] >= USUAL and most[0] > own else None


def item_at(plan: Plan, letter: str, words: str) -> str | None:
    """The id of the need, outcome or item of provision of a section that holds these words; None where none does."""
    items: tuple[Item, ...] = (*plan.needs, *plan.outcomes, *plan.provision)
    return next((i.id for i in items if i.section == letter and words in _words_of_item(i)), None)


def _words_of_item(item: Item) -> str:
    return item.whole if isinstance(item, Provision) else item.text


def others_named(subject: Subject) -> frozenset[str]:
    """First names of people whom the plan or its advice tells of: in A, K or on the front, beside a title, a
    role or a relation, or anywhere in the professionals' papers.
    """
    plan = subject.plan
    known = {w for p in plan.child.parents for w in re.split(r"[\s-]+", p.name) if w}
    aside = [plan.front.text, plan.coordinator, plan.lead_professional.text, plan.sign_off.text]
    aside += [plan.sections[s].text for s in ("A", "I", "J", "K") if s in plan.sections]
    known |= {w for text in aside for w in _WORD.findall(text)}
    known |= {w for a in subject.advice for block in a.document.blocks for w in words_of(block.text)}
    body = "\n".join(plan.sections[s].text for s in BODY if s in plan.sections)
    known |= _introduced(body, frozenset(known) | child_names(plan))
    return frozenset(known | {half for w in known for half in w.split("-")})


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """The capitalised words of a text."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=4)  # two checks ask the same of one plan
def _introduced(text: str, known: frozenset[str]) -> frozenset[str]:
    """Names that the text itself explains: "his sister Amy", "Amy, his sister", "Sam Okoro, the ELSA". Only lines with
    a name that is not ``known`` are looked at.
    """
    before, after = _introductions()
    things = load_words("identity.people")["thing"]
    found: set[str] = set()
    for line in text.split("\n"):
        if all(word in known or things.fullmatch(word) for word in _WORD.findall(line)):
            continue
        for pattern in (before, after):
            for m in pattern.finditer(line):
                found.update(_WORD.findall(m["names"]))
    return frozenset(found)


@lru_cache(maxsize=1)
def _introductions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_words("identity.people")
    who = "|".join(words[k].pattern for k in ("relation", "pet", "role", "another"))
    who = f"(?:{who})"
    name = r"[A-Z][a-zà-öø-ÿ]+(?:-[A-Z][a-z]+)?(?: [A-Z][\w’'-]+)?(?: \(\d{1,2}\))?"
    listed = rf"(?P<names>{name}(?:(?:, | and | & |, and ){name})*)"  # "his brothers, Tom and Harry"
    titled = f"(?:{words['named'].pattern})"
    before = re.compile(
        rf"(?i:{who}|{titled})(?:,? (?:is |are |was |were |and |called |named |\()*| \(|: )\.? ?{listed}"
    )
    whose = r"(?:an?|the|his|her|their|my|our) "
    aged = rf"(?:, \d{{1,2}}, |, who is \d{{1,2}}, is {whose}|,? is {whose}|; (?:he|she) is {whose}|(?:, | \()(?:{whose})?)"
    after = re.compile(rf"(?P<names>{name}){aged}(?i:(?:[\w-]+ ){{0,3}}?{who})")
    return before, after
