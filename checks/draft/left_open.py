"""What a draft should not go out with: unresolved tracked changes and comments, and the form's guidance.

Looks for      Tracked insertions, deletions and moves, struck-through words, margin comments; guidance of
               the form left inside a section.
Why            The family receives what the file shows (regulation 13 of the SEND Regulations 2014).
Known problems Guidance that a council prints on purpose is told too, at low severity.
"""

from __future__ import annotations

from collections import Counter

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.subject import Subject
from extractors.document import Change, Comment

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
        quote = next((c.text for c in marks if c.text.strip()), "")
        message = f"{len(document.changes)} tracked changes and {len(document.comments)} comments are unresolved, by {len(who)} people{since}."
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
    for letter, section in subject.plan.sections.items():
        if section.guidance and not document.blocks[section.guidance.pieces[0].block].style.italic:
            quote = section.guidance.text.split("\n")[0]
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


CHECK = CaseCheck(codes=("draft.unresolved_changes", "draft.guidance_left"), version=1, examine=examine)
