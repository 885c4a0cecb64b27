"""Names as front sheets print them: a child's with what it is called, parents with what they are to the child."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractors.plan.model import Person

_PERSON = re.compile(
    r"^\s*(?P<name>[^(,;\n]+?)\s*(?:\((?P<role>[^)]*)\)|[,–-]\s*(?P<role2>(?:step)?-?(?:mother|father|mum|dad|grand\w+|carer|foster carer|guardian|aunt|uncle)\b.*))?\s*$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:step|grand|foster |adoptive )?-?(?:mother|father|mum|dad|parents?|carers?)\b|guardian|aunt|uncle|\bnan\b|\bgran\w*|sister|brother|cousin",
    re.IGNORECASE,
)
_PLAIN_ROLE = re.compile(r"^(?:parents?|carers?|name)\b", re.IGNORECASE)
_KNOWN = re.compile(
    r"\(?\b(?:known as|likes to be (?:known as|called)|prefers|aka)\s*:?\s*([^),;\n]+)\)?", re.IGNORECASE
)
_BESIDE = re.compile(r"\s*(?:,|\||\d|\bborn\b|\bd\.?o\.?b\b|\bdate of birth\b|\btel\b|\be-?mail\b|\S+@).*$", re.IGNORECASE | re.DOTALL)  # fmt: skip
_YEAR = re.compile(r"^\W*(?:(?:nc|national curriculum)?\s*y(?:ea)?r?\.?\s*)?(?P<year>\d{1,2})\W*$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"^(Year \d{1,2}|Reception|Nursery)\s*[;,–-]", re.IGNORECASE)
_RECEPTION = re.compile(r"^\W*(?:year )?r(?:eception)?\W*$", re.IGNORECASE)
LONGEST_NAME = 6  # words, a title before it and three names counted
_TOGETHER = re.compile(r"\s+(?:&|and)\s+|\s*;\s*|\s*\n\s*|\s+/\s+")


def first_line(values: Mapping[str, Sequence[str]], key: str) -> str:
    """A fact's first value, its first line."""
    return values[key][0].split("\n")[0].strip() if values.get(key) else ""


def child_name(values: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """The child's full name and what it is called ("" where nothing says)."""
    parts = [first_line(values, key) for key in ("first", "middle", "last")]
    whole = " ".join(_cased(p) for p in parts if p) if parts[0] and parts[2] else ""
    printed = whole or first_line(values, "name") or first_line(values, "name_born") or " ".join(p for p in parts if p)
    called = _KNOWN.search(printed)
    name = _cased(_BESIDE.sub("", " ".join(_KNOWN.sub("", printed).split())).strip(" ()–-"))
    known = first_line(values, "known_as") or (called[1].strip() if called else "")
    return name, _cased(known)


def plain_name(printed: str) -> str:
    """A name without what is printed beside it: telephone, address, e-mail."""
    return _BESIDE.sub("", printed).strip(" ()–-")


def _cased(name: str) -> str:
    """A name in capitals as it is written elsewhere; another as it stands."""
    return name.title() if len(name) > 3 and name.isupper() else name


def year_group(printed: str) -> str:
    """A year as plans call it: "Y6", "6" and "NCY 6" give "Year 6", "R" gives "Reception"."""
    if found := _YEAR.match(printed):
        return f"Year {int(found['year'])}"
    if found := _YEAR_FIRST.match(printed):
        return found[1]
    return "Reception" if _RECEPTION.match(printed) else printed


def parents(values: Mapping[str, Sequence[str]]) -> tuple[Person, ...]:
    """Everybody with parental responsibility, each once; a label's or a bracket's word says what they are."""
    found: list[Person] = []
    told = list(values.get("relationship", ()))
    for key, printed in values.items():
        if not key.startswith("parent:"):
            continue
        label = key.partition(":")[2]
        for value in printed:
            for person in _people(value):
                role = person.role or (told.pop(0) if told and not _is_role(label) else _role(label))
                found.append(Person(person.name, role))
    return tuple({p.name: p for p in found}.values())


def _is_role(label: str) -> bool:
    return bool(_ROLE.search(label)) and not _PLAIN_ROLE.match(label)


def _role(label: str) -> str:
    return label.strip().lower() if _is_role(label) and len(label.split()) <= 3 else ""


def _people(value: str) -> Iterator[Person]:
    for line in _lines(value):
        found = _PERSON.match(line)
        if found and _is_name(found["name"]):
            role = found["role"] or found["role2"] or ""
            yield Person(found["name"].strip(), role.strip() if _ROLE.search(role) else "")


def _is_name(words: str) -> bool:
    """Whether words are a name: a few, with a capital first and no figure; a sentence about somebody is none."""
    few = len(words.split()) <= LONGEST_NAME and not words.rstrip().endswith(".")
    return few and words[:1].isupper() and not any(c.isdigit() for c in words)


def _lines(value: str) -> Iterable[str]:
    """The people of a field, each with a surname: "Shirin and Daniel Farrant" share one."""
    parts = [part.strip() for part in _TOGETHER.split(value) if part.strip()]
    last = parts[-1].split() if parts else []
    surname = last[-1] if len(last) == 2 and all(w.isalpha() or "-" in w for w in last) else ""
    return [f"{part} {surname}" if surname and part.istitle() and part.isalpha() else part for part in parts]
