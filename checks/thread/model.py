"""The golden thread: which outcomes and provision meet which need, and why we think so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between a need and an outcome or an item of provision, by their ids.

    ``chance``  0 to 1, that a moderator would draw the same link; ``because`` the reason in words.
    """

    need: str
    other: str
    chance: float
    because: str


@dataclass(frozen=True, slots=True)
class Thread:
    """The links that are drawn: need to outcome, and need to provision."""

    outcomes: tuple[Link, ...] = ()
    provision: tuple[Link, ...] = ()
    nearly: tuple[Link, ...] = ()  # for a need without any outcome or provision, the one that comes nearest
    astray: tuple[Link, ...] = ()  # for an outcome or item of provision tied to no need, the need that comes nearest

    def nearest(self, need: str, others: frozenset[str]) -> Link | None:
        """For a bare need, the nearest of those ``others`` (ids), which is not drawn."""
        return next((link for link in self.nearly if link.need == need and link.other in others), None)

    def nearest_need(self, other: str) -> Link | None:
        """For an outcome or item that is tied to no need, the need that comes nearest."""
        return next((link for link in self.astray if link.other == other), None)

    def outcomes_of(self, need: str) -> tuple[str, ...]:
        """Ids of the outcomes tied to a need."""
        return tuple(link.other for link in self.outcomes if link.need == need)

    def provision_of(self, need: str) -> tuple[str, ...]:
        """Ids of the provision tied to a need."""
        return tuple(link.other for link in self.provision if link.need == need)

    def needs_of(self, other: str) -> tuple[str, ...]:
        """Ids of the needs that an outcome or item of provision is tied to."""
        return tuple(x.need for x in (*self.outcomes, *self.provision) if x.other == other)
