"""What ``check`` prints: sections, statements, the golden thread, the worst findings, the draft answers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from checks.assessment import Assessment
from checks.forms.changes import plan_form
from extractors.plan.model import LETTERS
from reports.words import SEVERITY, answer_words, area_of, day, short

WIDTH = 100
WORST = 10


def summary(assessment: Assessment) -> str:
    """The whole summary as plain text, lines of at most a hundred characters."""
    return "\n".join(_lines(assessment)) + "\n"


def _lines(a: Assessment) -> Iterator[str]:
    child = a.plan.child
    name = child.name or "a child whose name was not found"
    yield f"Plan of {name} ({a.plan.status}), draft of {day(a.plan.draft_date)}"
    advice = [d for d in a.documents if d.role == "advice"]
    yield f"{counted(len(advice), 'advice document')}: " + (
        ", ".join((d.kind or "other").replace("_", " ") for d in advice) or "none"
    )
    for d in a.documents:
        for warning in d.warnings:
            yield f"Note on {d.file}: {warning}"
    yield from _heading("Sections found")
    found = [f"{k} ({counted(len(a.plan.sections[k].text.split()), 'word')})" for k in LETTERS if k in a.plan.sections]
    missing = [k for k in LETTERS if k not in a.plan.sections]
    yield from _wrapped(", ".join(found))
    if missing:
        yield f"Not found: {', '.join(missing)}"
    yield from _heading("Sections C and D")
    gaps = [f for f in a.findings if f.check.startswith("statement.")]
    for f in gaps:
        yield from _wrapped(f"{f.message} {f.suggestion}", "- ")
    if not gaps:
        yield "Needs, or a proper statement, were found in both."
    yield from _heading("The golden thread")
    yield from _thread(a)
    yield from _heading(f"What to look at first ({counted(len(a.findings), 'finding')} in all)")
    for f in a.findings[:WORST]:
        where = f"{f.section}{' ' + f.item if f.item else ''}".strip() or "plan"
        yield from _wrapped(f"[{SEVERITY[f.severity]}] {where}: {area_of(f.check)}. {f.message}", "- ")
        if f.quote.strip():
            yield from _wrapped(f"“{short(f.quote, 160)}”", "    ")
    yield from _heading("Draft answers (every one is for a person to confirm)")
    yield from _wrapped(
        "Scores are from 1 to 5. The percentage is the chance that a moderator would say the same, or score within one."
    )
    yield from _answers(a)


def _answers(a: Assessment) -> Iterator[str]:
    drafts = {answer.line: answer for answer in a.answers}
    for section in plan_form().sections:
        drafted = [(drafts[line.id], line.text) for g in section.groups for line in g.lines if line.id in drafts]
        if drafted:
            yield ""
            yield section.title if section.id == "whole" else f"{section.id}. {short(section.title, 90)}"
        for answer, text in drafted:
            sure = "" if answer.answer is None else f"{answer.confidence:.0%}"
            yield f"  {answer_words(answer):17}{sure:>4}  {short(text, 74)}"


def _thread(a: Assessment) -> Iterator[str]:
    needs = {n.id: n.text for n in a.plan.needs}
    yield f"{'Need':6}{'':46}{'Outcomes':18}Provision"
    for entry in a.plan.thread:
        tied = ", ".join(entry.outcomes) or "NONE", ", ".join(entry.provision) or "NONE"
        yield f"{entry.need:6}{short(needs[entry.need], 42):46}{tied[0]:18}{tied[1]}"


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield text
    yield "-" * len(text)


def _wrapped(text: str, bullet: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet))


def counted(number: int, thing: str) -> str:
    """As "1 word" or "5 words"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
