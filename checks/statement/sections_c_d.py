"""Sections C and D: is there information, and where there are no needs, is the right thing said.

Looks for      Health and social care information about this child; else a statement that there are no needs,
               or that advice was asked for and did not come; a service that is named and whose advice neither
               came nor is said to be awaited.
Why            The framework's lines on C and D: "If no Health needs then relevant paragraph is included?";
               regulation 6(1) of the SEND Regulations 2014 (health and social care advice must be sought).
Fails          Kai's family has no social worker.
Passes         The assessment found no care needs beyond those of any child of seven.
Leaves alone   Sections that state needs; statements that stand in G, H1 or H2, with where they stand.
Not known      Text that is neither a need nor a statement: told as unclear, at medium severity.
Known problems A need put without any word of illness, difficulty or circumstance is taken as unclear.
Measured       Of 261 sentences written unseen, the first reading by ideas had 242 right; of 40 more 31, of 25 after them 18.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.quoting import first_words
from checks.statement.classify import Statement, classify, is_denied, section_class
from checks.subject import Subject
from checks.words import load_words
from extractors.advice.model import AdviceKind
from models.sentences import sentences

SIDES = {"C": (("G",), "health", "Health"), "D": (("H1", "H2"), "social care", "Social Care")}
REASON = "The checklist's lines on Sections C and D; SEND Regulations 2014, regulation 6(1)"
# Services whose name in a section calls for their advice, with the kind of report that would be it.
SERVICES = {
    "C": (("camhs", "CAMHS", AdviceKind.CAMHS),),
    "D": (("social_worker", "a social worker", AdviceKind.SOCIAL_CARE),),
}
LEAST = 5  # words
DENIED = 5  # words before a verb of answering among which "not" or "no" denies it
_ANSWERED = re.compile(  # words of a service that did reply
    r"\b(?:received|replied|reply|wrote back|written back|visited|met the family|met with|ha[sd] met|response was"
    r"|was given by|advises|gave|assessed|reported(?: on)?|spoke to|spoken to|telephoned|confirmed (?:on|that))\b",
    re.IGNORECASE,
)
_PROVISION = re.compile(r"\b(?:provision|support|services?)\b", re.IGNORECASE)
_STOCK = (Statement.NO_RESPONSE, Statement.NO_NEEDS, Statement.NOT_KNOWN, Statement.RESIDUE, Statement.SIGNPOST)


def examine(subject: Subject) -> Examined:
    """``statement.C/D`` (the class), ``information.C/D`` (anything specific to this child), and findings."""
    total = Examined()
    for letter in SIDES:
        total = total + _side(subject, letter)
    return total


def _side(subject: Subject, letter: str) -> Examined:
    partners, service, name = SIDES[letter]
    text = _own_words(subject, letter)
    needs = any(n.section == letter for n in subject.plan.needs)
    kind, quotes = section_class(text, needs=needs)
    where = letter
    if kind in (Statement.BLANK, Statement.SIGNPOST, Statement.NOT_KNOWN, Statement.UNCLEAR, Statement.RESIDUE):
        for partner in partners:
            elsewhere, said = section_class(_statements(_own_words(subject, partner)), needs=False)
            if elsewhere in (Statement.NO_NEEDS, Statement.NO_RESPONSE):
                kind, quotes, where = elsewhere, said, partner
    classed = list(classify(text))
    specific = list(_specific(text))
    none = kind is Statement.NO_NEEDS or any(k is Statement.NO_NEEDS for k, _ in classed)
    answered = any(k is Statement.NO_RESPONSE for k, _ in classed)
    measures = (
        Measure(f"statement.{letter}", value=kind.value, quotes=quotes[:2], note=f"Section {where}"),
        Measure(f"information.{letter}", value=needs or bool(specific), quotes=tuple(specific[:2])),
        Measure(f"statement.no_needs.{letter}", value=none),
        Measure(f"statement.no_response.{letter}", value=answered),
    )
    findings = [
        *_findings(subject, letter, kind, text, service, name),
        *([] if answered else _named_but_silent(subject, letter)),
    ]
    return Examined(tuple(findings), measures)


def _own_words(subject: Subject, letter: str) -> str:
    """The section without its sub-headings."""
    section = subject.plan.sections.get(letter)
    if section is None:
        return ""
    return "\n".join(line for line in section.text.split("\n") if line.strip() not in section.headings)


def _statements(text: str) -> str:
    """The sentences of a provision section that could be statements of needs: "None." there means provision."""
    return "\n".join(s for s in sentences(text) if len(s.split()) >= LEAST and not _PROVISION.search(s))


def _specific(text: str) -> Iterator[str]:
    """Sentences that say something of this child's health or care, beyond the stock statements."""
    words = load_words("statement")
    by_sentence: dict[str, set[Statement]] = {}
    for kind, sentence in classify(text):
        by_sentence.setdefault(sentence, set()).add(kind)
    for sentence in sentences(text):
        kinds = by_sentence.get(sentence, set())
        if (
            Statement.NEEDS in kinds
            or (words["service"].search(sentence) and _received(sentence))
            or (not kinds & set(_STOCK) and words["concern"].search(sentence))
        ):
            yield sentence


def _received(sentence: str) -> bool:
    """Whether a service answered: a verb of answering that nothing just before it denies."""
    return any(not is_denied(sentence, m.start(), reach=DENIED) for m in _ANSWERED.finditer(sentence))


def _named_but_silent(subject: Subject, letter: str) -> Iterator[Finding]:
    """A service that the section names as working with the child, and of whose advice nothing is known."""
    section = subject.plan.sections.get(letter)
    if section is None or not subject.advice:
        return
    came = {a.kind for a in subject.advice}
    words = load_words("statement.services")
    for key, name, kind in SERVICES[letter]:
        found = words[key].search(section.text)
        if found is None or kind in came or any(words[key].search(s) and _received(s) for s in sentences(section.text)):
            continue
        yield Finding(
            f"statement.missing_{letter.lower()}",
            Severity.MEDIUM,
            letter,
            found[0],
            f"{name[0].upper()}{name[1:]} is named here, but no advice of theirs is in the case, and nothing says "
            "that it was asked for and did not come.",
            "Ask for the advice; or write when it was asked for and that it has not come.",
            REASON,
            None,
            subject.place(section.passage, found.start(), found.end()),
        )


def _findings(subject: Subject, letter: str, kind: Statement, text: str, service: str, name: str) -> Iterator[Finding]:
    if kind in (Statement.NEEDS, Statement.NO_RESPONSE, Statement.NO_NEEDS):
        return
    section = subject.plan.sections.get(letter)
    title = section.title if section else f"Section {letter}"
    remedy = f"State the {service} needs; or write that advice was sought and no needs were found; or that it was asked for on a date and has not come."
    if section and kind in (Statement.NOT_KNOWN, Statement.SIGNPOST, Statement.UNCLEAR):
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
    if kind not in (Statement.NOT_KNOWN, Statement.UNCLEAR):
        quote = text.strip()[:200] or title
        message = f"Section {letter} has no needs and no statement that {name} has none, or has not replied."
        # An empty section is quoted by its title, which is none of its words and so has no place among them.
        start = section.text.find(quote) if section else -1
        place = subject.place(section.passage, start, start + len(quote)) if section and start >= 0 else None
        yield Finding(
            f"statement.missing_{letter.lower()}", Severity.HIGH, letter, quote, message, remedy, REASON, None, place
        )


CHECK = CaseCheck(codes=("statement.missing_c", "statement.missing_d", "statement.weak"), version=2, examine=examine)
