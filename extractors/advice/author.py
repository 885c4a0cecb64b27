"""Who wrote a report, as what, and for which service: from labels, the signature, the letterhead, the opening."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.advice.fields import FrontSheet
from extractors.advice.model import AdvicePart, PartRole
from extractors.advice.names import (
    NAME,
    SERVICE,
    Author,
    fullness,
    job,
    name_and_role,
    surname,
    without_dates,
)
from extractors.advice.signature import LEAD
from extractors.advice.vocabulary import plain

HEAD = 8  # lines of a letterhead
REGISTERS = {
    **{"PYL": "Educational Psychologist", "SL": "Speech and Language Therapist", "OT": "Occupational Therapist"},
    **{
        "PH": "Physiotherapist",
        "DT": "Dietitian",
        "MRCSLT": "Speech and Language Therapist",
        "MCSP": "Physiotherapist",
        "QTVI": "Qualified Teacher of Children with Vision Impairment",
        "QTOD": "Qualified Teacher of the Deaf",
    },
}
_HCPC = re.compile(r"\bHCPC\b[^\n]{0,25}?\b(PYL|SL|OT|PH|DT) ?\d")
_MEMBER = re.compile(r"\b(?:MRCSLT|MCSP|QTVI|Q[Tt][Oo]D)\b")
LONGEST_SERVICE = 8  # words
_COMPLETED = re.compile(r"\b(?:completed|written|prepared|compiled|report(?:ed)?|assessed) by:? ", re.IGNORECASE)
_I_AM = re.compile(r"\bmy name is |\bI,? ", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\(?\b(?:[A-Z][\w-]+'s|his|her|their) (mum|mummy|mother|dad|father|parents?|gran\w*|foster carer|carer|guardian|aunt|uncle)\b"
)
_SUPERVISED = re.compile(r"\b(?:under the supervision of|supervised by|jointly with|together with) ", re.IGNORECASE)
_NO_SERVICE = re.compile(
    r"\b(?:advice|report|assessments?|views?|dear|re|\w+ officer|worker|number|education,? health|plan|information|form|private|"
    r"confidential|to the|needs|road|street|lane|avenue|surgery|asked for|requested)\b|\d{2,}|^(?:to|for|at|in|by)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"^[^:]{5,60}: ?(?:\w+ ){0,2}(?:advice|information|report|contribution)\b", re.IGNORECASE)
_ADDRESSEE = re.compile(
    r"\b(?:sen|send|statutory|casework|case work|ehcp?|sen assessment|assessment) ?(?:\w+ )?(?:team|service|section)\b",
    re.IGNORECASE,
)


def read_author(sheet: FrontSheet, parts: Sequence[AdvicePart], head: Sequence[str] = ()) -> Author:
    """Who wrote the report. ``head`` is the report's first lines, tables left out."""
    role = next((without_dates(r) for r in sheet.values("role") if job(_first_piece(r)) or not r[:1].isdigit()), "")
    name = without_dates(next(iter(sheet.values("author")), ""))
    own = ""
    for both in (*([name] if name else []), *sheet.values("name_role")):
        split = name_and_role(both)
        name, role = split.name or name, role or split.role
        own = own or split.organisation
    closing = [line for p in parts if p.role is PartRole.CLOSING for line in p.text.splitlines()]
    signatures = _signatures(sheet, closing)
    people = [name_and_role(v) for v in sheet.values("person")]
    own = own or next((p.organisation for p in people if p.organisation), "")
    if not name and not any(s.name for s in signatures):
        name = next((p.name for p in people if p.name), "")
    if not name:
        name = _signers(signatures)
    opening = _opening(parts, head)
    if not name:
        name, role = opening.name, role or opening.role
    if together := _together(name, parts):
        name = together
    candidates = [*signatures, *people, opening, *_in_head(head)]
    name = max([name, *(c.name for c in candidates if _same(c.name, name))], key=fullness)
    if not role:
        role = _role(name, candidates, closing) or _by_register("\n".join((*head, *closing)))
    organisation = next(iter(sheet.values("organisation")), "") or own or _letterhead(parts, head)
    return Author(_tidy(name), _tidy(_first_piece(role)), _tidy(organisation))


def _signatures(sheet: FrontSheet, closing: Sequence[str]) -> list[Author]:
    """Names and jobs in the signature block, a job on a line of its own joined to the name above it."""
    lines = (*sheet.values("signature"), *closing, *sheet.values("name", closing=True))
    found: list[Author] = []
    for line in lines:
        told = name_and_role(LEAD.sub("", line))
        if relative := _RELATIVE.search(plain(line)):
            told = Author(told.name, relative[1].capitalize())
        if told.role and not told.name and found and not found[-1].role:
            found[-1] = Author(found[-1].name, told.role)
        elif told.name or told.role:
            found.append(told)
    return found


