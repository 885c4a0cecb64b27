"""People's names and jobs in a line: "Dr A. Gill MRCPCH, Consultant Paediatrician" and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.advice.vocabulary import Kinds, any_of, load, plain
from extractors.dates import find_dates

_PART = r"(?:[A-Z][a-zA-ZÀ-ÿ']+(?:-[A-Z]?[a-zA-ZÀ-ÿ']+)*|[A-Z]\.?)"
_NOT_FIRST = (
    r"Dear|Re|To|The|This|These|That|Thank|Yours|By|In|On|At|For|From|With|Date|Report|Signed|Please|Copy|It|If|And|All|My|Our|"
    r"Private|Name|Child|Kind|Best|Many|Section|Part|Year|Key|Stage"
)
_HONORIFIC = r"(?:Dr|Prof|Professor|Mrs|Mr|Ms|Miss|Mx|Rev|Sr)\b\.? ?"
NAME = re.compile(rf"(?!(?:{_NOT_FIRST})\b)(?:{_HONORIFIC})?{_PART}(?: (?:{_PART}|de|van|von|der|el|al|bin|of)){{1,4}}")
_ONE_TITLED = re.compile(rf"{_HONORIFIC}{_PART}")
SERVICE = re.compile(
    r"\b(?:Team|Services?|School|Trust|Council|Report|Therapy|Advice|Plan|Department|NHS|Needs|Centre|Unit|Hospital|College|"
    r"Academy|Nursery|Colleagues?|Care|EHC|SEND?|Borough|County|Assessment|Views?|CAMHS|Clinic|Playgroup|Pre-?[Ss]chool|Ysgol|"
    r"Primary|Junior|Infants?|Portage|Nursing|Foundation|Pathway|Therapies|Physiotherapy|Child Health|Paediatrics|Road|Street|"
    r"Lane|House|Surgery|Practice|Group|Provision|Support)\b"
)
TITLE = re.compile(rf"^{_HONORIFIC}")
_AFTER_NAME = re.compile(r"\s*[,;(|\n]\s*|\s+[–—-]\s+|\s{2,}|\)\s*")
LETTERS = re.compile(  # letters after a name, not a job
    r"^(?:(?:B|M|D)\.?(?:Sc|A|Ed|Phil|ClinPsy\w*|EdPsy\w*|Psych|Litt)|BSc|Ph\.?D|PGCE|HCPC|RCSLT|NMC|GMC|(?:M|F)R\w{2,7}|RNLD|RN|RD|RSCN|"
    r"SCPHN|AMBDA|APC|SWE|Social Work England|C\.?Psychol|CertEd|QTS|QTVI|QToD|Hons|[Rr]egistered (?=with|number|no\b|practitioner|social|\d)|[Rr]egistration)\b"
)
_TRAILING = re.compile(
    r" (?:BSc|BA|BEd|MSc|MA|MEd|PhD|MRCSLT|MCSP|RD|RN|RSCN|SCPHN|DEdPsy|DClinPsy|MBBS|MB|MRCPCH|FRCPCH|CPsychol|HCPC|QTVI|QToD|"
    r"Ed ?Psych|M?RCOT|Hons)\b.*$"
)
_OWN_SERVICE = re.compile(  # the service at the end of "Social Worker, Disabled Children's Team"
    r"\b(?:Services?|Team|Trust|CAMHS|Hospital|Clinic|Centre|School|Academy|College|Nursery|Council|Department|Therapies)$"
)
_FIELD = re.compile(r"\b(?:Physiotherapy|Psychology|Therapy|Paediatrics|Audiology|Dietetics|Nursing)$")  # no one's job
_SOMEBODY = re.compile(r"\b(?:in|of|for|specialist|consultant|lead|registrar|head|doctor)\b", re.IGNORECASE)
_NO_JOB = re.compile(
    r"[:!?]|\.\s|\b(?:will|should|would|is|are|has|have|was|were|each|every|weekly|daily|termly|hours?|minutes?|sessions?|visits?|"
    r"programme|to visit|to be|needs?)\b|\d{1,2} (?:x|\w+day)"
)
LONGEST_JOB = 12  # words
_JOB_STARTS = (
    r"\s(?=(?:Educational|Consultant|Senior|Specialist|Social|Clinical|Community|Speech|Highly|Lead|Principal)\b)"
)


@dataclass(frozen=True, slots=True)
class Author:
    """A report's author: name, role, organisation, each "" where nothing tells."""

    name: str = ""
    role: str = ""
    organisation: str = ""


