"""Another child's name in the child's place.

Looks for      A first name that does or needs something in B to H, is helped, or owns what is a child's, and
               is nobody the plan or its advice tells of.
Why            A name left from another plan breaks another family's confidence and says that words were pasted
               (UK GDPR, special category data; SEND Code of Practice 9.61).
Fails          Mason will follow the programme for 25 minutes.   (in Reece's plan)
Passes         Priya will visit on Tuesdays.   (Priya is named in Section A)
Leaves alone   The child's own names and their short forms, who helps the child or does an adult's work, parents,
               brothers and sisters, staff, pets, places, classes, books, programmes, months, and anyone named in A, I to
               K, on the front sheet or in the advice, or with a title, relation or role.
Not known      A plan whose own usual name for the child is not on the front sheet: that name is the child's.
Known problems Names that are ordinary words (Grace, May), and names that no list knows, are found only where a child
               alone can be meant.
Measured       Of 75 sentences written unseen, the earlier check had 56 right; of 146 more in four rounds 115 were right at
               first reading (26 of 43 names found, 14 of 103 others told), and after each round all but one. Alarms on
               the samples: 0 a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.identity.people import BODY, child_names, item_at, others_named
from checks.subject import Subject
from checks.words import load_words
from extractors.plan.model import Section
from models.sentences import spans

REASON = "UK GDPR: another child's data; SEND Code of Practice 9.61"
ALIKE = 80.0  # of 100, from which two names differ by a slip
LONGEST = 300  # characters of a sentence that are quoted whole
LIKE = 3  # letters that a short form shares with the name
_NAME = re.compile(r"(?<![\w’'-])[A-Z][a-zà-öø-ÿ]+(?:-[A-Z][a-zà-öø-ÿ]+)*(?![\w-])")
_ACTS = re.compile(
    r"^(?:[’']s (?=[a-z])|[’'](?= [a-z]))?\s*(?:will|has|have|had|is|was|can|cannot|needs?|finds?|requires?|does|should|struggles?|would|may|must|enjoys?|likes?|loves|to\b|becomes?|receives?|shows?|uses?|with\b|presents|attends|responds|engages|benefits|demonstrates|tends|appears|seems|currently|continues|gets?|goes|makes|takes|knows|tries|learns|works|reads|writes|speaks|talks|plays|understands|prefers|wants|feels|hates|eats|sleeps|wears|lives|depends|relies|experiences|copes|lacks|exhibits|reacts|remains|prefers|often|sometimes|rarely|usually|frequently)"
)
_OWNS = re.compile(
    r"^[’']s? (?:\w+ )?(?:swallowing|eating|sleep|hearing|vision|sight|health|medication|seizures|play|toileting|independence|self-esteem|memory|posture|movement|wheelchair|needs|targets|learning|progress|behaviour|reading|writing|speech|language|timetable|peers|emotions|feelings|skills|attention|outcomes|plan|understanding|support|difficulties|class|confidence|independence|anxiety|parents|communication|work|day|school|teach(?:er|ing assistant)|TA|LSA|key (?:worker|adult)|profile|diagnosis|sensory|strengths|views|ability|attendance)\b"
)
_HELPED = re.compile(
    r"(?:\b(?:help|helps|support|supports|enable|enables|encourage|encourages|allow|allows|teach|remind|prompt|ensure|assist|let|beside|alongside|prepare|motivate|reassure|withdraw|praise|reward|tell|ask|show|include|invite|comfort|calm|watch|observe|involve|meet|seat|guide|coach|speak to|talk to)|\b(?:with|for|see|give|that|when|if|to) ?)\s*$",
    re.IGNORECASE,
)
_FOR = re.compile(r"^\W*(?:for|with|to help|to support)\s*$", re.IGNORECASE)  # "For Luca, transitions are hard"
_CHILDS_OWN = re.compile(
    r"^[’']s (?:targets|progress|speech|reading|writing|handwriting|feelings|behaviour|attention|diagnosis|anxiety|learning|parents|mother|mum|father|dad|teaching assistant|difficulties|strengths|communication|self-esteem|confidence|sleep|needs)\b"
)
# What stands before and after a child's name within a sentence, whatever the name.
_HELPED_SO = tuple(
    (re.compile(rf"\b(?:{lead})\s*$", re.IGNORECASE), re.compile(rf"^ (?:{then})\b"))
    for lead, then in (
        ("(?:help|support|enable|encourage|allow|teach|remind|prompt|assist|prepare|motivate)s?", "to [a-z]+"),
        ("(?:praise|reassure|remind|prompt|reward|comfort)s?", "when|if|for|by|before|after|that"),
        (
            "(?:sit|stay|read|talk|speak|play)s? (?:with|to|beside|alongside|next to)",
            "at|for|in|during|each|every|before|after|when|while|about",
        ),
        (
            "(?:check|ensure|make sure|know|see)s?(?: that| whether| if)?",
            "understands|knows|has (?:understood|eaten|his|her|taken)|can|is (?:ready|calm|able|comfortable|seated|safe|settled|tired)|feels|hears|sees|cannot",
        ),
    )
)
_LISTED = re.compile(r"(?:\band|\(|&|\b[A-Z][a-z]+,)\s*$")
_FAMILY_AFTER = re.compile(r"^ and (?:his|her|their) (?:parents|family|mum|mother|dad|father|peers|carers?)\b")
_NAMED_INSIDE = re.compile(
    r"^ (?:to [a-z]|for \d|for \w+ minutes|each|every|daily|when|in (?:class|lessons))|^[’']s (?=[a-z])|^\."
)
# Who does an adult's work, or helps the child, is not the child: "Jess helps me to cook", "Becky will lead the group".
_ADULT_WORK = re.compile(
    r"^(?: \(\w+\))? (?:will |can |has agreed to |is to |is going to |would )?(?:also |then )?(?:deliver|lead|run|provide|train|supervise|liaise|oversee|advise|co-?ordinate|monitor|facilitate|arrange|organise|report back|teach|prescribe|assess)s?\b(?! (?:the |a )?(?:line|game)\b)"
)
_HELPS = r"^(?: \(\w+\))? (?:will |can |has agreed to |is to |would |to )?(?:also |then )?(?:help|support|teach|work with|see|meet|read with|check|prompt|remind|visit|show|give|guide|sit with|talk to|speak to|listen to|play with|take|bring|collect|drive|watch|care for|look after|contact|ring|phone|encourage|praise|greet|know|understand)s?(?: with| to)? (?:{child}|him|her|them|me)\b"
# A class, a ward, a zone, or what is read, watched or performed.
_NO_PERSON = re.compile(
    r"^ (?:class|group|house|base|room|ward|unit|team|zone|set|table|form|cottage|wing|level|band|cards?|test|scale|books?|story|stories|film|programme|clinic|centre|park|road)\b"
    r"|^ (?:is|was) (?:his|her|their|my|the) (?:favourite|name of|best[- ]loved|class book|class|book|story|film|show|game|group)\b"
    r"|^ (?:will be|is|was|is being|has been) (?:read|studied|watched|performed|staged|shown|played|sung|displayed)\b"
)
_COLOURS = re.compile(r"\b(?:red|green|yellow|traffic[- ]lights?|zones?)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:me|my|I)\b(?![^“”]*”)")
_CHARACTER = re.compile(r"^ the [A-Z]?[a-z]+")  # "Toby the Dog"
_TITLE_AFTER = re.compile(r"^\s+(?!I\b)[A-Z][a-z]")


def examine(subject: Subject) -> Examined:
    """One finding for each block in which another child's name stands."""
    plan = subject.plan
    own, others = child_names(plan), others_named(subject)
    return Examined(
        tuple(f for s in BODY if (section := plan.sections.get(s)) for f in _in(subject, section, own, others))
    )


