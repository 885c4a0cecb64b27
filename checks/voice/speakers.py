"""Whose voice each passage of Section A is: the child quoted, the child represented, a parent, a professional.

Prompts of the form ("What is important to me") are no voice and are left out first. A passage is a sentence;
what stands under a heading of the parents is theirs unless it says otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from checks.words import load_words
from models.sentences import sentences

LONGEST_PROMPT = 14  # words
LEAST = 3  # words of a passage
_FIRST = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|mine|myself)\b")
_QUOTED = re.compile(r"[\"“‘'][^\"”’]{3,300}[\"”’]")
_OF_PARENTS = re.compile(r"\b(?:parents?|carers?|mum|dad|family)(?:['’]s?|s['’])?\b", re.IGNORECASE)
_OF_CHILD = re.compile(r"\b(?:child|pupil|young person|my|me|I)\b", re.IGNORECASE)


class Speaker(StrEnum):
    """Whose voice a passage is."""

    CHILD = "child"
    REPRESENTED = "represented"
    PARENT = "parent"
    PROFESSIONAL = "professional"
    NARRATOR = "narrator"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of Section A and whose voice it is."""

    text: str
    speaker: Speaker


def passages(text: str) -> Iterator[Passage]:
    """The passages of a Section A in order, prompts left out."""
    over: Speaker | None = None
    for line in text.split("\n"):
        if is_prompt(line):
            over = Speaker.PARENT if _OF_PARENTS.search(line) and not _OF_CHILD.search(line) else None
            continue
        for sentence in sentences(line):
            if len(sentence.split()) >= LEAST:
                yield Passage(sentence, speaker_of(sentence, over))


def is_prompt(line: str) -> bool:
    """A heading or a question of the form: short, without an end of its own, or one of its wordings."""
    bare = line.strip()
    if not bare or len(bare.split()) > LONGEST_PROMPT:
        return False
    if bare.endswith((":", "?")):
        return True
    return not bare.endswith((".", "!", '"', "”", "'", "’")) and bool(
        load_words("voice.speakers")["prompt"].fullmatch(bare)
    )


def speaker_of(sentence: str, over: Speaker | None = None) -> Speaker:
    """Whose voice a sentence is, ``over`` being what its heading says."""
    words = load_words("voice.speakers")
    bare = _QUOTED.sub(" ", sentence)
    quoted = bool(_QUOTED.search(sentence)) and bool(_FIRST.search(" ".join(_QUOTED.findall(sentence))))
    if words["parent"].search(bare):
        return Speaker.PARENT
    if quoted or (_FIRST.search(bare) and over is not Speaker.PARENT):
        return Speaker.CHILD
    if words["professional"].search(bare):
        return Speaker.PROFESSIONAL
    if over is Speaker.PARENT:
        return over
    return Speaker.REPRESENTED if words["represented"].search(bare) else Speaker.NARRATOR


def shares(found: list[Passage]) -> dict[Speaker, float]:
    """The share of each speaker's words among all words."""
    count: Counter[Speaker] = Counter()
    for passage in found:
        count[passage.speaker] += len(passage.text.split())
    total = sum(count.values())
    return {s: count[s] / total for s in Speaker} if total else dict.fromkeys(Speaker, 0.0)
