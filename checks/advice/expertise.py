"""Advice that goes beyond its author's own field, sentence by sentence.

A therapist who names a school, a paediatrician who names hours of a teaching assistant, a psychologist who prescribes, a
school that diagnoses or prescribes therapy: the advice form asks that advice keeps to the author's expertise. What a
sentence only tells (he attends a special school; her mother would like one) is no such advice, nor is a sentence that
leaves the matter to others.
"""

from __future__ import annotations

from checks.words import load_words
from extractors.advice.model import AdviceKind

THERAPIES = (AdviceKind.SPEECH_LANGUAGE, AdviceKind.OCCUPATIONAL_THERAPY, AdviceKind.PHYSIOTHERAPY)
DOCTORS = (AdviceKind.PAEDIATRIC, AdviceKind.CAMHS)
NOT_EDUCATION = (*THERAPIES, *DOCTORS, AdviceKind.SOCIAL_CARE, AdviceKind.YOUTH_JUSTICE)
SAID = {
    "placement": "which school or class",
    "staffing": "how much support in class",
    "diagnosis": "a diagnosis",
    "medicine": "medicine",
    "speech_language": "an amount of speech and language therapy",
    "occupational_therapy": "an amount of occupational therapy",
    "physiotherapy": "an amount of physiotherapy",
}


def beyond(kind: AdviceKind, sentence: str, *, asked: bool = False) -> str:
    """What a sentence advises on beyond its author's field, in plain words; "" where it keeps to it.

    ``asked`` where it stands among what the report asks for, and needs no "should" to be an ask.

    Advice of parents, and of authors whose profession is not known, is never beyond.
    """
    words = load_words("advice.expertise")
    if (
        kind in (AdviceKind.PARENTS, AdviceKind.OTHER)
        or words["modest"].search(sentence)
        or words["told"].search(sentence)
    ):
        return ""
    if kind not in DOCTORS and words["diagnosis"].search(sentence):
        return SAID["diagnosis"]
    asks = asked or words["asks"].search(sentence)
    matters = [
        *(["placement", "staffing"] if kind in NOT_EDUCATION else []),
        *(["medicine"] if kind not in DOCTORS else []),
        *(therapy.value for therapy in THERAPIES if therapy is not kind and kind not in DOCTORS),
    ]
    return next((SAID[m] for m in matters if asks and words[m].search(sentence)), "")


def modest(text: str) -> str:
    """The words by which an author keeps to their own field, "" where there are none."""
    found = load_words("advice.expertise")["modest"].search(text)
    return found[0] if found else ""
