"""What a person at the desk may be told: not permitted, not there, changed meanwhile, not possible now."""

from __future__ import annotations

from extractors.errors import GoldenThreadError


class DeskError(GoldenThreadError):
    """Something that the desk refuses, in a code and one plain sentence."""


class NotPermittedError(DeskError):
    """The person's role does not allow it."""

    def __init__(self, sentence: str = "Your role does not allow this. Ask your administrator.") -> None:
        super().__init__("not_permitted", sentence)


class NotFoundError(DeskError):
    """It is not there, or is not for this person to see: the same words for both, so that nobody can guess."""

    def __init__(self, sentence: str = "There is nothing here, or it is not yours to see.") -> None:
        super().__init__("not_found", sentence)


class NotNowError(DeskError):
    """It cannot be done in the state that things are in."""


class UnfinishedError(DeskError):
    """A review that still has lines without an answer: their ids, for an error summary."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("review.unfinished", f"{len(lines)} lines have no answer yet.")
        self.lines = lines


class ChangedMeanwhileError(DeskError):
    """Somebody, or another device, saved the same thing first. Nothing was overwritten."""

    def __init__(self, sentence: str = "This was changed meanwhile. Look at it again, then save.") -> None:
        super().__init__("changed_meanwhile", sentence)
