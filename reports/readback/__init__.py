"""Filled-in forms read back: what moderators chose, typed or ticked, and what they wrote."""
