"""What each kind of advice is called in a sentence: "The speech and language therapy advice says ..."."""

from __future__ import annotations

from extractors.advice.model import AdviceKind

NAMES = {
    AdviceKind.EDUCATIONAL_PSYCHOLOGY: "educational psychology",
    AdviceKind.SPEECH_LANGUAGE: "speech and language therapy",
    AdviceKind.OCCUPATIONAL_THERAPY: "occupational therapy",
    AdviceKind.PHYSIOTHERAPY: "physiotherapy",
    AdviceKind.PAEDIATRIC: "health",
    AdviceKind.CAMHS: "mental health",
    AdviceKind.SCHOOL: "school",
    AdviceKind.EARLY_YEARS: "early years",
    AdviceKind.SOCIAL_CARE: "social care",
    AdviceKind.SENSORY: "sensory service",
    AdviceKind.YOUTH_JUSTICE: "youth justice",
    AdviceKind.PARENTS: "parents'",
    AdviceKind.OTHER: "other",
}
