"""Who wrote a report, as what, and whether it is signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.advice.fields import FrontSheet
from extractors.advice.model import AdvicePart, PartRole
from extractors.advice.vocabulary import Kinds, any_of, load, phrases, plain
from extractors.dates import find_dates

_PART = r"(?:[A-Z][a-zA-ZÀ-ÿ']+(?:-[A-Z]?[a-zA-ZÀ-ÿ']+)*|[A-Z]\.?)"
_NAME = re.compile(
    r"(?!(?:Dear|Re|To|The|This|These|That|Thank|Yours|By|In|On|At|For|From|With|Date|Report|Signed|Please|Copy|It|If|And|All|My|Our)\b)"
    rf"(?:(?:Dr|Prof|Professor|Mrs|Mr|Ms|Miss|Mx|Rev|Sr)\.? )?{_PART}"
    rf"(?: (?:{_PART}|de|van|von|der|el|al|bin|of)){{1,4}}"
)
_SERVICE = re.compile(
    r"\b(?:Team|Service|Services|School|Trust|Council|Report|Therapy|Advice|Plan|Department|NHS|Needs|Centre|Unit|Hospital|College|"
    r"Academy|Nursery|Colleagues?|Care|EHC|SEND?|Borough|County|Assessment|Views?)\b"
)
_TITLE = re.compile(r"^(?:Dr|Prof|Professor|Mrs|Mr|Ms|Miss|Mx|Rev|Sr)\b\.? ?")
_LEAD = re.compile(
    r"^\W*(?:electronically )?(?:signed(?: and dated| electronically)?(?: by)?|signature|"
    r"yours (?:sincerely|faithfully|truly)|kind regards|best wishes|with (?:kind|best) (?:regards|wishes)|"
    r"dictated by|author|name|completed by|written by|report(?: written)? by|prepared by)\b\W*",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"\s*[,;(|–—\n-]\s*|\s{2,}|\n|\)\s*")
_LETTERS = re.compile(  # letters after a name, not a job
    r"^(?:(?:B|M|D)\.?(?:Sc|A|Ed|Phil|ClinPsy\w*|EdPsy\w*|Psych|Litt)|Ph\.?D|PGCE|HCPC|RCSLT|NMC|GMC|(?:M|F)R\w{2,5}|RNLD|RN|AMBDA|APC|"
    r"C\.?Psychol|CertEd|QTS|QTVI|QToD|Hons|registered|registration)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^\W*|\b)(?:electronically )?(?:signed\b|signature\b|yours (?:sincerely|faithfully|truly))", re.IGNORECASE
)
_REGISTERED = re.compile(
    r"\b(?:hcpc|nmc|gmc|rcslt|registered|registration|social work england|mrcpch|frcophth|rnld)\b", re.IGNORECASE
)
LONGEST_SIGNATURE = 22  # words
LONGEST_JOB = 8  # words
HEAD = 5  # lines of a letterhead
_COMPLETED = re.compile(r"\b(?:completed|written|prepared|compiled|report(?:ed)?) by ", re.IGNORECASE)
_I_AM = re.compile(r"\bmy name is |\bI,? ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Author:
    """A report's author: name, role, organisation, each "" where nothing tells."""

    name: str = ""
    role: str = ""
    organisation: str = ""


def read_author(sheet: FrontSheet, parts: Sequence[AdvicePart]) -> Author:
    """Who wrote the report: from labelled fields, else from the signature, else from its opening."""
    organisation = next(iter(sheet.values("organisation")), "") or _letterhead(parts)
    role = next(iter(sheet.values("role")), "")
    name = next(iter(sheet.values("author")), "")
    for both in (*([name] if name else []), *sheet.values("name_role")):
        split = _name_and_role(both)
        name, role = split.name or name, role or split.role
    closing = [line for p in parts if p.role is PartRole.CLOSING for line in p.text.splitlines()]
    signatures = [
        _name_and_role(_LEAD.sub("", v))
        for v in (*sheet.values("signature"), *closing, *sheet.values("name", closing=True))
    ]
    if not signatures and parts:
        signatures = [_name_and_role(_LEAD.sub("", line)) for line in parts[-1].text.splitlines()[-4:]]
    if not name:
        name = max((s.name for s in signatures), key=_fullness, default="")
    if not name:
        opening = _opening(parts)
        name, role = opening.name, role or opening.role
    if not role:
        role = next((s.role for s in signatures if s.role), "") or next(
            (r for line in closing if (r := _job(line))), ""
        )
    return Author(_tidy(name), _tidy(role), _tidy(organisation))


