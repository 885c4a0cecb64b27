"""The signature block: where it begins, whether a line belongs to it, whether the report is signed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.advice.fields import FrontSheet
from extractors.advice.model import AdvicePart, PartRole
from extractors.advice.names import LETTERS, LONGEST_JOB, NAME, SERVICE, job, name_and_role, surname, without_dates
from extractors.advice.vocabulary import any_of, phrases, plain
from extractors.dates import find_dates
from extractors.document import Block, BlockKind

_SIGNED = re.compile(
    r"(?:^\W*|\b)(?:electronically )?(?:signed\b|signature\b|yours (?:sincerely|faithfully|truly))", re.IGNORECASE
)
LEAD = re.compile(
    r"^\W*(?:electronically (?:signed|authori[sz]ed|approved|verified)(?: by)?|signed(?: and dated| electronically)?"
    r"(?: on behalf of [^:]{1,40})?(?: by)?|signature|yours (?:sincerely|faithfully|truly)|(?:kind|warm) regards|best wishes|"
    r"many thanks|with (?:kind|best) (?:regards|wishes)|dictated by|author|name|completed by|written by|"
    r"report(?: written)? by|prepared by)\b[^\w(]*",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"\b(?:hcpc|nmc|gmc|rcslt|registered|registration|social work england|mrcpch|frcophth|rnld)\b", re.IGNORECASE
)
_AFTERWARDS = re.compile(
    r"^\W*(?:cc\b|c\.c\.|copies? (?:to|of)|copy (?:to|of)|enc\b|dictated|typed|checked|tel\b|telephone|phone|e-?mail|www\.)|@\S+\.",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:yours (?:sincerely|faithfully|truly)|(?:kind|warm) regards|best wishes|many thanks|with (?:kind|best))",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(r"^(?:date|dated|on|signed on)?\W*$", re.IGNORECASE)
_GIVEN = re.compile(r"^[A-Z][a-z'-]+$")  # "Charlotte"
_INITIALS = re.compile(r"^(?:(?:Dr|Prof|Mrs?|Ms|Miss)\b\.? )?(?:[A-Z]\.? ?){1,3}[A-Z][a-z][\w'-]*$")
_APPENDIX = re.compile(r"^\W*(?:appendix|appendices|annex)\b(?: ?[A-Z0-9]{1,2}\b)?[^.]{0,60}$", re.IGNORECASE)
LONGEST_SIGNATURE = 22  # words
LONGEST_LINE = 14  # words of a name, job or service under a report
WITHIN = 12  # blocks from the end


def is_signature(text: str) -> bool:
    """Whether a line or sentence is a signature: "Signed D. Prosser 22.9.26", "M. Ives, 12 March 2024"."""
    line = plain(text).strip()
    if len(line.split()) > LONGEST_SIGNATURE:
        return False
    if _SIGNED.match(line) or not without_dates(line):
        return True
    name = NAME.match(line)
    rest = line[name.end() :] if name else ""
    return bool(name) and (bool(_SIGNED.search(rest)) or bool(_REGISTERED.search(rest)) or _dated_job(rest))


def _dated_job(rest: str) -> bool:
    """What follows the name is a date or letters, and besides only a job."""
    left = without_dates(rest)
    dates = find_dates(rest)
    pieces = [p for q in re.split(r"[,;()]", left) if (p := q.strip(" ."))]
    letters = [p for p in pieces if LETTERS.match(p) or p.replace(" ", "").isdigit()]
    jobs = [p for p in pieces if p not in letters and len(p.split()) <= LONGEST_JOB and job(p)]
    return bool(dates or letters) and len(letters) + len(jobs) == len(pieces)


def closing_from(body: Sequence[Block], authors: Sequence[str] = ()) -> int:
    """The number in ``body`` of the first block of the signature block, or ``len(body)`` where there is none.

    Read from the end, or from where the appendices begin: names, jobs, dates, services, greetings and copies, for as long as they go on. Words of
    a name alone count only where a job, a date, a greeting or ``authors`` (names known from the front) speak for it.
    """
    last = appendices_from(body)
    start, names, support = last, 0, 0
    known = {surname(a) for a in authors if a}
    for number in range(last - 1, max(0, last - WITHIN) - 1, -1):
        block = body[number]
        sort = _sort(block) if block.cell is None and not block.label else ""
        if not sort:
            break
        start = number
        names += sort in ("name", "job name", "signed")
        line = plain(block.text).strip()
        support += (
            sort in ("job", "job name", "date", "signed", "greeting")
            or bool(_INITIALS.match(line))
            or surname(line) in known
        )
        if sort == "greeting":
            break
    return start if names and support else len(body)


def appendices_from(body: Sequence[Block]) -> int:
    """The number of the heading "Appendix 1: ..." in the second half, where the signature block ends, or ``len(body)``."""
    return next(
        (n for n, b in enumerate(body) if n * 2 >= len(body) and b.cell is None and _APPENDIX.match(b.text)), len(body)
    )


def _sort(block: Block) -> str:
    """What a line of a signature block is: name, job, date, service, greeting, afterwards; "" for anything else."""
    line = plain(block.text).strip()
    if len(line.split()) > LONGEST_SIGNATURE or block.kind is BlockKind.LIST_ITEM:
        return ""
    if _GREETING.match(line):
        return "greeting"
    if _AFTERWARDS.search(line):
        return "afterwards"
    if find_dates(line) and _DAY_ALONE.match(without_dates(line)):
        return "date"
    if is_signature(line) or any_of(phrases().unsigned).search(line):
        return "signed"
    if len(line.split()) > LONGEST_LINE or line[-1] in ".?!:" or block.kind is BlockKind.HEADING:
        return ""
    told = name_and_role(line)
    if told.name and (told.role or NAME.fullmatch(line) or _lettered(line)):
        return "job name" if told.role else "name"
    if _GIVEN.match(line):
        return "given"
    if job(line) or _REGISTERED.search(line):
        return "job"
    return "service" if SERVICE.search(line) and line[0].isupper() else ""


def _lettered(line: str) -> bool:
    found = NAME.match(line)
    return bool(found) and bool(LETTERS.match(line[found.end() :].strip(" ,(")) if found else False)


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
    return True if any(name_and_role(LEAD.sub("", line)).name for line in closing) else None


def _signed_words(text: str) -> bool:
    return any(any_of(phrases().signed).search(line) for line in text.splitlines())
