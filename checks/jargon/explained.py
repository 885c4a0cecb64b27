"""Whether the words about a term explain it: brackets either way, "that is", a comma, a dash, the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checks.words import load_words

BEFORE, AFTER = 170, 220  # characters looked at
NEAR = 8  # words before a bracket in which the noun that explains must stand
SLIP = 4  # letters from which an acronym may have one that its words do not give
_NOUN = (
    r"(?:[A-Z][\w-]*(?: [A-Z][\w-]*| \d+)?|(?:level|stage|phase|part|version) \d+|charts?|shunt|sounds?|pens?|diet|food|index|scales?|profile|approach|tests?|programme|assessment|method|questionnaire|software|code|therapy|training|signs?|signing|"
    r"device|group|team|teacher|worker|visitor|board|books?|sessions?|room|needs|difficulties|drawings|pictures|model|physiotherapist|therapist|nurse|specialist|practitioner|clinic|aids?|loss|skills|difficulties)"
)
# After a colon, what somebody gives is no explanation: "CAMHS: first appointment within two weeks".
_AMOUNT = r"[^.\n]{0,70}?\b(?:appointments?|sessions?|visits?|reviews?|weekly|daily|monthly|termly|hours?|minutes|once|twice|discharged|referred|referral|closed|awaiting|led by|run by|delivered|see|reviewed)\b"
_SAYS = re.compile(
    rf"^[)’”'\"]*s?(?: {_NOUN})?(?: of (?:\d+|[a-z][a-z’' -]{{3,45}}?))?"
    r"(?:,? (?:that is|i\.e\.|which means|meaning|short for|known as|also (?:called|known as)|or in other words|in other words|sometimes called)\b"
    r"|(?: (?:sense|system|input))? (?:(?:tells?|shows?) (?:us|you|one)|measures?|tests?|looks? at) (?:how|what|where|whether|when|if|which)\b"
    r"|,? which (?:\w+ ){0,2}(?:is|are) (?:an?|the|when|where|how|what|used|designed|meant|made|given|worn|needed|another|also)\b"
    r"|,? which (?:\w+ ){0,2}(?:looks?|shows?|measures?|tests?|compares?|tells?|helps?|reads?|lets?|opens?|means?|asks?|teach(?:es)?|uses?|has|gives?|turns?|makes?)\b"
    r"|(?: \w+){0,2}; (?:this|it) (?:is an? |measures|tests|looks|asks)"
    r"|(?: test)? asks? (?:him|her|them|(?:the |a )?(?:child|children|pupils?|parents|teachers|adults)|you) (?:to|how|what|about)\b"
    r"|,? \(?(?:where|in which) (?:each|the|an?|\d+|pupils|children|adults|staff|he|she|they|his|her|their|you|words|most)\b"
    r"| (?:is|are|was|were|remains?) (?:(?:very|quite|still|rather) )?(?:weak|poor|low|limited|delayed|immature|slow|impaired|reduced|difficult|hard)(?: for (?:him|her|them|\w+))?"
    r"(?:[:;] (?:he|she|they|the|it|this|[A-Z]\w+) |: | – (?:he|she|they|it) | \(|,? (?:that is|which means|meaning|in other words)\b|\. (?:That is|This means)\b)"
    r"|,? which (?:parents|teachers|staff|pupils|children|adults|he|she|they) (?:fill|answer|complete|filled|answered|completed)\b"
    r"| = [a-z]"
    r"|, or (?:an? |the )?[a-z]+(?:[ -][a-z]+){1,5}(?=[,.;)])"
    r"| (?:means?|stands? for|is short for|is (?:an?|the|when|where|how)|are (?:an?|the|when|where|how))\b"
    r"|:? \(?(?:an?|the) \w+ (?:for|of|to|that|which|with)\b"
    rf"| [–—-] (?!{_AMOUNT})(?:[a-z’',]+ ){{2}}[a-z’']+\b|: (?!{_AMOUNT})(?:[a-z’',-]+ ){{4}})",
)
_APPOSED = re.compile(rf"^[)’”'\"]*s?(?: {_NOUN})?, (?P<det>an?|the|his|her|some) (?P<what>[^.;\n]{{6,90}})")
# A label of a line, and what it holds: "Fine motor skills: Arlo holds a pencil in his fist".
_LABEL = re.compile(rf"^: (?!{_AMOUNT})(?:[\w’'-]+ ){{4}}")
_RELATIVE = re.compile(r"(?:[\w’'-]+ ){1,4}?(?:that|which|who|used|worn|made)\b")  # "a stiff jacket that ..."
_AFTER_COLON = re.compile(
    r"^[^.;:\n]{0,50}: (?P<what>an? (?:[\w-]+ ){1,4}(?:of|that|who|which|for|where|to|by|about|in))\b"
)
_LIST = re.compile(r" and (?:the|his|her|their|by|from) ")
_DEFINES = re.compile(
    r"(?:[\w’'-]+ ){1,4}?(?:of|that|who|which|for|where|in|with|by|to|he|she|they|between|behind|around)\b"
)
_BRACKET = re.compile(rf"^[’”'\"]*s?(?: [A-Z][\w-]*){{0,2}}(?: {_NOUN})? ?\((?P<what>[^)\n]{{5,160}})\)?")
_SOURCE = re.compile(
    r"\b(?:20\d\d|Mrs?|Ms|Miss|Dr|diagnosed|referred|discharged|awaiting|waiting list|report(?:ed)? by|assessed|open to|closed|unknown to)\b"
)
_NEXT = re.compile(
    r"^[^.\n]{0,90}\.\s+(?:This|It|These|Scores?|An? (?:average|score)|The average|Most (?:people|children))\b[^.\n]{0,60}?(?:is (?:an?|the|about|when|where)|looks?|measures?|tests?|shows?|average|means?|score between|helps?)\b"
)
_BEYOND = re.compile(
    r"^[^.;:\n]{0,60}?\b(?:higher|lower|better|worse|faster|slower) than (?:\d+ ?(?:%|per cent|in \d+|out of)|\w+ (?:in|out of) \w+|most)"
)
_SCORED = re.compile(
    r"^[^.\n]{0,90}?(?:(?:\baverage\b|\bmost (?:children|people|pupils)\b)[^.\n]{0,40}?\d|\d+ (?:to|and|or) \d+ (?:is|are|being) (?:the )?average"
    r"|\b(?:higher|lower|better|more|less|as well) (?:than|as) (?:about |only )?\d+ ?(?:%|per cent|in|of|out)"
    r"|\b\d+ (?:in|of|out of) (?:every )?\d+ (?:children|pupils|people))|^[^.\n]{0,60}\. [^.\n]{0,40}\baverage\b[^.\n]{0,30}?\d"
    r"|^[^\n]{0,170}\bof (?:every )?(?:100|a hundred) (?:children|pupils|people)"
    r"|^[^.\n]{0,40}[:;,] \d+ (?:in|of|out of) (?:every )?\d+ (?:children|pupils|people)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\((?:(?:also |sometimes )?(?:shown as|called|known as|or|the|an?)\s|‘|“|'|\")?(?:(?!see |from |by |with |and |for |at |in |on )[a-z-]+ ){0,2}\s*$"
)
_SHORT = re.compile(r"s? \((?P<short>[A-Z][A-Za-z]{1,5})\)")
_CLOSED = re.compile(r"[’'”\"]?s?[’'”\"]?(?:\)|,? (?:short for|or)\b)")
_CALLED = re.compile(r"\b(?:called|known as|named|termed|short for)(?: the| a)? [‘“'\"]?$")
_LED = re.compile(
    r"\b(?:an?|the) (?P<what>(?:[a-z-]+ ){1,4}(?:of|for|about|in|that|to) [a-z ,-]{3,50}), (?:the |called )?$",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(
    r"^[’']?s? (?:symbol|picture|language|reading|spelling|typing|maths|number|handwriting|phonics|movement|memory|speech|social skills|talking|parents’|parent|teacher|worry)"
    r" (?:cards?|books?|tests?|questionnaires?|programmes?|course|app|scale|checklist|software|exercises|activities|signs)\b"
)
_FOR_AN_ILLNESS = re.compile(
    r"^(?: \d+ ?mg)?(?: (?:at|every|each|in the|once a|twice a|daily|(?:once|twice|three times|four times) (?:a|each|every)) ?[\w. ]{0,20}| (?:once|twice|three times|four times) daily)? (?:for|because|to help (?:him|her|them|with)|which helps) "
)
_ARTICLE = re.compile(r"\b(?:an?|the)\b", re.IGNORECASE)
_SMALL = frozenset({"and", "of", "for", "the", "to", "in", "on", "a", "with", "or", "&"})


def is_explained(term: str, text: str, start: int, end: int, *, kind: str = "") -> bool:
    """Whether the use of ``term`` at ``text[start:end]`` is explained where it stands. ``kind`` is its heading in
    the list: scores are explained too by what is average or how many children do better, medicines by what they are for.
    """
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    line = before.rfind("\n")
    before = before[line + 1 :]
    shown = _SHORT.match(after)
    if shown and spells(shown["short"], re.findall(r"[A-Za-z]+", term), ending=True):
        after = after[shown.end() :]  # "voice output communication aid (VOCA), a machine that speaks"
    return (
        bool(_SAYS.match(after))
        or _bracketed(term, after)
        or _apposed(after)
        or bool(_NEXT.match(after))
        or _introduced(term, before, after)
        or bool(_BEFORE_NOUN.match(after))
        or (kind == "clinical" and not before.strip() and not _is_capitals(term) and bool(_LABEL.match(after)))
        or (kind in ("scores", "tests") and bool(_BEYOND.match(after)))
        or (kind == "scores" and bool(_SCORED.search(after)))
        or (kind == "medicines" and bool(_FOR_AN_ILLNESS.match(after)))
        or (_is_capitals(term) and _written_out(term, text, start, end))
    )


def _written_out(term: str, text: str, start: int, end: int) -> bool:
    """Whether the same line writes an acronym out in brackets further on: "ARFID and eats little (avoidant ...)"."""
    line = text[end : (text.find("\n", end) + 1 or len(text) + 1) - 1][:AFTER]
    return any(spells(term, re.findall(r"[A-Za-z][A-Za-z’'-]*", m[1])) for m in re.finditer(r"\(([^)]{8,90})\)", line))


def _bracketed(term: str, after: str) -> bool:
    """``term (plain words)`` or ``ELSA (Emotional Literacy Support Assistant)``."""
    m = _BRACKET.match(after)
    if m is None:
        return False
    what = m["what"].split(";")[0].strip()
    words = re.findall(r"[A-Za-z][A-Za-z’'-]*", what)
    if not words or what[0].isdigit() or _no_gloss().match(what):
        return False
    if spells(term, words):
        return True
    if _SOURCE.search(what) and not re.match(r"(?:an?|the) ", what):
        return False  # "dyslexia (Mrs Hall, specialist teacher, May 2025)" says who found it
    return len(words) >= 3 or (len(words) == 2 and what[0].islower())


def _apposed(after: str) -> bool:
    """``term, a test of ...``, or ``term is held every term: a meeting of ...``."""
    told = _AFTER_COLON.match(after)
    if told and load_words("jargon")["gloss"].search(told["what"]):
        return True
    m = _APPOSED.match(after)
    words = load_words("jargon")
    what = m["what"].split(", and ")[0] if m else ""
    if m and (_LIST.search(what) or (not m["det"].startswith("a") and not _DEFINES.match(what))):
        return False  # "CAMHS, the paediatric team and the school nurse" is a list
    return bool(m and m["det"].startswith("a") and _RELATIVE.match(what)) or bool(
        words["gloss"].search(what) or words["beside"].search(what)
    )


def _introduced(term: str, before: str, after: str) -> bool:
    """``plain words (term)``, "a test called the term", "preparing for adulthood (shown as PfA"."""
    if re.search(r"[,–—-] ?$", before) and spells(term, re.findall(r"[A-Za-z][A-Za-z’'-]*", before)[-9:], ending=True):
        return True
    opening = _OPENING.search(before)
    if opening:
        lead = before[: opening.start()]
        words = re.findall(r"[A-Za-z][A-Za-z’'-]*", lead)
        if spells(term, words[-9:], ending=True):
            return True
        if _is_capitals(term):
            if not _CLOSED.match(after):  # "(SLT, August 2026)" says who found it
                return False
            tail = " ".join(words[-10:])
            said = any(_ARTICLE.search(tail[max(0, m.start() - 30) : m.start()]) for m in _glosses(tail))
            return said and not re.search(r"\d", lead[-25:]) and not _PHASED.search(term)
        return len(words) >= 3 and lead[-1:] == " " and words[-1][0].islower()
    led = _LED.search(before)
    if led and load_words("jargon")["gloss"].search(led["what"]):
        return True
    called = _CALLED.search(before)
    return bool(
        called and load_words("jargon")["gloss"].search(before[max(0, called.start() - 60) : called.start() + 8])
    )


def _glosses(tail: str) -> Iterator[re.Match[str]]:
    """Nouns that explain, by which a bracket's lead ends: "a test of reading words ("."""
    return load_words("jargon")["gloss"].finditer(" ".join(tail.split()[-NEAR:]))


