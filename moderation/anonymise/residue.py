"""The second pass over a finished file, by other means than the first: what may identify is asked about, what does is barred.

It does not know what the first pass replaced. It reads the finished package as raw markup. ``asked`` says of every word
that the file's readers see what may identify (``doubts``). ``residue`` takes the case's names from the draft and from titles
in the originals, and looks for them, for first names, long numbers, addresses on the net, postcodes and the date of birth,
in attributes and link targets too. One find that nobody answered for blocks the export.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from checks.assessment import Assessment
from extractors.dates import Precision, find_dates
from moderation.anonymise.doubts import Doubt, Doubtful
from moderation.anonymise.folding import Token, fold, name_parts, tokens
from moderation.anonymise.ordinary import is_word_too
from moderation.anonymise.patterns import school_core
from moderation.anonymise.places import places_in
from moderation.anonymise.words import anonymiser_words, first_names, house_words
from moderation.errors import DeskError

STAND_INS = frozenset(
    {"child", "family", "parent", "person", "professional", "school", "place", "plan", "reviewer", "golden", "thread"}
)
TITLED = re.compile(rf"\b(?:{'|'.join(anonymiser_words().titles)})\.?\s+(?:[A-Z]\.?\s+){{0,2}}([A-Z][\w'’-]{{2,30}})")
# "Mrs Ng", "Dr. K Do", "MRS NG": two letters, which are a name after a title alone.
TITLED_SHORT = re.compile(
    rf"\b(?:{'|'.join((*anonymiser_words().titles, *(t.upper() for t in anonymiser_words().titles)))})\.?\s+"
    r"(?:[A-Z]\.?\s+){0,2}([A-Z][A-Za-z])(?![\w-])"
)
LONG_NUMBER = re.compile(r"\d(?:[ \-\u00a0]?\d){8,15}")
POSTCODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d[A-Za-z\d]?\s{0,2}\d[A-Za-z]{2}(?![A-Za-z0-9])")
AT_SIGN = re.compile(r"\w@\w")
PARTS = re.compile(
    r"^word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments|settings|styles|numbering)\.xml$|\.rels$|^docProps/"
)
# "Page 1", "Will there be", "May we": no name, whoever is called so.
NO_NAME = re.compile(r"(?i:page)\s+\d|(?:Will|May)\s+(?:there|the|he|she|they|it|we|I|you|this|that)\b")
FIELDS = frozenset({"PAGE", "NUMPAGES"})
# What stands around a month or a season that is meant as one: "4 May", "the Summer term", "June 2024".
TIME_BEFORE = re.compile(
    rf"(?:(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?|(?i:\b(?:{'|'.join(sorted(anonymiser_words().time_before))}))|(?i:[a-z]{{4,6}}ber|january|february|march|april|june|july|august),)\s+$"
)
TIME_AFTER = re.compile(
    r"\s+(?:\d{1,4}\b(?!\s*(?:min|hour|hr|time|session|week|day))|(?i:terms?|holidays?|half|break)\b)|[/-]"
)
READ = re.compile(r"^word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")
# Attributes whose words a reader may see: what a picture shows, a link's hint.
SEEN = re.compile(r'\b(?:descr|title|tooltip|w:tooltip|alt|displayText)="([^"]{2,2000})"')
STYLE_NAME = re.compile(r"<w:(?:name|aliases)\b[^<>]{1,300}>")
# A paragraph's or a word's style: one called by an ordinary word is Word's own ("Strong"), whoever is called so.
STYLED = re.compile(r'<w:[prt](?:bl)?Style w:val="(\w{1,80})"/>')
ATTRIBUTE = re.compile(r'="([^"]{3,2000})"')


@dataclass(frozen=True, slots=True)
class Sought:
    """What must not be in a pack: folded words of names, folded names of schools, digits, the date of birth.
    ``titled`` are names of two letters, ``places`` folded names of hospitals, centres, homes, streets.
    ``small`` are words that the originals also write small: a first name among them may be a word.
    """

    names: frozenset[str]
    schools: tuple[str, ...]
    numbers: frozenset[str]
    birthday: dt.date | None
    small: frozenset[str]
    titled: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """Something identifying that is still there: its kind and how often. Never the words themselves."""

    kind: str
    count: int


class IdentifyingLeftError(DeskError):
    """The second pass found something: what kind, in which file of the pack."""

    def __init__(self, file: str, left: Sequence[Left]) -> None:
        told = ", ".join(f"{x.count} × {x.kind}" for x in left)
        super().__init__(
            "pack.identifying",
            f"The pack was not made: something that may identify a person is left in {file} ({told}). "
            "Add the name to “anonymise_also” in the settings and try again.",
        )
        self.file = file
        self.left = tuple(left)


def sought_in(
    assessment: Assessment, texts: Sequence[str], *, parents: Iterable[str], setting: str, also: Iterable[str] = ()
) -> Sought:
    """What to look for, from the draft's facts and the originals' own words."""
    child = assessment.plan.child
    people = [child.name, child.known_as, *parents, assessment.plan.coordinator, assessment.facts.coordinator, *also]
    people += [d.author or "" for d in assessment.documents if len((d.author or "").split()) <= 8]
    people += [m[1] for text in texts for m in TITLED.finditer(text)]
    words = anonymiser_words()
    never = STAND_INS | {fold(w) for w in (*words.titles, *words.not_names)} | {"and", "with", "the", "for"}
    never -= words.time_names
    names = {p for name in people for p in name_parts(name) if len(p) > 2 and p not in never}
    schools = {" ".join(fold(c).split()) for c in [school_core(setting)] if c}
    numbers = {re.sub(r"\D", "", m[0]) for text in texts for m in LONG_NUMBER.finditer(text)}
    small = {t.folded for text in texts for t in tokens(text) if t.text.islower()}
    council = {t.folded for t in tokens(assessment.plan.authority)}
    whole = {" ".join(fold(place).split()) for text in texts for place in places_in(text, council, names)}
    return Sought(
        frozenset(names), tuple(schools), frozenset(numbers), child.date_of_birth, frozenset(small),
        titled=frozenset(_short_names(texts)), places=tuple(sorted(p for p in whole if " " in p)),
    )  # fmt: skip


def _short_names(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (w for m in TITLED_SHORT.finditer(text) if (w := fold(m[1])) not in anonymiser_words().joining)


def asked(data: bytes, doubtful: Doubtful) -> Iterator[Doubt]:
    """Everything in a finished Word package that a person is to be asked about, wherever its readers may meet it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if READ.search(name):
                markup = package.read(name).decode("utf-8", errors="replace")
                yield from doubtful.find(_plain(markup))
                for told in SEEN.findall(markup):
                    yield from doubtful.find(html.unescape(told))


