"""What a capital owes to its place: beginnings of sentences, times of the year, letters of parts, titles and relations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from moderation.anonymise.folding import Token
from moderation.anonymise.words import anonymiser_words

LONGEST_SENTENCE = 320
# What may stand before the beginning of a sentence, a cell, an item: "1.2 ", "• ", "(a) ", "“".
OPENING = re.compile(
    r"(?:^|[.!?…:;|/•●▪◦–—]|(?:^|(?<=\s))-)[\s\u00a0\"“”'‘’(\[]*"
    r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])*[\s\u00a0\"“‘(\[]*$"
)
QUOTED = re.compile(r"(?:[“(✓✗] ?|\b[A-K]\d{0,2}[:,]? |\b[A-K]\d{1,2} \([a-z ]{3,20}\) )$")
SENTENCE_BREAK = re.compile(r"[.!?][\s\"”’)]+|\n|\t")
SENTENCE_END = re.compile(r"[.!?](?=[\s\"”’)])|\n|\t|$")
# A letter that names a part: "Section F", "Sections B, F and I", "Appendix C", "Group A"; "Vitamin D", "Hepatitis B".
_LETTERED = (
    "sections?|parts?|append(?:ix|ices)|annex(?:es)?|options?|groups?|tables?|figures?|bands?|types?|vitamin|hepatitis|"
    "grades?|columns?|steps?|outcomes?|needs?|items?|factor|score[sd]?|and|to|or|phase"
)
LETTER_BEFORE = re.compile(
    rf"(?i:\b(?:{_LETTERED}))[ \u00a0,–&/-]{{1,3}}(?:[A-K]\d?[ \u00a0,–&/-]{{1,5}}(?:and |or |to )?){{0,10}}$"
    r"|[A-K]\d?(?:,| and| or| to|[ \u00a0]?[–&/-])[ \u00a0]?$"
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
TIME_NAMES = frozenset({"april", "may", "june", "august", "summer", "autumn", "spring", "winter", "jan", "jun"})
BEFORE_TIME = re.compile(
    rf"(?:\b(?:(?:{MONTHS}),|(?i:in|by|from|since|until|till|during|of|late|early|mid|end|this|last|next|every|each|the|before|"
    r"after|for|due|on|between|to|and|or|previous|following|coming))|\d(?:st|nd|rd|th)?)[ \u00a0,/-]{1,2}$"
)
AFTER_TIME = re.compile(
    r"[ \u00a0]{1,2}(?:\d{1,4}\b|(?i:terms?|holidays?|half|break|birthday|birth|born|census|\d))|[/-]\d"
)
# A verb after a bare word at the beginning, as after a name: "Pickle sleeps on his bed", "Baker left".
FINITE = re.compile(
    r"[ \u00a0]+(?:(?:is|was|has|had|does|did|will|would|can|could|says|said|told|came|went|got|took|gave|left|sat|ran|ate|hit|"
    r"made|saw|felt|met|paid|drove|knew|thought|brought|kept|likes|loves|lives)\b"
    r"|and (?:his|her|he|she|I)\b|[a-z]{3,}ed\b|[a-z]{3,}s[ \u00a0](?:[A-Z]|(?:on|in|at|to|with|the|his|her|him|it|for|by|up|"
    r"a|an|that|well|badly|them|us|me)\b))"
)
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "revd", "rev", "cllr"})
KIN_GAP = frozenset({" ", "\u00a0", ", ", " (", ": "})
RUNNING = 0.3  # share of small words among those of three letters or more, from which on a line is running text


def opens(line: str, token: Token) -> bool:
    """Whether a word stands at the beginning of a sentence, a cell or an item, where any word has a capital."""
    return OPENING.search(line[: token.start]) is not None


def is_time(line: str, token: Token) -> bool:
    """Whether a month or season that is a name too is meant as a time: "4 May", "the Summer term"."""
    if token.folded not in TIME_NAMES:
        return False
    return bool(AFTER_TIME.match(line, token.end) or BEFORE_TIME.search(line[max(0, token.start - 14) : token.start]))


def introduced(line: str, words: Sequence[Token], i: int) -> str:
    """Which of a title ("title") and a relation ("kin") stands right before a word; "" where neither does."""
    if i == 0:
        return ""
    before, gap = words[i - 1], line[words[i - 1].end : words[i].start]
    small = before.text in ("mr", "mrs", "ms", "miss", "dr") and words[i].text.islower()
    if before.folded in TITLES and (before.capital or small) and re.fullmatch(r"\.?[ \u00a0]{1,2}", gap):
        return "title"
    return "kin" if before.folded in anonymiser_words().kin and gap in KIN_GAP else ""


def is_running(words: Sequence[Token]) -> bool:
    """Whether these are running words, where a capital in the middle means something."""
    long = [t for t in words if len(t.text) > 2]
    small = sum(t.text.islower() for t in long)
    return small >= 2 and small >= RUNNING * len(long)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that characters of a text stand in, cut where it is long."""
    at = max(0, start - 400)
    begin = at + max((m.end() for m in SENTENCE_BREAK.finditer(text[at:start])), default=0)
    match = SENTENCE_END.search(text, end)
    finish = match.end() if match else len(text)
    begin, finish = max(begin, start - LONGEST_SENTENCE // 2), min(finish, end + LONGEST_SENTENCE // 2)
    return " ".join(text[begin:finish].split())


def called_the(line: str, words: Sequence[Token], i: int, running: bool) -> bool:
    """Whether a capital "The" in the middle of a sentence makes a name of the word: "at The Base"."""
    if not running or i == 0 or words[i - 1].text != "The" or words[i].text.isupper():
        return False
    return line[words[i - 1].end : words[i].start] in (" ", "\u00a0") and not opens(line, words[i - 1])


def is_letter(line: str, token: Token) -> bool:
    """Whether one letter is a word, or names a part: "I", "Section F", "F1", "F – Provision", a cell that holds "F" alone."""
    initial = (
        token.folded == "i" and line[token.end : token.end + 1] == "." and line[: token.start].rstrip()[-1:] == ","
    )
    if (token.folded in ("a", "i") and not initial) or line[token.end : token.end + 1].isdigit():
        return True
    if not line[: token.start].strip(" (") and token.text in "ABCDEFGHIJK":
        return (
            re.match(r"[.:)]?[ \u00a0]*[-–—:.]?[ \u00a0]+[A-Z(]", line[token.end :]) is not None
            or line.strip(" .:)(") == token.text
        )
    return LETTER_BEFORE.search(line[: token.start]) is not None or line.strip(" .:)(") == token.text