def read_signed(sheet: FrontSheet, parts: Sequence[AdvicePart]) -> bool | None:
    """Whether the report is signed; a typed name under it counts. None where nothing tells."""
    ending = "\n".join(p.text for p in parts if p.role in (PartRole.CLOSING, PartRole.REVIEW, PartRole.PROVISION))
    text = plain(ending or (parts[-1].text if parts else ""))
    if any_of(phrases().unsigned).search(text):
        return False
    if any(v for v in sheet.values("signature")) or _signed_words(text):
        return True
    if sheet.has_blank("signature"):
        return False
    closing = [line for p in parts if p.role is PartRole.CLOSING for line in p.text.splitlines()]
    return True if any(_name_and_role(_LEAD.sub("", line)).name for line in closing) else None


def is_signature(text: str) -> bool:
    """Whether a line or sentence is a signature: "Signed D. Prosser 22.9.26", "M. Ives, 12 March 2024"."""
    line = plain(text).strip()
    if len(line.split()) > LONGEST_SIGNATURE:
        return False
    if _SIGNED.match(line) or not _without_dates(line):
        return True
    name = _NAME.match(line)
    rest = line[name.end() :] if name else ""
    return bool(name) and (bool(_SIGNED.search(rest)) or bool(_REGISTERED.search(rest)) or _dated_job(rest))


def _dated_job(rest: str) -> bool:
    """What follows the name is a date or letters, and besides only a job."""
    left = _without_dates(rest)
    dates = find_dates(rest)
    pieces = [p for q in re.split(r"[,;()]", left) if (p := q.strip(" ."))]
    letters = [p for p in pieces if _LETTERS.match(p) or p.replace(" ", "").isdigit()]
    jobs = [p for p in pieces if p not in letters and len(p.split()) <= LONGEST_JOB and _job(p)]
    return bool(dates or letters) and len(letters) + len(jobs) == len(pieces)


def _without_dates(text: str) -> str:
    for found in reversed(find_dates(text)):
        text = text[: found.start] + text[found.end :]
    return text.strip(" .,;()")


def _signed_words(text: str) -> bool:
    return any(any_of(phrases().signed).search(line) for line in text.splitlines())


def _name_and_role(text: str) -> Author:
    """A name at the start of a line, and the job that follows it."""
    line = plain(text).strip()
    found = _NAME.match(line)
    if not found or _job(found[0]) or _SERVICE.search(found[0]):
        return Author(role=_job(line))
    name = re.split(
        r"\s(?=(?:Educational|Consultant|Senior|Specialist|Social|Clinical|Community|Speech|Highly)\b)", found[0]
    )[0]
    rest = line[len(name) :]
    if joined := re.match(r"\s*(?:and|&)\s+", rest):
        second = _NAME.match(rest[joined.end() :])
        if second:
            name = f"{name} and {second[0]}"
            rest = rest[joined.end() + second.end() :]
    pieces = [p.strip(" .)(") for p in _AFTER_NAME.split(rest)]
    role = next((p for p in pieces if p and not _LETTERS.match(p) and _job(p)), "")
    return Author(name, role)


@cache
def _jobs() -> re.Pattern[str]:
    kinds = load("kinds", Kinds)
    return any_of(tuple(p for marks in kinds.kinds.values() for p in marks.role) + kinds.job)


def _job(text: str) -> str:
    """The text itself where it is a job title, else ""."""
    return text.strip() if len(text.split()) <= 14 and _jobs().search(text) else ""


def _opening(parts: Sequence[AdvicePart]) -> Author:
    text = plain("\n".join(p.text for p in parts[:3]))
    for lead in (_COMPLETED, _I_AM):
        for found in lead.finditer(text):
            author = _name_and_role(text[found.end() : found.end() + 120])
            if author.name:
                return author
    return Author()


def _letterhead(parts: Sequence[AdvicePart]) -> str:
    """The service named at the head of a letter or under its signature, at most two lines of it."""
    ends = [p for p in parts if p.role is PartRole.CLOSING]
    lines = [line for p in (*parts[:2], *ends) for line in p.text.splitlines()[:HEAD]]
    named = [line.strip() for line in lines if len(line.split()) <= LONGEST_JOB and _is_name_of_service(line)]
    return ", ".join(named[:2])


def _is_name_of_service(line: str) -> bool:
    other = re.search(r"\b(?:advice|report|assessment|views?|dear|re|\w+ officer|worker)\b", line, re.IGNORECASE)
    return bool(_SERVICE.search(line)) and not other and line.strip()[-1:] not in ".,:?"


def _fullness(name: str) -> int:
    """Full given names before initials."""
    return sum(len(w) for w in _TITLE.sub("", name).split() if len(w.strip(".")) > 1)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;:.") if len(text) < 160 else ""
