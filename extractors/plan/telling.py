"""Needs told in running prose: one long paragraph for an area, what goes well first and then one need after another.

"Ola has a wide vocabulary. Her understanding is less secure ... This means ... Ola has significant difficulties with
friendships ..." tells two needs. A writer names the child again, or says "also", when a new need begins; what only goes
on about one ("He does not ...", "As a result ...", "When ...") stays with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.plan.called import CHILD
from extractors.plan.labels import difficulties, is_diagnosis, states_need
from extractors.plan.placed import Placed
from models.sentences import spans

LONG = 60  # words of a paragraph that may tell more than one need
MIXED = 30  # words of one that may tell what goes well before its need
SHORT = 8  # words of a need
_HAS = r"(?:has|have|experiences?|finds?|struggles|presents?|displays?|lacks?|is (?:not able|unable)|cannot|can not|does not|do not)\b"
_NOT_A_NAME = r"(?!(?:I|A|He|She|They|It|This|That|These|Those|There|Who|Which|School|Staff|Adults|Teachers|Parents|Mum|Dad|Mother|Father|One|People|Others|When|If|Where|While|Although|However)\b)"
_NEW = re.compile(
    rf"{_NOT_A_NAME}{CHILD} (?:also |currently |still )?{_HAS}"  # the child, named again
    rf"|(?:He|She|They) also {_HAS}"
    rf"|(?:In addition|Additionally|Furthermore|A further (?:need|difficulty)|Another (?:need|difficulty|area of (?:need|difficulty)))\b"
)


def tells_need(text: str) -> bool:
    """Whether a long paragraph that tells more of what goes well has a sentence that states a need."""
    return len(text.split()) >= MIXED and any(
        difficulties(text[a:b]) and states_need(text[a:b]) for a, b in spans(text)
    )


def parted_needs(placed: Placed) -> list[Placed]:
    """The needs of one paragraph, in order, without what goes well before the first; the paragraph itself where it
    is short or tells one need from its beginning.
    """
    text = placed.text
    words = len(text.split())
    if words < MIXED:
        return [placed]
    told = list(spans(text))
    first = next((n for n, (a, b) in enumerate(told) if _is_hard(text[a:b])), None)
    if first is None:
        return [placed]
    well = any(not (states_need(text[a:b]) or is_diagnosis(text[a:b])) for a, b in told[:first])
    cuts = [told[first][0] if well else 0]
    for start, end in told[first + 1 :] if words >= LONG else ():
        sentence = text[start:end]
        if _NEW.match(sentence) and difficulties(sentence) and len(text[cuts[-1] : start].split()) >= SHORT:
            cuts.append(start)
    if cuts == [0]:
        return [placed]
    return list(_pieces(placed, cuts))


def _is_hard(sentence: str) -> bool:
    return difficulties(sentence) > 0 and states_need(sentence) and not is_diagnosis(sentence)


def _pieces(placed: Placed, cuts: list[int]) -> Iterator[Placed]:
    for begin, stop in zip(cuts, [*cuts[1:], len(placed.text)], strict=True):
        end = begin + len(placed.text[begin:stop].rstrip())
        yield replace(placed, start=placed.start + begin, end=placed.start + end)