_PHASED = re.compile(r"\d and \d|phase|stage")


def spells(term: str, words: list[str], *, ending: bool = False) -> bool:
    """Whether the words' initials spell an acronym ("Emotional Literacy Support Assistant": ELSA)."""
    letters = [c.lower() for c in re.sub(r"[^A-Za-z]", "", re.split(r"[- ]?\d", term)[0].removesuffix("s"))]
    if len(letters) < 2 or not _is_capitals(term):
        return False
    initials = [w[0].lower() for w in words]
    full = [w[0].lower() for w in words if w.lower() not in _SMALL]
    for row in (initials, full):
        if ending and row[-len(letters) :] == letters:
            return True
        if not ending and row[: len(letters)] == letters:
            return True
        if ending and len(letters) >= SLIP and _all_but_one(letters, row):
            return True
    # SENCo, SALT: letters taken from within words
    start = words[-len(letters) :] if ending else words
    return _within(letters, [w.lower() for w in start if w.lower() not in _SMALL])


def _all_but_one(letters: list[str], initials: list[str]) -> bool:
    """Whether the last words spell the letters but for one: "emotional literacy support (ELSA)"."""
    short, same = initials[1 - len(letters) :], initials[-len(letters) :]
    left_out = any(short == letters[:i] + letters[i + 1 :] for i in range(1, len(letters)))
    return left_out or (len(same) == len(letters) and sum(map(str.__ne__, same, letters)) == 1)


def _within(letters: list[str], words: list[str]) -> bool:
    """Whether the letters are met in order through the words, each word's first letter among them."""
    joined, at = letters[:], 0
    for word in words[:6]:
        if at < len(joined) and word[:1] == joined[at]:
            at += 1
            for c in word[1:3]:
                if at < len(joined) and c == joined[at]:
                    at += 1
    return at >= len(joined)


def _is_capitals(term: str) -> bool:
    letters = [c for c in term.split()[0] if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 2


@cache
def _no_gloss() -> re.Pattern[str]:
    return load_words("jargon")["not_gloss"]
