"""Reading plans: sections, items and facts."""

from extractors.plan.reading import likeness, read_plan

__all__ = ["likeness", "read_plan"]
