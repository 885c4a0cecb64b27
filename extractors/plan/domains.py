"""Which service an outcome belongs to where the layout does not say: education, health or social care.

Source: the domain handbook's rule for Section E, "domain by column, heading or linked provision (F education,
G health, H social care)". What provision names by number is proof; words are a guess, made only where the plan
has needs or provision of that service at all: words that belong to a service anywhere, and rare words that the outcome
shares with what this plan says in that service's sections ("dizzy", "balance").
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from extractors.plan.areas import area_of
from extractors.plan.model import Domain, Need, Outcome, Provision
from models.similarity import telling

_SERVES = {
    "B": Domain.EDUCATION,
    "F": Domain.EDUCATION,
    "C": Domain.HEALTH,
    "G": Domain.HEALTH,
    "D": Domain.SOCIAL_CARE,
    "H1": Domain.SOCIAL_CARE,
    "H2": Domain.SOCIAL_CARE,
}
SHARED, AHEAD = 4.0, 1.4  # how much an outcome shares with a service's items, and how far before education's
SHORTEST = 4  # letters of a word that may tell a subject
DENIED = 6.0  # what it shares with education's, from which a guess by words with half as much falls


@cache
def _patterns() -> tuple[tuple[Domain, re.Pattern[str], re.Pattern[str]], ...]:
    data = yaml.safe_load((Path(__file__).parent / "domains.yaml").read_text(encoding="utf-8"))
    return tuple(
        (
            Domain(name),
            re.compile("|".join(f"(?:{p})" for p in lists["area"]), re.IGNORECASE),
            re.compile("|".join(f"(?:{p})" for p in lists.get("words", ["$^"])), re.IGNORECASE),
        )
        for name, lists in data.items()
    )


def with_domains(
    outcomes: Sequence[Outcome],
    provision: Sequence[Provision],
    printed: Sequence[bool],
    services: frozenset[Domain],
    needs: Sequence[Need] = (),
) -> tuple[Outcome, ...]:
    """The outcomes, each with its service. ``printed`` tells which ones a heading or column has placed;
    ``services`` which services the plan has needs or sections of, for the guess by words.
    """
    if all(printed):
        return tuple(outcomes)
    named: dict[str, set[Domain]] = {}
    for item in provision:
        for outcome in item.tie.refers:
            named.setdefault(outcome.lower(), set()).add(_SERVES[item.section])
    shared = _sharing((*needs, *provision))
    return tuple(
        outcome if placed else replace(outcome, domain=_domain(outcome, _served(outcome, named), services, shared))
        for outcome, placed in zip(outcomes, printed, strict=True)
    )


def _served(outcome: Outcome, named: Mapping[str, set[Domain]]) -> set[Domain]:
    """The services whose provision names an outcome, by its id or its printed number."""
    number = (outcome.tie.number or "").strip(" .):").lower().removeprefix("outcome").strip()
    return named.get(outcome.id.lower(), set()) | named.get(f"outcome {number}", set())


def _domain(
    outcome: Outcome, served: set[Domain], services: frozenset[Domain], shared: Callable[[str], dict[Domain, float]]
) -> Domain:
    if outcome.domain is not Domain.EDUCATION:
        return outcome.domain
    if served:
        return next(iter(served)) if len(served) == 1 else Domain.EDUCATION
    common = shared(outcome.text)
    school = common[Domain.EDUCATION]
    known = [x for x in _patterns() if x[0] in (*services, Domain.EDUCATION)]
    heading = outcome.area.strip(" :")
    if headed := next((domain for domain, area, _ in known if area.fullmatch(heading)), None):
        return headed
    lettered = area_of(outcome.area) in ("communication", "cognition", "sensory")
    if guess := next((d for d, _, words in known if not lettered and words.search(outcome.text)), None):
        return Domain.EDUCATION if school >= max(DENIED, 2 * common[guess]) else guess
    likely = max(services, key=lambda domain: (common[domain], domain), default=Domain.EDUCATION)
    return likely if common[likely] >= max(SHARED, AHEAD * school) else Domain.EDUCATION


def _sharing(items: Sequence[Need | Provision]) -> Callable[[str], dict[Domain, float]]:
    """How much words share with the nearest item of each service: rare words of this plan count most."""
    told = [(_SERVES[item.section], _subject(item.text)) for item in items]
    seen = Counter(word for _, words in told for word in words)
    usual = {word for word, n in seen.items() if n > max(2, len(told) / 4)}  # the child's name, and the like

    def shared(text: str) -> dict[Domain, float]:
        best = dict.fromkeys(Domain, 0.0)
        mine = _subject(text)
        for domain, words in told:
            if len(both := (mine & words) - usual) > 1:
                best[domain] = max(best[domain], sum(math.log((len(told) + 1) / seen[w]) for w in both))
        return best

    return shared


def _subject(text: str) -> frozenset[str]:
    """The words that tell a text's subject; short ones ("get", "make", "day") seldom do."""
    return frozenset(word for word in telling(text) if len(word) >= SHORTEST)
