"""The form's own print inside a section: labels, column heads, guidance; and wordings that mark an item."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from extractors.document import Block
from models.sentences import sentences

TYPED = re.compile(
    r"^(?:\(?\d{1,2}(?:\.\d{1,2})?[.)](?!\d)|[-–—•▪●◦*·‣]|\(?[a-z]\)|[BCDEFGH][12]?[.\-]?\d{1,2}[.):]?(?=\s))\s*(?=\S)"
)
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]\s*)")


@cache
def _data() -> dict[str, dict[str, list[str]] | list[str]]:
    loaded: dict[str, dict[str, list[str]] | list[str]] = yaml.safe_load(
        (Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _compiled(group: str) -> dict[str, re.Pattern[str]]:
    kinds = _data()[group]
    if isinstance(kinds, list):
        return {group: re.compile("|".join(f"(?:{p})" for p in kinds), re.IGNORECASE)}
    return {kind: re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) for kind, patterns in kinds.items()}


def label_of(block: Block) -> str | None:
    """The kind of label that a block is ("strengths", "needs", "steps", ...), or None where it is words.

    A label is short and stands out or ends in a colon; a sentence is never one.
    """
    text = block.text.strip()
    if len(text) > 150 or text.count("\n") > 1 or block.label not in ("", None) or text.endswith("."):
        return None
    stands_out = (
        block.style.bold or block.level is not None or block.style.shaded or text.endswith(":") or text.isupper()
    )
    plain = _NUMBER.sub("", text).rstrip(": ").strip()
    if not stands_out and len(plain.split()) > 4:
        return None
    return line_kind(plain)


def line_kind(plain: str) -> str | None:
    """The kind of label these words make on a line of their own, or None."""
    return next((kind for kind, pattern in _compiled("lines").items() if pattern.fullmatch(plain)), None)


def column_of(text: str) -> str | None:
    """What a column with this head holds: need, outcome, steps, provision, who, frequency, strengths or
    which_need; None for another.
    """
    if not text or len(text.split()) > 30:
        return None
    return next((kind for kind, pattern in _compiled("columns").items() if pattern.search(text)), None)


@cache
def _inline() -> re.Pattern[str]:
    kinds = _compiled("inline")
    return re.compile(
        r"(?:^|(?<=[.;)\]\s]))\s?(?:" + "|".join(f"(?P<{k}>{p.pattern})" for k, p in kinds.items()) + r")\s*:\s*",
        re.IGNORECASE,
    )


def inline_labels(text: str) -> list[tuple[str, int, int]]:
    """Labels inside running words ("Who: ... How often: ..."): kind, start and end of each."""
    return [(m.lastgroup or "", m.start(), m.end()) for m in _inline().finditer(text)]


def is_guidance(text: str) -> bool:
    """Whether the words are the form's own instructions to its writer."""
    return bool(_compiled("guidance")["guidance"].search(text))


def is_statement(text: str) -> bool:
    """Whether the words say that there is nothing here, or that nothing came: no item of any kind. A long
    paragraph is one where, its statements apart, nothing in it tells of a difficulty.
    """
    pattern = _compiled("statements")["statements"]
    if not pattern.search(text):
        return False
    return len(text.split()) < 90 or not any(difficulties(s) for s in sentences(text) if not pattern.search(s))


def is_intro(text: str) -> bool:
    """Whether the words introduce what follows and are no item themselves."""
    return text.rstrip().endswith(":") or bool(_compiled("intro")["intro"].search(text))


def difficulties(text: str) -> int:
    """How many words for difficulty the text holds."""
    return len(_compiled("difficulty")["difficulty"].findall(text))
