"""What somebody typed or ticked in place of choosing, as an answer of the form.

Only what can mean one thing is taken. "3-4", "3.5" and "Yes/No" are not answers, and are told as not understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from checks.assessment import AnswerValue

NUMBERS = {
    w: n for n, w in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
}
_TICKS, _EMPTY = "☒✓✔☑✗✘🗹", "☐□"  # a cross in a box is a tick on most forms
_NOT_APPLICABLE = re.compile(r"n\s*/\s*a\b|n\.a\.?(?!\w)|not? applic\w*|na\b|does not apply", re.IGNORECASE)
_YES, _NO = re.compile(r"(?:yes|y|yeah|yep)\b", re.IGNORECASE), re.compile(r"(?:no|n|nope)\b(?!\s*t\b)", re.IGNORECASE)
_PROMPT = re.compile(
    r"select (?:a score|yes or no)|choose an item\.?|for you to judge|click or tap.*|\[\s*\]", re.IGNORECASE
)
_OUT_OF = re.compile(r"(\d+)\s*(?:/|out of|of)\s*(\d+)", re.IGNORECASE)
_SCORE = re.compile(r"\d+(?:[.,]\d+)?|" + "|".join(NUMBERS), re.IGNORECASE)
_LEAD = re.compile(r"^(?:score|answer|rating|grade|i(?:'d| would)? (?:say|give)|about)\b[\s:=-]*", re.IGNORECASE)
_RANGE = re.compile(r"\d\s*(?:-|–|/|or|to)\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """What typed words come to: an answer (``understood``), nothing at all, or something that cannot be told.

    ``remark`` is what stood beside the answer: "partly" in "Yes - partly".
    """

    answer: AnswerValue = None
    understood: bool = False
    empty: bool = False
    remark: str = ""


def understand(text: str, kind: Literal["score", "yes_no"], least: int, most: int) -> Typed:
    """The answer that ``text`` gives to a line of this kind."""
    plain = " ".join(text.split())
    if not plain or _PROMPT.fullmatch(plain) or plain in ("-", "–", "—", "?"):
        return Typed(empty=True)
    ticked = _ticked(plain)
    if ticked is not None:
        if not ticked:
            # "✓" alone is a Yes; boxes with none ticked are no answer.
            alone = kind == "yes_no" and len(plain.strip(_TICKS + " ")) == 0
            return Typed("yes", understood=True) if alone else Typed(empty=not set(plain) & set(_TICKS))
        return understand(ticked, kind, least, most)
    plain = _LEAD.sub("", plain)
    if found := _NOT_APPLICABLE.match(plain):
        return _taken("not_applicable", plain, found.end())
    if kind == "yes_no":
        return _yes_or_no(plain)
    return _score(plain, least, most)


def _ticked(text: str) -> str | None:
    """The words beside the ticked box of several ("☐ Yes ☒ No"); None where there is no box, "" where none is told."""
    if not set(text) & set(_TICKS + _EMPTY):
        return None
    parts = re.findall(rf"([{_TICKS}{_EMPTY}])?\s*([^{_TICKS}{_EMPTY}]+)?", text)
    boxes = [(box, words.strip()) for box, words in parts if box or words.strip()]
    before = bool(boxes) and bool(boxes[0][0])  # boxes stand before their words, else after them
    if before:
        chosen = [words for box, words in boxes if box and box in _TICKS]
    else:
        labels = [words for _, words in boxes if words]
        marks = [box for box, _ in boxes if box]
        chosen = [label for label, box in zip(labels, marks, strict=False) if box in _TICKS]
    return chosen[0] if len(chosen) == 1 else ""


def _yes_or_no(text: str) -> Typed:
    yes, no = _YES.match(text), _NO.match(text)
    found = yes or no
    if not found:
        return Typed()
    rest = text[found.end() :].lstrip(" ,;:./-–—")
    if (_NO if yes else _YES).match(rest):  # "Yes/No" left as it was, "Y/N"
        return Typed()
    return _taken("yes" if yes else "no", text, found.end())


def _score(text: str, least: int, most: int) -> Typed:
    if found := _OUT_OF.match(text):
        if int(found[2]) == most and least <= int(found[1]) <= most:
            return _taken(int(found[1]), text, found.end())
        return Typed()
    found = _SCORE.match(text)
    if not found or _RANGE.match(text):
        return Typed()
    said = found[0].lower()
    if not said.isdecimal() and said not in NUMBERS:  # 3.5 is no answer
        return Typed()
    value = NUMBERS[said] if said in NUMBERS else int(said)
    rest = text[found.end() :]
    if not least <= value <= most or re.match(
        r"\s*[%½¼¾]|\s*(?:or|to|and)\s+(?:a\s+)?(?:\d|half|" + "|".join(NUMBERS) + ")", rest, re.IGNORECASE
    ):
        return Typed()
    return _taken(value, text, found.end())


def _taken(answer: AnswerValue, text: str, end: int) -> Typed:
    return Typed(answer, understood=True, remark=text[end:].strip(" ,;:.-–—()"))
