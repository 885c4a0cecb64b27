"""Cases without names: what a multi-agency group may read. Two passes, the second blocks what the first left."""

from moderation.anonymise.case import AnonymousCase, anonymise_case
from moderation.anonymise.residue import IdentifyingLeftError, Left

__all__ = ["AnonymousCase", "IdentifyingLeftError", "Left", "anonymise_case"]