def _signers(signatures: Sequence[Author]) -> str:
    """The one who signs; two who sign with a job each sign together."""
    full: list[Author] = []
    for each in signatures:
        if not each.name:
            continue
        same = next((i for i, other in enumerate(full) if _same(other.name, each.name)), None)
        if same is None:
            full.append(each)
        elif fullness(each.name) > fullness(full[same].name) or not full[same].role:
            best = max(each.name, full[same].name, key=fullness)
            full[same] = Author(best, full[same].role or each.role)
    titled = [a for a in full if a.role]
    if len(titled) == 2 and len(full) == 2:
        return f"{titled[0].name} and {titled[1].name}"
    return (titled or full or [Author()])[0].name


def _together(name: str, parts: Sequence[AdvicePart]) -> str:
    """Both names where the opening says that a second writes with, or watches over, the first."""
    if not name or " and " in name:
        return ""
    for part in parts[:3]:
        text = plain(part.text)
        for found in _SUPERVISED.finditer(text):
            second = NAME.match(text[found.end() :])
            if second and surname(name) in text[: found.start()].lower() and not _same(second[0], name):
                return f"{name} and {second[0]}"
    return ""


def _same(first: str, second: str) -> bool:
    """Whether two wordings name one person: the surname, and initials that do not differ."""
    if not first or not second or surname(first) != surname(second):
        return False
    mine, theirs = (re.sub(r"^(?:Dr|Prof|Mrs|Mr|Ms|Miss)\b\.? ?", "", n)[:1] for n in (first, second))
    return mine == theirs or " " not in first.strip() or " " not in second.strip()


def _role(name: str, candidates: Sequence[Author], closing: Sequence[str]) -> str:
    first = name.split(" and ")[0]
    named = max((c.role for c in candidates if c.role and _same(c.name, first)), key=len, default="")
    return (
        named
        or next((c.role for c in candidates if c.role and not c.name), "")
        or next((r for line in closing if (r := name_and_role(LEAD.sub("", line)).role)), "")
    )


def _by_register(text: str) -> str:
    """The profession that a registration tells: the Health and Care Professions Council's numbers begin with its letters."""
    found = _HCPC.search(text)
    letters = found[1].upper() if found else next((m[0].upper() for m in _MEMBER.finditer(text)), "")
    return REGISTERS.get(letters, "")


def _first_piece(role: str) -> str:
    """A job without its registration."""
    bare = re.split(r"[,;(]?\s*\b(?:HCPC|NMC|GMC|RCSLT|SWE|APC)\b|\s*[,;(]\s*(?:QTVI|QToD|registered)\b", role)[
        0
    ].strip(" ,;(-")
    return bare.partition("(")[0].strip() if bare.count("(") > bare.count(")") else bare


def _opening(parts: Sequence[AdvicePart], head: Sequence[str]) -> Author:
    text = plain("\n".join((*head, *(p.text for p in parts[:3]))))
    for lead in (_COMPLETED, _I_AM):
        for found in lead.finditer(text):
            author = name_and_role(text[found.end() : found.end() + 120].splitlines()[0].split(" on ")[0])
            if author.name:
                return author
    return Author()


def _in_head(head: Sequence[str]) -> list[Author]:
    """Names at the head of a letter with a job on the same line or the next: "Headteacher: Mr G. Pugh"."""
    found: list[Author] = []
    for line, after in zip(head, [*head[1:], ""], strict=False):
        label, colon, value = plain(line).partition(":")
        if colon and job(label) and NAME.match(value.strip()):
            found.append(Author(name_and_role(value.strip()).name, label.strip()))
        else:
            told = name_and_role(line)
            if told.name and NAME.fullmatch(plain(line).strip()):
                found.append(Author(told.name, told.role or name_and_role(after).role))
    return found


def _letterhead(parts: Sequence[AdvicePart], head: Sequence[str]) -> str:
    """The service named at the head of a letter or under its signature, at most two lines of it."""
    ends = [p for p in parts if p.role is PartRole.CLOSING]
    lines = [*head[:HEAD], *(line for p in ends for line in p.text.splitlines()[:HEAD])]
    lines += [line.split(":")[0] for line in head[:HEAD] if _TITLED.search(line)]
    named = list(dict.fromkeys(line.strip(" *") for line in lines if _is_name_of_service(line)))
    own = [line for line in named if not _ADDRESSEE.search(line)]
    return ", ".join(own[:2])


def _is_name_of_service(line: str) -> bool:
    text = plain(line).strip()
    if not text or len(text.split()) > LONGEST_SERVICE or _NO_SERVICE.search(text) or text[-1] in ".:?":
        return False
    return bool(SERVICE.search(text)) and "," not in text


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;:.") if len(text) < 160 else ""
