"""Needs told twice, and items that hold two needs.

Looks for      Two needs in the same words; one item that goes on to a second subject ("He also has ...").
Why            The framework's line "clearly sets out needs that are easy to identify"; provision must answer each and
               every need (SEND Code of Practice 9.69), so one that is hidden in another is easily forgotten.
Leaves alone   Several sentences on one subject; what comes of a need; a need of C told again in B for its effect.
Known problems Where one need ends and another begins is for people: items with two are asked about, never failed.
"""

from __future__ import annotations

from itertools import combinations

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.quoting import first_words
from checks.subject import Subject
from checks.thread.kinds import lexicon, tokens_of
from checks.words import load_words
from extractors.plan.model import Need
from models.sentences import spans

REASON = "SEND Code of Practice 9.69: provision for each and every need, so each must be easy to identify"
ALIKE = 0.85  # the share of words that two needs have in common, from which on they are one
LEAST = 6  # words; shorter texts are alike by chance
_PHRASES = 2  # phrases of the list that a subject must rest on, to be a need of its own


def twice(needs: tuple[Need, ...]) -> list[tuple[Need, Need]]:
    """Pairs of needs in the same words, the earlier first."""
    bags = {need.id: frozenset(tokens_of(need.text)) for need in needs}
    return [
        (one, other)
        for one, other in combinations(needs, 2)
        if min(len(bags[one.id]), len(bags[other.id])) >= LEAST
        and len(bags[one.id] & bags[other.id]) >= ALIKE * len(bags[one.id] | bags[other.id])
    ]


def second_need(need: Need) -> tuple[int, int] | None:
    """The sentence in which an item goes on to another need, as a span of its text; None where it holds one.

    The sentence begins by adding something ("also", "in addition"), says what is hard, and is of no kind that
    what stands before it is of, nor near one.
    """
    words = load_words("thread.needs")
    parts = spans(need.text)
    for start, end in parts[1:]:
        sentence = need.text[start:end]
        if not (words["adds"].match(sentence.strip()) and words["hard"].search(sentence)):
            continue
        before, here = lexicon().phrases(need.text[:start]), lexicon().phrases(sentence)
        groups_before = {lexicon().groups[kind] for kind, found in before.items() if len(found) >= _PHRASES}
        own = {kind for kind, found in here.items() if found}
        if groups_before and own and not own & set(before) and not {lexicon().groups[k] for k in own} & groups_before:
            lead = len(sentence) - len(sentence.lstrip())
            return start + lead, start + len(sentence.rstrip())
    return None


def examine(subject: Subject) -> Examined:
    """Findings for needs told twice and for items that hold two."""
    findings = []
    for one, other in twice(subject.plan.needs):
        mark = first_words(other.text, f"Keep it in one place, or say what {other.id} adds to {one.id}.")
        findings.append(
            Finding(
                "thread.need_twice", Severity.MEDIUM, other.section, mark.quote,
                f"This need stands twice, as {one.id} and as {other.id}, in the same words.", mark.suggestion, REASON,
                other.id, subject.place(other.passage, mark.start, mark.end),
            )
        )  # fmt: skip
    for need in subject.plan.needs:
        if (found := second_need(need)) is not None:
            quote = need.text[found[0] : found[1]]
            findings.append(
                Finding(
                    "thread.needs_merged", Severity.LOW, need.section, quote,
                    "This may be a second need within the same item.",
                    "Set it out by itself, so that its outcome and provision can be found.", REASON, need.id,
                    subject.place(need.passage, *found),
                )
            )  # fmt: skip
    return Examined(tuple(findings))


CHECK = CaseCheck(codes=("thread.need_twice", "thread.needs_merged"), version=1, examine=examine)