def _in(subject: Subject, section: Section, own: frozenset[str], others: frozenset[str]) -> Iterator[Finding]:
    last = ""
    helps = re.compile(_HELPS.format(child="|".join(map(re.escape, sorted(own))) or "(?!)"))
    for start, end in spans(section.text):
        sentence = section.text[start:end]
        for m in _NAME.finditer(sentence):
            name = m[0]
            if name in others or _is_own(name, own) or not _in_the_childs_place(name, sentence, m.start(), m.end()):
                continue
            if _somebody_else(sentence, m.end(), helps):
                continue
            if name == last:
                continue  # one finding for a run of the same name
            last = name
            near = next((n for n in own if n[0] == name[0] and fuzz.ratio(n, name) >= ALIKE), "")
            yield Finding(
                "identity.other_name",
                Severity.LOW if near else Severity.HIGH,
                section.letter,
                sentence if len(sentence) <= LONGEST else sentence[max(0, m.start() - 120) : m.start() + 160],
                f'"{name}" may be "{near}", wrongly spelt, or another child.'
                if near
                else f'"{name}" is not this child, and the plan does not say who it is.',
                "Check that these words are about this child, and put the right name.",
                REASON,
                item_at(subject.plan, section.letter, sentence),
                subject.place(section.passage, start + m.start(), start + m.end()),
            )


