"""Writes a case of known truth in many layouts, to hold the reading of plans against."""
