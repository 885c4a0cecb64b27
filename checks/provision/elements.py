"""The elements of one item of provision: what, who, with how many, how often, how long.

Source: the five elements of the national template; SEND Code of Practice 9.69 ("type, hours and frequency
of support and level of expertise").
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from checks.words import load_words
from extractors.plan.model import Provision

_UNNAMED = re.compile(r"\b(?:suitably|appropriately) (?:trained|qualified|experienced) \w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Elements:
    """What an item says, each as its own words ("" or () where it does not say).

    ``kind``  delivery, training, equipment or universal.
    """

    kind: str
    who: tuple[str, ...] = ()
    ratio: str = ""
    group: str = ""
    often: tuple[str, ...] = ()
    long: tuple[str, ...] = ()
    always: str = ""

    def as_dict(self) -> dict[str, object]:
        """The same as plain values, for files."""
        return asdict(self)


def elements(item: Provision) -> Elements:
    """Read an item's elements from its words and its columns."""
    words = load_words("provision.elements")
    text = item.whole
    return Elements(
        kind=_kind(text),
        who=providers(item),
        ratio=_first(words["ratio"], text),
        group=_first(words["group"], text),
        often=tuple(dict.fromkeys(m[0].strip() for m in words["often"].finditer(text))),
        long=tuple(dict.fromkeys(m[0].strip() for m in words["long"].finditer(text))),
        always=_first(words["always"], text),
    )


def providers(item: Provision) -> tuple[str, ...]:
    """Roles, services and named people that the item says will provide it."""
    roles = load_words("provision.roles")
    text = _UNNAMED.sub(" ", item.whole)
    found = [m[0] for key in ("named", "role") for m in roles[key].finditer(text)]
    if item.who and not found:
        found.append(item.who.text)
    return tuple(dict.fromkeys(found))


def _kind(text: str) -> str:
    words = load_words("provision.elements")
    for kind in ("universal", "equipment", "training"):
        if words[kind].search(text):
            return kind
    return "delivery"


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0].strip() if found else ""
