"""A condition, an age or a need for help that the plan says is not so and a report says is.

"No allergies" against a severe allergy to nuts; "seizures fully controlled" against two a week; "dresses independently" against
"needs help with every fastening"; a reading age of eight against one of six. A statement that is qualified ("apart from
laces", "at home"), or that any report shares, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checks.advice.amounts import in_digits
from checks.advice.contradiction import Contradiction, sentences_of, told_by
from checks.subject import Subject
from checks.words import load_words
from extractors.advice.vocabulary import any_of, phrases, plain

WORDS = "advice.denied"
NEAR = 60  # characters between a skill and the words that say how it is done
SAME_AGE = 3  # months within which two tellings of an age agree
_AGE = re.compile(
    r"\b(reading|spelling|comprehension|developmental|mental|language|number|word reading)[- ]age"
    r"[^.;\d]{0,40}?(\d{1,2})(?:[:;.]0?(\d{1,2})| ?(?:years?|yrs?|y)(?:,? (?:and )?(\d{1,2}) ?(?:months?|mths?|m))?)"
)
_NO = re.compile(r"\b(?:no|does not have|is not)\b", re.IGNORECASE)
_AFTER = re.compile(r"\W*(?:and|or|$|[.;,])")
_THEN = re.compile(r"\b(?:january|february|march|april|june|july|august|september|october|november|december|(?:19|20)\d\d|last|ago|was|were|had|previously|target)\b", re.IGNORECASE)  # fmt: skip


def denied_conditions(subject: Subject) -> Iterator[Contradiction]:
    """Words like "no allergies", where a report gives one and no report says that there is none."""
    told = told_by(subject)
    for letter, passage, start, end in sentences_of(subject, "B", "C", "D"):
        for condition in _denied(passage.text[start:end]):
            pattern = load_words(WORDS)[f"condition.{condition}"]
            about = [(advice, said) for advice, said in told if pattern.search(said)]
            if not about or any(condition in _denied(said) for _, said in about):
                continue
            given = [(advice, said) for advice, said in about if _is_given(said, pattern)]
            if given:
                yield Contradiction(letter, passage, start, end, *given[0])


@lru_cache(maxsize=4_000)
def _denied(sentence: str) -> frozenset[str]:
    """The conditions that a sentence says are not there."""
    words, found = load_words(WORDS), set[str]()
    if not _NO.search(sentence):
        return frozenset()
    for key, pattern in words.items():
        if key.startswith("condition."):
            for m in pattern.finditer(sentence):
                before = sentence[max(0, m.start() - NEAR) : m.start()]
                no = re.search(r"\b(?:no|does not have|is not)\b(?: (?:any|an?|known|current|identified|reported|other|has|have|\w+,|\w+ or))* ?$", before, re.IGNORECASE)  # fmt: skip
                if no and _AFTER.match(sentence, m.end()) and not _THEN.search(sentence):
                    found.add(key.partition(".")[2])
    return frozenset(found)


def _is_given(sentence: str, pattern: re.Pattern[str]) -> bool:
    """Whether a report says that the child has it: not in the family, not ruled out, not long ago."""
    found = pattern.search(sentence)
    if not found or _THEN.search(sentence):
        return False
    before = sentence[: found.start()]
    return not re.search(
        r"\b(?:no|not|nor|without|denies|ruled out|family history|risk of|test(?:ed|s)? for)\b", before
    ) and not any_of(phrases().family).search(before)


def settled_conditions(subject: Subject) -> Iterator[Contradiction]:
    """Words like "seizures are fully controlled", where a report counts them by the week."""
    words = load_words(WORDS)
    told = [
        (a, s)
        for a, s in told_by(subject)
        if words["happens"].search(in_digits(plain(s).lower())) and not _THEN.search(s)
    ]
    for letter, passage, start, end in sentences_of(subject, "B", "C"):
        said = passage.text[start:end]
        if not words["settled"].search(said) or words["happens"].search(in_digits(plain(said).lower())):
            continue
        for key, pattern in words.items():
            if key.startswith("condition.") and pattern.search(said):
                for advice, theirs in told:
                    if pattern.search(theirs) and not words["settled"].search(theirs):
                        yield Contradiction(letter, passage, start, end, advice, theirs)
                        break


def denied_help(subject: Subject) -> Iterator[Contradiction]:
    """Words like "dresses independently", where a report says that he cannot, and none that he can."""
    told = [(advice, said, _needing(said), _managing(said)) for advice, said in told_by(subject)]
    for letter, passage, start, end in sentences_of(subject, "B", "C", "D"):
        for skill in _managing(passage.text[start:end]):
            if any(skill in managing for _, _, _, managing in told):
                continue
            against = next(((advice, said) for advice, said, needing, _ in told if skill in needing), None)
            if against:
                yield Contradiction(letter, passage, start, end, *against)


def _managing(sentence: str) -> frozenset[str]:
    """The skills that a sentence says are done alone, without more ado."""
    words = load_words(WORDS)
    if words["qualified"].search(sentence):
        return frozenset()
    return _skills_near(sentence, words["alone"])


def _needing(sentence: str) -> frozenset[str]:
    return _skills_near(sentence, load_words(WORDS)["not_alone"])


def _skills_near(sentence: str, how: re.Pattern[str]) -> frozenset[str]:
    if not how.search(sentence):
        return frozenset()
    return frozenset(
        key.partition(".")[2]
        for key, pattern in load_words(WORDS).items()
        if key.startswith("skill.")
        for m in pattern.finditer(sentence)
        if how.search(sentence[max(0, m.start() - NEAR) : m.end() + NEAR])
    )


def other_ages(subject: Subject) -> Iterator[Contradiction]:
    """A reading age, say, of eight where every report that gives one gives another."""
    told = [(advice, said, ages) for advice, said in told_by(subject) if (ages := _ages(said))]
    for letter, passage, start, end in sentences_of(subject, "B"):
        for kind, months in _ages(passage.text[start:end]).items():
            others = [(advice, said, ages[kind]) for advice, said, ages in told if kind in ages]
            if others and all(abs(theirs - months) > SAME_AGE for _, _, theirs in others):
                yield Contradiction(letter, passage, start, end, others[0][0], others[0][1])


@lru_cache(maxsize=4_000)
def _ages(sentence: str) -> dict[str, int]:
    """Ages of attainment in months, by what they are of; none of a sentence of another time."""
    if "age" not in sentence:
        return {}
    words = in_digits(plain(sentence).lower())
    if _THEN.search(words):
        return {}
    return {m[1]: int(m[2]) * 12 + int(m[3] or m[4] or 0) for m in _AGE.finditer(words)}
