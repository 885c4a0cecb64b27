"""Reading Word files."""

from extractors.readers.word.document import read_word

__all__ = ["read_word"]
