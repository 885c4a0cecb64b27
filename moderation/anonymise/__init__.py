"""Cases without names: what a multi-agency group may read. Two passes; what the second doubts is asked of a person."""

from moderation.anonymise.case import AnonymousCase, Answered, Question, anonymise_case
from moderation.anonymise.choices import CHOICE_WORDS, Choice
from moderation.anonymise.doubts import key_of
from moderation.anonymise.residue import IdentifyingLeftError, Left

__all__ = [
    "CHOICE_WORDS",
    "AnonymousCase",
    "Answered",
    "Choice",
    "IdentifyingLeftError",
    "Left",
    "Question",
    "anonymise_case",
    "key_of",
]
