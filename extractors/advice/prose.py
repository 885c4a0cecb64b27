"""Letters that ask in running text: an aim stands where it stands, and what is recommended goes on to the paragraph's end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.advice.content import AMOUNT, BY_THEN
from extractors.advice.sentences import sentences
from extractors.advice.vocabulary import any_of, phrases, plain

Span = tuple[int, int]

_AIM = re.compile(r"\b(?:will|should|can|to be able to)\b", re.IGNORECASE)
_NO_AIM = re.compile(  # "By January the school will have trained ...", "By then he will be seen"
    r"\bwill (?:be (?:seen|given|offered|provided|reviewed)|receive|have (?:access|been|trained|received)|need)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\b(?:following|below|as follows)\b\W*$|:\s*$", re.IGNORECASE)  # "I recommend the following."
_GOES_ON = re.compile(  # a need's own next sentence: "It is worse when he is tired", "This is a moderate difficulty"
    r"^\W*(?:it|this|that|these|those|they|both|as a result|because of (?:this|that|these)|consequently|for (?:example|instance)|"
    r"so|therefore|however|but|and)\b",
    re.IGNORECASE,
)
SPLIT_FROM = 3  # sentences of a paragraph that states more than one need


def aims(text: str) -> list[Span]:
    """Sentences that say what will be different by when, wherever a report says so."""
    return [(s, e) for s, e in sentences(text) if is_aim(text[s:e])]


def is_aim(sentence: str) -> bool:
    """Whether a sentence is an outcome by its own words: "By July 2027 Ola will be understood in seven words of ten"."""
    said = plain(sentence)
    return bool(BY_THEN.match(said) and _AIM.search(said)) and not (_NO_AIM.search(said) or AMOUNT.search(said))


def asked(text: str) -> list[Span]:
    """What a paragraph of prose recommends: each sentence that asks, and those after "I recommend" that give an amount."""
    wording = phrases()
    asks, ends = any_of(wording.recommends), any_of((*wording.comment, *wording.closing))
    outright = any_of(wording.recommends[:2])
    spans: list[Span] = []
    begun = listed = False
    for start, end in sentences(text):
        said = plain(text[start:end])
        if leads(said):
            listed = True
            continue
        goes_on = (listed or (begun and bool(AMOUNT.search(said)))) and not ends.search(said)
        if (asks.search(said) or goes_on) and not is_aim(said):
            spans.append((start, end))
        begun |= bool(outright.search(said))
    return spans


def leads(sentence: str) -> bool:
    """Whether a sentence only says that recommendations follow."""
    said = plain(sentence).strip()
    return bool(any_of(phrases().recommends[:2]).search(said) and _LEADS.search(said))


def apart(text: str) -> list[Span]:
    """A paragraph of findings by its needs: a sentence that goes on about the one before stays with it."""
    spans = sentences(text)
    if len(spans) < SPLIT_FROM:
        return [(0, len(text))]
    kept: list[Span] = []
    for start, end in spans:
        if kept and _GOES_ON.match(plain(text[start:end])):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def only(spans: Sequence[Span], text: str) -> bool:
    """Whether a paragraph holds nothing but these sentences and the words that lead to them."""
    rest = [(s, e) for s, e in sentences(text) if not leads(text[s:e])]
    return bool(rest) and all(span in spans for span in rest)
