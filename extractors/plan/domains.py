"""Which service an outcome belongs to where the layout does not say: education, health or social care.

Source: the domain handbook's rule for Section E, "domain by column, heading or linked provision (F education,
G health, H social care)". What provision names by number is proof; words are a guess, made only where the plan
has needs or provision of that service at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from extractors.plan.areas import area_of
from extractors.plan.model import Domain, Outcome, Provision

_SERVES = {"F": Domain.EDUCATION, "G": Domain.HEALTH, "H1": Domain.SOCIAL_CARE, "H2": Domain.SOCIAL_CARE}


@cache
def _patterns() -> tuple[tuple[Domain, re.Pattern[str], re.Pattern[str]], ...]:
    data = yaml.safe_load((Path(__file__).parent / "domains.yaml").read_text(encoding="utf-8"))
    return tuple(
        (
            Domain(name),
            re.compile("|".join(f"(?:{p})" for p in lists["area"]), re.IGNORECASE),
            re.compile("|".join(f"(?:{p})" for p in lists["words"]), re.IGNORECASE),
        )
        for name, lists in data.items()
    )


def with_domains(
    outcomes: Sequence[Outcome], provision: Sequence[Provision], printed: Sequence[bool], services: frozenset[Domain]
) -> tuple[Outcome, ...]:
    """The outcomes, each with its service. ``printed`` tells which ones a heading or column has placed;
    ``services`` which services the plan has needs or sections of, for the guess by words.
    """
    named: dict[str, set[Domain]] = {}
    for item in provision:
        for outcome in item.tie.refers:
            named.setdefault(outcome, set()).add(_SERVES[item.section])
    return tuple(
        outcome if placed else replace(outcome, domain=_domain(outcome, named.get(outcome.id, set()), services))
        for outcome, placed in zip(outcomes, printed, strict=True)
    )


def _domain(outcome: Outcome, served: set[Domain], services: frozenset[Domain]) -> Domain:
    if outcome.domain is not Domain.EDUCATION:
        return outcome.domain
    if served:
        return next(iter(served)) if len(served) == 1 else Domain.EDUCATION
    for domain, area, words in _patterns():
        if domain not in services:
            continue
        if area.fullmatch(outcome.area.strip(" :")):
            return domain
        if words.search(outcome.text) and area_of(outcome.area) not in ("communication", "cognition", "sensory"):
            return domain
    return Domain.EDUCATION
