"""What a new draft of a plan changed: sections, items, findings and draft answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from checks.assessment import Assessment, FindingEntry

SAME_ITEM = 70  # likeness (0 to 100) from which on two texts are one item, reworded


class _Item(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...


def what_changed(before: Assessment, after: Assessment) -> dict[str, Any]:
    """The differences, as plain values: ``sections`` (letter, words added and removed), ``needs``, ``outcomes``
    and ``provision`` (added, removed, reworded, by id), ``findings`` (mended, new: number by check), ``answers``
    (line, before, after), ``documents`` (added, removed: file names) and ``items``: by section letter the texts
    ``added`` and ``gone``, and those ``reworded`` with the words ``before`` and ``after``.
    """
    return {
        "sections": _sections(before, after),
        "needs": _items(before.plan.needs, after.plan.needs),
        "outcomes": _items(before.plan.outcomes, after.plan.outcomes),
        "provision": _items(before.plan.provision, after.plan.provision),
        "findings": _findings(before.findings, after.findings),
        "answers": _answers(before, after),
        "documents": _documents(before, after),
        "items": _by_section(before, after),
    }


def _sections(before: Assessment, after: Assessment) -> list[dict[str, Any]]:
    changed = []
    for letter in sorted(before.plan.sections.keys() | after.plan.sections.keys()):
        old, new = (a.plan.sections.get(letter) for a in (before, after))
        words_before, words_after = Counter(old.text.split() if old else ()), Counter(new.text.split() if new else ())
        added, removed = (words_after - words_before).total(), (words_before - words_after).total()
        # The same words in another order are a change too.
        if added or removed or (old and new and old.text.split() != new.text.split()):
            changed.append({"section": letter, "added": added, "removed": removed})
    return changed


def _items(before: Sequence[_Item], after: Sequence[_Item]) -> dict[str, Any]:
    old = {i.id: " ".join(i.text.split()) for i in before}
    new = {i.id: " ".join(i.text.split()) for i in after}
    reworded: list[dict[str, str]] = []
    for ident, text in list(new.items()):
        same = process.extractOne(text, old, scorer=fuzz.ratio, score_cutoff=SAME_ITEM)
        if same:
            if same[0] != text:
                reworded.append({"before": same[2], "after": ident})
            del old[same[2]], new[ident]
    return {"added": list(new), "removed": list(old), "reworded": reworded}


def _by_section(before: Assessment, after: Assessment) -> dict[str, dict[str, list[Any]]]:
    """The words of items that came, went or were reworded, for a person to read. A draft's words stay with it: they
    are erased with its version.
    """
    told: dict[str, dict[str, list[Any]]] = {}

    def of(section: str) -> dict[str, list[Any]]:
        return told.setdefault(section, {"added": [], "gone": [], "reworded": []})

    for kind in ("needs", "outcomes", "provision"):
        old, new = ({i.id: i for i in getattr(a.plan, kind)} for a in (before, after))
        changed = _items(list(old.values()), list(new.values()))
        for ident in changed["added"]:
            of(_section(new[ident]))["added"].append(new[ident].text)
        for ident in changed["removed"]:
            of(_section(old[ident]))["gone"].append(old[ident].text)
        for pair in changed["reworded"]:
            one, other = old[pair["before"]], new[pair["after"]]
            of(_section(other))["reworded"].append({"before": one.text, "after": other.text})
    return dict(sorted(told.items()))


def _section(item: _Item) -> str:
    return getattr(item, "section", "E")  # outcomes stand in E alone


def _findings(before: Sequence[FindingEntry], after: Sequence[FindingEntry]) -> dict[str, Any]:
    old, new = (Counter((f.check, f.section, f.quote) for f in findings) for findings in (before, after))

    def by_check(left: Counter[tuple[str, str, str]]) -> dict[str, int]:
        told: Counter[str] = Counter()
        for (check, _, _), number in left.items():
            told[check] += number
        return dict(sorted(told.items()))

    return {"mended": by_check(old - new), "new": by_check(new - old)}


def _answers(before: Assessment, after: Assessment) -> list[dict[str, Any]]:
    old = {a.line: a.answer for a in before.answers}
    return [
        {"line": a.line, "before": old.get(a.line), "after": a.answer}
        for a in after.answers
        if old.get(a.line) != a.answer
    ]


def _documents(before: Assessment, after: Assessment) -> dict[str, list[str]]:
    old, new = ({d.sha256: d.file for d in a.documents} for a in (before, after))
    return {
        "added": [name for sha, name in new.items() if sha not in old],
        "removed": [name for sha, name in old.items() if sha not in new],
    }
