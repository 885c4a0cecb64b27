"""The errors a SEN officer may meet: a code for programs, one plain sentence for people."""

from __future__ import annotations


class GoldenThreadError(Exception):
    """What went wrong, as a stable code and one plain sentence that says what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class ReadError(GoldenThreadError):
    """A file that cannot be read. Only this file fails; the rest of the batch goes on."""


class CaseError(GoldenThreadError):
    """A case that cannot be assessed: no plan in it, or more than one."""


class CommandError(GoldenThreadError):
    """The command itself was wrong: a path that is not there, an output that cannot be written."""
