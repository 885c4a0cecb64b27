"""Trends: what many assessments show together, by team and over time, with no child in sight."""

from reports.trends.page import write_trends
from reports.trends.record import PlanRecord, record_of

__all__ = ["PlanRecord", "record_of", "write_trends"]
