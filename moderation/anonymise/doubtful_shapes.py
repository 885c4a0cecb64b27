"""What may identify by its shape, looked for more loosely than the first pass does: numbers, addresses, dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOMAIN = r"(?:com|org|net|uk|co|gov|nhs|sch|ac|info|io|cymru|wales|scot|london|email|me|app|eu|ie)"
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"[\w.+'’-]{0,64}@[\w.-]{1,80}")),
    # "jo.bloggs at gmail dot com"
    (
        "e-mail",
        re.compile(
            r"[\w.+'’-]{2,64}\s(?:\(|\[)?at(?:\)|\])?\s[\w-]{2,40}\s(?:\(|\[)?dot(?:\)|\])?\s\w{2,10}", re.IGNORECASE
        ),
    ),
    ("web address", re.compile(r"\b(?:[a-z]{2,6}://|www\.)[^\s<>]{1,300}", re.IGNORECASE)),
    (
        "file name",
        re.compile(
            r"[\w()'’.-]{1,80}\.(?:docx?|pdf|rtf|odt|xlsx?|pptx?|msg|eml|jpe?g|png|heic|mp[34]|mov|zip)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "web address",
        re.compile(rf"\b[a-z0-9][a-z0-9-]{{1,62}}(?:\.[a-z0-9-]{{2,62}})*\.{_DOMAIN}\b(?:/\S*)?", re.IGNORECASE),
    ),
    (
        "postcode",
        re.compile(
            r"(?<![A-Za-z0-9])(?!(?i:ks|wisc|bas)\d)[A-Za-z]{1,2}\d[A-Za-z\d]?[ \u00a0]{0,2}(?!\d(?:st|nd|rd|th)\b)\d[A-Za-z]{2}(?![A-Za-z0-9])"
        ),
    ),
    # "12/3 Cannon Rise", "Flat 4, Larch House", "27a Mill Road": a house's number before a name.
    (
        "address",
        re.compile(
            r"\b(?:(?i:flat|plot|caravan|house|clinic|ward|block|apartment)[ \u00a0]\d{1,4}[a-zA-Z]?(?:, )?(?:[A-Z][\w'’-]+[ \u00a0]?){0,4}|\d{1,4}(?:/\d{1,3})?[a-zA-Z]?,?[ \u00a0](?:[A-Z][\w'’-]+[ \u00a0]){1,3}(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Way|Terrace|Gardens|Grove|Place|Court|Square|Hill|Park|Row|Walk|Mews|Rise|Green|View|Cottages|Villas|Parade|Rd|St|Ave))\b"
        ),
    ),
    ("address", re.compile(r"\d{1,4}[/,]?\d{0,3}[A-Za-z]?[ \u00a0/,]{0,2}(?=\[address\])")),
    # "Child.on.bass", "Person 3_gaming": what is left of a name in the net.
    ("web name", re.compile(r"\b\w{1,30}[._](?:Child|Family)(?:[\w.]{0,40})")),
    ("web name", re.compile(r"\b(?:Child|Family|(?:Person|Parent|Professional) \d{1,3})[._]\w[\w.]{1,40}")),
    # "at number 14", "No. 14 has a ramp": a house.
    ("address", re.compile(r"(?<=\bat )(?i:number|no\.?)[ \u00a0]\d{1,4}[a-zA-Z]?(?!\w)")),
    # "jo (at) school": nobody else writes so.
    ("e-mail", re.compile(r"[\w.+'’-]{1,64}\s?[(\[]at[)\]]\s?[\w.-]{0,60}", re.IGNORECASE)),
    # "the A362", "M5": roads. "A4" is paper, "B12" an item.
    ("road", re.compile(r"(?<!\w)(?:[AB]\d{3,4}|M\d{1,2})(?!\w)")),
    # "tutor group 9SBO", "class 4R": a class's own name. "17ZD" is a section of an Act.
    ("class", re.compile(r"(?<!\w)\d{1,2}(?!AM|PM|KG|CM|MM|ML|MG|HR|ST|ND|RD|TH|Z[A-Z]|Y\b)[A-Z]{2,4}(?!\w)")),
    (
        "class",
        re.compile(
            r"(?<=\b[Cc]lass )\d{1,2}[A-Z](?!\w)|(?<=\b[Ff]orm )\d{1,2}[A-Z](?!\w)|(?<=\bgroup )\d{1,2}[A-Z](?!\w)"
        ),
    ),
    ("number", re.compile(r"(?<![\w/])[A-Za-z0-9]{0,8}(?:/[A-Za-z0-9]{1,8}){1,4}/\d{2,8}(?!\w)")),
    # Nine digits or more, however they are set: NHS, UPN, telephone, also with an o for the nought.
    ("number", re.compile(r"(?<![\w.])[A-Za-z]?[+(]{0,2}[oO\d](?:[ \u00a0().-]{0,3}\d){8,15}[A-Za-z]?(?![\w%])")),
    # Six digits or more in one piece; letters with five digits or more: a register's, a case's.
    ("number", re.compile(r"(?<![\w.,£])\d{6,}(?![\w%,])")),
    (
        "number",
        re.compile(r"(?<!\w)(?=[A-Za-z/-]{0,8}\d)(?=(?:\D{0,2}\d){5})[A-Za-z]{1,6}[/-]?\d[\dA-Za-z/-]{3,20}(?!\w)"),
    ),
    ("number", re.compile(r"(?<!\w)[A-Z]{2}[ \u00a0]?\d{2}[ \u00a0]?\d{2}[ \u00a0]?\d{2}[ \u00a0]?[A-D](?!\w)")),
)
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?(?:[ \u00a0]of)?[ \u00a0](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,?[ \u00a0]\d{2,4}"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[ \u00a0]\d{1,2}(?:st|nd|rd|th)?,?[ \u00a0]\d{4})"
)
# A whole date after a word of birth, in the same sentence, or before one ("12/3/2015 (DOB)").
BIRTH = re.compile(
    rf"(?i:\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth ?date|birthday|born|birth))[^.!?\n\t\[]{{0,40}}?(?P<after>{_DATE})|(?P<before>{_DATE})[ (,]{{1,3}}(?i:d\.?o\.?b\b|born|birth)"
)


def shapes_in(line: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each thing in a line that may identify by its shape; earlier kinds win over later."""
    taken: list[tuple[int, int]] = []
    for match in BIRTH.finditer(line):
        name = "after" if match["after"] else "before"
        taken.append(match.span(name))
        yield "date of birth", *match.span(name)
    for kind, shape in SHAPES:
        for match in shape.finditer(line):
            start, end = match.span()
            end -= len(match[0]) - len(match[0].rstrip(" .,;:)"))
            if end > start and not any(start < b and a < end for a, b in taken) and not _is_date(match[0]):
                taken.append((start, end))
                yield kind, start, end


def _is_date(text: str) -> bool:
    return re.fullmatch(_DATE, text.strip(" .,()")) is not None
