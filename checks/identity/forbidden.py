"""Names that an authority does not want in its plans: of professionals, and of medicines.

Looks for      Names of the advice's authors, and titles with a surname, outside Section K; names of medicines.
Why            People and doses change, and a plan stands for a year; some councils bar them (domain handbook,
               section 10). Reported only where the authority's configuration forbids them.
Fails          Dr Haldane will see her every six months.
Passes         The consultant ophthalmologist will see her every six months.
Leaves alone   Parents and carers; Section K and the lead professional's box.
Known problems A professional without a title who wrote no advice is not known as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.forms.authority import current
from checks.subject import Subject
from checks.words import load_words

PROFESSIONAL, MEDICINE = "identity.professional_named", "draft.medicine_named"
LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Mx|Sister)\.? [A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+)?")


def examine(subject: Subject) -> Examined:
    """A finding for each name, once in each section; nothing where the authority forbids neither."""
    forbids = current().checks
    found: list[Finding] = []
    if forbids.forbid_professionals_names:
        authors = [re.escape(a.author) for a in subject.advice if len(a.author.split()) > 1]
        names = re.compile("|".join([*(rf"\b{a}\b" for a in authors), _TITLED.pattern]))
        found += _found(subject, names, PROFESSIONAL)
    if forbids.forbid_medicine_names:
        found += _found(subject, load_words("identity.medicines")["medicine"], MEDICINE)
    return Examined(tuple(found))


SAID = {
    PROFESSIONAL: ("This names a professional.", "Write the role: whoever holds it must provide this."),
    MEDICINE: (
        "This names a medicine.",
        "Write that medicine is prescribed, and what it is for; doses and names change.",
    ),
}


def _found(subject: Subject, names: re.Pattern[str], code: str) -> Iterator[Finding]:
    message, suggestion = SAID[code]
    family = {word for p in subject.plan.child.parents for word in p.name.split()[-1:]}
    own = family | set(subject.plan.child.name.split()[-1:])
    for letter in LETTERS:
        section = subject.plan.sections.get(letter)
        seen: set[str] = set()
        for m in names.finditer(section.text if section else ""):
            if section is None or m[0].lower() in seen or set(re.split(r"[ -]", m[0])) & {*own, *_halves(own)}:
                continue
            seen.add(m[0].lower())
            place = subject.place(section.passage, m.start(), m.end())
            reason = "The authority's configuration forbids it (checks.forbid_…_names)"
            yield Finding(code, Severity.LOW, letter, m[0], message, suggestion, reason, None, place)


def _halves(names: set[str]) -> set[str]:
    return {half for name in names for half in name.split("-")}


CHECK = CaseCheck(codes=(PROFESSIONAL, MEDICINE), version=1, examine=examine)
