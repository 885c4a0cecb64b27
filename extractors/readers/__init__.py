"""A file becomes a ``Document``, whatever its format."""

from extractors.readers.reading import read

__all__ = ["read"]