def without_dates(text: str) -> str:
    """The text without its dates."""
    for found in reversed(find_dates(text)):
        text = text[: found.start] + text[found.end :]
    bare = text.strip(" .,;")
    return bare if bare.count("(") == bare.count(")") else bare.strip(" .,;()")


_SIGNED_OFF = re.compile(  # "..., Speech and Language Therapist. Signed 18 September 2026", "... Checked and signed."
    r"(?<=\w)[.;,] *(?:(?:checked|read|typed|agreed) and )?(?:electronically )?signed\b.*$", re.IGNORECASE | re.DOTALL
)


_TITLE_AFTER = re.compile(r"(?<=[a-z]) (?=(?:QTVI|QToD|QTOD|SENCo|SENCO|SENDCo)\b)")  # "Imogen Sayer QTVI"


def name_and_role(text: str) -> Author:
    """A name at the start of a line, and the job that follows it; else the line as a job."""
    line = _TITLE_AFTER.sub(", ", _SIGNED_OFF.sub("", plain(text)).strip(" .,;|"))
    found = NAME.match(line)
    if not found or job(found[0]) or SERVICE.search(found[0]):
        titled = _ONE_TITLED.match(line)
        if titled and not SERVICE.search(titled[0]):
            return Author(titled[0], _first_job(line[titled.end() :]))
        return Author(role=_first_job(line))
    name = _TRAILING.sub("", re.split(_JOB_STARTS, found[0])[0])
    rest, service = _without_service(line[len(name) :])
    if joined := re.match(r"\s*(?:and|&)\s+", rest):
        second = NAME.match(rest[joined.end() :])
        if second and not job(second[0]):
            name = f"{name} and {second[0]}"
            rest = rest[joined.end() + second.end() :]
    if shared := re.match(r"( (?:and|&) )([A-Z][a-z'-]+ [A-Z][\w'-]+)$", rest):
        name, rest = f"{name}{shared[0]}", ""
    return Author(name, _first_job(rest), service)


def _without_service(text: str) -> tuple[str, str]:
    """What follows a name, and the service that it ends with: ", Social Worker, Disabled Children's Team"."""
    before, comma, last = text.strip(" .;").rpartition(", ")
    if comma and not before.strip(" ,") and _FIELD.search(last) and not _SOMEBODY.search(last):
        return "", last
    return (before, last) if comma and job(before.strip(" ,")) and _OWN_SERVICE.search(last) else (text, "")


def _first_job(text: str) -> str:
    """The first piece of a line that is a job title, without registrations and dates."""
    whole = without_dates(text).strip(" ,;.|-")
    if _LETTERS_IN.search(whole) is None and "|" not in whole and ";" not in whole and job(whole) and "," in whole:
        return whole if len(whole.split()) <= _SHORT_WHOLE else job(whole.split(",")[0]) or whole
    whole = _REGISTER.sub("", whole)
    pieces = [_closed(p.strip(" .")) for p in _AFTER_NAME.split(whole)]
    return next((p for p in pieces if p and not LETTERS.match(p) and job(p)), "")


def _closed(piece: str) -> str:
    """A piece of a line with its brackets whole: "Therapist (Early Years)", and none that holds letters only."""
    piece = piece.lstrip(" )") if piece.count("(") < piece.count(")") + piece.startswith("(") else piece
    before, bracket, inside = piece.partition("(")
    if bracket and ")" not in inside:
        return before.strip() if LETTERS.match(inside) or not inside else f"{piece})"
    return piece.strip("( ") if not before else piece


_REGISTER = re.compile(r"\b(?:HCPC|NMC|GMC|SWE)[- ](?:[Rr]egistered|[Rr]eg\.?) ")
_LETTERS_IN = re.compile(r"\b(?:HCPC|NMC|GMC|RCSLT|SWE|Social Work England|[Rr]egist(?:ered|ration))\b|\d{4}")
_SHORT_WHOLE = 7  # words: "Head of Year 8, Pastoral Lead" is one job


@cache
def _jobs() -> re.Pattern[str]:
    kinds = load("kinds", Kinds)
    return any_of(tuple(p for marks in kinds.kinds.values() for p in marks.role) + kinds.job)


def job(text: str) -> str:
    """The text itself where it is a job title and nothing more, else ""."""
    words = text.split()
    if not words or len(words) > LONGEST_JOB or _NO_JOB.search(text):
        return ""
    return text.strip() if _jobs().search(text) else ""


def fullness(name: str) -> int:
    """Full given names before initials."""
    return sum(len(w) for w in TITLE.sub("", name).split() if len(w.strip(".")) > 1)


def surname(name: str) -> str:
    """The last word of a name, lower case."""
    words = TITLE.sub("", name).replace(".", " ").split()
    return words[-1].lower() if words else ""
