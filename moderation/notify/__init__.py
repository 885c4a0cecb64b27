"""Telling people by e-mail, GOV.UK Notify or a Teams channel: how much waits for them, by reference, with a link."""

from moderation.notify.digest import Digest, digests
from moderation.notify.sending import Told, tell_people
from moderation.notify.ways import NotSentError

__all__ = ["Digest", "NotSentError", "Told", "digests", "tell_people"]