def residue(data: bytes, sought: Sought, *, own: bool = False, stays: Callable[[str], str] = str) -> tuple[Left, ...]:
    """What is left in a finished Word package; empty where it may go out. ``own``: it is a form of the program's.
    ``stays`` takes out of a text what people said may stay.
    """
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("word/media/") and name != "word/media/removed.png":
                found["picture"] += 1
            if PARTS.search(name):
                markup = package.read(name).decode("utf-8", errors="replace")
                if name.startswith(("word/styles", "word/numbering")):
                    markup = "".join(STYLE_NAME.findall(markup))  # Word's own list of styles has "Strong" in every file
                found += _in_text(stays(_plain(markup)), sought, own=own)
                found += _in_attributes(markup, sought)
    return tuple(Left(kind, count) for kind, count in sorted(found.items()))


def _plain(markup: str) -> str:
    """The words of a part of the package: paragraphs on lines of their own, runs joined."""
    lines = re.sub(r"</(?:w|a):p>|<w:(?:tab|br|cr)\b[^<>]{0,80}/>", "\n", markup)
    return html.unescape(re.sub(r"<[^<>]{1,5000}>", "", lines))


def _is_time(text: str, token: Token) -> bool:
    """Whether a name that is also a month or a season is meant as one here."""
    if token.folded not in anonymiser_words().time_names:
        return False
    return bool(TIME_AFTER.match(text, token.end) or TIME_BEFORE.search(text[max(0, token.start - 16) : token.start]))


def _alone(text: str, token: Token) -> bool:
    """Whether an ordinary word is a line of its own: a label of the program's own form ("Case")."""
    line = text[text.rfind("\n", 0, token.start) + 1 :].split("\n", 1)[0]
    return is_word_too(token.folded) and line.strip() == token.text


def _in_text(text: str, sought: Sought, *, own: bool = False) -> Counter[str]:
    found: Counter[str] = Counter()
    maybe = first_names() - sought.small - house_words() - {fold(w) for w in anonymiser_words().not_names}
    for token in tokens(text):
        parts = {token.folded, *re.split(r"[-\u2010\u2011]", token.folded)}
        if NO_NAME.match(text, token.start) or _is_time(text, token):
            continue
        if token.capital and parts & sought.names and not (own and _alone(text, token)):
            found["name"] += 1
        elif token.capital and not token.text.isupper() and token.folded in maybe:
            found["first name"] += 1
    folded = " ".join(fold(text).split())
    found["school"] += sum(len(re.findall(rf"(?<!\w){re.escape(s)}(?!\w)", folded)) for s in sought.schools)
    found["place"] += sum(len(re.findall(rf"(?<!\w){re.escape(p)}(?!\w)", folded)) for p in sought.places)
    found["name"] += sum(name in sought.titled for name in _short_names([text]))
    found["number"] += sum(re.sub(r"\D", "", m[0]) in sought.numbers for m in LONG_NUMBER.finditer(text))
    found["postcode"] += len(POSTCODE.findall(text))
    found["e-mail"] += len(AT_SIGN.findall(text))
    found["date of birth"] += sum(d.precision is Precision.DAY and d.date == sought.birthday for d in find_dates(text))
    return +found


def _in_attributes(markup: str, sought: Sought) -> Counter[str]:
    """Names in attributes and link targets, whatever their case; shorter words than four letters are chance."""
    found: Counter[str] = Counter()
    long = {n for n in sought.names if len(n) > 3}
    plain = STYLED.sub(lambda style: "" if is_word_too(fold(style[1])) else style[0], markup)
    for value in ATTRIBUTE.findall(plain):
        if value.startswith(("http://schemas.", "urn:schemas", "http://purl.org", "http://www.w3.org")):
            continue
        told = html.unescape(value)
        if told.strip() in FIELDS or told == "Page Numbers (Bottom of Page)":
            continue
        found["name in the markup"] += sum(
            t.folded in long and not t.text.islower() for t in tokens(told.replace("_", " "))
        )
        found["e-mail"] += len(AT_SIGN.findall(told))
    return +found
