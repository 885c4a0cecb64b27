"""What the pages have done elsewhere: reading files from outside, in processes that can be killed.

``flows`` gives the workers; the pages know only what they ask of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from checks.assessment import Assessment
from extractors.document import Document
from moderation.errors import NotNowError


@dataclass(frozen=True, slots=True)
class Checked:
    """A case assessed at once: the assessment, the files made of it, and a sentence for each file not read."""

    assessment: Assessment
    outputs: Mapping[str, bytes]
    notes: tuple[str, ...] = field(default_factory=tuple)


class Work(Protocol):
    """What can be asked of the workers. Each raises ``GoldenThreadError`` where a file is refused."""

    def check(self, name: str, documents: Mapping[str, bytes]) -> Checked:
        """Assess a plan with its advice, by file name."""

    def read(self, name: str, content: bytes) -> Document:
        """Read one document."""

    def picture(self, content: bytes, page: int, quotes: Sequence[str]) -> bytes:
        """A page of a PDF as PNG, counted from 1, with a box around each quote."""


class NoWork:
    """Where the desk runs without workers: whatever needs them says so."""

    def check(self, name: str, documents: Mapping[str, bytes]) -> Checked:
        """Refused."""
        raise _NONE

    def read(self, name: str, content: bytes) -> Document:
        """Refused."""
        raise _NONE

    def picture(self, content: bytes, page: int, quotes: Sequence[str]) -> bytes:
        """Refused."""
        raise _NONE


_NONE = NotNowError("desk.no_workers", "This desk runs without the part that reads files. Ask your administrator.")
