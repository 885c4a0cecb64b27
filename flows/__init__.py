"""Carrying cases through reading, checking and reporting: the command line and the batch."""

import os

# Before anything imports Prefect: its telemetry and analytics stay off (a council's data never leaves it).
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "ERROR")
os.environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "false")
