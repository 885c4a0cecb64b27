"""Addresses to go on to: only ever pages of this desk."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_next(wanted: str, otherwise: str) -> str:
    r"""``wanted`` where it is a path on this host, else ``otherwise``. Browsers read "//host", "/\\host" and control
    characters as the way to another host.
    """
    if not wanted.startswith("/") or wanted.startswith("//") or "\\" in wanted or not wanted.isprintable():
        return otherwise
    parts = urlsplit(wanted)
    return wanted if not parts.scheme and not parts.netloc else otherwise
