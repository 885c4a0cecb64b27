"""Reading plans: sections, items and facts."""

from extractors.plan.likeness import likeness
from extractors.plan.reading import read_plan

__all__ = ["likeness", "read_plan"]
