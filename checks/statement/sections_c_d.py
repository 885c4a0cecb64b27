"""Sections C and D: is there information, and where there are no needs, is the right thing said.

Looks for      Health and social care information about this child; else a statement that there are no needs,
               or that advice was asked for and did not come.
Why            The framework's lines on C and D: "If no Health needs then relevant paragraph is included?";
               regulation 6(1) of the SEND Regulations 2014 (health and social care advice must be sought).
Fails          Kai's family has no social worker.
Passes         The assessment found no care needs beyond those of any child of seven.
Known problems A statement that stands in G or H1/H2 counts, and is said to stand there.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.quoting import first_words
from checks.statement.classify import Statement, section_class
from checks.subject import Subject
from checks.words import load_words
from models.sentences import sentences

SIDES = {"C": (("G",), "health", "Health"), "D": (("H1", "H2"), "social care", "Social Care")}
REASON = "The checklist's lines on Sections C and D; SEND Regulations 2014, regulation 6(1)"


def examine(subject: Subject) -> Examined:
    """``statement.C/D`` (the class), ``information.C/D`` (anything specific to this child), and findings."""
    total = Examined()
    for letter in SIDES:
        total = total + _side(subject, letter)
    return total


def _side(subject: Subject, letter: str) -> Examined:
    partners, service, name = SIDES[letter]
    sections = subject.plan.sections
    text = sections[letter].text if letter in sections else ""
    needs = any(n.section == letter for n in subject.plan.needs)
    kind, quotes = section_class(text, needs=needs)
    if kind in (Statement.BLANK, Statement.SIGNPOST, Statement.NOT_KNOWN):
        for partner in partners:
            elsewhere, said = section_class(sections[partner].text if partner in sections else "", needs=False)
            if elsewhere in (Statement.NO_NEEDS, Statement.NO_RESPONSE):
                kind, quotes = elsewhere, said
    specific = list(_specific(text))
    measures = (
        Measure(f"statement.{letter}", value=kind.value, quotes=quotes[:2]),
        Measure(f"information.{letter}", value=needs or bool(specific), quotes=tuple(specific[:2])),
        Measure(
            f"statement.no_needs.{letter}",
            value=bool(section_class(text, needs=False)[0] is Statement.NO_NEEDS or kind is Statement.NO_NEEDS),
        ),
    )
    return Examined(tuple(_findings(subject, letter, kind, text, service, name)), measures)


def _specific(text: str) -> Iterator[str]:
    """Sentences that say something of this child's health or care, beyond the stock statements."""
    words = load_words("statement")
    for sentence in sentences(text):
        stock = any(words[k].search(sentence) for k in ("no_response", "no_needs", "not_known", "residue"))
        if (
            not stock
            and (words["concern"].search(sentence) or (words["service"].search(sentence) and _received(sentence)))
        ) or (stock and words["service"].search(sentence) and _received(sentence)):
            yield sentence


def _received(sentence: str) -> bool:
    lower = sentence.lower()
    told = any(
        w in lower
        for w in ("received", "replied", "reply", "response was", "was given by", "advises", "gave", "assessed")
    )
    return told and "not" not in lower.split() and "no " not in lower


def _findings(subject: Subject, letter: str, kind: Statement, text: str, service: str, name: str) -> Iterator[Finding]:
    if kind in (Statement.NEEDS, Statement.NO_RESPONSE, Statement.NO_NEEDS):
        return
    section = subject.plan.sections.get(letter)
    title = section.title if section else f"Section {letter}"
    remedy = f"State the {service} needs; or write that advice was sought and no needs were found; or that it was asked for on a date and has not come."
    if kind in (Statement.NOT_KNOWN, Statement.SIGNPOST):
        assert section is not None  # noqa: S101  a class other than blank has words
        mark = first_words(section.text, remedy)
        yield Finding(
            "statement.weak",
            Severity.MEDIUM,
            letter,
            mark.quote,
            f"This does not say whether there are {service} needs.",
            remedy,
            REASON,
            None,
            subject.place(section.passage, mark.start, mark.end),
        )
    if kind is not Statement.NOT_KNOWN:
        quote = text.strip()[:200] or title
        message = f"Section {letter} has no needs and no statement that {name} has none, or has not replied."
        place = subject.place(section.passage, 0, len(quote)) if section and section.passage else None
        yield Finding(
            f"statement.missing_{letter.lower()}", Severity.HIGH, letter, quote, message, remedy, REASON, None, place
        )


CHECK = CaseCheck(codes=("statement.missing_c", "statement.missing_d", "statement.weak"), version=1, examine=examine)