def _somebody_else(sentence: str, end: int, helps: re.Pattern[str]) -> bool:
    """Whether the one named does something for the child, or the child is the one who speaks ("me", "my")."""
    after = sentence[end:]
    return bool(_ADULT_WORK.match(after) or helps.match(after) or _FIRST_PERSON.search(sentence))


def _is_own(name: str, own: frozenset[str]) -> bool:
    parts = (name, *name.split("-"))
    if any(p in own for p in parts) or any(_short(long, p) or _short(p, long) for p in parts for long in own):
        return True
    return any(name.startswith(k) or k.startswith(name) for k in own if min(len(k), len(name)) >= LIKE)


def _short(name: str, other: str) -> bool:
    """Whether ``other`` is a short form of a name: Katie of Katherine."""
    forms = load_words("identity.short").get(name)
    return bool(forms and forms.fullmatch(other))


def _in_the_childs_place(name: str, sentence: str, start: int, end: int) -> bool:
    before, after = sentence[:start], sentence[end:]
    people = load_words("identity.people")
    if _NO_PERSON.match(after) or (name == "Amber" and _COLOURS.search(sentence)):
        return False
    if _TITLE_AFTER.match(after) or _CHARACTER.match(after) or people["thing"].fullmatch(name) or _brand(name):
        return False
    lead = before[-40:]
    if any(_ends(people[k], lead) for k in ("relation", "pet", "role", "another", "named")):
        return False
    if _FAMILY_AFTER.match(after):
        return name_kind(name) == "name"
    kind = name_kind(name)
    strict = load_words("identity.names")["child_only"]
    if kind == "name":
        if _FOR.match(before) and re.match(r", [a-z]", after):
            return True
        place = bool(_ACTS.match(after) or _OWNS.match(after) or _HELPED.search(before))
        return place and not _LISTED.search(lead) and not re.match(r"\s*(?:,|\(|and [A-Z]|& )", after)
    found = strict.match(after.lstrip())
    if kind == "word":
        helped = before and _HELPED.search(before) and _NAMED_INSIDE.match(after)
        return bool(found or helped)
    # a capital that no list knows: before what a child alone does, or helped within a sentence
    likely = name.isalpha() and len(name) >= LIKE and not _english(name.lower())
    return likely and bool(found or _is_helped(before, after))


def _is_helped(before: str, after: str) -> bool:
    """Whether a name within a sentence is helped, sat beside, asked after, or owns what a child alone has."""
    if not before.strip() or re.search(r"[.:;!?]\s*$|\bthe\s*$", before):
        return bool(_CHILDS_OWN.match(after)) and not re.search(r"\bthe\s*$", before)
    return any(lead.search(before) and then.match(after) for lead, then in _HELPED_SO) or bool(_CHILDS_OWN.match(after))


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    tail = text.rstrip(" ,.(:")
    return any(m.end() == len(tail) for m in pattern.finditer(tail))


@lru_cache(maxsize=1)
def _names() -> tuple[frozenset[str], frozenset[str]]:
    lists = load_words("identity.names")

    def words(key: str) -> frozenset[str]:
        return frozenset(re.findall(r"[A-Z][A-Za-zà-öø-ÿ’'-]+", lists[key].pattern))

    return words("names"), words("words")


def name_kind(name: str) -> str:
    """name, word (an ordinary word too) or unknown; a double name is what its halves are."""
    firm, plain = _names()
    parts = name.split("-")
    if any(p in firm for p in parts):
        return "name"
    return "word" if any(p in plain for p in parts) else "unknown"


def _brand(name: str) -> bool:
    return bool(load_words("provision.programmes")["programme"].fullmatch(name))


_ENDINGS = re.compile(
    r"(?:ing|tion|sion|ment|ness|ity|ism|ist|ics|able|ible|ful|less|ive|ous|ally|edly|ogy|phy|ance|ence|ship|ware|ed|ly|ies|al|ic|er|or|us)$"
)


def _english(word: str) -> bool:
    """Whether an unknown capitalised word looks like English vocabulary and not like a name."""
    return bool(_ENDINGS.search(word))


CHECK = CaseCheck(codes=("identity.other_name",), version=2, examine=examine)
