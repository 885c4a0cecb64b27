"""A passage: words gathered from spans of blocks, which still know where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.document import Block, Document


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` of the block numbered ``block``."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    r"""Text and the pieces it is made of, joined by ``\n``. Offsets count characters of ``text``."""

    text: str = ""
    pieces: tuple[Piece, ...] = ()

    @classmethod
    def of(cls, document: Document, pieces: Iterable[Piece]) -> Passage:
        """The passage that these pieces of the document make, in the order given."""
        kept = tuple(pieces)
        texts = (document.blocks[p.block].text[p.start : p.end] for p in kept)
        return cls("\n".join(texts), kept)

    @classmethod
    def of_blocks(cls, document: Document, blocks: Iterable[Block]) -> Passage:
        """The passage that whole blocks make."""
        return cls.of(document, (Piece(b.index, 0, len(b.text)) for b in blocks))

    def locate(self, start: int, end: int) -> Piece | None:
        """The piece of one block in which ``text[start:end]`` stands; a span over several blocks is
        cut at the first one's end. None outside the text.
        """
        at = 0
        for piece in self.pieces:
            length = piece.end - piece.start
            if at <= start < at + length:
                first = piece.start + start - at
                return Piece(piece.block, first, min(piece.start + end - at, piece.end))
            at += length + 1
        return None

    def __bool__(self) -> bool:
        return bool(self.text.strip())
