"""The lines of a Section A that open hopes and those that are hopes: titles, questions of a form, tables, few words.

A title says who hopes ("Parents"), for when ("In the future"), or both; a form's question is one ("What would you like
to do when you leave school?"). A line of a few words under it is a hope, though nobody says "want" ("Vet nurse").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Who = Literal["child", "parent", "staff"]
When = Literal["short", "long"]
LONGEST_HEADING = 14  # words
_OPENS_HOPE = re.compile(
    r"^\W*(?:To (?!be (?:completed|confirmed))[a-z]|For (?:\w+ ){1,2}(?:not )?to [a-z]|That (?:he|she|they|I|we|[A-Z])|Not to [a-z])"
)
_QUESTION = re.compile(
    r"^(?:[A-Z]\w+, )?(?:And |So |Then )?(?:(?i:what|how|where|who|when)|for (?:the )?(?:long|short|near|next|future)|What|How|Where|Who|When|Which|Is|Are|Do|Does|Would|Have)\b[^.!]*\?$"
)
# A title that opens something else than hopes, however short it is.
OTHER_TITLE = re.compile(
    r"\b(?:histor|stor|communicat|profile|important|like|dislike|strength|school|health|who|how|views?|support|about|interest|background|famil|section|gather)",
    re.IGNORECASE,
)
_TELLS_NOW = re.compile(
    r"^\W*(?:I|he|she|they|we|it|that|this|there|his|her|their|my|our|[A-Z]\w+[’']s)\b|^\W*(?:\w+\W+){0,3}?(?:is|are|was|were|has|have|had|does|do|did|likes?|loves?|enjoys?|said|says|told|goes|went|lives?|takes?|cannot)\b",
    re.IGNORECASE,
)
SHORT_LINE = 25  # words of a hope that is told without a verb of hoping


@dataclass(frozen=True, slots=True)
class Over:
    """What stands over a sentence: who speaks and for when, as far as headings and earlier sentences tell;
    ``titled`` where a heading, not a sentence, says for when; ``hoped`` where the sentence before was a hope;
    ``whole`` where one title says both whose and for when.
    """

    who: Who | None = None
    when: When | None = None
    hopes: bool = False
    own: bool = False
    titled: bool = False
    hoped: bool = False
    whole: bool = False

    @property
    def bare(self) -> bool:
        """Whether a line says nothing of who and when and opens no hopes: no title, but a hope of a few words."""
        return self.who is None and self.when is None and not self.hopes


class Columns:
    """A table of hopes: "Now" and "In the future" over its columns, and who hopes at the head of each row."""

    def __init__(self) -> None:
        self._whens: list[When] = []
        self._cell: int | None = None

    def headed(self, over: Over) -> Over:
        """What a heading opens; two horizons in a row, and then a person, open a row of such a table."""
        if over.when is not None and over.who is None and self._cell is None:
            self._whens.append(over.when)
        elif over.who is not None and len(set(self._whens)) > 1:
            self._cell = 0
        else:
            self._whens, self._cell = [], None
        return over

    def cell(self, over: Over) -> Over:
        """What stands over a line: the next column's horizon within a row, else what the heading says."""
        if self._cell is None:
            self._whens = []
            return over
        if self._cell >= len(self._whens):
            self._whens, self._cell = [], None
            return over
        self._cell += 1
        return replace(over, when=self._whens[self._cell - 1], hopes=True, titled=True)


def is_heading(line: str) -> bool:
    """A title or a question of the form; a hope without a full stop ("To learn to swim") is none."""
    words = line.split()
    if not 0 < len(words) <= LONGEST_HEADING or _OPENS_HOPE.match(line):
        return False
    if _QUESTION.match(line.strip()):
        return True
    return not line.rstrip().endswith((".", '"', "”", "!", "?", ",", ";", "'", "’"))


NOTHING_ABOVE = Over()


def is_list(text: str) -> bool:
    """Things named one after another, without a verb: "University, work, love, rent"."""
    return text.count(",") >= 2 and len(text.split()) <= 2 * (text.count(",") + 1)


def is_elliptic(text: str) -> bool:
    """A few words without a finite verb at their head: "Work in a garage and live with Jade", "Footballer"."""
    return len(text.split()) <= SHORT_LINE and not _TELLS_NOW.match(text)
