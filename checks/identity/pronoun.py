"""The wrong pronoun for the child.

Looks for      "she" for a boy, "he" for a girl, either for a child who is "they", where nobody else is meant.
Why            A pronoun left from another plan says that words were pasted (SEND Code of Practice 9.61).
Fails          Reece would like friends, but she finds it hard to lose.
Passes         Reece's mother says that she finds it hard.
Leaves alone   Sentences in which, or before which, another person stands whom the pronoun could mean.
Known problems A role whose holder's sex nobody knows ("the teacher") excuses the pronoun after it.
"""

from __future__ import annotations

import re

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.subject import Subject
from models.sentences import spans

REASON = "SEND Code of Practice 9.61: the plan must be about this child"
_WRONG = {
    "he": re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "they": re.compile(r"\b(?:she|he|herself|himself|him|his|her)\b", re.IGNORECASE),
}
_OTHERS = re.compile(
    r"\b(?:mum\w*|mother|dad\w*|father|sister|brother|gran\w*|nan\w*|aunt\w*|uncle|step\w+|wife|husband|daughter|son|girl|boy|woman|man|lady|carers?|parents?|"
    r"teacher|assistant|psychologist|therapist|nurse|doctor|paediatrician|worker|adviser|coach|tutor|mentor|SENCO|ELSA|friend|peer|pupil|child|cousin|"
    r"consultant|key person|key adult|practitioner|officer|counsellor|social worker|coordinator|co-ordinator|young person|somebody|someone|person)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+|\b(?:Mr|Mrs|Ms|Miss|Dr)\b|^[A-Z][a-z]+ (?=[A-Z])")
_START = re.compile(r"^(?:[A-Z][a-z]+)\b")


def examine(subject: Subject) -> Examined:
    """One finding for each sentence with the wrong pronoun."""
    plan = subject.plan
    wrong = _WRONG.get(plan.child.pronouns)
    if wrong is None:
        return Examined()
    own = [n for n in (*plan.child.first_names, *plan.child.name.split(), *re.split(r"[\s-]", plan.child.name)) if n]
    child = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in own)) if own else re.compile(r"(?!)")
    findings = []
    for letter in ("B", "C", "D", "E", "F", "G", "H1", "H2"):
        section = plan.sections.get(letter)
        before = ""
        for start, end in spans(section.text) if section else ():
            sentence = section.text[start:end] if section else ""
            m = wrong.search(sentence)
            lead = f"{before} {sentence[: m.start()]}" if m else ""
            if (
                m
                and section
                and not _someone_else(lead, child)
                and child.search(section.text[max(0, start - 600) : end])
            ):
                at = start + m.start()
                quote_end = min(end, at + 60)
                quote = section.text[max(start, at - 30) : quote_end]
                place = subject.place(section.passage, at, at + len(m[0]))
                findings.append(
                    Finding(
                        "identity.pronoun",
                        Severity.MEDIUM,
                        letter,
                        quote,
                        f'"{m[0]}" is not the child\'s pronoun ("{plan.child.pronouns}").',
                        "Check that these words are about this child, and mend the pronoun.",
                        REASON,
                        None,
                        place,
                    )
                )
            ends_block = section is not None and section.text[end : end + 1] == "\n"
            before = "" if ends_block else sentence
    return Examined(tuple(findings))


def _someone_else(lead: str, child: re.Pattern[str]) -> bool:
    """Whether the words before the pronoun name anybody but the child."""
    rest = child.sub(" ", lead)
    return bool(_OTHERS.search(rest) or any(m[0] not in _COMMON for m in _NAME.finditer(rest)))


_COMMON = frozenset(
    {
        "Year",
        "Key",
        "Stage",
        "Section",
        "English",
        "July",
        "June",
        "May",
        "March",
        "April",
        "August",
        "September",
        "October",
        "November",
        "December",
        "January",
        "February",
        "Easter",
        "Christmas",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "School",
    }
)

CHECK = CaseCheck(codes=("identity.pronoun",), version=1, examine=examine)
