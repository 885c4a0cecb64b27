"""A professional's report becomes an ``Advice``."""

from extractors.advice.kind import kind_of
from extractors.advice.reading import likeness, read_advice

__all__ = ["kind_of", "likeness", "read_advice"]
