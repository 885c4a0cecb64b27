"""What a draft should not go out with: unresolved tracked changes and comments, and the form's guidance.

Looks for      Tracked insertions, deletions and moves, struck-through words, margin comments; guidance of the form,
               notes to the writer and words of a writing tool left inside a section.
Why            The family receives what the file shows (regulation 13 of the SEND Regulations 2014).
Fails          Delete as applicable.
Passes         Please speak slowly to me.
Leaves alone   What a child or family asks of the reader; Section K.
Not known      Whether italic guidance under a title is printed on purpose: it is left alone.
Known problems Guidance that a council prints on purpose is told too, at low severity.
Measured       A long tail: of 20 pieces of guidance written unseen in two later rounds, 1 was told at first (the
               lists have grown by them since), of 14 in a third 5; of 34 other sentences 32 were left alone. Most guidance is
               told by its place under a title, when the plan is read. Alarms on the samples: 0 a plan.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.subject import Subject
from checks.words import load_words
from extractors.document import Change, Comment
from extractors.passage import Passage
from models.sentences import spans

_OWN = re.compile(r"\b(?:I|I[’']m|me|my)\b")  # a child asks something of the reader; a form never speaks so
QUOTED = 200  # characters
HEAD = 12  # words of a section before which its form's own guidance may stand
REASON = "SEND Regulations 2014, regulation 13: the draft is sent to the family as it stands"


def examine(subject: Subject) -> Examined:
    """One finding for all changes and comments, one for each section with guidance left in."""
    document = subject.plan.document
    marks: list[Change | Comment] = [*document.changes, *document.comments]
    count = len(marks)
    findings = []
    if count:
        who = Counter(c.author for c in marks if c.author)
        dates = sorted(c.date for c in marks if c.date)
        since = f", the earliest of {dates[0]:%d/%m/%Y}" if dates else ""
        quote = max((c.text.strip() for c in marks), key=len)[:QUOTED]  # the longest says most; a form's key is short
        struck = sum(change.kind == "struck_through" for change in document.changes)
        counts = (
            _counted(len(document.changes) - struck, "tracked change"),
            _counted(struck, "passage") + " struck through" if struck else "",
            _counted(len(document.comments), "comment"),
        )
        *most, last = (part for part in counts if part)
        told = f"{', '.join(most)} and {last}" if most else last
        by = f", by {_counted(len(who), 'person').replace('persons', 'people')}" if who else ""
        message = f"{told} {'is' if count == 1 else 'are'} unresolved{by}{since}."
        findings.append(
            Finding(
                "draft.unresolved_changes",
                Severity.MEDIUM,
                "",
                quote,
                message,
                "Accept or reject each change and answer each comment before the draft goes out.",
                REASON,
            )
        )
    findings += _guidance(subject)
    for letter, section in subject.plan.sections.items():
        quote = section.guidance.text.split("\n")[0] if section.guidance else ""
        if (
            section.guidance
            and not document.blocks[section.guidance.pieces[0].block].style.italic
            and not _OWN.search(quote)
            and not any(name in quote.split() for name in subject.plan.child.first_names)  # a form knows no child
        ):
            findings.append(
                Finding(
                    "draft.guidance_left",
                    Severity.LOW,
                    letter,
                    quote,
                    "The form's own guidance still stands here.",
                    "Take the guidance out before the plan goes to the family.",
                    REASON,
                    None,
                    subject.place(section.guidance, 0, len(quote)),
                )
            )
    return Examined(tuple(findings), (Measure("draft.changes", value=float(count)),))


def _counted(count: int, what: str) -> str:
    """So many of a thing ("3 comments", "1 comment"), or nothing where there is none."""
    return f"{count} {what}{'s' if count > 1 else ''}" if count else ""


def _printed(subject: Subject, passage: Passage, start: int) -> bool:
    """Whether words stand in italics at a section's head: the form's own print, and no note that was left."""
    place = subject.place(passage, start, start + 1)
    italic = place is not None and subject.plan.document.blocks[place.block].style.italic
    return bool(italic) and len(passage.text[:start].split()) <= HEAD


def _guidance(subject: Subject) -> Iterator[Finding]:
    """Guidance, notes to writers and tools' words among a section's own words; one finding a sentence."""
    words = load_words("draft.guidance")
    for letter, section in subject.plan.sections.items():
        if letter == "K":
            continue
        for start, end in spans(section.text):
            sentence = section.text[start:end]
            ordered = words["form"].search(sentence) and words["orders"].search(sentence)
            told = ordered or words["guidance"].search(sentence) or words["example"].search(sentence)
            if told and not _printed(subject, section.passage, start):
                yield Finding(
                    "draft.guidance_left",
                    Severity.MEDIUM,
                    letter,
                    sentence,
                    "These are instructions or a writer's note, and no part of the plan.",
                    "Take them out, and write what they ask for.",
                    REASON,
                    None,
                    subject.place(section.passage, start, end),
                    version=2,
                )


CHECK = CaseCheck(codes=("draft.unresolved_changes", "draft.guidance_left"), version=2, examine=examine)
