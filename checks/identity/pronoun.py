"""The wrong pronoun for the child.

Looks for      "she" for a boy, "he" for a girl, either for a child who is "they", where nobody else is meant.
Why            A pronoun left from another plan says that words were pasted (SEND Code of Practice 9.61).
Fails          Reece would like friends, but she finds it hard to lose.
Passes         Reece's mother says that she finds it hard.
Leaves alone   Sentences in which, or before which, a relative, another child, a pet or a named person stands; a
               role ("the teacher"), unless the words can only be about the child ("so that she knows what
               comes next"); "his or her".
Not known      A plan whose own pronouns are mixed throughout: its front sheet may be wrong, and nothing is told.
Known problems Section A is not looked at: families speak there of many people.
Measured       Of 64 sentences written unseen, the earlier check had 57 right, of 67 more the next had 61 (22 of 26 slips found,
               2 of 41 others told); alarms on the samples: 0 a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.identity.other_name import name_kind
from checks.identity.people import BODY, child_names, item_at, others_named
from checks.provision.elements import roles_in
from checks.subject import Subject
from checks.words import load_words
from extractors.plan.model import Plan, Section
from models.sentences import spans

REASON = "SEND Code of Practice 9.61: the plan must be about this child"
HE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_WRONG = {"he": SHE, "she": HE, "they": re.compile(f"{HE.pattern}|{SHE.pattern}", re.IGNORECASE)}
_RIGHT = {"he": HE, "she": SHE, "they": re.compile(r"\b(?:they|them|their|theirs|themsel\w+)\b", re.IGNORECASE)}
_EITHER = re.compile(
    r"\b(?:s/he|he/she|she/he|(?:his|him|he) (?:or|and) (?:her|she)|(?:her|she) or (?:his|him|he)|his/her|him/her|her/his)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sister|Nurse|Auntie|Uncle)\b\.?")
_NAME = re.compile(r"(?<![\w’'-])[A-Z][a-zà-öø-ÿ]+(?![\w])")
_BESIDE = re.compile(r"\band ([A-Z][a-zà-öø-ÿ]+)(?![\w])")
_OWNER = re.compile(r"(?<![\w’'-])[A-Z][a-zà-öø-ÿ]+,? (?:or|and|with) $")  # "Billie or her named stand-in"
_ONE = ("relation", "pet", "another")
_MANY = ("s", "people", "children", "men")
_ROLE_AGAIN = re.compile(r"\breports?\b|\bsays?\b|\bsaid\b|\bnoted?\b|\btold\b|\bfemale\b|\bmale\b|\bwrote\b|\bfound\b")
AS_SUBJECT = 30  # characters at a sentence's beginning, in which its subject stands
REACH = 900  # characters back in which the child must be spoken of
MIXED = 0.34  # share of wrong pronouns from which the front sheet is doubted
FEW = 6  # pronouns; fewer say nothing of usage
LONGEST = 240


def examine(subject: Subject) -> Examined:
    """One finding for each block with the wrong pronoun, unless the plan mixes them throughout."""
    plan = subject.plan
    wrong = _WRONG.get(plan.child.pronouns)
    if wrong is None:
        return Examined()
    names = sorted(child_names(plan), key=len, reverse=True)
    child = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in names)) if names else re.compile(r"(?!)")
    others = others_named(subject)
    found = [f for s in BODY if (section := plan.sections.get(s)) for f in _in(subject, section, wrong, child, others)]
    right = sum(len(_RIGHT[plan.child.pronouns].findall(t)) for t in _texts(plan))
    if len(found) >= FEW and len(found) > MIXED * (right + len(found)):
        return Examined()
    return Examined(tuple(found))


def _texts(plan: Plan) -> Iterator[str]:
    return (plan.sections[s].text for s in BODY if s in plan.sections)


def _in(
    subject: Subject, section: Section, wrong: re.Pattern[str], child: re.Pattern[str], others: frozenset[str]
) -> Iterator[Finding]:
    before = ""
    told = False  # one finding a block
    text = section.text
    for start, end in spans(text):
        sentence = text[start:end]
        for m in wrong.finditer(_EITHER.sub(lambda e: " " * len(e[0]), sentence)):
            about = child.search(text[max(0, start - REACH) : end]) or len(text) < REACH
            if told or not about or _someone_else(before, sentence, m, child, others):
                continue
            told = True
            yield Finding(
                "identity.pronoun",
                Severity.MEDIUM,
                section.letter,
                sentence if len(sentence) <= LONGEST else sentence[max(0, m.start() - 120) : m.start() + 120],
                f'"{m[0]}" is not the child\'s pronoun ("{subject.plan.child.pronouns}").',
                "Check that these words are about this child, and mend the pronoun.",
                REASON,
                item_at(subject.plan, section.letter, sentence),
                subject.place(section.passage, start + m.start(), start + m.end()),
            )
        ends_block = text[end : end + 1] == "\n"
        before = "" if ends_block else sentence
        told = told and not ends_block


def _someone_else(
    before: str, sentence: str, pronoun: re.Match[str], child: re.Pattern[str], others: frozenset[str]
) -> bool:
    """Whether the pronoun may mean anybody but the child."""
    lead = child.sub(" ", sentence[: pronoun.start()])
    behind = child.sub(" ", before)
    if _person(lead, others) or _person(behind, others) or _OWNER.search(lead):
        return True
    if _HELPED_TO.search(child.sub("Child", sentence[: pronoun.start()])):
        return False  # "will teach Zee to use his magnifier": who is helped is who acts
    roles = _roles(lead) or _roles(behind)
    if not roles:
        return bool(_RELATED_AFTER.match(sentence[pronoun.end() :]))
    only_child = _only_child(sentence, pronoun) and not _ROLE_AGAIN.search(lead)
    return not only_child


_HELPED_TO = re.compile(
    r"\b(?:teach|help|remind|encourag|support|enabl|allow|prompt|prepar|assist|motivat|ask|tell|invit|show)\w* Child (?:how to |to |in )(?:[a-z-]+ ){1,4}$"
)
_RELATED_AFTER = re.compile(r"^ (?:mum|mother|dad|father|sister|brother)\b(?= (?:is|was|has))")


def _person(text: str, others: frozenset[str]) -> bool:
    """One relative, child or pet, or somebody the plan knows by name or title; "she" cannot mean "friends"."""
    people = load_words("identity.people")
    single = any(not m[0].lower().endswith(_MANY) for k in _ONE for m in people[k].finditer(text))
    if single or _TITLED.search(text):
        return True
    if any(name_kind(m[1]) == "name" for m in _BESIDE.finditer(text)):
        return True  # "Reece and Amy share a room": nobody says who Amy is, but she is there
    return any(
        m[0] in others and name_kind(m[0]) != "unknown" and not people["thing"].fullmatch(m[0])
        for m in _NAME.finditer(text)
    )


def _roles(text: str) -> bool:
    """Whether one person is named by a role; "she" cannot mean "two adults" or "staff"."""
    told = [*roles_in(text), *(m[0] for m in load_words("identity.people")["role"].finditer(text))]
    return any(not (role.endswith("s") or role.lower() == "staff") for role in told)


def _only_child(sentence: str, pronoun: re.Match[str]) -> bool:
    """Whether the words about the pronoun can only mean the child."""
    words = load_words("identity.pronoun")
    lead, after = sentence[: pronoun.start()].rstrip(" ,"), sentence[pronoun.end() :]
    kind = pronoun[0].lower()
    if kind in ("he", "she"):
        told = after.lstrip()
        subject = _roles(lead[:AS_SUBJECT]) and told.startswith("needs")  # "The TA will leave when she needs a break"
        return (bool(words["states"].match(told)) and not subject) or (
            _ends(words["acts"], lead) and not words["adult"].match(told)
        )
    if kind in ("his", "her") and words["owned"].match(after.lstrip()):
        return True
    return kind in ("him", "her", "himself", "herself") and _ends(words["receives"], lead)


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    return any(m.end() == len(text) for m in pattern.finditer(text))


CHECK = CaseCheck(codes=("identity.pronoun",), version=2, examine=examine)
