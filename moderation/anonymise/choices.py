"""What people answered about the words that the second pass asked about, and how a name that is to go is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from moderation.anonymise.doubts import Doubtful
from moderation.anonymise.identities import Identities
from moderation.anonymise.replacing import Replacement


class Choice(StrEnum):
    """What becomes of words that may identify: they stay, or give way to a stand-in of this kind."""

    LEAVE = "leave"
    PERSON = "person"
    PLACE = "place"
    SCHOOL = "school"
    CLUB = "club"
    NUMBER = "number"


CHOICE_WORDS: Mapping[Choice, str] = {
    Choice.LEAVE: "Leave it: it does not say who anybody is",
    Choice.PERSON: "Replace it: a person, or a pet",
    Choice.PLACE: "Replace it: a place, a street, a building",
    Choice.SCHOOL: "Replace it: a school or nursery",
    Choice.CLUB: "Replace it: a club, group, firm or charity",
    Choice.NUMBER: "Take it out: a number, an address, a date",
}
REMOVED = "[removed]"


class Pass(Protocol):
    """Something that says what to replace in a text."""

    def replacements(self, text: str) -> list[Replacement]:
        """What to replace, in order, none overlapping."""

    def apply(self, text: str) -> str:
        """The text with everything replaced."""


@dataclass(frozen=True, slots=True)
class ChosenReplacer:
    """Replaces what people said is to go, wherever the second pass would ask about it again."""

    doubtful: Doubtful
    stand_ins: Mapping[str, str]

    def replacements(self, text: str) -> list[Replacement]:
        """What to replace in a text, in order, none overlapping."""
        if not self.stand_ins:
            return []
        return [
            Replacement(d.start, d.end, self.stand_ins[d.key])
            for d in self.doubtful.find(text)
            if d.key in self.stand_ins
        ]

    def apply(self, text: str) -> str:
        """The text with everything replaced."""
        made, at = [], 0
        for r in self.replacements(text):
            made += [text[at : r.start], r.text]
            at = r.end
        return "".join([*made, text[at:]])


@dataclass(frozen=True, slots=True)
class Passes:
    """One pass after another over the same text."""

    each: tuple[Pass, ...] = field(default_factory=tuple)

    def apply(self, text: str) -> str:
        """The text after all of them."""
        for one in self.each:
            text = one.apply(text)
        return text


def stand_ins_of(choices: Mapping[str, Choice], words: Mapping[str, str], found: Identities) -> dict[str, str]:
    """The stand-in of each key that is to go; noted in ``found``, where one that it had before is kept. ``words`` are
    the keys' words as printed.
    """
    made: dict[str, str] = {}
    for key, choice in sorted(choices.items()):
        if choice is Choice.NUMBER:
            made[key] = REMOVED
        elif choice is not Choice.LEAVE:
            made[key] = found.stand_in_for(words.get(key, key), choice.value.capitalize())
    return made
