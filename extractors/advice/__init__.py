"""A professional's report becomes an ``Advice``."""

from extractors.advice.reading import likeness, read_advice

__all__ = ["likeness", "read_advice"]
