"""The areas of need, whatever a plan calls them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import yaml

_EDGES = re.compile(
    r"^\W*(?:\d+[.)]\s*|[A-H]\d{1,2}[.:)]?\s+)?(?:(?:area|need|areas of need)\s*\d*\s*[:\-–])?\s*|\s*\((?:strengths|needs|pfa)[^)]*\)|\s*(?:needs|difficulties)?\s*[:.]?\s*$",
    re.IGNORECASE,
)

KEPT = 4096  # readings of headings kept in memory, however many documents a worker reads
_CORE = ("communication", "cognition", "semh", "sensory", "independence")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = yaml.safe_load((Path(__file__).parent / "areas.yaml").read_text(encoding="utf-8"))
    return tuple(
        (area, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)) for area, patterns in data.items()
    )


@lru_cache(maxsize=KEPT)
def area_of(text: str) -> str | None:
    """communication, cognition, semh, sensory, independence, health or social_care; None for no area.

    A heading that names two ("Communication and interaction / SEMH") counts as the first.
    """
    for part in re.split(r"\s+/\s+|\s*;\s*|(?<=\w) / ", text.strip()):
        plain = _EDGES.sub("", part).strip()
        if len(plain) > 90:
            continue
        for area, pattern in _patterns():
            if pattern.fullmatch(plain):
                return area
    return None


def is_plain_area(text: str) -> bool:
    """Whether a line in ordinary print names an area so fully that it needs no bold to be its heading."""
    return 2 <= len(text.split()) <= 8 and not text.endswith(".") and area_of(text) in _CORE
