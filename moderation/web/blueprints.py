"""Every group of pages."""

from __future__ import annotations

from moderation.web import (
    assets,
    case_pages,
    compare_pages,
    guidance_pages,
    lead_pages,
    log_pages,
    pack_pages,
    people_pages,
    provider_pages,
    queue_pages,
    review_pages,
    round_pages,
    sign_in,
    text_pages,
    writer_pages,
)

_MODULES = (
    assets,
    sign_in,
    provider_pages,
    queue_pages,
    case_pages,
    review_pages,
    compare_pages,
    text_pages,
    writer_pages,
    guidance_pages,
    lead_pages,
    round_pages,
    pack_pages,
    people_pages,
    log_pages,
)
ALL = tuple(module.pages for module in _MODULES)
