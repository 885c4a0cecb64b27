"""The same words in the plans of two children of one batch.

Looks for      A sentence of a need, an outcome or provision, of fifteen words or more, that stands word for word
               in another child's plan, the children's names and pronouns apart.
Why            Provision must meet *this* child's needs (SEND Code of Practice 9.69): words pasted from plan to plan
               are where another child's needs, name and pronoun come in.
Leaves alone   Cases of the same child (same date of birth and name); shorter sentences, which two writers may well
               have found alike.
Known problems A council's own standard wording is told too: how many plans hold it is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checks.assessment import Assessment, FindingEntry
from checks.finding import Severity
from models.sentences import sentences

CODE = "draft.copied_between_plans"
LEAST = 15  # words
_PRONOUNS = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|theirs|himself|herself|themsel\w+)\b")


@dataclass(frozen=True, slots=True)
class Copied:
    """One sentence of a case's item, and the other cases that hold the same words."""

    section: str
    item: str
    quote: str
    others: tuple[str, ...]


def copied_between(assessments: Iterable[Assessment]) -> dict[str, tuple[Copied, ...]]:
    """For each case that shares words with another child's plan, which; the assessments are read once, one by one."""
    held: dict[str, list[tuple[str, str, str, str, str]]] = defaultdict(list)
    for assessment in assessments:
        child = assessment.plan.child
        who = f"{child.name.lower()}|{child.date_of_birth}" if child.name else assessment.case
        for section, item, quote, key in _sentences(assessment):
            held[key].append((assessment.case, who, section, item, quote))
    found: dict[str, list[Copied]] = defaultdict(list)
    for places in held.values():
        if len({who for _, who, *_ in places}) < 2:
            continue
        for case, who, section, item, quote in places:
            others = tuple(dict.fromkeys(c for c, other, *_ in places if other != who))
            found[case].append(Copied(section, item, quote, others))
    return {case: tuple(shared) for case, shared in found.items()}


def told(assessment: Assessment, copied: Mapping[str, tuple[Copied, ...]]) -> Assessment:
    """The assessment with a finding for each item that shares words with another child's plan."""
    shared = {c.item: c for c in copied.get(assessment.case, ())}
    if not shared:
        return assessment
    return assessment.model_copy(update={"findings": (*assessment.findings, *map(_finding, shared.values()))})


def _finding(copied: Copied) -> FindingEntry:
    count = len(copied.others)
    plans = "one other plan" if count == 1 else f"{count} other plans"
    return FindingEntry(
        check=CODE,
        severity=Severity.LOW.value,
        section=copied.section,
        item=copied.item,
        quote=copied.quote,
        message=f"These words stand in {plans} of this batch too ({', '.join(copied.others[:3])}).",
        suggestion="Check that they are about this child, and write what this child needs.",
        reason="SEND Code of Practice 9.69: provision for each and every need of this child",
    )


def _sentences(assessment: Assessment) -> Iterator[tuple[str, str, str, str]]:
    """Section, item, the words, and the words without name and pronoun, of every sentence long enough."""
    plan = assessment.plan
    names = {w.lower() for n in (plan.child.name, plan.child.known_as) for w in re.split(r"[\s-]+", n) if len(w) > 1}
    name = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(names, key=len, reverse=True)) or r"(?!)")
    items = [(n.section, n.id, n.text) for n in plan.needs]
    items += [("E", o.id, o.text) for o in plan.outcomes]
    items += [(p.section, p.id, p.text) for p in plan.provision]
    for section, item, text in items:
        for sentence in sentences(text):
            words = _PRONOUNS.sub("they", name.sub("child", sentence.lower().replace("’", "'")))
            key = " ".join(re.findall(r"[a-z0-9]+", words))
            if len(key.split()) >= LEAST:
                yield section, item, sentence, key
