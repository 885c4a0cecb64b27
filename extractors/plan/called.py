"""What a plan's own sentences call the child, and the year they say it is in, where the front sheet does not say.

A front sheet prints "Rafferty Michael Doyle" and the plan speaks of Raff; or no sheet names the child, and the running
header does ("Confidential – Leila Farrant – Draft").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from extractors.document import Document, Where
from extractors.plan.model import Section

# A child's name in a sentence, or what published plans print for it.
CHILD = r"(?:[A-Z][\w’'-]*|\[[^\]]{1,20}\]|(?:Child|Pupil) [A-Z])"
# What stands in brackets for a name that a published plan hides.
HIDDEN = r"child|young person|pupil|student|(?:first )?name|parents?|mother|father|mum|dad|school|redacted|initials?|[A-Z]{1,2}"
SPOKEN = ("B", "E", "F")  # sections that tell of the child and of few others
USED, AHEAD = 6, 2.0  # how often a name stands in them, and how far before the next
ALIKE = 3  # letters that a short name shares with the name that it is short for
_SUBJECT = re.compile(
    r"(?:(?<=^)|(?<=[.!?] )|(?<=\n)|(?<=\d{4} )|(?<=\d{4}, ))(?P<name>[A-Z][\w’'-]*[a-z])(?:['’]s)?\s+(?:is|has|had|was|will|can|cannot|does|needs?|finds?|knows?|uses?|and|to)\b"
    r"|\b(?P<owner>[A-Z][\w-]*[a-z])['’]s\s+[a-z]",
    re.MULTILINE,
)
_NO_NAME = frozenset(
    "He She They It His Her Their This That There These Those We The An Each Every All Staff School College Nursery "
    "Parents Mum Dad Mother Father Section Year Autumn Spring Summer Speech Language Class Teacher Adults Adult Pupils "
    "Access Provision Support Progress Plan Who What Which Outcome Need Monday Tuesday Wednesday Thursday Friday".split()
)
_IN_YEAR = r"(?:{who})(?: is|[’']s| are| am|[’']m)(?: now| currently| a pupil| a student| also)* in (?P<year>Year \d{{1,2}}|Reception|Nursery)\b"


def hidden_name(also: str = "") -> re.Pattern[str]:
    """A bracket that hides a name, one of ``HIDDEN`` or ``also`` (alternatives of a pattern)."""
    return re.compile(rf"\[(?:the )?(?:{HIDDEN}{also and '|'}{also})(?:['’]s)?(?: name)?\]", re.IGNORECASE)


def spoken_name(sections: Mapping[str, Section]) -> str:
    """The name that the plan's sentences use of the child, or "" where none stands out."""
    seen: Counter[str] = Counter()
    for letter in SPOKEN:
        if letter in sections:
            found = (m["name"] or m["owner"] for m in _SUBJECT.finditer(sections[letter].text))
            seen.update(name for name in found if name not in _NO_NAME)
    first, second = [*seen.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] >= max(USED, AHEAD * second[1]) else ""


def short_for(spoken: str, name: str) -> bool:
    """Whether a name that sentences use belongs to a full name: one of its words, a half of one, or short for one."""
    words = [part for word in name.split() for part in (word, *word.split("-"))]
    small = spoken.lower()
    return any(w.lower() == small or (len(small) >= ALIKE and w.lower().startswith(small[:ALIKE])) for w in words)


def printed_name(spoken: str, document: Document, front: Iterable[str]) -> str:
    """The full name that begins with the name that sentences use, on the first page or in a running header; or ""."""
    whole = re.compile(rf"\b{re.escape(spoken)}(?:-[A-Z][a-z]+)?(?: [A-Z][a-z][\w’'-]*){{1,3}}", re.IGNORECASE)
    running = [b.text for b in document.blocks if b.where in (Where.HEADER, Where.FOOTER)]
    for text in (*front, *running):
        if (found := whole.search(text)) and all(word[:1].isupper() for word in found[0].split()):
            return found[0]
    return ""


def spoken_year(spoken: str, sections: Mapping[str, Section]) -> str:
    """The year that A or B says the child is in ("Ana is in Year 4", "I am in Year 9"), or ""."""
    who = "|".join(filter(None, (re.escape(spoken), "He", "She", "They", "I")))
    for letter in ("A", "B"):
        if letter in sections and (found := re.search(_IN_YEAR.format(who=who), sections[letter].text)):
            return found["year"]
    return ""
