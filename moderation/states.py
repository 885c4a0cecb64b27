"""Where a case stands, and what may follow."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a case stands.

    ``WITH_WRITER`` is a draft its writer is trying out: in nobody's queue until it is sent.
    """

    WITH_WRITER = "with_writer"
    QUEUED = "queued"
    IN_REVIEW = "in_review"
    SUBMITTED = "submitted"
    SECOND_REVIEW = "second_review"
    SIGNED_OFF = "signed_off"
    RETURNED = "returned"
    COULD_NOT_ASSESS = "could_not_assess"


WORDS = {
    State.WITH_WRITER: "With the writer",
    State.QUEUED: "Waiting for review",
    State.IN_REVIEW: "In review",
    State.SUBMITTED: "Submitted",
    State.SECOND_REVIEW: "Second review",
    State.SIGNED_OFF: "Signed off",
    State.RETURNED: "Returned to author",
    State.COULD_NOT_ASSESS: "Could not assess",
}

NEXT: dict[State, frozenset[State]] = {
    State.WITH_WRITER: frozenset({State.QUEUED}),
    State.QUEUED: frozenset({State.IN_REVIEW, State.RETURNED, State.COULD_NOT_ASSESS, State.SECOND_REVIEW}),
    State.IN_REVIEW: frozenset({State.QUEUED, State.SUBMITTED, State.RETURNED, State.COULD_NOT_ASSESS}),
    State.SUBMITTED: frozenset({State.SECOND_REVIEW, State.SIGNED_OFF, State.RETURNED, State.QUEUED}),
    State.SECOND_REVIEW: frozenset({State.SUBMITTED, State.RETURNED, State.COULD_NOT_ASSESS, State.QUEUED}),
    State.SIGNED_OFF: frozenset({State.QUEUED}),
    State.RETURNED: frozenset({State.QUEUED}),
    State.COULD_NOT_ASSESS: frozenset({State.QUEUED}),
}

# What waits for somebody: the queue as it opens.
OPEN = (State.QUEUED, State.IN_REVIEW, State.SUBMITTED, State.SECOND_REVIEW, State.COULD_NOT_ASSESS)


class ReviewKind(StrEnum):
    """Whose reading a review is: the first moderator's, the second's, or what the two settled on."""

    FIRST = "first"
    SECOND = "second"
    CONSENSUS = "consensus"


class ReviewState(StrEnum):
    """``LAPSED``: its lease ran out; its answers are kept, and its moderator goes on where they were.
    ``CLOSED``: a newer draft came, or the case was returned; kept for learning.
    """

    OPEN = "open"
    SUBMITTED = "submitted"
    LAPSED = "lapsed"
    CLOSED = "closed"
