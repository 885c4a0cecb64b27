"""Another child's name in the child's place.

Looks for      A first name that does or needs something in B to H, and is nobody the plan knows.
Why            A name left from another plan breaks another family's confidence and says that words were pasted
               (UK GDPR, special category data; SEND Code of Practice 9.61).
Fails          Mason will follow the programme for 25 minutes.   (in Reece's plan)
Passes         Priya will visit on Tuesdays.   (Priya is named in Section A)
Leaves alone   The child's own names, parents, and anyone named in A, K or on the front sheet, or with a
               title, relation, role or surname.
Known problems Names that are ordinary words (Grace, May) are not looked for.
"""

from __future__ import annotations

import re

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from checks.words import load_words

REASON = "UK GDPR: another child's data; SEND Code of Practice 9.61"
_ACTS = re.compile(
    r"^(?:[’']s)?\s+(?:will|has|have|had|is|was|can|cannot|needs?|finds?|requires?|does|should|struggles?|would|may|must|enjoys?|likes?|to\b|becomes?|receives?|shows?|uses?|with\b)"
)
_RELATION = re.compile(
    r"(?:brother|sister|sibling|cousin|friend|friends|mum|dad|mother|father|uncle|aunt|gran\w*|teacher|assistant|worker|therapist|nurse|coach|mentor|dog|cat|pony|pet|Mr|Mrs|Ms|Miss|Dr|named|called|by|and|,|\()\W*$",
    re.IGNORECASE,
)


def examine(subject: Subject) -> Examined:
    """One finding for each place where another child's name stands."""
    plan = subject.plan
    names = re.compile(load_words("identity.names")["names"].pattern)
    known = {
        w
        for n in (plan.child.name, plan.child.known_as, *(p.name for p in plan.child.parents))
        for w in re.split(r"[\s-]+", n)
    }
    aside = "\n".join(
        [plan.front.text, plan.coordinator, *(plan.sections[s].text for s in ("A", "K") if s in plan.sections)]
    )
    findings = []
    for letter in ("B", "C", "D", "E", "F", "G", "H1", "H2"):
        section = plan.sections.get(letter)
        for m in names.finditer(section.text) if section else ():
            name = m[0]
            if (
                section is None
                or name in known
                or re.search(rf"\b{name}\b", aside)
                or any(name.startswith(k) or k.startswith(name) for k in known if len(k) > 2)
            ):
                continue
            before, after = section.text[max(0, m.start() - 25) : m.start()], section.text[m.end() : m.end() + 20]
            if (
                _RELATION.search(before)
                or not (acts := _ACTS.match(after))
                or re.match(r"\s+[A-Z]", after)
                or f"{name} (" in section.text
            ):
                continue
            place = subject.place(section.passage, m.start(), m.end())
            findings.append(
                Finding(
                    "identity.other_name",
                    Severity.HIGH,
                    letter,
                    section.text[m.start() : m.end() + acts.end()],
                    f'"{name}" is not this child, and the plan does not say who it is.',
                    "Check that these words are about this child, and put the right name.",
                    REASON,
                    None,
                    place,
                )
            )
    return Examined(tuple(findings))


CHECK = CaseCheck(codes=("identity.other_name",), version=1, examine=examine)
