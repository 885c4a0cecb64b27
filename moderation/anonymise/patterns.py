"""What identifies by its shape: numbers, addresses on the net, postcodes, streets, schools, labelled fields."""

from __future__ import annotations

import re

from moderation.anonymise.folding import fold, tokens
from moderation.anonymise.words import anonymiser_words

_words = anonymiser_words()


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


# The stand-in, then the shape. Order matters: an e-mail address is not a web address, an NHS number no telephone.
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[e-mail]", re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}")),
    ("[web address]", re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]{1,300}", re.IGNORECASE)),
    ("[UPN]", re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-Z]\b", re.IGNORECASE)),
    ("[National Insurance number]", re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")),
    ("[NHS number]", re.compile(r"(?<![\d])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")),
    (
        "[telephone]",
        re.compile(
            # Nine digits or more after the first: "0-5", "03-04-2026" and "0.5" are none.
            r"(?<![\w/.-])(?:\+44|\(?0)(?=(?:[ \u00a0()-]{0,2}\d){8,11}(?!\d))(?:[ \u00a0()-]{0,2}\d){8,11}"
        ),
    ),
    # "KS2 3rd edition" has the shape of a postcode.
    (
        "[postcode]",
        re.compile(
            r"\b(?!KS\d)[A-Z]{1,2}\d[A-Z\d]?\s{0,2}(?!\d(?-i:st|nd|rd|th)\b)\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE
        ),
    ),
    (
        "[registration number]",
        re.compile(r"\b(?:PYL|SL|OT|PH|BS|AS|CH|DT|PA|SW)\s?\d{4,6}\b|(?<=GMC )\d{7}\b|(?<=GMC: )\d{7}\b"),
    ),
    (
        "[reference]",
        re.compile(
            r"(?i:\b(?:case|file|hospital|our|your|mosaic|liquidlogic|capita)\s{0,2}(?:ref(?:erence)?|number|no|id)\b)"
            r"[\s.:#]{0,3}(?=[A-Za-z/\-]{0,12}\d)[A-Za-z0-9/\-]{3,24}"
        ),
    ),
    (
        "[address]",
        re.compile(
            rf"\b(?:Flat\s\d{{1,4}}[a-zA-Z]?,?\s)?\d{{1,4}}[a-zA-Z]?,?\s(?:[A-Z][\w'’-]{{1,20}}\s){{1,4}}(?:{_either(_words.street_words)})\b"
        ),
    ),
)

# A school's name: up to six words before the word that makes it one, "of", "and" and "the" among them.
SCHOOL = re.compile(
    r"(?:\b(?:[A-Z][\w.'’&-]{0,30}|of|and|the|à|de|la|le|on|upon|C of E|CofE|RC)[ \u00a0]){1,7}"
    rf"(?:{_either(_words.school_words)})\b(?! (?:Need|Care|Area|Language|Carer|Placement|Phase|Type))"
)
# "attended Bumblebees pre-school", "moved to Oakfield primary": the kind of school written small.
SMALL_SCHOOL = re.compile(
    r"(?P<name>(?:\b[A-Z][\w.'’-]{1,30}[ \u00a0]){1,4})"
    r"(?:pre-?school|playgroup|nursery|kindergarten|(?:primary|infant|junior|secondary|special|high)(?: school| academy)?)\b"
)

# "Name: Joanne Tattersall", "Signed by Dr H Marchbanks", the value on the same line.
PERSON_FIELD = re.compile(
    rf"(?im:(?:^|[\t|;])[ \t]*(?:{_either(_words.person_labels)})(?:\(s\))?[ \t]*[:\t][ \t]*)(?P<name>(?:(?! {{2}})[^\n\t|:;(]){{2,60}})"
)
ADDRESS_FIELD = re.compile(
    rf"(?im:(?:^|[\t|;.])[ \t]*(?:{_either(_words.address_labels)})[ \t]*[:\t\n][ \t]*)(?P<address>[^\n\t|]{{4,120}})"
)

# "lives with her father in Upper Sallow", "moved here from Nether Copley".
LIVES = re.compile(
    r"\b(?:[Ll]ives?|[Ll]ived|[Ll]iving|[Mm]oved?|[Mm]oving|[Bb]orn|grew up|comes?|came)\b[^.!?\n\t]{0,80}?\b(?:in|to|at|near|from)\s"
    r"(?P<place>(?:(?!Year|Key|Stage|Section|Reception)[A-Z][\w'’-]{2,30})(?:[ -](?:(?:on|upon|le|under)[ -])?[A-Z][\w'’-]{2,30}){0,3})"
)


def school_core(name: str) -> str:
    """The part of a school's name that names it ("St Oswin’s" of "St Oswin’s C of E Primary School"); "" where the
    words say only what kind of school it is.
    """
    # "the Breakfast Club and the After School Club" is two things: the last may be a school.
    name = re.split(r"\band the\b", name)[-1]
    words = tokens(name)
    last = {fold(w) for phrase in _words.school_words for w in phrase.split()}
    generic = {fold(w) for w in _words.school_generic} | last
    while words and words[0].folded in generic and [w.folded for w in words[:2]] != ["our", "lady"]:
        words = words[1:]
    while words and words[-1].folded in generic:
        words = words[:-1]
    if not words or not any(w.capital for w in words):
        return ""
    # Possessives belong to it: "St Oswin’s".
    end = words[-1].end
    tail = re.match(r"['’‘]s", name[end:])
    return name[words[0].start : end + (tail.end() if tail else 0)]


def nhs_number_holds(digits: str) -> bool:
    """Whether ten digits are an NHS number by their check digit (modulus 11)."""
    if len(digits) != 10 or not digits.isdecimal():
        return False
    rest = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return rest != 10 and (0 if rest == 11 else rest) == int(digits[9])
