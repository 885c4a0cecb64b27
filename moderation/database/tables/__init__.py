"""Every table of the desk."""

from moderation.database.tables.cases import Case, Draft, StoredFile, Version
from moderation.database.tables.log import AuditEntry, AuditHead, Notice
from moderation.database.tables.people import SignInAttempts, User
from moderation.database.tables.reviews import Answer, Dismissal, LineGuidance, Review, SignOff
from moderation.database.tables.rounds import PackQuestion, Round, RoundPlan, StandIns, StayingWords
from moderation.database.tables.sessions import WebSession

__all__ = [
    "Answer",
    "AuditEntry",
    "AuditHead",
    "Case",
    "Dismissal",
    "Draft",
    "LineGuidance",
    "Notice",
    "PackQuestion",
    "Review",
    "Round",
    "RoundPlan",
    "SignInAttempts",
    "SignOff",
    "StandIns",
    "StayingWords",
    "StoredFile",
    "User",
    "Version",
    "WebSession",
]
