"""What a heading in a report is for, in each service's manner of speaking."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.advice.model import PartRole
from extractors.advice.vocabulary import Headings, any_of, load, plain
from extractors.document import Block, BlockKind

LONGEST = 14  # words; a longer line is no heading
RUN_IN = 8  # words of a heading that is followed by its text on the same line
_NUMBER = re.compile(
    r"^\W*(?:(?:section|part|appendix|annex)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-z]|[ivx]{1,4})[.):]?\s+(?=\S)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:worker|teacher|therapist|nurse|services?|team|care|officer|psychologist|trust|doctor)\b$", re.IGNORECASE
)
_SPOKEN = re.compile(r"view|voice|said|says|told|wish|aspiration|words", re.IGNORECASE)
_RUN_IN = re.compile(r"^([A-Z][^:.?!\n]{2,70}):[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading read: its words, the part it opens (None where nothing tells), its subject of need."""

    title: str
    role: PartRole | None
    area: str = ""


def read_heading(title: str) -> Heading:
    """What a heading's words say."""
    words = _normal(title)
    area = title.strip(" :") if any_of(_vocabulary().areas).search(words) else ""
    if any_of(_vocabulary().needs_named).search(words):
        return Heading(title.strip(), PartRole.NEEDS, area)
    for role, patterns in _vocabulary().roles.items():
        if any_of(patterns).search(words):
            return Heading(title.strip(), role, area)
    return Heading(title.strip(), PartRole.NEEDS if area else None, area)


def is_heading(block: Block, body_size: float | None) -> bool:
    """Whether a block stands over others: marked so by its style, or short and set apart.

    ``body_size`` is the size in points of the report's running text where known.
    """
    text = block.text.strip()
    words = len(text.split())
    if not text or words > LONGEST or block.label in ("•", "-", "–"):
        return False
    if block.kind is BlockKind.HEADING:
        return True
    ends = text[-1] in ".;,!" or "\n" in text
    if ends or block.kind is BlockKind.LIST_ITEM or not text[0].isalnum():
        return False
    apart = block.style.bold or block.style.shaded or (text.isupper() and words > 1)
    larger = bool(block.style.size and body_size and block.style.size > body_size * 1.12)
    bare = _NUMBER.sub("", text)
    known = words <= RUN_IN and bare[:1].isupper() and block.cell is None and _stands_alone(bare)
    return apart or larger or text.endswith(":") or known


def run_in(text: str, *, bare: bool = False) -> tuple[Heading, int] | None:
    """A heading at the start of its own paragraph ("Health outcomes: ...") and where the text begins; ``bare`` where
    the label is one that the report repeats, so that "Need: ..." opens needs.

    Only where its words open a part; "Attention: cannot sit" is a subject and not a heading.
    """
    found = _RUN_IN.match(text)
    if not found or len(found[1].split()) > RUN_IN:
        return None
    heading = read_heading(found[1])
    if heading.role in (None, PartRole.NEEDS, PartRole.BACKGROUND, PartRole.RESULTS) and not (bare and heading.role):
        return None
    if heading.role is PartRole.VIEWS and not _SPOKEN.search(found[1]):
        return None  # "Feelings:" is a subject of need
    return heading, found.end()


def _stands_alone(text: str) -> bool:
    """A short line of plain text whose words are those of a heading."""
    return (
        len(text.split()) <= 6
        and ":" not in text
        and not _SOMEBODY.search(text)
        and not text[-1].isdigit()
        and read_heading(text).role is not None
    )


def _normal(title: str) -> str:
    words = re.sub(r"\s*\([^()]{1,12}\)$", "", plain(title).strip().lower().rstrip(":"))
    return _NUMBER.sub("", words) if _NUMBER.match(words) and len(words.split()) > 1 else words


def _vocabulary() -> Headings:
    words: Headings = load("headings", Headings)
    return words
